/* The soft edges of shapes: how light falls off, and how far a point is from a line.
 *
 * Only sums, products, quotients and square roots, which IEEE 754 rounds the same everywhere; a
 * pixel is then the same to the bit on every machine.
 */
#ifndef LULL_CANVAS_SOFT_EDGE_H
#define LULL_CANVAS_SOFT_EDGE_H

#include "scene/draw_list.h"

/* Of two numbers; the C library's have to mind what is not a number, and cost a call. */
static inline float smaller_of(float a, float b)
{
    return a < b ? a : b;
}

/* And the larger one. */
static inline float larger_of(float a, float b)
{
    return a > b ? a : b;
}

/* (1 - square)^2 for 0 <= square < 1, 0 above: the light at distance d of reach r, square =
 * (d/r)^2. It leaves the middle and reaches the end without a corner. */
static inline float soft_edge(float square)
{
    float left = 1 - square;
    left = left > 0 ? left : 0;
    return left * left;
}

/* The width over which an edge of `softness_px` falls off: at least 0.75, or it would show stairs.
 */
static inline float soft_edge_width_px(float softness_px)
{
    return softness_px > 0.75F ? softness_px : 0.75F;
}

/* The square of the distance from `point` to the line from `from` to `to`, in square pixels. */
static inline float segment_distance_squared(struct point from, struct point to, struct point point)
{
    float along_x = to.x_px - from.x_px;
    float along_y = to.y_px - from.y_px;
    float x = point.x_px - from.x_px;
    float y = point.y_px - from.y_px;
    float square = along_x * along_x + along_y * along_y;
    float part = square > 0 ? (x * along_x + y * along_y) / square : 0;
    part = part > 0 ? part : 0;
    part = part < 1 ? part : 1;
    x -= part * along_x;
    y -= part * along_y;
    return x * x + y * y;
}

#endif
