/* The bilinear transform of the analogue prototypes, with the corner put where it was asked for.
 * The sines are those that are the same everywhere, and so are the coefficients and the noise. They
 * take turns, not radians: corner over rate is the cookbook's w0.
 */
#include "sound/filter.h"

#include "base/exact.h"

#include <assert.h>

/* Butterworth: as flat as it can be, and no peak at the corner that could ring. */
static const double quality = 0.7071067811865476;

struct filter filter_low_pass(double corner_hz, double rate_hz)
{
    assert(corner_hz > 0 && corner_hz * 2.2 <= rate_hz);
    double cosine = exact_cosine(corner_hz / rate_hz);
    double alpha = exact_sine(corner_hz / rate_hz) / (2 * quality);
    double scale = 1 / (1 + alpha);
    return (struct filter){
        .b0 = (1 - cosine) / 2 * scale,
        .b1 = (1 - cosine) * scale,
        .b2 = (1 - cosine) / 2 * scale,
        .a1 = -2 * cosine * scale,
        .a2 = (1 - alpha) * scale,
    };
}

struct filter filter_high_pass(double corner_hz, double rate_hz)
{
    assert(corner_hz > 0 && corner_hz * 2.2 <= rate_hz);
    double cosine = exact_cosine(corner_hz / rate_hz);
    double alpha = exact_sine(corner_hz / rate_hz) / (2 * quality);
    double scale = 1 / (1 + alpha);
    return (struct filter){
        .b0 = (1 + cosine) / 2 * scale,
        .b1 = -(1 + cosine) * scale,
        .b2 = (1 + cosine) / 2 * scale,
        .a1 = -2 * cosine * scale,
        .a2 = (1 - alpha) * scale,
    };
}

/* A first-order filter is a biquad whose second-order terms are 0. The tangent of half the angle is
 * where the transform puts the corner. */
struct filter filter_slope(double corner_hz, double rate_hz)
{
    assert(corner_hz > 0 && corner_hz * 2.2 <= rate_hz);
    /* A sine over a cosine, as there is no tangent that is the same everywhere. */
    double tangent = exact_sine(corner_hz / rate_hz / 2) / exact_cosine(corner_hz / rate_hz / 2);
    return (struct filter){
        .b0 = tangent / (1 + tangent),
        .b1 = tangent / (1 + tangent),
        .a1 = (tangent - 1) / (tangent + 1),
    };
}
