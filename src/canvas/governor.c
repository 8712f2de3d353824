/* The static part is arithmetic on the tiles' sums. Limits are undercut by a few percent, because
 * it is the dithered picture that is measured in the end. What is too fast is pace.c's to slow; the
 * two together make one plan, which composing carries out and recording then remembers as shown.
 */
#include "canvas/governor.h"

#include "canvas/pace.h"

#include <assert.h>

/* Dithering and rounding move a mean by well under the 3 % that this leaves them. */
static const double MARGIN = 0.97;
/* Likewise, under the budget's LIGHT_MELANOPIC_SHARE. */
static const double MELANOPIC_TARGET = 0.74;
/* Where the share of bright pixels gets near its limit, the picture dims until none is left at it.
 */
static const double BRIGHT_SHARE_FROM = 0.75;
static const double BRIGHT_SHARE_TO = 0.95;
static const double NOT_BRIGHT =
    0.074; /* a pixel's Y that dithering cannot lift over LIGHT_BRIGHT */
/* Ten frames a second: slower than any screen, faster than a pause between two changes. */
enum { LONGEST_STEP_MS = 100 };

bool governor_make(struct allocator allocator, const struct tile_grid *grid,
                   const struct governor *before, struct governor *governor)
{
    size_t tiles = (size_t)grid->columns * (size_t)grid->rows;
    size_t corners = (size_t)(grid->columns + 1) * (size_t)(grid->rows + 1);
    *governor = (struct governor){.allocator = allocator, .last_ms = -1};
    governor->paces = allocator_allocate(allocator, corners, sizeof(float));
    governor->slowings = allocator_allocate(allocator, tiles, sizeof(struct slowing));
    if (governor->paces == NULL || governor->slowings == NULL) {
        governor_release(governor);
        return false;
    }
    light_history_start(&governor->mean, 0);
    if (before != NULL) {
        /* The same eyes look on: a change under way may go no faster for it. Time goes on too,
         * or the first frame of the new size would count as one after a rest. */
        governor->mean = before->mean;
        governor->last_ms = before->last_ms;
        governor->resized = true;
    }
    return true;
}

/* What a whole picture asks for, per channel as a mean with full white = 1. */
struct picture_light {
    double red;
    double green;
    double blue;
    double sure_red;     /* red that does not depend on blue */
    double brightest;    /* the largest Y of a pixel */
    double bright_share; /* 0 to 1 */
};

/* Adds the tiles up. Sums are whole numbers, so that their order could not matter. */
static struct picture_light picture_light_of(const struct tile_grid *grid)
{
    uint64_t sums[CHANNELS] = {0};
    uint64_t sure_red = 0;
    uint64_t bright_pixels = 0;
    uint16_t brightest = 0;
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        const struct tile_sums *wanted = &grid->tiles[i].wanted;
        for (int c = 0; c < CHANNELS; c++)
            sums[c] += wanted->channel[c];
        sure_red += wanted->sure_red;
        bright_pixels += wanted->bright_pixels;
        brightest = wanted->brightest > brightest ? wanted->brightest : brightest;
    }
    double pixels = (double)grid->width_px * grid->height_px;
    return (struct picture_light){
        .red = (double)sums[RED] / pixels / LIGHT_ONE,
        .green = (double)sums[GREEN] / pixels / LIGHT_ONE,
        .blue = (double)sums[BLUE] / pixels / LIGHT_ONE,
        .sure_red = (double)sure_red / pixels / LIGHT_ONE,
        .brightest = (double)brightest / LIGHT_ONE,
        .bright_share = (double)bright_pixels / pixels,
    };
}

/* The factor of blue that brings M down to its share of Y: with sums R, G, B solve
 * m_r R + m_g G + f m_b B = s (y_r R + y_g G + f y_b B) for f. */
static double blue_factor(const struct picture_light *light)
{
    assert(light->sure_red <= light->red && light->blue >= 0);
    double share = MELANOPIC_TARGET;
    double room = (share * 0.2126 - (double)MELANOPIC_RED) * light->sure_red +
                  (share * 0.7152 - (double)MELANOPIC_GREEN) * light->green;
    double need = ((double)MELANOPIC_BLUE - share * 0.0722) * light->blue;
    /* Blue is what melanopsin sees most of and the eye least, so dimming it costs the least of the
     * picture. Red that is calmed by blue is left out, as it goes when blue does. */
    return need > room ? room / need : 1;
}

/* How far the whole picture has to dim so that no more of its pixels than allowed are bright. It
 * sets in gradually: a switch at the limit would be a flash of its own. */
static double bright_factor(const struct picture_light *light, double limit)
{
    assert(limit > 0 && limit < 1);
    double part = (light->bright_share / limit - BRIGHT_SHARE_FROM) /
                  (BRIGHT_SHARE_TO - BRIGHT_SHARE_FROM);
    if (part <= 0 || light->brightest <= NOT_BRIGHT)
        return 1;
    part = part < 1 ? part : 1;
    return 1 + part * (NOT_BRIGHT / light->brightest - 1);
}

struct light_plan governor_plan_still(const struct tile_grid *grid, enum light_level level)
{
    struct light_limits limits = light_limits_of(level);
    struct picture_light light = picture_light_of(grid);
    /* Order matters: blue goes first, then the mean of what is left is what has to fit. */
    double blue = blue_factor(&light);
    double mean = 0.2126 * light.red + 0.7152 * light.green + 0.0722 * blue * light.blue;
    double most = (double)limits.mean * MARGIN;
    double gain = bright_factor(&light, (double)limits.bright_share);
    if (mean * gain > most)
        gain = most / mean;
    assert(gain >= 0 && gain <= 1 && blue >= 0 && blue <= 1);
    return (struct light_plan){
        /* Rounded down, towards the darker. */
        .gain = (uint32_t)(gain * GAIN_ONE),
        .blue_gain = (uint32_t)(gain * blue * GAIN_ONE),
    };
}

/* Notes what the tiles and the picture show from `at_ms` on. */
static void note(struct governor *governor, const struct tile_grid *grid, int64_t at_ms,
                 bool all_tiles)
{
    for (int i = 0; i < grid->columns * grid->rows; i++) {
        const struct tile *tile = &grid->tiles[i];
        if (all_tiles || tile->composed)
            /* Others have not changed, which their histories take for granted. */
            light_history_record(&grid->histories[i], at_ms, tile->shown_mean);
    }
    light_history_record(&governor->mean, at_ms, pace_mean_shown(grid));
}

struct light_plan governor_plan(struct governor *governor, struct tile_grid *grid,
                                enum light_level level, int64_t at_ms)
{
    struct light_plan plan = governor_plan_still(grid, level);
    int64_t passed_ms = governor->last_ms < 0 ? 0 : at_ms - governor->last_ms;
    assert(at_ms >= 0 && passed_ms >= 0);
    /* What stretching has changed, in black tiles too, is seen from now on, and counts. */
    if (governor->resized)
        note(governor, grid, at_ms, true);
    governor->resized = false;
    /* After a rest a change begins as slowly as any other. */
    if (passed_ms > LONGEST_STEP_MS)
        passed_ms = LONGEST_STEP_MS;
    struct light_limits limits = light_limits_of(level);
    struct pace_moment moment = {at_ms, passed_ms, limits.mean_change * (float)MARGIN,
                                 limits.block_change * (float)MARGIN};
    /* Paces are left out where nothing has to be slowed, which is nearly always. */
    if (pace_slow_down(grid, &plan, &moment, &governor->mean, governor->slowings, governor->paces))
        plan.paces = governor->paces;
    return plan;
}

bool governor_must_compose(const struct tile *tile, const struct light_plan *plan)
{
    if (tile->planes == NULL)
        return false;
    if (tile->changed || !tile->settled)
        return true;
    const uint32_t *sums = tile->wanted.channel;
    /* A dark tile looks the same at any gain. */
    bool lit = sums[RED] + sums[GREEN] + sums[BLUE] > 0;
    return lit && (tile->gain != plan->gain || tile->blue_gain != plan->blue_gain);
}

void governor_record(struct governor *governor, const struct tile_grid *grid, int64_t at_ms)
{
    note(governor, grid, at_ms, false);
    governor->last_ms = at_ms;
}

void governor_release(struct governor *governor)
{
    allocator_release(governor->allocator, governor->paces);
    allocator_release(governor->allocator, governor->slowings);
    governor->paces = NULL;
    governor->slowings = NULL;
}
