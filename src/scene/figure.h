/* The figure: which view of the body is seen, and its lines.
 *
 * Follows the hands: where they travel to a place that another view shows, one view fades as the
 * other comes, while they are on their way. Knows nothing of what the hands do.
 */
#ifndef LULL_SCENE_FIGURE_H
#define LULL_SCENE_FIGURE_H

#include "scene/brush.h"
#include "scene/figures.h"
#include "scene/layout.h"
#include "timeline/timeline.h"

/* At most two views are seen at a time. */
struct figure_views {
    enum view from;
    enum view to;
    double share; /* of `to`, 0 to 1; `from` has the rest */
};

/* What is seen at `at_ms` (0 or more): before the hands have a place, the view of their first. */
struct figure_views figure_views_at(const struct timeline *timeline, const struct figures *figures,
                                    double at_ms);

/* A point of the figure in the target's pixels. */
struct point figure_point(struct disc disc, struct point point);

/* Lets all lines of a view shine in the hands' hue, `luminance` at their strongest, fading out over
 * `width_px` to both sides. */
void figure_shine(const struct brush *brush, struct disc disc, const struct drawing *drawing,
                  double luminance, double width_px);

/* Paints the lines of what is seen at `at_ms` into `disc`. */
void figure_paint(const struct brush *brush, struct disc disc, const struct figures *figures,
                  const struct timeline *timeline, double at_ms);

#endif
