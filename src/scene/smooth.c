/* The cosine is the C library's: what leaves this room is rounded to steps that are far wider than
 * the last bits in which libraries differ (brush.c). */
#include "scene/smooth.h"

#include <math.h>

static const double PI = 3.14159265358979323846;

double smooth(double share)
{
    if (!(share > 0))
        return 0;
    if (share >= 1)
        return 1;
    return (1 - cos(PI * share)) / 2;
}

double smooth_between(double at_ms, double from_ms, double to_ms)
{
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
