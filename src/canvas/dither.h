/* Light to 8-bit pixels, without steps.
 *
 * A screen has some 80 codes for all the light of this program. Each pixel's light is placed
 * between two codes by a still blue-noise mask, so that the mean over a few pixels is right in
 * linear light and no edge shows where one code ends. It knows nothing of tiles or pictures.
 */
#ifndef LULL_CANVAS_DITHER_H
#define LULL_CANVAS_DITHER_H

#include "base/allocator.h"

#include <stdint.h>

/* The most pixels that one call turns. */
enum { DITHER_LONGEST_RUN = 32 };

struct dither;

/* Builds the tables; NULL when there is no memory. The caller owns it: dither_destroy. */
struct dither *dither_create(struct allocator allocator);

/* The most light that it can place, in units of 2^-18 of full white. */
enum { DITHER_MOST_LIGHT = 52000 };

/* Writes `count` pixels (1 to DITHER_LONGEST_RUN, 0x00RRGGBB) that begin at (`x_px`, `y_px`) of the
 * picture, from that many values of red, green and blue light in units of 2^-18 of full white.
 * Black is black. A pixel's code is at most 1.5 codes from its light. */
void dither_run(const struct dither *dither, const uint16_t *red, const uint16_t *green,
                const uint16_t *blue, int x_px, int y_px, int count, uint32_t *pixels);

/* Gives its memory back; NULL is allowed. */
void dither_destroy(struct dither *dither);

#endif
