/* Most frames are asked one question, from sums alone: does any tile, or the mean, go too far? If
 * not, that is all. If so, each tile's change is measured as a sum over its four corners (blending
 * is linear), and the corners of every tile that goes too far are slowed until none does. Paces
 * only ever shrink and a pace of 0 breaks no limit, so this ends.
 */
#include "canvas/pace.h"

#include "canvas/compose.h"

#include <assert.h>

enum {
    /* A corner that is slowed is slowed in four tiles, and where a tile's corners pull in
     * different directions, that can take it over its limit again. A few rounds settle any real
     * picture; these are for hostile ones. */
    GENTLE_ROUNDS = 24, /* then corners stop at once instead of slowing */
    ALL_ROUNDS = 48,
};

float pace_mean_shown(const struct tile_grid *grid)
{
    double sum = 0;
    for (int row = 0; row < grid->rows; row++) {
        for (int column = 0; column < grid->columns; column++) {
            /* Tiles at the right and lower edge may be smaller and count for less. */
            double pixels = tile_width_px(grid, column) * tile_height_px(grid, row);
            sum += pixels * (double)grid->tiles[row * grid->columns + column].shown_mean;
        }
    }
    return (float)(sum / ((double)grid->width_px * grid->height_px));
}

/* The mean Y that `tile` of `pixels` pixels wants, from its sums. */
static float wanted_mean(const struct tile *tile, const struct light_plan *plan, int pixels)
{
    assert(pixels > 0);
    const uint32_t *sums = tile->wanted.channel;
    double y = (0.2126 * sums[RED] + 0.7152 * sums[GREEN]) * plan->gain +
               0.0722 * sums[BLUE] * plan->blue_gain;
    return (float)(y / ((double)pixels * GAIN_ONE * LIGHT_ONE));
}

/* Lists the tiles that will be composed, each with its room for change, and with its whole change
 * at its first corner. Returns how many. */
static int list_changes(struct tile_grid *grid, const struct light_plan *plan,
                        const struct pace_moment *moment, struct slowing *slowings)
{
    int count = 0;
    float all_pixels = (float)grid->width_px * (float)grid->height_px;
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        struct tile *tile = &grid->tiles[i];
        if (!governor_must_compose(tile, plan))
            continue;
        int column = i % grid->columns;
        int row = i / grid->columns;
        int pixels = tile_width_px(grid, column) * tile_height_px(grid, row);
        struct light_history *history = &grid->histories[i];
        struct light_range range = light_history_range(history, moment->at_ms, moment->passed_ms,
                                                       moment->block_change);
        /* A tile that has just turned may not turn again within the same second. */
        light_history_hold(history, moment->at_ms, &range);
        slowings[count++] = (struct slowing){
            .column = column,
            .row = row,
            /* At a pace of 1 the corners' sum is the whole change, so one number will do until it
             * is slowed. */
            .change = {wanted_mean(tile, plan, pixels) - tile->shown_mean},
            .part = (float)pixels / all_pixels,
            /* As changes rather than as light, so that 0 (standing still) is always allowed. */
            .range = {range.lowest - history->now, range.highest - history->now},
        };
    }
    return count;
}

/* Whether the changes at the first corners, all at once, are within every range. */
static bool all_within(const struct slowing *slowings, int count, struct light_range mean_range)
{
    float mean = 0;
    for (int i = 0; i < count; i++) {
        float change = slowings[i].change[0];
        mean += change * slowings[i].part;
        if (change < slowings[i].range.lowest || change > slowings[i].range.highest)
            return false;
    }
    return mean >= mean_range.lowest && mean <= mean_range.highest;
}

/* Measures what each corner of the tile contributes to its change. */
static void measure(const struct tile_grid *grid, const struct light_plan *plan,
                    struct slowing *slowing)
{
    const struct tile *tile = &grid->tiles[slowing->row * grid->columns + slowing->column];
    compose_measure(tile, tile_width_px(grid, slowing->column), tile_height_px(grid, slowing->row),
                    plan, slowing->change);
    slowing->measured = true;
}

/* The index of the tile's corner 0 to 3. */
static int corner_of(const struct tile_grid *grid, const struct slowing *slowing, int corner)
{
    assert(corner >= 0 && corner < TILE_CORNERS);
    return (slowing->row + corner / 2) * (grid->columns + 1) + slowing->column + corner % 2;
}

/* How much the tile changes at these paces. Only a tile that is slowed has to be measured: at a
 * pace of 1 everywhere it is the whole change. */
static float change_of(const struct tile_grid *grid, const struct light_plan *plan,
                       struct slowing *slowing, const float *paces)
{
    bool slowed = false;
    for (int i = 0; i < TILE_CORNERS; i++)
        slowed = slowed || paces[corner_of(grid, slowing, i)] < 1;
    if (slowed && !slowing->measured)
        measure(grid, plan, slowing);
    float change = 0;
    for (int i = 0; i < TILE_CORNERS; i++)
        change += slowing->change[i] * paces[corner_of(grid, slowing, i)];
    return change;
}

/* The factor that brings `change` into `range`: 1 where it is within. */
static float factor_into(struct light_range range, float change)
{
    assert(range.lowest <= range.highest);
    assert(range.lowest <= 0 && range.highest >= 0);
    if (change > range.highest)
        return range.highest / change;
    if (change < range.lowest)
        return range.lowest / change;
    return 1;
}

/* Slows every tile that goes too far, once; returns whether there was one. */
static bool slow_tiles(const struct tile_grid *grid, const struct light_plan *plan,
                       struct slowing *slowings, int count, bool stop, float *paces)
{
    assert(count >= 0 && count <= grid->columns * grid->rows);
    bool any = false;
    for (int i = 0; i < count; i++) {
        float factor = factor_into(slowings[i].range, change_of(grid, plan, &slowings[i], paces));
        if (factor >= 1)
            continue;
        any = true;
        /* A little further than needed, so that rounding cannot keep it over the limit. */
        factor = stop ? 0 : factor * 0.999F;
        for (int corner = 0; corner < TILE_CORNERS; corner++)
            paces[corner_of(grid, &slowings[i], corner)] *= factor;
    }
    return any;
}

/* Slows everything alike. */
static void scale_paces(const struct tile_grid *grid, float factor, float *paces)
{
    for (int i = 0; i < (grid->columns + 1) * (grid->rows + 1); i++)
        paces[i] *= factor;
}

/* The whole frame's mean comes last: slowing all tiles alike leaves each within its own range. */
static void slow_mean(const struct tile_grid *grid, const struct light_plan *plan,
                      struct slowing *slowings, int count, struct light_range range, float *paces)
{
    float change = 0;
    for (int i = 0; i < count; i++)
        change += change_of(grid, plan, &slowings[i], paces) * slowings[i].part;
    float factor = factor_into(range, change);
    if (factor < 1)
        scale_paces(grid, factor, paces);
}

bool pace_slow_down(struct tile_grid *grid, const struct light_plan *plan,
                    const struct pace_moment *moment, struct light_history *mean,
                    struct slowing *slowings, float *paces)
{
    /* Within the last second, as for a tile, but of the picture as a whole. */
    assert(moment->passed_ms >= 0 && moment->mean_change > 0 && moment->block_change > 0);
    struct light_range range = light_history_range(mean, moment->at_ms, moment->passed_ms,
                                                   moment->mean_change);
    range.lowest -= mean->now;
    range.highest -= mean->now;
    int count = list_changes(grid, plan, moment, slowings);
    if (all_within(slowings, count, range))
        return false;
    /* All the way everywhere, unless somebody goes too far. */
    for (int i = 0; i < (grid->columns + 1) * (grid->rows + 1); i++)
        paces[i] = 1;
    bool any = true;
    for (int round = 0; any && round < ALL_ROUNDS; round++)
        any = slow_tiles(grid, plan, slowings, count, round >= GENTLE_ROUNDS, paces);
    /* Whatever it was, it did not settle: one frame that stands still breaks no limit. */
    if (any)
        scale_paces(grid, 0, paces);
    slow_mean(grid, plan, slowings, count, range, paces);
    return true;
}
