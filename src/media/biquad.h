/* Filters of second order for whole recordings, one channel at a time.
 *
 * A filter's figures are constants of 48 kHz, the only rate there is once a recording is read, and
 * its memory is a value of whoever runs it.
 */
#ifndef LULL_MEDIA_BIQUAD_H
#define LULL_MEDIA_BIQUAD_H

/* The coefficients, divided by a0. */
struct biquad {
    double b0, b1, b2, a1, a2;
};

/* What one channel's filter remembers; zero before its first sample. */
struct biquad_memory {
    double first, second;
};

/* Returns what comes out for `x`, the channel's next sample (transposed direct form II). */
static inline double biquad_next(const struct biquad *biquad, struct biquad_memory *memory,
                                 double x)
{
    double y = biquad->b0 * x + memory->first;
    memory->first = biquad->b1 * x - biquad->a1 * y + memory->second;
    memory->second = biquad->b2 * x - biquad->a2 * y;
    return y;
}

#endif
