/* What surrounds the listener: the sound lane, made into samples.
 *
 * It knows how one sound gives way to the next and how loud a percentage is; what a sea or a hum
 * sounds like is in their own files. The loudness of the voice is the measure: at 100 % and equal
 * levels every sound is 14 LU under it (narration of −26 LUFS in one channel is −23 LUFS from two,
 * ITU-R BS.1770), and p % is p % of that power (50 %: 3 dB less, 30 %: 5 dB
 * less, 10 %: 10 dB less). That is 12 LU and more at any percentage, on a wave's crest too.
 */
#ifndef LULL_SOUND_SURROUNDINGS_H
#define LULL_SOUND_SURROUNDINGS_H

#include "sound/block.h"
#include "sound/clips.h"
#include "sound/noise.h"
#include "timeline/timeline.h"

#include <stdbool.h>

struct surroundings {
    struct allocator allocator;
    const struct timeline *timeline;
    const struct clips *clips;
    struct noise *noise;
    int32_t *origins_ms;     /* for each span of the lane: when its recording began to go round */
    int32_t *heard_until_ms; /* for each: when it has faded out under those after it */
};

/* Makes the ambience of `timeline` with recordings from `clips`; both outlive it. Returns false
 * where there is no memory. */
bool surroundings_make(struct surroundings *surroundings, struct allocator allocator,
                       const struct timeline *timeline, const struct clips *clips);

/* Adds the block that starts at `at_ms` (a multiple of BLOCK_MS), times `gain`, to `block`. A
 * change takes at least 3 s, also where the script asks for less, and whatever still sounds at the
 * session's end fades over its last 4 s. Safe in the audio callback. */
void surroundings_add(struct surroundings *surroundings, int32_t at_ms, struct ramp gain,
                      struct block *block);

/* Frees what surroundings_make took. */
void surroundings_release(struct surroundings *surroundings);

#endif
