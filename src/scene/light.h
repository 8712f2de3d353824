/* How much of its light a session shows at a moment.
 *
 * Three things dim a picture: the script's `light` lines, the session's own beginning and end,
 * which are black, and what the listener chose, which is not known here.
 */
#ifndef LULL_SCENE_LIGHT_H
#define LULL_SCENE_LIGHT_H

#include "scene/draw_list.h"
#include "timeline/timeline.h"

/* The share that `light P%` and `light off` leave at `at_ms`, 0 to 1. Every fade starts from where
 * the one before it stood when it was cut off. 1 before the first. */
double light_of_script(const struct timeline *timeline, double at_ms);

/* The share that beginning and end leave: from black over 3 s, and to black over the last 4 s, or
 * over proportionate parts of a session shorter than 14 s; 0 outside the session. */
double light_of_session(const struct timeline *timeline, double at_ms);

/* How much light the session's frames may have: LIGHT_ATTACK where the script's phases include
 * early or attack, or none is given; LIGHT_CALM else. */
enum light_level light_level_of(const struct timeline *timeline);

#endif
