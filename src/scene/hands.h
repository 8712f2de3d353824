/* The hands: soft marks where fingers or palms touch the figure.
 *
 * What they do is told apart by how the marks move: pressure by rings that come in slowly, one for
 * light, two for gentle, three for firm; letting go by rings that spread and fade. A quiet arc
 * around the figure shows how much is left of what is held.
 */
#ifndef LULL_SCENE_HANDS_H
#define LULL_SCENE_HANDS_H

#include "scene/brush.h"
#include "scene/figures.h"
#include "scene/layout.h"
#include "timeline/timeline.h"

/* Paints the hands of `at_ms` (0 or more) onto the figure in `disc`. */
void hands_paint(const struct brush *brush, struct disc disc, const struct figures *figures,
                 const struct timeline *timeline, double at_ms);

#endif
