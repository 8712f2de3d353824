/* What a font must be able to do, so that text can be laid out and drawn without knowing who draws
 * it.
 *
 * Two stand behind it: SDL_ttf's (platform/), and a small fixed one built into canvas/ that is the
 * same to the bit everywhere, for tests. Part of the list type: scene, canvas and platform may
 * include it.
 */
#ifndef LULL_SCENE_FONT_H
#define LULL_SCENE_FONT_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* A rectangle of coverage, 0 to 255 a pixel, row by row without gaps. */
struct text_mask {
    int width_px;
    int height_px;
    const uint8_t *coverage; /* owned by the font, valid until its next call of rasterise */
};

struct font {
    /* Width of one line of `text` at `size_px` (height of the em), in pixels; 0 for empty text. The
     * text is in the order in which it is said; which way it reads is the font's matter. */
    int (*measure)(void *context, struct text text, int size_px);
    /* Draws one line of `text` at `size_px` into `mask`, whose height is the line height for that
     * size. False when there is no memory or the text cannot be drawn. */
    bool (*rasterise)(void *context, struct text text, int size_px, struct text_mask *mask);
    /* Whether `text` as a whole reads from right to left, which its first letter says. NULL: no
     * text does, as far as this font is concerned. */
    bool (*reads_leftward)(void *context, struct text text);
    void *context;
};

#endif
