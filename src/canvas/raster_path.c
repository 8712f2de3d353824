/* A path's light depends on the distance to its nearest piece, so joints and crossings do not shine
 * twice. Squares of distances are gathered over the pieces near the tile; one root a pixel at the
 * end.
 */
#include "canvas/raster.h"

#include "canvas/soft_edge.h"

#include <assert.h>
#include <math.h>

/* The square of a million pixels, where no soft edge reaches. */
static const float FAR_AWAY = 1e12F;

/* The pixels of the tile's side, from `*first` to before `*end`, that lie between two places. */
static void clip(float from_px, float to_px, int origin_px, int *first, int *end)
{
    /* Compared as floats before they become whole numbers, which far-away ones would not fit. */
    float from = floorf(from_px - (float)origin_px);
    float to = ceilf(to_px - (float)origin_px);
    *first = from > 0 ? (int)smaller_of(from, TILE_PX) : 0;
    *end = to < TILE_PX ? (int)larger_of(to, 0) : TILE_PX;
}

/* Takes the distance to one straight piece where it is the nearest so far. Only pixels within its
 * reach are asked; the others could not shine by it. */
static void add_piece(struct raster *raster, struct point from, struct point to, float reach_px)
{
    int left;
    int right;
    int top;
    int bottom;
    clip(smaller_of(from.x_px, to.x_px) - reach_px, larger_of(from.x_px, to.x_px) + reach_px,
         raster->left_px, &left, &right);
    clip(smaller_of(from.y_px, to.y_px) - reach_px, larger_of(from.y_px, to.y_px) + reach_px,
         raster->top_px, &top, &bottom);
    for (int row = top; row < bottom; row++) {
        float *squares = &raster->squares[row * TILE_PX];
        float y = (float)(raster->top_px + row) + 0.5F;
        for (int column = left; column < right; column++) {
            struct point pixel = {(float)(raster->left_px + column) + 0.5F, y};
            float square = segment_distance_squared(from, to, pixel);
            squares[column] = square < squares[column] ? square : squares[column];
        }
    }
}

void raster_add_path(struct raster *raster, const struct path *path, struct colour colour)
{
    /* The squares are the raster's own scratch, so that a path costs no memory. */
    assert(path->count >= 2);
    for (int i = 0; i < TILE_PIXELS; i++)
        raster->squares[i] = FAR_AWAY;
    float reach_px = footprint_path_reach_px(path);
    for (size_t i = 0; i + 1 < path->count; i++) {
        if (footprint_piece_touches(path, i, (float)raster->left_px, (float)raster->top_px,
                                    TILE_PX))
            add_piece(raster, path->points[i], path->points[i + 1], reach_px);
    }
    float half_px = path->width_px / 2;
    float scale = 1 / soft_edge_width_px(path->softness_px);
    for (int i = 0; i < TILE_PIXELS; i++) {
        float beside = (sqrtf(raster->squares[i]) - half_px) * scale;
        /* Within the line itself the light is full. */
        beside = beside > 0 ? beside : 0;
        raster_shine(raster, i, colour, soft_edge(beside * beside));
    }
}
