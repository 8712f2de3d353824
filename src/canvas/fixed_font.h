/* A small built-in typeface that is the same to the bit everywhere.
 *
 * Tests compare pictures, and a picture with text must not depend on the font library or the
 * typeface that a machine has. It knows printable ASCII; everything else is a box. Not for
 * listeners' eyes.
 */
#ifndef LULL_CANVAS_FIXED_FONT_H
#define LULL_CANVAS_FIXED_FONT_H

#include "base/allocator.h"
#include "scene/font.h"

#include <stddef.h>
#include <stdint.h>

struct fixed_font {
    struct allocator allocator;
    uint8_t *coverage; /* owned: what was drawn last */
    size_t capacity;
};

/* A font behind the common interface. `*state` is the caller's, stays in place as long as the font
 * is used, and is released with fixed_font_release. */
struct font fixed_font_make(struct allocator allocator, struct fixed_font *state);

/* Gives its memory back. */
void fixed_font_release(struct fixed_font *state);

/* A glyph is a grid of squares, and there is one for each printable ASCII sign. */
enum { GLYPH_COLUMNS = 5, GLYPH_ROWS = 8, GLYPH_FIRST = ' ', GLYPH_COUNT = 95 };

/* For each character from GLYPH_FIRST on, its columns from the left; the lowest bit is the top row,
 * the baseline lies under row 7. */
extern const uint8_t fixed_font_glyphs[GLYPH_COUNT][GLYPH_COLUMNS];

#endif
