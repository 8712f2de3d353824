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

/* A Butterworth low-pass or high-pass at `corner_hz` (1 to 20,000) for 48 kHz, its state zero.
 * Coefficients after R. Bristow-Johnson, Audio EQ Cookbook, with Q = 1/√2. */
struct filter filter_low_pass(double corner_hz);
struct filter filter_high_pass(double corner_hz);

/* A first-order low-pass: 6 dB an octave from `corner_hz` on. */
struct filter filter_slope(double corner_hz);

/* The next sample of channel `channel` (0 or 1) for the input `x`. */
static inline double filter_next(struct filter *filter, int channel, double x)
{
    double y = filter->b0 * x + filter->first[channel];
    filter->first[channel] = filter->b1 * x - filter->a1 * y + filter->second[channel];
    filter->second[channel] = filter->b2 * x - filter->a2 * y;
    return y;
}

#endif
