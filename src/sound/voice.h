/* The narration: each sentence's recording from its exact sample on.
 *
 * A recording's own edges are faded over 25 ms, since startle grows as an onset gets shorter than
 * that; what the program ships has silence there. A recording that is longer than its span is
 * faded out with it. One that is not there is silent.
 */
#ifndef LULL_SOUND_VOICE_H
#define LULL_SOUND_VOICE_H

#include "sound/block.h"
#include "sound/clips.h"
#include "timeline/timeline.h"

/* Adds what is said during the block that starts at `at_ms`, times `gain`, to `block`. Safe in the
 * audio callback. */
void voice_add(const struct timeline *timeline, const struct clips *clips, int32_t at_ms,
               struct ramp gain, struct block *block);

/* How much the sounds around the voice give way to it at `at_ms`: a factor from −5 dB, while there
 * is a recording to be heard, to 1. It begins 400 ms ahead and ends 900 ms after the words, so that
 * the change itself is not noticed. Safe in the audio callback. */
double voice_ducking(const struct timeline *timeline, int32_t at_ms);

#endif
