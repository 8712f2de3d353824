/* shown += pace (gain wanted - shown), in whole numbers. In nearly every frame gain and pace are 1
 * and a tile is a copy, or not even that: it shows the very plane that it wants. The pace of each
 * pixel is otherwise blended from the tile's corners. Red is calmed at the end, since a blend of
 * two colours may be more saturated than the limit that either keeps.
 */
#include "canvas/compose.h"

#include "canvas/pace.h"

#include <assert.h>

/* A pace of 1: 15 bits, so that a difference of 16 bits times it fits an int32_t. */
enum { PACE_SHIFT = 15, PACE_ONE = 1 << PACE_SHIFT };

/* One pixel on its way through here. */
struct pixel_light {
    uint16_t channel[CHANNELS];
};

/* What a pixel that wants that is to show in the end. */
static struct pixel_light aim_of(const struct tile_plane *wanted, const struct light_plan *plan,
                                 int at)
{
    /* 16 bits of light times a gain of at most 1 in 16 bits stays within 32. */
    uint32_t red = wanted->channel[RED][at] * plan->gain >> 16;
    uint32_t green = wanted->channel[GREEN][at] * plan->gain >> 16;
    uint32_t blue = wanted->channel[BLUE][at] * plan->blue_gain >> 16;
    red = light_calm_red(red, green, blue);
    return (struct pixel_light){{(uint16_t)red, (uint16_t)green, (uint16_t)blue}};
}

/* Y of one shown pixel, in light units. */
static int32_t shown_luminance(const struct tile_plane *shown, int at)
{
    return (int32_t)luminance(shown->channel[RED][at], shown->channel[GREEN][at],
                              shown->channel[BLUE][at]);
}

/* By how much a pixel changes its Y, in light units, when it goes all the way. */
static int32_t change_of(const struct tile *tile, const struct light_plan *plan, int at)
{
    struct pixel_light aim = aim_of(tile_wanted(tile), plan, at);
    int32_t y = (int32_t)luminance(aim.channel[RED], aim.channel[GREEN], aim.channel[BLUE]);
    return y - shown_luminance(tile_shown(tile), at);
}

void compose_measure(const struct tile *tile, int width_px, int height_px,
                     const struct light_plan *plan, float changes[TILE_CORNERS])
{
    assert(width_px > 0 && width_px <= TILE_PX && height_px > 0 && height_px <= TILE_PX);
    double sums[TILE_CORNERS] = {0};
    for (int y = 0; y < height_px; y++) {
        double left = 0;
        double right = 0;
        for (int x = 0; x < width_px; x++) {
            double change = change_of(tile, plan, y * TILE_PX + x);
            /* A pixel is paced by the corners in proportion to its nearness to each. */
            double part = (x + 0.5) / TILE_PX;
            left += change * (1 - part);
            right += change * part;
        }
        double part = (y + 0.5) / TILE_PX;
        sums[0] += left * (1 - part);
        sums[1] += right * (1 - part);
        sums[2] += left * part;
        sums[3] += right * part;
    }
    for (int i = 0; i < TILE_CORNERS; i++)
        changes[i] = (float)(sums[i] / (width_px * height_px) / LIGHT_ONE);
}

/* Part of the way, rounded down: towards the darker, and for the last unit of a way down exactly
 * there. The unit that a way up may lack is made good at a pace of 1. */
static uint16_t step(uint16_t shown, uint16_t aim, int32_t pace)
{
    return (uint16_t)(shown + ((aim - shown) * pace >> PACE_SHIFT));
}

/* Moves one pixel on its way. */
static void step_pixel(struct tile_plane *shown, const struct tile_plane *wanted,
                       const struct light_plan *plan, int at, int32_t pace)
{
    struct pixel_light aim = aim_of(wanted, plan, at);
    for (int c = 0; c < CHANNELS; c++)
        shown->channel[c][at] = step(shown->channel[c][at], aim.channel[c], pace);
    /* Half way from green to red lies a colour that neither end prepared for. */
    shown->channel[RED][at] = light_calm_red(shown->channel[RED][at], shown->channel[GREEN][at],
                                             shown->channel[BLUE][at]);
}

/* The paces of a tile's corners as whole numbers; returns whether all are 1. */
static bool tile_paces(const struct tile_grid *grid, int column, int row,
                       const struct light_plan *plan, int32_t paces[TILE_CORNERS])
{
    bool whole = true;
    for (int i = 0; i < TILE_CORNERS; i++) {
        int corner = (row + i / 2) * (grid->columns + 1) + column + i % 2;
        paces[i] = plan->paces == NULL ? PACE_ONE : (int32_t)(plan->paces[corner] * PACE_ONE);
        assert(paces[i] >= 0 && paces[i] <= PACE_ONE);
        whole = whole && paces[i] == PACE_ONE;
    }
    return whole;
}

/* Moves every pixel at its own pace: blended between corners, which tiles share, so that no tile's
 * edge is ever seen. */
static void step_tile(const struct tile *tile, const struct light_plan *plan,
                      const int32_t paces[TILE_CORNERS])
{
    struct tile_plane *shown = tile_shown(tile);
    /* Also pixels outside the picture, whose light is 0 in both planes and stays so. */
    const struct tile_plane *wanted = tile_wanted(tile);
    assert(shown != wanted);
    for (int y = 0; y < TILE_PX; y++) {
        /* The middle of a pixel is half a pixel from its edge, hence the odd numbers. */
        int32_t down = 2 * y + 1; /* of 2 TILE_PX */
        int32_t left = paces[0] + (paces[2] - paces[0]) * down / (2 * TILE_PX);
        int32_t right = paces[1] + (paces[3] - paces[1]) * down / (2 * TILE_PX);
        for (int x = 0; x < TILE_PX; x++) {
            int32_t pace = left + (right - left) * (2 * x + 1) / (2 * TILE_PX);
            step_pixel(shown, wanted, plan, y * TILE_PX + x, pace);
        }
    }
}

/* The sum of Y over the tile, in light units. */
static uint64_t sum_shown(const struct tile_plane *shown)
{
    uint64_t sum = 0;
    for (int i = 0; i < TILE_PIXELS; i++)
        sum += (uint64_t)shown_luminance(shown, i);
    return sum;
}

/* Writes `plane` to the pixels of the tile at (`column`, `row`). */
static void draw(const struct tile_grid *grid, int column, int row, const struct tile_plane *plane,
                 const struct dither *dither, uint32_t *pixels)
{
    assert(column >= 0 && column < grid->columns && row >= 0 && row < grid->rows);
    /* The mask is read at the pixel's place in the picture, so that grain stands still under what
     * moves. */
    struct dither_square square = {
        .red = plane->channel[RED],
        .green = plane->channel[GREEN],
        .blue = plane->channel[BLUE],
        .x_px = column * TILE_PX,
        .y_px = row * TILE_PX,
        .width_px = tile_width_px(grid, column),
        .height_px = tile_height_px(grid, row),
    };
    size_t stride_px = (size_t)grid->width_px;
    size_t first = (size_t)square.y_px * stride_px + (size_t)square.x_px;
    dither_draw(dither, &square, &pixels[first], stride_px);
}

void compose_ahead(const struct tile_grid *grid, int column, int row, const struct dither *dither,
                   uint32_t *pixels)
{
    const struct tile *tile = &grid->tiles[row * grid->columns + column];
    assert(tile->planes != NULL);
    draw(grid, column, row, tile_wanted(tile), dither, pixels);
}

void compose_tile(struct tile_grid *grid, int column, int row, const struct light_plan *plan,
                  const struct dither *dither, uint32_t *pixels)
{
    assert(plan->gain <= GAIN_ONE && plan->blue_gain <= GAIN_ONE);
    struct tile *tile = &grid->tiles[row * grid->columns + column];
    assert(tile->planes != NULL);
    int32_t paces[TILE_CORNERS];
    bool whole = tile_paces(grid, column, row, plan, paces);
    bool dimmed = plan->gain != GAIN_ONE || plan->blue_gain != GAIN_ONE;
    uint64_t sum;
    if (whole && !dimmed) {
        /* Nothing to blend: what is wanted is shown, by sharing one plane. */
        tile->shown_plane = tile->wanted_plane;
        const uint32_t *sums = tile->wanted.channel;
        /* Luminance is linear, so the sums' luminance is the sum of luminances. */
        sum = luminance(sums[RED], sums[GREEN], sums[BLUE]);
    } else {
        tile_part(tile, false);
        step_tile(tile, plan, paces);
        sum = sum_shown(tile_shown(tile));
    }
    /* Pixels outside the picture are black and add nothing to the sum. */
    int pixel_count = tile_width_px(grid, column) * tile_height_px(grid, row);
    tile->shown_mean = (float)sum / (float)pixel_count / LIGHT_ONE;
    /* At a pace of 1 it shows what it wants. The gain is kept to see when another is asked for. */
    tile->settled = whole;
    tile->gain = plan->gain;
    tile->blue_gain = plan->blue_gain;
    tile->composed = true;
    bool drawn_ahead = tile->changed && tile->shown_plane == tile->wanted_plane;
    if (!drawn_ahead)
        draw(grid, column, row, tile_shown(tile), dither, pixels);
}
