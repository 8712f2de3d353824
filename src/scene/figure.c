/* A change of view is a window of time in the middle of the span that travels; a span too short for
 * a soft change is outlasted by it. Which views are seen follows from the hands' lane by looking
 * back, and, before the hands have a place, forward: nobody should see an empty disc and then a
 * body.
 */
#include "scene/figure.h"

#include "scene/smooth.h"

#include <assert.h>

/* Never quicker than the 0.8 s that a crossfade must take, never so slow that both views are
 * seen for long. */
enum { CHANGE_LEAST_MS = 900, CHANGE_MOST_MS = 2400 };

/* Dimmer than hands and words: it is a map, not a message. */
static const double line_light = 0.029;

/* The view of the first place that the hands will have, from span `first` on. */
static enum view first_view(const struct lane_spans *lane, const struct figures *figures,
                            size_t first)
{
    for (size_t i = first; i < lane->count; i++) {
        const struct spots *spots = figures_spots(figures, lane->spans[i].place);
        if (spots->count > 0)
            return spots->view;
    }
    return VIEW_HEAD_FRONT;
}

/* The view at the end of span `index`: that of its place, or of the last that is shown before. */
static enum view view_after(const struct lane_spans *lane, const struct figures *figures,
                            size_t index)
{
    for (size_t i = index + 1; i > 0; i--) {
        const struct spots *spots = figures_spots(figures, lane->spans[i - 1].place);
        if (spots->count > 0)
            return spots->view;
    }
    return first_view(lane, figures, index);
}

/* How far the change that span `index` makes has come. */
static double change_share(const struct span *span, double at_ms)
{
    double length_ms = span->end_ms - span->start_ms;
    /* Half of the way: before it the hands are seen to leave, after it to arrive. */
    double change_ms = length_ms / 2;
    if (change_ms < CHANGE_LEAST_MS)
        change_ms = CHANGE_LEAST_MS;
    if (change_ms > CHANGE_MOST_MS)
        change_ms = CHANGE_MOST_MS;
    double before_ms = length_ms > change_ms ? (length_ms - change_ms) / 2 : 0;
    double from_ms = span->start_ms + before_ms;
    return smooth_between(at_ms, from_ms, from_ms + change_ms);
}

/* Only where the place has just changed are there two views to mix. */
struct figure_views figure_views_at(const struct timeline *timeline, const struct figures *figures,
                                    double at_ms)
{
    assert(at_ms >= 0);
    const struct lane_spans *lane = &timeline->lanes[LANE_HANDS];
    size_t latest = timeline_latest(lane, (int32_t)at_ms);
    if (latest == SIZE_MAX) {
        enum view first = first_view(lane, figures, 0);
        return (struct figure_views){first, first, 1};
    }
    enum view to = view_after(lane, figures, latest);
    /* The change under way may be that of a short span just over. */
    size_t changing = latest;
    while (changing > 0 && lane->spans[changing].start_ms > at_ms - CHANGE_LEAST_MS &&
           view_after(lane, figures, changing - 1) == to)
        changing--;
    enum view from = changing > 0 ? view_after(lane, figures, changing - 1) : to;
    return (struct figure_views){from, to, change_share(&lane->spans[changing], at_ms)};
}

struct point figure_point(struct disc disc, struct point point)
{
    return (struct point){disc.centre.x_px + point.x_px * disc.radius_px,
                          disc.centre.y_px + point.y_px * disc.radius_px};
}

/* A stroke is laid out in pixels anew for each frame: a few hundred points, cheaper than to keep.
 * NULL without memory. */
static const struct point *place_points(struct arena *arena, struct disc disc,
                                        const struct stroke *stroke)
{
    struct point *points = arena_push(arena, stroke->count, sizeof(struct point));
    for (size_t i = 0; points != NULL && i < stroke->count; i++)
        points[i] = figure_point(disc, stroke->points[i]);
    return points;
}

/* One line of the figure. */
static void paint_stroke(const struct brush *brush, struct disc disc, const struct stroke *stroke)
{
    const struct point *points = place_points(brush->list->arena, disc, stroke);
    if (points == NULL)
        return;
    /* A line thinner than a pixel is drawn a pixel wide with less light. */
    double width_px = stroke->width * disc.radius_px;
    double share = width_px < 1 ? width_px : 1;
    brush_line(brush, PAINT_LINE, line_light * stroke->light * share, points, stroke->count,
               /* In the middle a third of the width at full light; the rest is soft edge, on both
                * sides. */
               width_px * 0.35, width_px < 1.5 ? 1.2 : width_px * 0.8);
}

/* Fine lines shine less, as they are dimmer. */
void figure_shine(const struct brush *brush, struct disc disc, const struct drawing *drawing,
                  double luminance, double width_px)
{
    assert(luminance >= 0 && width_px >= 0);
    for (size_t i = 0; i < drawing->count; i++) {
        const struct stroke *stroke = &drawing->strokes[i];
        const struct point *points = place_points(brush->list->arena, disc, stroke);
        if (points != NULL)
            brush_line(brush, PAINT_HAND, luminance * stroke->light, points, stroke->count, 0,
                       width_px);
    }
}

/* While two views are seen, each has the square of its share in light: half way both are a quarter,
 * so that one has nearly gone before the other comes. A head over a body would be no map. */
static void paint_view(const struct brush *brush, struct disc disc, const struct drawing *drawing,
                       double share)
{
    if (share <= 0)
        return;
    struct brush dimmed = brush_dimmed(brush, share * share);
    for (size_t i = 0; i < drawing->count; i++)
        paint_stroke(&dimmed, disc, &drawing->strokes[i]);
}

void figure_paint(const struct brush *brush, struct disc disc, const struct figures *figures,
                  const struct timeline *timeline, double at_ms)
{
    struct figure_views views = figure_views_at(timeline, figures, at_ms);
    if (views.from == views.to) {
        paint_view(brush, disc, &figures->drawings[views.to], 1);
        return;
    }
    paint_view(brush, disc, &figures->drawings[views.from], 1 - views.share);
    paint_view(brush, disc, &figures->drawings[views.to], views.share);
}
