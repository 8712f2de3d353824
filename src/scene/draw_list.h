/* A picture as a list of soft lights.
 *
 * A scene says what shines where; a canvas turns that into pixels. Every shape adds its light to
 * what lies under it, in linear light on black, so the order of the list does not matter and
 * nothing ever covers anything with brightness. All colours are linear (not sRGB) with 1 = full
 * white; a whole session stays below 0.2. Positions and lengths are in pixels of the target, x to
 * the right and y down, and may be fractional.
 */
#ifndef LULL_SCENE_DRAW_LIST_H
#define LULL_SCENE_DRAW_LIST_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Linear light, 0 to 1 in each. */
struct colour {
    float red;
    float green;
    float blue;
};

/* A place on the target. */
struct point {
    float x_px;
    float y_px;
};

/* What a shape is, and which member of its union holds it. */
enum shape_kind {
    SHAPE_GLOW, /* a disc of light that is strongest in the middle and fades smoothly to nothing */
    SHAPE_RING, /* a soft-edged ring, or an arc of one */
    SHAPE_PATH, /* a soft-edged line through points, with round ends and joints */
    SHAPE_PICTURE, /* a mask of coverage, stretched over a rectangle */
    SHAPE_TEXT,    /* one line of text */
};

/* Light falls off from the centre as (1 − (d/r)²)², which is smooth at both ends. */
struct glow {
    struct point centre;
    float radius_px;
};

/* Full light along the circle of `radius_px`, falling off as (1 − (d/w)²)² to both sides over
 * `width_px`. An arc runs clockwise from `from_turns` to `to_turns` (0 = top, 1 = once round), with
 * soft ends; a whole ring is 0 to 1. */
struct ring {
    struct point centre;
    float radius_px;
    float width_px;
    float from_turns;
    float to_turns;
};

/* The line itself has full light for `width_px`/2 to each side and falls off over `softness_px`. */
struct path {
    const struct point *points; /* not owned; lives as long as the list */
    size_t count;               /* at least 2 */
    float width_px;
    float softness_px;
};

/* SHAPE_PICTURE: a mask of coverage and where it goes. */
struct picture {
    const uint8_t *coverage; /* width_px × height_px, row by row; not owned */
    int width_px;
    int height_px;
    struct point top_left;
    float scale; /* pixels of the target for one of the mask */
};

/* SHAPE_TEXT: a line of text and where its top left corner is. */
struct caption {
    struct text text; /* not owned; lives as long as the list */
    int size_px;      /* height of the em */
    struct point top_left;
};

/* One light of the list. */
struct shape {
    enum shape_kind kind;
    struct colour colour; /* its light where it is strongest */
    union {
        struct glow glow;
        struct ring ring;
        struct path path;
        struct picture picture;
        struct caption caption;
    };
};

/* How much light a frame may have: attack for sessions of phase early or attack and for the
 * program's start, calm for the rest. */
enum light_level { LIGHT_ATTACK, LIGHT_CALM };

struct draw_list {
    struct arena *arena; /* not owned: the shapes, points and texts live there for this frame */
    int width_px;        /* of the target, at least 1 */
    int height_px;
    enum light_level level;
    struct shape *shapes;
    size_t count;
    size_t capacity;
};

/* An empty list for a target of that size; `arena` must outlive it. */
struct draw_list draw_list_make(struct arena *arena, int width_px, int height_px,
                                enum light_level level);

/* Adds a shape. What is black or empty is left out. When there is no memory the arena's `failed`
 * says so and the list stays as it was. */
void draw_list_add(struct draw_list *list, struct shape shape);

#endif
