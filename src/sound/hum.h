/* A low, slow chord on A: something to rest on, in tune with the pacer.
 *
 * Its tones are whole multiples of 55 Hz, so nothing in it beats; they come and go one by one over
 * half minutes.
 */
#ifndef LULL_SOUND_HUM_H
#define LULL_SOUND_HUM_H

#include "sound/block.h"

/* Adds the block that starts at `at_ms` (a multiple of BLOCK_MS), times `gain`, to `block`: −26
 * LUFS at gain 1. Safe in the audio callback. */
void hum_add(int32_t at_ms, struct ramp gain, struct block *block);

#endif
