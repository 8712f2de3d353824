/* A blue-noise mask: the still, fine-grained pattern that turns light into whole pixel values.
 *
 * Blue noise has no slow waves in it, so the eye sees neither grain nor pattern; standing still, it
 * cannot flicker. The table is made by scripts/make-blue-noise and knows nothing of its use.
 */
#ifndef LULL_CANVAS_BLUE_NOISE_H
#define LULL_CANVAS_BLUE_NOISE_H

#include <stdint.h>

/* The mask is square and repeats without a seam; its side in pixels. */
enum { BLUE_NOISE_SIDE = 64 };

/* Row by row; repeats seamlessly in both directions. */
extern const uint8_t blue_noise[BLUE_NOISE_SIDE * BLUE_NOISE_SIDE];

#endif
