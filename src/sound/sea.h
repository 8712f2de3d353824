/* A sea on a flat beach, whose waves come and go with the breath.
 *
 * The water draws up as the lungs fill and runs out over the sand as they empty; where nobody paces
 * the breath, slow waves of their own, never twice the same, go on.
 */
#ifndef LULL_SOUND_SEA_H
#define LULL_SOUND_SEA_H

#include "sound/noise.h"
#include "timeline/timeline.h"

/* Adds the block that starts at `at_ms` (a multiple of BLOCK_MS), times `gain`, to `block`: about
 * −26 LUFS over a minute at gain 1, 3 LU more on a crest. Safe in the audio callback. */
void sea_add(struct noise *noise, const struct timeline *timeline, int32_t at_ms, struct ramp gain,
             struct block *block);

#endif
