/* The pacer: an orb that breathes.
 *
 * It swells with *in*, rests with *hold* and ebbs with *out* along a raised cosine, towards a fine
 * ring that stands where this phase of the breath will end, so that one can breathe along without
 * reading. It appears a little before the first breath and stays a little after the last. It knows
 * nothing of patterns: it asks the timeline which phase runs.
 */
#ifndef LULL_SCENE_PACER_H
#define LULL_SCENE_PACER_H

#include "scene/brush.h"
#include "scene/layout.h"
#include "timeline/timeline.h"

/* How full the lungs are at `at_ms`, 0 to 1, on the raised cosine; 0 where no pacer runs. */
double pacer_fullness(const struct timeline *timeline, double at_ms);

/* How present the pacer is at `at_ms`, 0 to 1: 1 while breaths are paced, changing over 1.5 s
 * before they begin and after they end or go free. */
double pacer_presence(const struct timeline *timeline, double at_ms);

/* How far the breath under way has come at `at_ms`, 0 to 1; false where none is paced. For what
 * moves in step with it. */
bool pacer_turn(const struct timeline *timeline, double at_ms, double *turn);

/* The orb's radius at `fullness`, within a disc of `radius_px`. */
double pacer_radius_px(double radius_px, double fullness);

/* Paints the pacer of `at_ms` into `disc`. */
void pacer_paint(const struct brush *brush, struct disc disc, const struct timeline *timeline,
                 double at_ms);

#endif
