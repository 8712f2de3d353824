/* Each output frame lies between two input frames; how far is a whole number of 48,000ths, so
 * nothing drifts. The filter is kept for as many such places as the two rates can ever meet in, at
 * most 1024; rates that are no simple ratio take the mean of the two places nearest, weighted. An
 * output sample is then one product of the filter's row with the samples around it.
 */
#include "media/resampler.h"

#include "base/exact.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* 32 crossings on each side make the slope between what passes and what does not as steep as the
 * header says; 1024 places are a few hundred kilobytes of filter for most rates. */
enum { ZERO_CROSSINGS = 32, MOST_PHASES = 1024, LANES = 8 };

static const double cutoff = 0.93;     /* of half the lower rate */
static const double kaiser_beta = 8.0; /* −80 dB */

/* The filter, once for each place that an output frame can have between two input frames. */
struct kernel {
    int phases;
    int taps;     /* a multiple of LANES */
    float *table; /* phases + 1 rows of taps */
};

/* Euclid's. The rates' ratio in lowest terms says at how many places output frames can fall. */
static int64_t common_divisor(int64_t a, int64_t b)
{
    assert(a > 0 && b >= 0);
    while (b != 0) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The modified Bessel function of order 0, by its series, whose terms shrink fast: for the 8 that
 * is asked here the fortieth is far below a double's last digit.  */
static double bessel(double x)
{
    double sum = 1;
    double term = 1;
    for (int k = 1; k < 40; k++) {
        term *= x / (2 * k) * (x / (2 * k));
        sum += term;
    }
    return sum;
}

/* The filter at `x` zero crossings of the lower rate from its middle. */
static double kernel_at(double x)
{
    const double pi = 3.141592653589793;
    double share = x / ZERO_CROSSINGS;
    if (share <= -1 || share >= 1)
        return 0;
    /* The ideal low-pass, whose limit at 0 is the cutoff itself; exact_sine counts in turns. */
    double sinc = fabs(x) < 1e-9 ? cutoff : exact_sine(x * cutoff / 2) / (pi * x);
    /* Kaiser's window (Kaiser and Schafer 1980), which brings it to nothing at the last
     * crossing. */
    return sinc * bessel(kaiser_beta * sqrt(1 - share * share)) / bessel(kaiser_beta);
}

/* Fills the table for one input rate. Returns false when there is no memory. */
static bool make_kernel(struct allocator allocator, int rate_hz, struct kernel *kernel)
{
    int64_t places = RESAMPLER_RATE_HZ / common_divisor(RESAMPLER_RATE_HZ, rate_hz);
    /* towards a lower rate the filter is as wide as the output needs, to keep out what would fold
     */
    double stretch = rate_hz > RESAMPLER_RATE_HZ ? rate_hz / (double)RESAMPLER_RATE_HZ : 1;
    /* Rounded up to whole lanes: the taps beyond the last crossing are zeros and cost less than a
     * loop for the rest would. */
    int half = ((int)ceil(ZERO_CROSSINGS * stretch) + LANES - 1) / LANES * LANES;
    kernel->phases = places < MOST_PHASES ? (int)places : MOST_PHASES;
    kernel->taps = 2 * half;
    kernel->table = allocator_allocate(
        allocator, (size_t)(kernel->phases + 1) * (size_t)kernel->taps, sizeof(float));
    if (kernel->table == NULL)
        return false;
    /* One row more than there are places: the last is the first of the next frame, to blend
     * towards. */
    for (int phase = 0; phase <= kernel->phases; phase++) {
        float *row = kernel->table + (ptrdiff_t)phase * kernel->taps;
        for (int tap = 0; tap < kernel->taps; tap++) {
            double distance = tap - (half - 1) - phase / (double)kernel->phases;
            /* Wider and, by as much, lower: the sum of a row stays about 1, and so loudness stays.
             */
            row[tap] = (float)(kernel_at(distance / stretch) / stretch);
        }
    }
    return true;
}

/* The sum of `taps` products. In lanes, so that a compiler may do several at once and still adds in
 * the order that stands here. */
static float dot(const float *a, const float *b, int taps)
{
    assert(taps > 0 && taps % LANES == 0);
    float lanes[LANES] = {0};
    for (int i = 0; i < taps; i += LANES)
        for (int lane = 0; lane < LANES; lane++)
            lanes[lane] += a[i + lane] * b[i + lane];
    float sum = 0;
    for (int lane = 0; lane < LANES; lane++)
        sum += lanes[lane];
    return sum;
}

/* The value of `line` (with room of a kernel around it, `line[0]` under the first tap) at the place
 * `rest` / 48,000 after the frame in the kernel's middle. */
static float value_at(const struct kernel *kernel, const float *line, int64_t rest)
{
    assert(rest >= 0 && rest < RESAMPLER_RATE_HZ);
    int64_t phase = rest * kernel->phases / RESAMPLER_RATE_HZ;
    /* 0 for every pair of rates in common use, whose places the table has all. */
    int64_t beyond = rest * kernel->phases % RESAMPLER_RATE_HZ;
    const float *row = kernel->table + phase * kernel->taps;
    float value = dot(line, row, kernel->taps);
    /* The second product would be multiplied by nothing. */
    if (beyond == 0)
        return value;
    float next = dot(line, row + kernel->taps, kernel->taps);
    return value + (next - value) * ((float)beyond / RESAMPLER_RATE_HZ);
}

/* One channel of `input` with silence of half a kernel before and after it. */
static void spread(const float *input, int64_t frames, int channels, int channel, int margin,
                   float *line)
{
    memset(line, 0, (size_t)(frames + 2 * margin) * sizeof *line);
    for (int64_t i = 0; i < frames; i++)
        line[margin + i] = input[i * channels + channel];
}

int64_t resampler_frames(int64_t frames, int rate_hz)
{
    assert(frames >= 0 && rate_hz > 0);
    return (frames * RESAMPLER_RATE_HZ + rate_hz / 2) / rate_hz;
}

bool resampler_run(struct allocator allocator, const float *input, int64_t frames, int channels,
                   int rate_hz, float *output)
{
    assert(rate_hz >= RESAMPLER_LOWEST_HZ && rate_hz <= RESAMPLER_HIGHEST_HZ);
    assert(frames >= 0 && channels >= 1);
    /* To the bit as it was: most recordings are at 48 kHz already. */
    if (rate_hz == RESAMPLER_RATE_HZ) {
        memcpy(output, input, (size_t)frames * (size_t)channels * sizeof *output);
        return true;
    }
    /* Made for each recording: most are at 48 kHz and need none, and a table that is kept would
     * need an owner. */
    struct kernel kernel;
    if (!make_kernel(allocator, rate_hz, &kernel))
        return false;
    float *line = allocator_allocate(allocator, (size_t)(frames + 2 * kernel.taps), sizeof *line);
    int64_t count = resampler_frames(frames, rate_hz);
    for (int channel = 0; line != NULL && channel < channels; channel++) {
        spread(input, frames, channels, channel, kernel.taps, line);
        for (int64_t i = 0; i < count; i++) {
            /* Counted from the beginning each time and never added up, so that it cannot drift. */
            int64_t place = i * rate_hz;
            /* The row's middle tap, number taps / 2 − 1, falls on the last frame that is not after
             * the place. */
            const float *first = line + kernel.taps + place / RESAMPLER_RATE_HZ -
                                 (kernel.taps / 2 - 1);
            output[i * channels + channel] = value_at(&kernel, first, place % RESAMPLER_RATE_HZ);
        }
    }
    bool made = line != NULL;
    allocator_release(allocator, line);
    allocator_release(allocator, kernel.table);
    return made;
}
