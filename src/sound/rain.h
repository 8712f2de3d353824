/* Rain at some distance: a soft rustle, and single drops that fall into water nearby.
 *
 * When, where and how high a drop sounds comes from a hash of its number, so rain never repeats and
 * any moment of it can be had by itself. No drop begins within less than 25 ms.
 */
#ifndef LULL_SOUND_RAIN_H
#define LULL_SOUND_RAIN_H

#include "sound/noise.h"

/* Adds the block that starts at `at_ms` (a multiple of BLOCK_MS, not negative), times `gain`, to
 * `block`: −26 LUFS at gain 1. Safe in the audio callback. */
void rain_add(struct noise *noise, int32_t at_ms, struct ramp gain, struct block *block);

#endif
