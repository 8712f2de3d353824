/* A ring's light depends on the distance to its circle. Beyond the ends of an arc it is the
 * distance to the nearer end, which makes the ends round. Whether a pixel lies between the ends is
 * asked with cross products; only the ends themselves need a sine, from a polynomial of our own.
 */
#include "canvas/raster.h"

#include "canvas/soft_edge.h"

#include <assert.h>
#include <math.h>

/* Sine of `turns` in -1/8 to 1/8 and cosine likewise: Taylor's first terms, off by less than 1e-7.
 */
static float sine_of_eighth(float turns)
{
    float x = turns * 6.28318531F;
    float s = x * x;
    return x * (1 - s / 6 * (1 - s / 20 * (1 - s / 42)));
}

static float cosine_of_eighth(float turns)
{
    /* Each bracket is a term of the series divided by the one before it. */
    float x = turns * 6.28318531F;
    float s = x * x;
    return 1 - s / 2 * (1 - s / 12 * (1 - s / 30 * (1 - s / 56)));
}

/* The unit vector `turns` clockwise from the top, y down. */
static struct point direction_of(float turns)
{
    /* Folded to the nearest quarter, where an eighth of a turn each way is all the series has to
     * cover. */
    turns -= floorf(turns);
    assert(turns >= 0 && turns <= 1);
    int quarter = (int)(turns * 4 + 0.5F);
    float rest = turns - (float)quarter / 4;
    float sine = sine_of_eighth(rest);
    float cosine = cosine_of_eighth(rest);
    switch (quarter % 4) {
    case 0:
        return (struct point){sine, -cosine};
    case 1:
        return (struct point){cosine, sine};
    case 2:
        return (struct point){-sine, cosine};
    default:
        return (struct point){-cosine, -sine};
    }
}

/* An arc's ends as directions from the centre, and whether it is more than half a turn. */
struct arc {
    struct point from;
    struct point to;
    bool large;
};

/* Whether (x, y) from the centre lies between the ends, going clockwise. */
static bool arc_covers(const struct arc *arc, float x, float y)
{
    bool after_from = arc->from.x_px * y - arc->from.y_px * x >= 0;
    bool before_to = x * arc->to.y_px - y * arc->to.x_px >= 0;
    /* Cross products see no further than half a turn: a small arc is where both hold, a large
     * one where either does. */
    return arc->large ? after_from || before_to : after_from && before_to;
}

/* To one end of the arc, a point on the ring's circle. */
static float end_distance_squared(struct point end, float radius_px, float x, float y)
{
    x -= end.x_px * radius_px;
    y -= end.y_px * radius_px;
    return x * x + y * y;
}

/* The rows of the tile that the ring's square reaches. */
static void ring_rows(const struct raster *raster, const struct ring *ring, int *first, int *end)
{
    float reach_px = ring->radius_px + ring->width_px;
    raster_clip(ring->centre.y_px - reach_px, ring->centre.y_px + reach_px, raster->top_px, first,
                end);
}

/* Adds part of a ring. Every pixel chooses one of two distances; that is slower than a circle, so
 * circles go another way. */
static void add_arc(struct raster *raster, const struct ring *ring, const struct arc *arc,
                    struct colour colour)
{
    float scale = 1 / (ring->width_px * ring->width_px);
    int first;
    int end;
    ring_rows(raster, ring, &first, &end);
    for (int at = first * TILE_PX; at < end * TILE_PX; at++) {
        float x = (float)(raster->left_px + at % TILE_PX) + 0.5F - ring->centre.x_px;
        float y = (float)(raster->top_px + at / TILE_PX) + 0.5F - ring->centre.y_px;
        float square;
        if (arc_covers(arc, x, y)) {
            /* Between the ends it is the circle that is nearest. */
            float beside = sqrtf(x * x + y * y) - ring->radius_px;
            square = beside * beside;
        } else {
            square = smaller_of(end_distance_squared(arc->from, ring->radius_px, x, y),
                                end_distance_squared(arc->to, ring->radius_px, x, y));
        }
        raster_shine(raster, at, colour, soft_edge(square * scale));
    }
}

/* Adds a whole ring, which has no ends to look for. */
static void add_circle(struct raster *raster, const struct ring *ring, struct colour colour)
{
    float scale = 1 / (ring->width_px * ring->width_px);
    float first_x = (float)raster->left_px + 0.5F - ring->centre.x_px;
    int first;
    int end;
    ring_rows(raster, ring, &first, &end);
    for (int row = first; row < end; row++) {
        float y = (float)(raster->top_px + row) + 0.5F - ring->centre.y_px;
        for (int column = 0; column < TILE_PX; column++) {
            float x = first_x + (float)column;
            float beside = sqrtf(x * x + y * y) - ring->radius_px;
            raster_shine(raster, row * TILE_PX + column, colour,
                         soft_edge(beside * beside * scale));
        }
    }
}

void raster_add_ring(struct raster *raster, const struct ring *ring, struct colour colour)
{
    assert(ring->width_px > 0);
    float turns = ring->to_turns - ring->from_turns;
    if (turns >= 1) {
        add_circle(raster, ring, colour);
        return;
    }
    struct arc arc = {direction_of(ring->from_turns), direction_of(ring->to_turns), turns > 0.5F};
    add_arc(raster, ring, &arc, colour);
}
