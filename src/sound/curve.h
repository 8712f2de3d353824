/* The one shape that everything soft here follows: half a cosine.
 *
 * It begins and ends with no slope, so that nothing starts or stops with a click, and it is the
 * shape of the breath on the screen too.
 */
#ifndef LULL_SOUND_CURVE_H
#define LULL_SOUND_CURVE_H

/* From 0 at `elapsed` ≤ 0 to 1 at `elapsed` ≥ `length`, both in the same unit. A `length` of 0 or
 * less is a step. Safe in the audio callback. */
double curve_rise(double elapsed, double length);

#endif
