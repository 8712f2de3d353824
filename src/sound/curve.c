/* A raised cosine, by the sine that is the same everywhere. */
#include "sound/curve.h"

#include "base/exact.h"

double curve_rise(double elapsed, double length)
{
    if (elapsed >= length)
        return 1;
    if (elapsed <= 0)
        return 0;
    return (1 - exact_cosine(elapsed / length / 2)) / 2;
}
