/* Line art: soft strokes, read from a small part of SVG.
 *
 * An illustrator can draw the figure anew in any program that writes SVG: a square viewBox that
 * starts at 0 0, and in it `path` elements with `d` (M L H V C S Q Z and their relative forms),
 * `stroke-width` and `stroke-opacity`. Everything else is passed over, so a group's transform or a
 * style sheet has no effect. Curves are made short straight lines once, when they are read. Knows
 * neither bodies nor pixels.
 */
#ifndef LULL_SCENE_DRAWING_H
#define LULL_SCENE_DRAWING_H

#include "base/arena.h"
#include "base/text.h"
#include "scene/draw_list.h"

#include <stdbool.h>
#include <stddef.h>

/* One line. Coordinates and widths are shares of half the picture's width, from its middle: −1 is
 * the left or upper edge, 1 the right or lower. */
struct stroke {
    struct point *points; /* at least 2; lives in the drawing's arena */
    size_t count;
    size_t capacity;
    float width;
    float light; /* 0 to 1 of the figure's */
};

struct drawing {
    struct stroke *strokes;
    size_t count;
    size_t capacity;
    float units; /* width of the viewBox: what the art's own coordinates are shares of */
};

/* Reads `svg` into `drawing`, whose strokes live in `arena`. Returns false where it has no square
 * viewBox, a path that cannot be read, or no path at all, or when there is no memory; `*reason`
 * then says why, in words that fit after "cannot read X: " (static). */
bool drawing_read(struct arena *arena, struct text svg, struct drawing *drawing,
                  const char **reason);

/* A place in the art's own coordinates as shares, like those of the strokes. */
struct point drawing_point(const struct drawing *drawing, double x, double y);

#endif
