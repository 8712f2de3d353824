/* Pure tones whose every moment can be had by itself.
 *
 * A tone's phase is its frequency times the time since the session began, in whole numbers, so two
 * tones of a chord keep their relation for eight hours and no chunk or seek can shift them.
 */
#ifndef LULL_SOUND_TONE_H
#define LULL_SOUND_TONE_H

#include "sound/block.h"

#include <stdint.h>

struct tone {
    int32_t millihertz; /* up to 20,000,000 */
    double left;        /* amplitude on the left … */
    double right;       /* … and on the right, at gain 1 */
};

/* Adds the block of `tone` that starts at `at_ms`, times `gain`, to `block`. Safe in the audio
 * callback. */
void tone_add(const struct tone *tone, int32_t at_ms, struct ramp gain, struct block *block);

#endif
