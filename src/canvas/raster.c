/* Rows of plain arithmetic that compilers turn into vectors: no branch inside a pixel. The sum of
 * the colours that fall on a tile tells beforehand what its pixels cannot reach, and so which
 * limits need no looking after; in a dim session that is nearly all of them.
 */
#include "canvas/raster.h"

#include "canvas/soft_edge.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Dithering puts a pixel up to a code and a half above its light, so peaks stay that much lower. */
static const float PEAK_TOP = 0.94F;
static const float PEAK_KNEE = 0.86F;
/* And pixels that are to stay under LIGHT_BRIGHT count as bright from here on. */
static const float BRIGHT_FROM = 0.074F;

void raster_make(struct raster *raster)
{
    for (int i = 0; i < TILE_PIXELS; i++)
        raster->squares[i] = RASTER_FAR_AWAY;
}

void raster_begin(struct raster *raster, int left_px, int top_px, int width_px, int height_px)
{
    assert(width_px > 0 && width_px <= TILE_PX && height_px > 0 && height_px <= TILE_PX);
    raster->left_px = left_px;
    raster->top_px = top_px;
    raster->width_px = width_px;
    raster->height_px = height_px;
    /* Squares are left as they are: whoever uses them puts them back. */
    raster->most = (struct colour){0, 0, 0};
    memset(raster->light, 0, sizeof raster->light);
}

void raster_clip(float from_px, float to_px, int origin_px, int *first, int *end)
{
    assert(first != NULL && end != NULL);
    /* Compared as floats before they become whole numbers, which far-away ones would not fit. */
    float from = floorf(from_px - (float)origin_px);
    float to = ceilf(to_px - (float)origin_px);
    *first = from > 0 ? (int)smaller_of(from, TILE_PX) : 0;
    *end = to < TILE_PX ? (int)larger_of(to, 0) : TILE_PX;
}

void raster_add(struct raster *raster, const struct shape *shape, const struct footprint *footprint)
{
    if (!footprint_touches(footprint, shape, (float)raster->left_px, (float)raster->top_px,
                           TILE_PX))
        return;
    /* Where every shape shone at its full at once: an upper bound that costs nothing. */
    raster->most.red += shape->colour.red;
    raster->most.green += shape->colour.green;
    raster->most.blue += shape->colour.blue;
    switch (shape->kind) {
    case SHAPE_GLOW:
        raster_add_glow(raster, &shape->glow, shape->colour);
        break;
    case SHAPE_RING:
        raster_add_ring(raster, &shape->ring, shape->colour);
        break;
    case SHAPE_PATH:
        raster_add_path(raster, &shape->path, shape->colour);
        break;
    case SHAPE_PICTURE:
        raster_add_picture(raster, &shape->picture, shape->colour);
        break;
    case SHAPE_TEXT:
        raster_add_text(raster, footprint, shape->colour);
        break;
    }
}

void raster_add_glow(struct raster *raster, const struct glow *glow, struct colour colour)
{
    assert(glow->radius_px > 0);
    /* Squares of distances suffice, so that no pixel needs a root. */
    float scale = 1 / (glow->radius_px * glow->radius_px);
    /* A pixel is judged at its middle. */
    float first_x = (float)raster->left_px + 0.5F - glow->centre.x_px;
    int first;
    int end;
    raster_clip(glow->centre.y_px - glow->radius_px, glow->centre.y_px + glow->radius_px,
                raster->top_px, &first, &end);
    for (int row = first; row < end; row++) {
        float y = (float)(raster->top_px + row) + 0.5F - glow->centre.y_px;
        /* All columns, also those the glow does not reach: a row of fixed length becomes vectors,
         * and its soft edge is 0 beyond. */
        for (int column = 0; column < TILE_PX; column++) {
            float x = first_x + (float)column;
            float strength = soft_edge((x * x + y * y) * scale);
            raster_shine(raster, row * TILE_PX + column, colour, strength);
        }
    }
}

/* Relative luminance of linear sRGB, full white = 1. */
static float colour_luminance(float red, float green, float blue)
{
    return 0.2126F * red + 0.7152F * green + 0.0722F * blue;
}

/* The largest Y that a pixel can have. */
static float most_luminance(const struct raster *raster)
{
    return colour_luminance(raster->most.red, raster->most.green, raster->most.blue);
}

/* Whether the Y of some pixel is over `knee`. Where shapes meet in a tile but not in a pixel, none
 * is, and asking costs less than softening for nothing. */
static bool is_over(const struct raster *raster, float knee)
{
    int over = 0;
    for (int i = 0; i < TILE_PIXELS; i++)
        over |= colour_luminance(raster->light[RED][i], raster->light[GREEN][i],
                                 raster->light[BLUE][i]) > knee;
    return over != 0;
}

void raster_soften_peak(struct raster *raster, float peak)
{
    assert(peak > 0 && peak <= 1);
    float knee = peak * PEAK_KNEE;
    float room = peak * (PEAK_TOP - PEAK_KNEE);
    if (most_luminance(raster) <= knee || !is_over(raster, knee))
        return;
    for (int i = 0; i < TILE_PIXELS; i++) {
        float y = colour_luminance(raster->light[RED][i], raster->light[GREEN][i],
                                   raster->light[BLUE][i]);
        /* All three channels by one factor, so that what is too bright keeps its hue. */
        float over = y > knee ? (y - knee) / room : 0;
        /* Slope 1 at the knee, and the top is never reached. */
        float softened = knee + room * (over / (1 + over));
        float factor = y > knee ? softened / y : 1;
        for (int c = 0; c < CHANNELS; c++)
            raster->light[c][i] *= factor;
    }
}

/* Brings down what dithering could not place; a conversion that does not fit is undefined as well.
 */
static void clamp(struct raster *raster)
{
    static const float most = (LIGHT_MOST - 0.5F) / LIGHT_ONE;
    for (int c = 0; c < CHANNELS; c++) {
        for (int i = 0; i < TILE_PIXELS; i++)
            raster->light[c][i] = smaller_of(raster->light[c][i], most);
    }
}

/* Light in light units, and their sum. */
static uint32_t round_row(const float *light, uint16_t *wanted, int count)
{
    assert(count > 0 && count <= TILE_PIXELS);
    uint32_t sum = 0;
    for (int i = 0; i < count; i++) {
        /* Half a unit more before cutting off is rounding; light is never negative. */
        int whole = (int)(light[i] * LIGHT_ONE + 0.5F);
        wanted[i] = (uint16_t)whole;
        sum += (uint32_t)whole;
    }
    return sum;
}

/* Rounds one channel; where the tile leaves the picture it stays black. */
static uint32_t round_channel(const struct raster *raster, const float *light, uint16_t *wanted)
{
    /* All but the tiles at the right and lower edge, in one run that becomes vectors. */
    if (raster->width_px == TILE_PX && raster->height_px == TILE_PX)
        return round_row(light, wanted, TILE_PIXELS);
    memset(wanted, 0, TILE_PIXELS * sizeof *wanted);
    uint32_t sum = 0;
    for (int row = 0; row < raster->height_px; row++)
        sum += round_row(&light[row * TILE_PX], &wanted[row * TILE_PX], raster->width_px);
    return sum;
}

/* Takes what red is too much, and says in `sums` what is left. */
static void calm_red(struct tile_plane *wanted, struct tile_sums *sums)
{
    sums->channel[RED] = 0;
    sums->sure_red = 0;
    for (int i = 0; i < TILE_PIXELS; i++) {
        wanted->channel[RED][i] = light_calm_red(wanted->channel[RED][i], wanted->channel[GREEN][i],
                                                 wanted->channel[BLUE][i]);
        sums->channel[RED] += wanted->channel[RED][i];
        /* What would be left if the governor took all the blue: less blue makes red more
         * saturated. */
        sums->sure_red += light_calm_red(wanted->channel[RED][i], wanted->channel[GREEN][i], 0);
    }
}

/* Counts the pixels that the budget may call bright once they are dithered. */
static void find_bright(struct tile_plane *wanted, struct tile_sums *sums)
{
    for (int i = 0; i < TILE_PIXELS; i++) {
        uint64_t y = luminance(wanted->channel[RED][i], wanted->channel[GREEN][i],
                               wanted->channel[BLUE][i]);
        if (y > sums->brightest)
            sums->brightest = (uint16_t)y;
        if (y > (uint64_t)(BRIGHT_FROM * LIGHT_ONE))
            sums->bright_pixels++;
    }
}

struct tile_sums raster_finish(struct raster *raster, struct tile_plane *wanted)
{
    static_assert(LIGHT_MOST <= UINT16_MAX, "light fits 16 bits");
    struct tile_sums sums = {0};
    float most = larger_of(raster->most.red, larger_of(raster->most.green, raster->most.blue));
    if (most * LIGHT_ONE > LIGHT_MOST - 1)
        clamp(raster);
    for (int c = 0; c < CHANNELS; c++)
        sums.channel[c] = round_channel(raster, raster->light[c], wanted->channel[c]);
    /* Where red is so dim that saturation does not matter, all of it stays whatever becomes of
     * blue. */
    sums.sure_red = sums.channel[RED];
    if (raster->most.red * LIGHT_ONE > LIGHT_RED_MOST)
        calm_red(wanted, &sums);
    if (most_luminance(raster) > BRIGHT_FROM)
        find_bright(wanted, &sums);
    return sums;
}
