/* The partials of a small bowl: each dies at its own pace, the higher the sooner, and all are gone
 * at 3 s. A bell has no state: a block looks up which chimes are under way and works out each
 * partial's envelope at its two ends, which costs nothing while none is.
 */
#include "sound/chime.h"

#include "base/exact.h"
#include "sound/curve.h"
#include "sound/tone.h"

#include <stddef.h>

/* LAST_MS: over its last part a bell fades out wholly, since halving alone never ends. A ninth bell
 * at once would be no bell any more. */
enum { CHIME_MS = 3000, RISE_MS = 120, LAST_MS = 900, MOST_AT_ONCE = 8 };

/* Loudness at first, and how long it takes to be half as loud. The two channels differ a little, so
 * that a bell has some width. */
struct partial {
    struct tone tone;
    double half_life_ms;
};

static const struct partial partials[] = {
    {{440000, 0.0392, 0.0392}, 520},
    {{442200, 0.0084, 0.0140}, 520}, /* one that beats slowly with the first, as in a real bowl */
    {{880000, 0.0112, 0.0098}, 330},
    {{1207000, 0.0056, 0.0064}, 210}, /* the bowl's own, not quite a whole multiple */
};

/* A partial's envelope: in, away by halves, and out. */
static double swell(const struct partial *partial, double elapsed_ms)
{
    if (elapsed_ms <= 0 || elapsed_ms >= CHIME_MS)
        return 0;
    return curve_rise(elapsed_ms, RISE_MS) *
           exact_power_of_two(-elapsed_ms / partial->half_life_ms) *
           (1 - curve_rise(elapsed_ms - CHIME_MS + LAST_MS, LAST_MS));
}

void chime_add(const struct timeline *timeline, int32_t at_ms, struct ramp gain,
               struct block *block)
{
    const struct lane_spans *chimes = &timeline->chimes;
    /* From the latest backwards; in a list by start, those still under way are among the first. */
    size_t i = timeline_latest(chimes, at_ms + BLOCK_MS);
    for (int n = 0; n < MOST_AT_ONCE && i != SIZE_MAX; n++, i--) {
        /* Below 0 where the bell begins within this block: its envelope is then 0 at the start. */
        double elapsed = at_ms - chimes->spans[i].start_ms;
        for (size_t k = 0; k < sizeof partials / sizeof *partials && elapsed < CHIME_MS; k++) {
            struct ramp own = {swell(&partials[k], elapsed),
                               swell(&partials[k], elapsed + BLOCK_MS)};
            tone_add(&partials[k].tone, at_ms, ramp_times(own, gain), block);
        }
    }
}
