/* A path's light depends on the distance to its nearest piece, so joints and crossings do not shine
 * twice. Squares of distances are gathered over the pieces near the tile; one root a pixel at the
 * end.
 */
#include "canvas/raster.h"

#include "canvas/soft_edge.h"

#include <assert.h>
#include <math.h>

/* Pixels of a tile; none where a side's end is not greater than its beginning. */
struct patch {
    int left;
    int right;
    int top;
    int bottom;
};

/* The pixels of the tile within `reach_px` of a piece's box: the others could not shine by it. */
static struct patch patch_of(const struct raster *raster, struct point from, struct point to,
                             float reach_px)
{
    struct patch patch;
    raster_clip(smaller_of(from.x_px, to.x_px) - reach_px, larger_of(from.x_px, to.x_px) + reach_px,
                raster->left_px, &patch.left, &patch.right);
    raster_clip(smaller_of(from.y_px, to.y_px) - reach_px, larger_of(from.y_px, to.y_px) + reach_px,
                raster->top_px, &patch.top, &patch.bottom);
    return patch;
}

/* Makes `whole` reach around `part` as well. */
static void widen(struct patch *whole, const struct patch *part)
{
    whole->left = part->left < whole->left ? part->left : whole->left;
    whole->right = part->right > whole->right ? part->right : whole->right;
    whole->top = part->top < whole->top ? part->top : whole->top;
    whole->bottom = part->bottom > whole->bottom ? part->bottom : whole->bottom;
}

/* Takes the distance to one straight piece where it is the nearest so far. */
static void add_piece(struct raster *raster, struct point from, struct point to,
                      const struct patch *patch)
{
    for (int row = patch->top; row < patch->bottom; row++) {
        float *squares = &raster->squares[row * TILE_PX];
        float y = (float)(raster->top_px + row) + 0.5F;
        for (int column = patch->left; column < patch->right; column++) {
            struct point pixel = {(float)(raster->left_px + column) + 0.5F, y};
            float square = segment_distance_squared(from, to, pixel);
            squares[column] = square < squares[column] ? square : squares[column];
        }
    }
}

/* Turns the squares of distances to light, and leaves the patch far away from everything again. */
static void shine(struct raster *raster, const struct path *path, const struct patch *patch,
                  struct colour colour)
{
    float half_px = path->width_px / 2;
    float scale = 1 / soft_edge_width_px(path->softness_px);
    for (int row = patch->top; row < patch->bottom; row++) {
        for (int at = row * TILE_PX + patch->left; at < row * TILE_PX + patch->right; at++) {
            float beside = (sqrtf(raster->squares[at]) - half_px) * scale;
            /* Within the line itself the light is full. */
            beside = beside > 0 ? beside : 0;
            raster_shine(raster, at, colour, soft_edge(beside * beside));
            raster->squares[at] = RASTER_FAR_AWAY;
        }
    }
}

void raster_add_path(struct raster *raster, const struct path *path, struct colour colour)
{
    /* The squares are the raster's own scratch, so that a path costs no memory. */
    assert(path->count >= 2);
    float reach_px = footprint_path_reach_px(path);
    /* Around nothing: the first piece that is near sets it, and without one no pixel shines. */
    struct patch whole = {TILE_PX, 0, TILE_PX, 0};
    for (size_t i = 0; i + 1 < path->count; i++) {
        if (!footprint_piece_touches(path, i, (float)raster->left_px, (float)raster->top_px,
                                     TILE_PX))
            continue;
        struct patch patch = patch_of(raster, path->points[i], path->points[i + 1], reach_px);
        add_piece(raster, path->points[i], path->points[i + 1], &patch);
        widen(&whole, &patch);
    }
    shine(raster, path, &whole, colour);
}
