/* A script's own recording, round and round without a seam.
 *
 * The end of each round fades into the beginning of the next over up to 2 s.
 */
#ifndef LULL_SOUND_LOOP_H
#define LULL_SOUND_LOOP_H

#include "sound/block.h"
#include "sound/clips.h"

/* Adds the block that starts `elapsed_ms` (not negative) after the loop began, times `gain`, to
 * `block`. Safe in the audio callback. */
void loop_add(const struct clip *clip, int32_t elapsed_ms, struct ramp gain, struct block *block);

#endif
