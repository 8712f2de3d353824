/* The breath as it is heard: one soft swell for *in*, a lower one that ebbs for *out*.
 *
 * Continuous waves are easier to follow than pings (Aalborg 2014). *In* is an open fifth that
 * grows and brightens until the lungs are full; *out* is the same fifth an octave lower that fades
 * as they empty; in holds there is silence. It is in tune with the hum (hum.h). It knows nothing of
 * whether the listener wants it: that is its level.
 */
#ifndef LULL_SOUND_PACER_H
#define LULL_SOUND_PACER_H

#include "sound/block.h"
#include "timeline/timeline.h"

/* Adds the block that starts at `at_ms` (a multiple of BLOCK_MS), times `gain`, to `block`. Nothing
 * rises or falls within less than 100 ms, so a phase shorter than 200 ms is silent. Safe in the
 * audio callback. */
void pacer_add(const struct timeline *timeline, int32_t at_ms, struct ramp gain,
               struct block *block);

#endif
