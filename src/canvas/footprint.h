/* Where a shape's light falls, and a hash of all that decides how.
 *
 * Two shapes with the same hash make the same pixels; a tile that a footprint does not touch gets
 * no light from its shape. That is all that redrawing needs to know.
 */
#ifndef LULL_CANVAS_FOOTPRINT_H
#define LULL_CANVAS_FOOTPRINT_H

#include "scene/draw_list.h"
#include "scene/font.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Light lies within; empty where right <= left. */
struct footprint_box {
    float left_px;
    float top_px;
    float right_px;
    float bottom_px;
};

struct footprint {
    struct footprint_box box;
    uint64_t hash;
    struct text_mask mask; /* of a text, with `coverage` NULL for other shapes */
};

/* The footprint of `shape`. `mask` is the rasterised text of a SHAPE_TEXT (not owned; as long as
 * the footprint) and NULL for other shapes or where the text cannot be drawn: its footprint is then
 * empty. */
struct footprint footprint_make(const struct shape *shape, const struct text_mask *mask);

/* Whether light of the shape may fall on the square of `side_px` at (`left_px`, `top_px`). Never
 * wrong when it says no. */
bool footprint_touches(const struct footprint *footprint, const struct shape *shape, float left_px,
                       float top_px, float side_px);

/* Where the light of the path's piece from point `index` to the next lies. */
struct footprint_box footprint_piece_box(const struct path *path, size_t index);

/* footprint_touches for that piece alone. */
bool footprint_piece_touches(const struct path *path, size_t index, float left_px, float top_px,
                             float side_px);

/* How far a path's light reaches from its line, in pixels. */
float footprint_path_reach_px(const struct path *path);

/* Stirs `value` into `hash`. */
uint64_t footprint_stir(uint64_t hash, uint64_t value);

#endif
