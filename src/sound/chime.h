/* One soft bell of 3 s, heard over the sound that is around.
 *
 * It swells in over 120 ms, where a struck bell would startle.
 */
#ifndef LULL_SOUND_CHIME_H
#define LULL_SOUND_CHIME_H

#include "sound/block.h"
#include "timeline/timeline.h"

/* Adds every chime under way in the block that starts at `at_ms` (a multiple of BLOCK_MS), times
 * `gain`, to `block`; of more than eight at once the latest eight. Safe in the audio callback. */
void chime_add(const struct timeline *timeline, int32_t at_ms, struct ramp gain,
               struct block *block);

#endif
