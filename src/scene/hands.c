/* Spots of the place that the hands come from and of the one that they go to are paired; where one
 * has fewer, a mark splits in two or two become one, sharing their light. Within a view they travel
 * along a slight bow, as hands do around a body; from view to view they lift off here and come down
 * there, as the figure changes.
 */
#include "scene/hands.h"

#include "base/exact.h"
#include "scene/figure.h"
#include "scene/mark.h"
#include "scene/smooth.h"
#include "scene/touch.h"

#include <assert.h>

/* A trail and an arc are lines through so many points, smooth at any size; ARCS make up the
 * circle. */
enum { TRAIL_POINTS = 12, ARCS = 16, ARC_POINTS = 10 };

/* Both dimmer than the hands: a trail is where they were, and arcs are for who looks for them. */
static const double trail_light = 0.010;
static const double arc_light = 0.012;
static const double shine_light = 0.012; /* of the whole figure, over its own lines */
static const double arc_gap = 0.07;      /* of an arc, at each of its ends */

/* A way from spot to spot, with the shares of light that each end has. */
struct way {
    struct spot from;
    struct spot to;
    double light_from;
    double light_to;
};

/* With two spots here and one there, the first two ways end at the same spot, each with half its
 * light; and the same backwards. */
static struct way way_between(const struct spots *from, const struct spots *to, int index,
                              int count)
{
    assert(index >= 0 && index < count && from->count > 0 && to->count > 0);
    /* The larger count is spread over the smaller one in order: 0, 0 for two to one. */
    return (struct way){.from = from->items[index * from->count / count],
                        .to = to->items[index * to->count / count],
                        .light_from = (double)from->count / count,
                        .light_to = (double)to->count / count};
}

/* The point at `share` of the way: a quadratic curve that bows away from the figure's middle. */
static struct point point_on(const struct way *way, double share)
{
    assert(share >= 0 && share <= 1);
    double dx = (double)way->to.at.x_px - way->from.at.x_px;
    double dy = (double)way->to.at.y_px - way->from.at.y_px;
    double mid_x = ((double)way->to.at.x_px + way->from.at.x_px) / 2;
    double mid_y = ((double)way->to.at.y_px + way->from.at.y_px) / 2;
    /* Away from the middle: whichever side of the straight way the figure's centre is not on. */
    double side = mid_x * -dy + mid_y * dx < 0 ? -1 : 1;
    /* A sixth of the way's length to the side, half of which the curve goes out. */
    double control_x = mid_x - side * 0.16 * dy;
    double control_y = mid_y + side * 0.16 * dx;
    double u = 1 - share;
    return (struct point){(float)(u * u * way->from.at.x_px + 2 * u * share * control_x +
                                  share * share * way->to.at.x_px),
                          (float)(u * u * way->from.at.y_px + 2 * u * share * control_y +
                                  share * share * way->to.at.y_px)};
}

/* What touches changes its form half-way, where it is farthest from both. */
static struct mark mark_on(const struct way *way, struct disc disc, double share)
{
    struct point at = point_on(way, share);
    const struct spot *near = share < 0.5 ? &way->from : &way->to;
    return (struct mark){
        .centre = figure_point(disc, at),
        .radius_px = (float)smooth_mix(way->from.radius, way->to.radius, share) * disc.radius_px,
        .gap_px = 0.036F * disc.radius_px,
        .angle_turns = (float)smooth_mix(way->from.angle_turns, way->to.angle_turns, share),
        .form = near->form,
        .turns_left = at.x_px < 0};
}

/* The way behind a stroke: its last third, as a soft line. */
static void paint_trail(const struct brush *brush, struct disc disc, const struct way *way,
                        double share, double glide, double radius_px)
{
    double begin = share > 0.34 ? share - 0.34 : 0;
    /* Right at the start there is no way behind yet. */
    if (share - begin < 0.02)
        return;
    struct point points[TRAIL_POINTS];
    for (int i = 0; i < TRAIL_POINTS; i++) {
        double at = smooth_mix(begin, share, (double)i / (TRAIL_POINTS - 1));
        points[i] = figure_point(disc, point_on(way, at));
    }
    brush_line(brush, PAINT_HAND, trail_light * glide * (1 - smooth((share - 0.8) / 0.2)), points,
               TRAIL_POINTS, 0.2 * radius_px, 0.9 * radius_px);
}

/* Within one view: every mark travels. */
static void paint_travelling(const struct brush *brush, struct disc disc, const struct spots *from,
                             const struct spots *to, double share, const struct touch *touch,
                             double turn)
{
    /* So many marks that none of either place is without a way. */
    int count = from->count > to->count ? from->count : to->count;
    for (int i = 0; i < count; i++) {
        struct way way = way_between(from, to, i, count);
        struct brush shared = brush_dimmed(brush, smooth_mix(way.light_from, way.light_to, share));
        struct mark mark = mark_on(&way, disc, share);
        if (touch->glide > 0)
            paint_trail(&shared, disc, &way, share, touch->glide, mark.radius_px);
        mark_paint(&shared, &mark, touch, turn);
    }
}

/* Whether a place is all of what its view shows. */
static bool is_whole(const struct spots *spots)
{
    return spots->count > 0 && spots->items[0].form == TOUCH_WHOLE;
}

/* A touch of everything has no spot: the figure itself shines, the deeper the wider. */
static void paint_shine(const struct brush *brush, struct disc disc, const struct drawing *drawing,
                        const struct spot *spot, const struct touch *touch, double turn)
{
    /* What is only at rest stands still, and costs nothing. */
    double ebb = (touch->depth < 1 ? touch->depth : 1) * (1 + exact_cosine(turn)) / 2;
    double light = shine_light * touch->presence * (0.7 + 0.1 * touch->depth) *
                   (1 - 0.8 * touch->spread) * (1 - 0.3 * ebb);
    double wide = spot->radius * (1 + 0.3 * touch->depth + touch->spread);
    figure_shine(brush, disc, drawing, light, wide * disc.radius_px);
}

/* All marks of one place, `off` of the way lifted off the figure. */
static void paint_standing(const struct brush *brush, struct disc disc,
                           const struct figures *figures, const struct spots *spots, double off,
                           const struct touch *touch, double turn)
{
    struct brush shared = brush_dimmed(brush, 1 - off);
    if (is_whole(spots)) {
        paint_shine(&shared, disc, &figures->drawings[spots->view], &spots->items[0], touch, turn);
        return;
    }
    for (int i = 0; i < spots->count; i++) {
        struct way way = way_between(spots, spots, i, spots->count);
        struct mark mark = mark_on(&way, disc, 1);
        /* What lifts off comes nearer to the eye: wider, as it dims. */
        mark.radius_px *= (float)(1 + 0.5 * off);
        mark_paint(&shared, &mark, touch, turn);
    }
}

/* One of the arcs around the figure, as a line. */
static void paint_arc(const struct brush *brush, struct disc disc, double from_turns,
                      double to_turns)
{
    double width_px = disc.radius_px * 0.0075;
    double radius_px = disc.radius_px * 0.985;
    struct point points[ARC_POINTS];
    /* Along the circle, clockwise from the top, as the turns of a ring are. */
    for (int i = 0; i < ARC_POINTS; i++) {
        double turns = smooth_mix(from_turns, to_turns, (double)i / (ARC_POINTS - 1));
        points[i] = (struct point){
            (float)(disc.centre.x_px + radius_px * exact_sine(turns)),
            (float)(disc.centre.y_px - radius_px * exact_cosine(turns)),
        };
    }
    /* The arc that is going dims as it shortens, so that none goes out at once. */
    double share = smooth((to_turns - from_turns) * ARCS * 2);
    brush_line(brush, PAINT_LINE, arc_light * share, points, ARC_POINTS, 0,
               width_px < 1.6 ? 1.6 : width_px);
}

/* What is left of a hold, as a circle of arcs that goes out clockwise. Only the arc that is going
 * changes from frame to frame: a single long one would be drawn anew all around each time. */
static void paint_left(const struct brush *brush, struct disc disc, const struct timeline *timeline,
                       double at_ms)
{
    double left, visible;
    if (!touch_left(timeline, at_ms, &left, &visible))
        return;
    struct brush dimmed = brush_dimmed(brush, visible);
    for (int i = 0; i < ARCS; i++) {
        double from = (i + arc_gap) / ARCS;
        double to = (i + 1 - arc_gap) / ARCS;
        /* What is past goes out from the top on, clockwise, as a clock's hand would pass it. */
        from = from > 1 - left ? from : 1 - left;
        if (from < to)
            paint_arc(&dimmed, disc, from, to);
    }
}

void hands_paint(const struct brush *brush, struct disc disc, const struct figures *figures,
                 const struct timeline *timeline, double at_ms)
{
    assert(at_ms >= 0);
    struct touch touch = touch_at(timeline, at_ms);
    struct travel travel = touch_travel(timeline, at_ms);
    const struct spots *from = figures_spots(figures, travel.from);
    const struct spots *to = figures_spots(figures, travel.to);
    /* Before the first place, or at one that the art does not have, there is nothing to draw on. */
    if (to->count == 0)
        return;
    double turn = touch_turn(timeline, at_ms);
    bool whole = is_whole(from) || is_whole(to);
    /* Hands that stand still are on their way from a place to itself. */
    if (from->count > 0 && from->view == to->view && !whole) {
        paint_travelling(brush, disc, from, to, travel.share, &touch, turn);
    } else if (from->count > 0 && from->view == to->view) {
        paint_standing(brush, disc, figures, from, travel.share, &touch, turn);
        paint_standing(brush, disc, figures, to, 1 - travel.share, &touch, turn);
    } else {
        struct figure_views views = figure_views_at(timeline, figures, at_ms);
        /* The figure decides: marks are never seen on a view that is not. */
        double there = views.to == to->view ? views.share : 0;
        paint_standing(brush, disc, figures, from, there, &touch, turn);
        paint_standing(brush, disc, figures, to, 1 - there, &touch, turn);
    }
    paint_left(brush, disc, timeline, at_ms);
}
