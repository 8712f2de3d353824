/* Five steady tones, each with a slow swell of its own period. Both are functions of the time
 * alone, the tones to the sample and the swells straight from block to block.
 */
#include "sound/hum.h"

#include "base/exact.h"
#include "sound/tone.h"

#include <stddef.h>

/* No two periods have a common multiple within hours, so the chord never comes round. */
struct drone {
    struct tone tone;
    double period_ms;
    double depth; /* how far it goes away, 0 to 1 */
};

static const struct drone drones[] = {
    {{110000, 0.0512, 0.0512}, 31000, 0.25}, /* A2 */
    {{165000, 0.0379, 0.0326}, 23000, 0.55}, /* E3 */
    {{220000, 0.0221, 0.0265}, 37000, 0.60}, /* A3 */
    {{330000, 0.0092, 0.0078}, 19000, 0.80}, /* E4 */
    {{55000, 0.0353, 0.0353}, 41000, 0.30},  /* A1, felt where loudspeakers have it */
};

/* From 1 − depth to 1 and back, so that the whole never falls silent. */
static double swell(const struct drone *drone, int32_t at_ms)
{
    return 1 - drone->depth * (0.5 + 0.5 * exact_sine(at_ms / drone->period_ms));
}

void hum_add(int32_t at_ms, struct ramp gain, struct block *block)
{
    for (size_t i = 0; i < sizeof drones / sizeof *drones; i++) {
        struct ramp own = {swell(&drones[i], at_ms), swell(&drones[i], at_ms + BLOCK_MS)};
        tone_add(&drones[i].tone, at_ms, ramp_times(own, gain), block);
    }
}
