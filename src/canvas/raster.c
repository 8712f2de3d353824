/* Rows of plain arithmetic that compilers turn into vectors: no branch inside a pixel.
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

void raster_begin(struct raster *raster, int left_px, int top_px, int width_px, int height_px)
{
    assert(width_px > 0 && width_px <= TILE_PX && height_px > 0 && height_px <= TILE_PX);
    raster->left_px = left_px;
    raster->top_px = top_px;
    raster->width_px = width_px;
    raster->height_px = height_px;
    memset(raster->light, 0, sizeof raster->light);
}

void raster_add(struct raster *raster, const struct shape *shape, const struct footprint *footprint)
{
    if (!footprint_touches(footprint, shape, (float)raster->left_px, (float)raster->top_px,
                           TILE_PX))
        return;
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
    float scale = 1 / (glow->radius_px * glow->radius_px);
    float first_x = (float)raster->left_px + 0.5F - glow->centre.x_px;
    for (int row = 0; row < TILE_PX; row++) {
        float y = (float)(raster->top_px + row) + 0.5F - glow->centre.y_px;
        for (int column = 0; column < TILE_PX; column++) {
            float x = first_x + (float)column;
            float strength = soft_edge((x * x + y * y) * scale);
            raster_shine(raster, row * TILE_PX + column, colour, strength);
        }
    }
}

void raster_soften_peak(struct raster *raster, float peak)
{
    float knee = peak * PEAK_KNEE;
    float room = peak * (PEAK_TOP - PEAK_KNEE);
    for (int i = 0; i < TILE_PIXELS; i++) {
        float y = 0.2126F * raster->light[RED][i] + 0.7152F * raster->light[GREEN][i] +
                  0.0722F * raster->light[BLUE][i];
        float over = y > knee ? (y - knee) / room : 0;
        /* Slope 1 at the knee, and the top is never reached. */
        float softened = knee + room * (over / (1 + over));
        float factor = y > knee ? softened / y : 1;
        for (int c = 0; c < CHANNELS; c++)
            raster->light[c][i] *= factor;
    }
}

static void round_channel(const struct raster *raster, const float *light, uint16_t *wanted)
{
    for (int row = 0; row < TILE_PX; row++) {
        for (int column = 0; column < TILE_PX; column++) {
            int at = row * TILE_PX + column;
            float units = light[at] * LIGHT_ONE + 0.5F;
            units = units < LIGHT_MOST ? units : LIGHT_MOST;
            bool seen = row < raster->height_px && column < raster->width_px;
            wanted[at] = (uint16_t)(seen ? (int)units : 0);
        }
    }
}

/* No saturated red: red may be three times the other two together, or LIGHT_RED_FREE less what
 * dithering may add. */
static void calm_red(uint16_t wanted[CHANNELS][TILE_PIXELS])
{
    for (int i = 0; i < TILE_PIXELS; i++)
        wanted[RED][i] = light_calm_red(wanted[RED][i], wanted[GREEN][i], wanted[BLUE][i]);
}

struct tile_sums raster_finish(struct raster *raster, uint16_t wanted[CHANNELS][TILE_PIXELS])
{
    for (int c = 0; c < CHANNELS; c++)
        round_channel(raster, raster->light[c], wanted[c]);
    calm_red(wanted);
    struct tile_sums sums = {0};
    uint32_t brightest = 0;
    uint32_t bright_pixels = 0;
    for (int i = 0; i < TILE_PIXELS; i++) {
        uint32_t red = wanted[RED][i];
        uint32_t green = wanted[GREEN][i];
        uint32_t blue = wanted[BLUE][i];
        uint32_t y = (red * LUMINANCE_RED + green * LUMINANCE_GREEN + blue * LUMINANCE_BLUE) >> 16;
        sums.channel[RED] += red;
        sums.channel[GREEN] += green;
        sums.channel[BLUE] += blue;
        brightest = y > brightest ? y : brightest;
        bright_pixels += y > (uint32_t)(BRIGHT_FROM * LIGHT_ONE);
    }
    sums.brightest = (uint16_t)brightest;
    sums.bright_pixels = (uint16_t)bright_pixels;
    return sums;
}
