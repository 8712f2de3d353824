/* Two passes over blocks of 0.4 s, each 0.1 s after the last: the first finds the mean power above
 * −70 LUFS, the second that of the blocks less than 10 LU under that mean. Powers are summed in
 * parts of 0.1 s, four of which make a block; the second pass filters once more instead of keeping
 * them. No logarithm is taken, so the gain is the same on every machine.
 */
#include "media/loudness.h"

#include "media/biquad.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

enum { PART_FRAMES = 4800, BLOCK_PARTS = 4, MOST_CHANNELS = 2 }; /* a part is 0.1 s */

/* Of the mean square: −70 LUFS and −23 LUFS, with the −0.691 dB of the standard. */
static const double silence_power = 1.1724653e-7;
static const double target_power = 5.8762464e-3;
/* 12 dB: a recording that needs more is so faint that its noise would come up with it. */
static const double most_gain = 4;

/* The K-weighting at 48 kHz: a shelf for the head, then a high-pass (BS.1770-4, tables 1 and 2). */
static const struct biquad shelf = {1.53512485958697, -2.69169618940638, 1.19839281085285,
                                    -1.69065929318241, 0.73248077421585};
static const struct biquad high_pass = {1, -2, 1, -1.99004745483398, 0.99007225036621};

/* Where a pass over a recording is. */
struct pass {
    const float *samples;
    int64_t frames;
    int channels;
    int64_t next; /* the frame at which the next part begins */
    struct biquad_memory shelf[MOST_CHANNELS];
    struct biquad_memory high_pass[MOST_CHANNELS];
    double parts[BLOCK_PARTS]; /* the powers of the last parts */
    int64_t parts_done;
};

/* The mean square of the next part, all channels together. */
static double part_power(struct pass *pass)
{
    double sum = 0;
    /* Each channel has filters of its own, whose memory goes on from part to part: a filter that
     * began anew at each would hear a click there. */
    for (int i = 0; i < PART_FRAMES; i++, pass->next++) {
        for (int channel = 0; channel < pass->channels; channel++) {
            double x = pass->samples[pass->next * pass->channels + channel];
            double y = biquad_next(&high_pass, &pass->high_pass[channel],
                                   biquad_next(&shelf, &pass->shelf[channel], x));
            sum += y * y;
        }
    }
    return sum / PART_FRAMES;
}

/* The power of the next block, or false at the end. Blocks overlap by three parts, so each takes
 * but one new part, and the first takes four. What is left of a part at the end does not count. */
static bool next_block(struct pass *pass, double *power)
{
    do {
        if (pass->next + PART_FRAMES > pass->frames)
            return false;
        double part = part_power(pass);
        pass->parts[pass->parts_done++ % BLOCK_PARTS] = part;
    } while (pass->parts_done < BLOCK_PARTS);
    *power = 0;
    for (int i = 0; i < BLOCK_PARTS; i++)
        *power += pass->parts[i] / BLOCK_PARTS;
    return true;
}

/* The mean power of all blocks above `gate`; 0 where there are none. */
static double mean_above(const float *samples, int64_t frames, int channels, double gate)
{
    struct pass pass = {.samples = samples, .frames = frames, .channels = channels};
    double sum = 0;
    int64_t count = 0;
    double power;
    while (next_block(&pass, &power)) {
        if (power > gate) {
            sum += power;
            count++;
        }
    }
    return count > 0 ? sum / (double)count : 0;
}

double loudness_power(const float *samples, int64_t frames, int channels)
{
    assert(frames >= 0);
    assert(channels >= 1 && channels <= MOST_CHANNELS);
    /* The standard's two gates: silence first, and then what lies 10 LU, a tenth of the power,
     * below the mean of the rest: the pauses between sentences. */
    double ungated = mean_above(samples, frames, channels, silence_power);
    return mean_above(samples, frames, channels, fmax(silence_power, ungated / 10));
}

/* Two loudspeakers play one channel twice as powerfully, hence the factor of channels. The root
 * makes a gain of amplitude from a ratio of powers. */
float loudness_gain(const float *samples, int64_t frames, int channels)
{
    double power = loudness_power(samples, frames, channels) * MOST_CHANNELS / channels;
    return power > 0 ? (float)fmin(most_gain, sqrt(target_power / power)) : 1;
}
