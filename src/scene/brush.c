/* Rounding, then draw_list_add. A shape too dim to change any pixel is left out here, so that a
 * fade's last moments cost nothing. Canvas finds out what has changed by a hash of each shape's
 * numbers; because they are rounded here, two frames between which nothing visible has moved have
 * the same.
 */
#include "scene/brush.h"

#include <assert.h>
#include <math.h>

/* A 64th of a pixel is far less than the eye can tell, and wide enough that a last bit of
 * difference in a sum hardly ever shows. */
static float position(double value_px)
{
    return (float)(floor(value_px * 64 + 0.5) / 64);
}

/* Both coordinates of a point. */
static struct point position_of(struct point point)
{
    return (struct point){position(point.x_px), position(point.y_px)};
}

/* A step is a thousandth of the dimmest code of an 8-bit screen: dithering never sees it. */
static float light_step(float value)
{
    return (float)(floor((double)value * 65536 + 0.5) / 65536);
}

/* The one place where the moment's light meets a shape's own. */
static struct colour paint_colour(const struct brush *brush, enum paint paint, double luminance)
{
    assert(luminance >= 0 && brush->light >= 0 && brush->light <= 1);
    /* Rounding comes after the moment's light, so that a fade ends in true black. */
    struct colour colour = palette_colour(brush->hue, paint, luminance * brush->light);
    return (struct colour){light_step(colour.red), light_step(colour.green),
                           light_step(colour.blue)};
}

struct brush brush_dimmed(const struct brush *brush, double share)
{
    /* Shares multiply, so brushes may be dimmed one after the other, in any order. */
    assert(share >= 0 && share <= 1);
    return (struct brush){brush->list, brush->hue, brush->light * share};
}

void brush_glow(const struct brush *brush, enum paint paint, double luminance, struct point centre,
                double radius_px)
{
    struct glow glow = {.centre = position_of(centre), .radius_px = position(radius_px)};
    /* Rounded away: smaller than anything that could be seen. */
    if (glow.radius_px <= 0)
        return;
    draw_list_add(brush->list, (struct shape){.kind = SHAPE_GLOW,
                                              .colour = paint_colour(brush, paint, luminance),
                                              .glow = glow});
}

/* A whole ring is an arc from 0 to 1. */
void brush_ring(const struct brush *brush, enum paint paint, double luminance, struct point centre,
                double radius_px, double width_px)
{
    struct ring ring = {.centre = centre,
                        .radius_px = (float)radius_px,
                        .width_px = (float)width_px,
                        .from_turns = 0,
                        .to_turns = 1};
    brush_arc(brush, paint, luminance, ring);
}

void brush_arc(const struct brush *brush, enum paint paint, double luminance, struct ring arc)
{
    struct ring ring = {.centre = position_of(arc.centre),
                        .radius_px = position(arc.radius_px),
                        .width_px = position(arc.width_px),
                        /* An 8192nd of a turn is under a pixel on the largest circle of the largest
                         * screen. */
                        .from_turns = (float)(floor(arc.from_turns * 8192 + 0.5) / 8192),
                        .to_turns = (float)(floor(arc.to_turns * 8192 + 0.5) / 8192)};
    /* Rounding may have closed the arc. */
    if (ring.radius_px <= 0 || ring.width_px <= 0 || ring.to_turns <= ring.from_turns)
        return;
    draw_list_add(brush->list, (struct shape){.kind = SHAPE_RING,
                                              .colour = paint_colour(brush, paint, luminance),
                                              .ring = ring});
}

/* Black lines are left out before their points are copied: a figure that has faded costs
 * nothing. */
void brush_line(const struct brush *brush, enum paint paint, double luminance,
                const struct point *points, size_t count, double width_px, double softness_px)
{
    assert(points != NULL && count >= 2);
    struct colour colour = paint_colour(brush, paint, luminance);
    /* Green is in every shade, so a colour without it is black; glows and rings that are black are
     * left to draw_list_add. */
    if (colour.green <= 0)
        return;
    /* A list's points have to outlive the caller's array, until the frame is drawn. */
    struct point *copy = arena_push(brush->list->arena, count, sizeof(struct point));
    if (copy == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        copy[i] = position_of(points[i]);
    struct path path = {.points = copy,
                        .count = count,
                        .width_px = position(width_px),
                        .softness_px = position(softness_px)};
    draw_list_add(brush->list, (struct shape){.kind = SHAPE_PATH, .colour = colour, .path = path});
}

void brush_text(const struct brush *brush, enum paint paint, double luminance, struct text text,
                int size_px, int x_px, int y_px)
{
    assert(size_px > 0);
    struct caption caption = {
        .text = text, .size_px = size_px, .top_left = {(float)x_px, (float)y_px}};
    draw_list_add(brush->list, (struct shape){.kind = SHAPE_TEXT,
                                              .colour = paint_colour(brush, paint, luminance),
                                              .caption = caption});
}
