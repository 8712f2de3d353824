/* Between samples: a windowed sinc of 16 taps. A block whose samples stay 6 dB below the ceiling is
 * not looked at more closely, as what is this low-passed cannot reach it in between.
 */
#include "sound/limiter.h"

#include "base/exact.h"

#include <assert.h>
#include <math.h>

/* −10.1 dB: the tenth is for what the estimate of a true peak may miss. */
static const double ceiling = 0.3126079367123955;

/* A raised cosine over the blocks of an average; sums to 1. */
static const double weights[2 * LIMITER_REACH + 1] = {
    0.036611652351681556, 0.125, 0.21338834764831843,  0.25,
    0.21338834764831843,  0.125, 0.036611652351681556,
};

struct limiter limiter_make(void)
{
    const double pi = 3.141592653589793;
    struct limiter limiter;
    for (int phase = 0; phase < 3; phase++) {
        for (int tap = 0; tap < LIMITER_TAPS; tap++) {
            double x = LIMITER_CONTEXT - 1 - tap + (phase + 1) / 4.0;
            double sinc = exact_sine(x / 2) / (pi * x);
            double window = 0.5 + 0.5 * exact_cosine(x / LIMITER_TAPS);
            limiter.taps[phase][tap] = (float)(sinc * window);
        }
    }
    return limiter;
}

static float peak_of(const float *samples, int count)
{
    float peak = 0;
    for (int i = 0; i < count; i++)
        peak = fmaxf(peak, fabsf(samples[i]));
    return peak;
}

/* The highest value between the samples of one channel. */
static float peak_between(const struct limiter *limiter, const float *before, const float *samples,
                          const float *after)
{
    float line[BLOCK_FRAMES + LIMITER_TAPS];
    for (int i = 0; i < LIMITER_CONTEXT; i++) {
        line[i] = before[BLOCK_FRAMES - LIMITER_CONTEXT + i];
        line[LIMITER_CONTEXT + BLOCK_FRAMES + i] = after[i];
    }
    for (int i = 0; i < BLOCK_FRAMES; i++)
        line[LIMITER_CONTEXT + i] = samples[i];
    float peak = 0;
    for (int i = 0; i < BLOCK_FRAMES; i++) {
        for (int phase = 0; phase < 3; phase++) {
            float sum = 0;
            for (int tap = 0; tap < LIMITER_TAPS; tap++)
                sum += line[i + 1 + tap] * limiter->taps[phase][tap];
            peak = fmaxf(peak, fabsf(sum));
        }
    }
    return peak;
}

double limiter_need(const struct limiter *limiter, const struct block *before,
                    const struct block *block, const struct block *after)
{
    float peak = fmaxf(peak_of(block->left, BLOCK_FRAMES), peak_of(block->right, BLOCK_FRAMES));
    float edges = fmaxf(
        fmaxf(peak_of(before->left, BLOCK_FRAMES), peak_of(after->left, BLOCK_FRAMES)),
        fmaxf(peak_of(before->right, BLOCK_FRAMES), peak_of(after->right, BLOCK_FRAMES)));
    if (fmaxf(peak, edges) > ceiling / 2) {
        peak = fmaxf(peak, peak_between(limiter, before->left, block->left, after->left));
        peak = fmaxf(peak, peak_between(limiter, before->right, block->right, after->right));
    }
    return peak > ceiling ? ceiling / peak : 1;
}

/* The least of the needs within reach of block `at`. */
static double least_around(const double *needs, int at)
{
    double least = 1;
    for (int i = at - LIMITER_REACH; i <= at + LIMITER_REACH; i++)
        least = needs[i] < least ? needs[i] : least;
    return least;
}

static double average_around(const double *needs, int at)
{
    double sum = 0;
    for (int i = -LIMITER_REACH; i <= LIMITER_REACH; i++)
        sum += weights[i + LIMITER_REACH] * least_around(needs, at + i);
    return sum;
}

struct ramp limiter_gain(const double needs[LIMITER_NEEDS])
{
    enum { MIDDLE = LIMITER_NEEDS / 2 };
    double before = average_around(needs, MIDDLE - 1);
    double here = average_around(needs, MIDDLE);
    double after = average_around(needs, MIDDLE + 1);
    return (struct ramp){before < here ? before : here, after < here ? after : here};
}
