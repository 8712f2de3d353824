/* A raised cosine, by the sine that is the same everywhere: the C library's may differ in its last
 * bit from one machine to the next. Half a turn goes from the top of the cosine to its bottom. The
 * ends are answered first, so that they are 0 and 1 exactly and a length of 0 is never divided by.
 */
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
