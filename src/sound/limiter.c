/* Between samples: a windowed sinc of 16 taps. A block whose samples stay 6 dB below the ceiling is
 * not looked at more closely, as what is this low-passed cannot reach it in between; so quiet
 * sessions pay for a search of their peaks alone. From needs to gains: the least nearby, and a
 * weighted mean of those, which reaches the full reduction before the peak comes and cannot
 * overshoot.
 */
#include "sound/limiter.h"

#include "base/exact.h"

/* −10.1 dB: the tenth is for what the estimate of a true peak may miss. */
static const double ceiling = 0.3126079367123955;

/* A raised cosine over the blocks of an average, (1 + cos(π i / 4)) / 8; sums to 1. */
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
            /* How far the tap is from the point between samples; never 0, since that lies at a
             * quarter. */
            double x = LIMITER_CONTEXT - 1 - tap + (phase + 1) / 4.0;
            double sinc = exact_sine(x / 2) / (pi * x);
            double window = 0.5 + 0.5 * exact_cosine(x / LIMITER_TAPS);
            limiter.taps[phase][tap] = (float)(sinc * window);
        }
    }
    return limiter;
}

/* The higher of a peak and a sample's size. Compilers make no branch of it. */
static float higher(float peak, float value)
{
    float size = value < 0 ? -value : value;
    return size > peak ? size : peak;
}

/* The highest of `count` samples, which is a multiple of LANES: in lanes, as compilers do those at
 * once; the order of a maximum changes nothing. */
static float peak_of(const float *samples, int count)
{
    enum { LANES = 8 };
    float lanes[LANES] = {0};
    for (int i = 0; i < count; i += LANES)
        for (int lane = 0; lane < LANES; lane++)
            lanes[lane] = higher(lanes[lane], samples[i + lane]);
    float peak = 0;
    for (int lane = 0; lane < LANES; lane++)
        peak = higher(peak, lanes[lane]);
    return peak;
}

/* The highest value between the samples of one channel. */
static float peak_between(const struct limiter *limiter, const float *before, const float *samples,
                          const float *after)
{
    /* The channel in one piece, so that the sum need not ask where a block ends. */
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
            peak = higher(peak, sum);
        }
    }
    return peak;
}

/* The peak of one channel: of its samples, and where they or the neighbouring ones are high, of
 * what lies between them too. */
static float peak_around(const struct limiter *limiter, const float *before, const float *samples,
                         const float *after)
{
    float peak = peak_of(samples, BLOCK_FRAMES);
    float edges = higher(peak_of(before + BLOCK_FRAMES - LIMITER_CONTEXT, LIMITER_CONTEXT),
                         peak_of(after, LIMITER_CONTEXT));
    /* Half the ceiling is 6 dB below it. The neighbours' edges count, since their samples shape
     * what lies between the first and the last of these. */
    if (higher(peak, edges) > ceiling / 2)
        peak = higher(peak, peak_between(limiter, before, samples, after));
    return peak;
}

double limiter_need(const struct limiter *limiter, const struct block *before,
                    const struct block *block, const struct block *after)
{
    float peak = higher(peak_around(limiter, before->left, block->left, after->left),
                        peak_around(limiter, before->right, block->right, after->right));
    /* Only ever down: the limiter makes nothing louder. */
    return peak > ceiling ? ceiling / peak : 1;
}

/* The least of the needs within reach of block `at`, so that the gain is down before a peak and
 * stays until it is over. */
static double least_around(const double *needs, int at)
{
    double least = 1;
    for (int i = at - LIMITER_REACH; i <= at + LIMITER_REACH; i++)
        least = needs[i] < least ? needs[i] : least;
    return least;
}

/* The weighted mean of such leasts. Each of them takes block `at` into account, so the mean is
 * never above what that block needs. */
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
    /* Seven blocks to each side: one for the neighbour, three for its mean, three for its
     * leasts. */
    double before = average_around(needs, MIDDLE - 1);
    double here = average_around(needs, MIDDLE);
    double after = average_around(needs, MIDDLE + 1);
    /* At each end the lower of the two gains that meet there, which both blocks come to; a straight
     * line between two values that are low enough is so too. */
    return (struct ramp){before < here ? before : here, after < here ? after : here};
}
