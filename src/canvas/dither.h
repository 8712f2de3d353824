/* Light to 8-bit pixels, without steps.
 *
 * A screen has some 80 codes for all the light of this program. Each pixel's light is placed
 * between two codes by a still blue-noise mask, so that the mean over a few pixels is right in
 * linear light and no edge shows where one code ends. It knows nothing of tiles or pictures.
 */
#ifndef LULL_CANVAS_DITHER_H
#define LULL_CANVAS_DITHER_H

#include "base/allocator.h"

#include <stddef.h>
#include <stdint.h>

/* The most pixels, each way, that one call turns. */
enum { DITHER_SIDE_PX = 32 };

struct dither;

/* Builds the tables; NULL when there is no memory. The caller owns it: dither_destroy. */
struct dither *dither_create(struct allocator allocator);

/* The most light that it can place, in units of 2^-18 of full white. */
enum { DITHER_MOST_LIGHT = 52000 };

/* A square of light, and where in the picture it lies. */
struct dither_square {
    /* DITHER_SIDE_PX x DITHER_SIDE_PX values each, row by row, in units of 2^-18 of full white, at
     * most DITHER_MOST_LIGHT. Not owned. */
    const uint16_t *red;
    const uint16_t *green;
    const uint16_t *blue;
    int x_px; /* of its first pixel, 0 or more */
    int y_px;
    int width_px; /* how much of it the picture has, 1 to DITHER_SIDE_PX */
    int height_px;
};

/* Writes the square to `pixels` (0x00RRGGBB), which is where its first pixel lies in a picture of
 * `stride_px` a row. Black is black. A pixel's code is at most 1.5 codes from its light. */
void dither_draw(const struct dither *dither, const struct dither_square *square, uint32_t *pixels,
                 size_t stride_px);

/* Gives its memory back; NULL is allowed. */
void dither_destroy(struct dither *dither);

#endif
