/* The cosine is our own (base/exact.h), so that a picture is the same to the bit on every machine.
 * The ends are answered first, so that 0 and 1 are exact and nobody divides by a time of 0.
 */
#include "scene/smooth.h"

#include "base/exact.h"

double smooth(double share)
{
    /* Written so that what is not a number is 0 too. */
    if (!(share > 0))
        return 0;
    if (share >= 1)
        return 1;
    /* A raised cosine: no speed at either end, so that nothing ever starts or stops with a jerk. */
    double smoothed = (1 - exact_cosine(share / 2)) / 2;
    /* Rounding may leave it a hair outside. */
    return smoothed < 0 ? 0 : smoothed > 1 ? 1 : smoothed;
}

double smooth_between(double at_ms, double from_ms, double to_ms)
{
    /* The end is asked first: a change of no length is a step. */
    if (at_ms >= to_ms)
        return 1;
    if (at_ms <= from_ms)
        return 0;
    return smooth((at_ms - from_ms) / (to_ms - from_ms));
}

double smooth_mix(double from, double to, double share)
{
    return from + (to - from) * share;
}
