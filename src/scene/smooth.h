/* The one curve that everything follows here: a raised cosine.
 *
 * It starts and ends without speed, so nothing that fades, swells or travels along it ever jolts.
 * It knows nothing of what it moves.
 */
#ifndef LULL_SCENE_SMOOTH_H
#define LULL_SCENE_SMOOTH_H

/* How far a smooth change has come at `share` of its time: 0 at 0 and before, 1 at 1 and after,
 * (1 − cos πx) / 2 between. The same for 1 − share, mirrored. */
double smooth(double share);

/* The same over the time from `from_ms` to `to_ms`; where they are equal or crossed it is a step at
 * `to_ms`. */
double smooth_between(double at_ms, double from_ms, double to_ms);

/* The value `share` of the way from `from` to `to`, in a straight line. */
double smooth_mix(double from, double to, double share);

#endif
