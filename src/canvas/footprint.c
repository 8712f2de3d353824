/* The box first, then what the shape leaves empty of it: a ring's inside and corners, the tiles
 * beside a slanting line. Floats are hashed by their bits, so that any change counts. Whatever is
 * unsure is answered with yes: a tile drawn in vain costs time, one left out would keep an old
 * picture.
 */
#include "canvas/footprint.h"

#include "canvas/soft_edge.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Multiply and fold, as in wyhash; any good 64-bit mix would do, since hashes never leave the
 * frame. */
uint64_t footprint_stir(uint64_t hash, uint64_t value)
{
    /* An odd factor, near 2^64 divided by the golden ratio: it loses nothing and spreads neighbours
     * far. */
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

/* Two coordinates at once. 0 and -0 differ here, which costs a tile drawn once too often and no
 * more. */
static uint64_t stir_pair(uint64_t hash, float first, float second)
{
    uint32_t bits[2];
    memcpy(&bits[0], &first, sizeof bits[0]);
    memcpy(&bits[1], &second, sizeof bits[1]);
    return footprint_stir(hash, (uint64_t)bits[0] << 32 | bits[1]);
}

/* Eight bytes at a time: a picture's mask is hashed anew every frame, in case it was drawn over. */
static uint64_t stir_bytes(uint64_t hash, const void *bytes, size_t count)
{
    const unsigned char *from = bytes;
    for (; count >= sizeof(uint64_t); count -= sizeof(uint64_t), from += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, from, sizeof word);
        hash = footprint_stir(hash, word);
    }
    uint64_t rest = 0;
    if (count > 0)
        memcpy(&rest, from, count);
    /* The count tells a rest that ends in zeros from a shorter one. */
    return footprint_stir(hash, rest ^ (uint64_t)count << 56);
}

/* The square around a circle. */
static struct footprint_box box_around(struct point centre, float reach_px)
{
    return (struct footprint_box){centre.x_px - reach_px, centre.y_px - reach_px,
                                  centre.x_px + reach_px, centre.y_px + reach_px};
}

/* A glow ends at its radius: the soft edge is 0 from there on. */
static void make_glow(struct footprint *made, const struct glow *glow)
{
    made->box = box_around(glow->centre, glow->radius_px);
    made->hash = stir_pair(made->hash, glow->centre.x_px, glow->centre.y_px);
    made->hash = stir_pair(made->hash, glow->radius_px, 0);
}

/* A ring reaches its width beyond its circle, to either side. */
static void make_ring(struct footprint *made, const struct ring *ring)
{
    /* An arc takes the whole ring's box. A ring of nothing has an empty one, and is still
     * hashed. */
    if (ring->width_px > 0 && ring->to_turns > ring->from_turns)
        made->box = box_around(ring->centre, ring->radius_px + ring->width_px);
    made->hash = stir_pair(made->hash, ring->centre.x_px, ring->centre.y_px);
    made->hash = stir_pair(made->hash, ring->radius_px, ring->width_px);
    made->hash = stir_pair(made->hash, ring->from_turns, ring->to_turns);
}

float footprint_path_reach_px(const struct path *path)
{
    return path->width_px / 2 + soft_edge_width_px(path->softness_px);
}

/* The box around all points, as far beyond them as the line's edge reaches. */
static void make_path(struct footprint *made, const struct path *path)
{
    assert(path->count >= 2);
    float reach_px = footprint_path_reach_px(path);
    made->box = box_around(path->points[0], reach_px);
    made->hash = stir_pair(made->hash, path->width_px, path->softness_px);
    for (size_t i = 0; i < path->count; i++) {
        struct point point = path->points[i];
        made->box.left_px = smaller_of(made->box.left_px, point.x_px - reach_px);
        made->box.top_px = smaller_of(made->box.top_px, point.y_px - reach_px);
        made->box.right_px = larger_of(made->box.right_px, point.x_px + reach_px);
        made->box.bottom_px = larger_of(made->box.bottom_px, point.y_px + reach_px);
        made->hash = stir_pair(made->hash, point.x_px, point.y_px);
    }
}

/* A mask's bytes are hashed, not its address: the same memory may hold another picture by now. */
static void make_picture(struct footprint *made, const struct picture *picture)
{
    /* Half a mask pixel more on each side, where its edge fades out. */
    float edge_px = picture->scale / 2;
    made->box.left_px = picture->top_left.x_px - edge_px;
    made->box.top_px = picture->top_left.y_px - edge_px;
    made->box.right_px = picture->top_left.x_px + (float)picture->width_px * picture->scale +
                         edge_px;
    made->box.bottom_px = picture->top_left.y_px + (float)picture->height_px * picture->scale +
                          edge_px;
    made->hash = stir_pair(made->hash, picture->top_left.x_px, picture->top_left.y_px);
    made->hash = stir_pair(made->hash, picture->scale, (float)picture->width_px);
    made->hash = stir_bytes(made->hash, picture->coverage,
                            (size_t)picture->width_px * (size_t)picture->height_px);
}

/* Text is set on whole pixels, where its font drew it sharp. Words without a mask (no font, no
 * memory) are hashed like others, so that they appear when one comes. */
static void make_text(struct footprint *made, const struct caption *caption,
                      const struct text_mask *mask)
{
    made->hash = stir_pair(made->hash, caption->top_left.x_px, caption->top_left.y_px);
    made->hash = footprint_stir(made->hash, (uint64_t)caption->size_px);
    made->hash = stir_bytes(made->hash, caption->text.bytes, caption->text.length);
    if (mask == NULL)
        return;
    made->mask = *mask;
    made->box.left_px = floorf(caption->top_left.x_px + 0.5F);
    made->box.top_px = floorf(caption->top_left.y_px + 0.5F);
    made->box.right_px = made->box.left_px + (float)mask->width_px;
    made->box.bottom_px = made->box.top_px + (float)mask->height_px;
}

struct footprint footprint_make(const struct shape *shape, const struct text_mask *mask)
{
    /* Begins with the kind, or a glow could have the hash of a ring; never with 0, which is an
     * empty tile. */
    struct footprint made = {.hash = (uint64_t)shape->kind + 1};
    made.hash = stir_pair(made.hash, shape->colour.red, shape->colour.green);
    made.hash = stir_pair(made.hash, shape->colour.blue, 0);
    switch (shape->kind) {
    case SHAPE_GLOW:
        make_glow(&made, &shape->glow);
        break;
    case SHAPE_RING:
        make_ring(&made, &shape->ring);
        break;
    case SHAPE_PATH:
        make_path(&made, &shape->path);
        break;
    case SHAPE_PICTURE:
        make_picture(&made, &shape->picture);
        break;
    case SHAPE_TEXT:
        make_text(&made, &shape->caption, mask);
        break;
    }
    return made;
}

/* Distances from `centre` to the nearest and to the farthest point of the square. */
static void square_distances(struct point centre, float left_px, float top_px, float side_px,
                             float *nearest_px, float *farthest_px)
{
    assert(side_px > 0);
    /* At most one of `from` and `-to` is positive: on that side lies the square. */
    float from_x = left_px - centre.x_px;
    float to_x = left_px + side_px - centre.x_px;
    float from_y = top_px - centre.y_px;
    float to_y = top_px + side_px - centre.y_px;
    float near_x = larger_of(0, larger_of(from_x, -to_x));
    float near_y = larger_of(0, larger_of(from_y, -to_y));
    float far_x = larger_of(fabsf(from_x), fabsf(to_x));
    float far_y = larger_of(fabsf(from_y), fabsf(to_y));
    /* Roots are exact in IEEE 754, so every machine marks the same tiles. */
    *nearest_px = sqrtf(near_x * near_x + near_y * near_y);
    *farthest_px = sqrtf(far_x * far_x + far_y * far_y);
}

/* A little more than the light itself, for rounding. */
static float piece_reach_px(const struct path *path)
{
    return footprint_path_reach_px(path) + 0.01F;
}

struct footprint_box footprint_piece_box(const struct path *path, size_t index)
{
    assert(index + 1 < path->count);
    struct point from = path->points[index];
    struct point to = path->points[index + 1];
    float reach_px = piece_reach_px(path);
    return (struct footprint_box){
        smaller_of(from.x_px, to.x_px) - reach_px,
        smaller_of(from.y_px, to.y_px) - reach_px,
        larger_of(from.x_px, to.x_px) + reach_px,
        larger_of(from.y_px, to.y_px) + reach_px,
    };
}

/* Whether the box and the square have more than an edge in common. */
static bool box_touches(struct footprint_box box, float left_px, float top_px, float side_px)
{
    return box.left_px < left_px + side_px && box.right_px > left_px &&
           box.top_px < top_px + side_px && box.bottom_px > top_px;
}

bool footprint_piece_touches(const struct path *path, size_t index, float left_px, float top_px,
                             float side_px)
{
    /* Most pieces of a curve are far from most tiles: their box tells without a division. */
    if (!box_touches(footprint_piece_box(path, index), left_px, top_px, side_px))
        return false;
    struct point middle = {left_px + side_px / 2, top_px + side_px / 2};
    /* Within the circle around the square. */
    float reach_px = piece_reach_px(path) + side_px * 0.7072F;
    float square = segment_distance_squared(path->points[index], path->points[index + 1], middle);
    return square <= reach_px * reach_px;
}

/* Whether any piece of the path comes near the square. A path is tested piece by piece, since the
 * box of a curve is mostly empty. */
static bool path_touches(const struct path *path, float left_px, float top_px, float side_px)
{
    for (size_t i = 0; i + 1 < path->count; i++) {
        if (footprint_piece_touches(path, i, left_px, top_px, side_px))
            return true;
    }
    return false;
}

bool footprint_touches(const struct footprint *footprint, const struct shape *shape, float left_px,
                       float top_px, float side_px)
{
    assert(side_px > 0);
    if (!box_touches(footprint->box, left_px, top_px, side_px))
        return false;
    float nearest_px;
    float farthest_px;
    switch (shape->kind) {
    case SHAPE_GLOW:
        square_distances(shape->glow.centre, left_px, top_px, side_px, &nearest_px, &farthest_px);
        return nearest_px < shape->glow.radius_px;
    case SHAPE_RING:
        square_distances(shape->ring.centre, left_px, top_px, side_px, &nearest_px, &farthest_px);
        /* Neither wholly outside nor wholly in the dark middle. */
        return nearest_px < shape->ring.radius_px + shape->ring.width_px &&
               farthest_px > shape->ring.radius_px - shape->ring.width_px;
    case SHAPE_PATH:
        return path_touches(&shape->path, left_px, top_px, side_px);
    default:
        return true;
    }
}
