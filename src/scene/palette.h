/* The hues that a listener can choose from.
 *
 * A hue is given at luminance 1, so that everything else in this room speaks of light in one number
 * (Y, relative luminance, full white = 1) and no hue can make a picture brighter than another. All
 * are poor in blue: their melanopic share, (0.02 R + 0.44 G + 0.73 B) / Y, is at most 0.75, and
 * their red is at most four fifths of the whole.
 */
#ifndef LULL_SCENE_PALETTE_H
#define LULL_SCENE_PALETTE_H

#include "base/text.h"
#include "scene/draw_list.h"

#include <stdbool.h>

/* In the order in which a menu offers them. */
enum hue {
    HUE_MOSS,  /* dim green near 530 nm, for many the least aversive colour (Noseda 2016) */
    HUE_EMBER, /* amber */
    HUE_ASH,   /* as near to grey as the melanopic share allows */
    HUE_COUNT,
};

/* What is painted, since each has its own shade of the hue. */
enum paint {
    PAINT_BREATH, /* the pacer */
    PAINT_LINE,   /* the figure, quiet arcs */
    PAINT_HAND,   /* where hands are: a little warmer than the line under them */
    PAINT_TEXT,   /* the palest */
    PAINT_COUNT,
};

/* The colour of `paint` in `hue` with luminance `luminance` (0 and up), in linear light. */
struct colour palette_colour(enum hue hue, enum paint paint, double luminance);

/* "moss", "ember", "ash"; static. */
const char *palette_word(enum hue hue);

/* Reads a whole word in any case; false when it is no hue, and `*hue` is then as it was. */
bool palette_from_word(struct text word, enum hue *hue);

#endif
