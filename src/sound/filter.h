/* Filters of second order, for shaping noise.
 *
 * A filter is a value with its state inside; it belongs to whoever runs it, and nothing that is
 * kept between calls of the sound may hang on one that runs on for ever: see noise.h.
 */
#ifndef LULL_SOUND_FILTER_H
#define LULL_SOUND_FILTER_H

/* One biquad in transposed direct form II, and its state for two channels. */
struct filter {
    double b0, b1, b2, a1, a2;
    double first[2];
    double second[2];
};

/* A Butterworth low-pass or high-pass at `corner_hz` for samples at `rate_hz`, at least 2.2 times
 * as much; its state is zero. Coefficients after R. Bristow-Johnson, Audio EQ Cookbook, with Q =
 * 1/√2. */
struct filter filter_low_pass(double corner_hz, double rate_hz);
struct filter filter_high_pass(double corner_hz, double rate_hz);

/* A first-order low-pass: 6 dB an octave from `corner_hz` on. */
struct filter filter_slope(double corner_hz, double rate_hz);

/* Replaces `x`, the next sample of both channels, by what comes out. */
static inline void filter_next(struct filter *filter, double x[2])
{
    for (int i = 0; i < 2; i++) {
        double y = filter->b0 * x[i] + filter->first[i];
        filter->first[i] = filter->b1 * x[i] - filter->a1 * y + filter->second[i];
        filter->second[i] = filter->b2 * x[i] - filter->a2 * y;
        x[i] = y;
    }
}

#endif
