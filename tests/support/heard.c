/* Plain sums in doubles. */
#include "support/heard.h"

#include <assert.h>
#include <ebur128.h>
#include <math.h>
#include <stdlib.h>

float *heard_render(struct sound *sound, const struct levels *levels, int64_t from, size_t frames)
{
    float *stereo = malloc((frames + 1) * 2 * sizeof *stereo);
    assert(stereo != NULL);
    for (size_t done = 0; done < frames;) {
        size_t count = frames - done < 1024 ? frames - done : 1024;
        sound_render(sound, levels, from + (int64_t)done, count, stereo + 2 * done);
        done += count;
    }
    return stereo;
}

static ebur128_state *measured(const float *stereo, size_t frames, int mode)
{
    ebur128_state *state = ebur128_init(2, SOUND_RATE_HZ, mode);
    assert(state != NULL);
    ebur128_add_frames_float(state, stereo, frames);
    return state;
}

double heard_loudness(const float *stereo, size_t frames)
{
    ebur128_state *state = measured(stereo, frames, EBUR128_MODE_I);
    double loudness;
    ebur128_loudness_global(state, &loudness);
    ebur128_destroy(&state);
    return loudness > -200 ? loudness : -200;
}

double heard_true_peak_db(const float *stereo, size_t frames)
{
    ebur128_state *state = measured(stereo, frames, EBUR128_MODE_TRUE_PEAK);
    double left;
    double right;
    ebur128_true_peak(state, 0, &left);
    ebur128_true_peak(state, 1, &right);
    ebur128_destroy(&state);
    return 20 * log10(fmax(left, right) + 1e-12);
}

double heard_rms(const float *stereo, size_t frames)
{
    double sum = 0;
    for (size_t i = 0; i < 2 * frames; i++)
        sum += (double)stereo[i] * stereo[i];
    return sqrt(sum / (double)(2 * frames));
}

double heard_largest_step(const float *stereo, size_t frames)
{
    double largest = 0;
    for (size_t i = 2; i < 2 * frames; i++) {
        /* fmax would be a call for each sample, of which there are hours. */
        double step = fabs((double)stereo[i] - stereo[i - 2]);
        largest = step > largest ? step : largest;
    }
    return largest;
}

double heard_tone(const float *stereo, size_t frames, double hertz)
{
    const double turn = 6.283185307179586;
    double real = 0;
    double imaginary = 0;
    for (size_t i = 0; i < frames; i++) {
        double window = 1 - cos(turn * (double)i / (double)frames);
        double angle = turn * hertz * (double)i / SOUND_RATE_HZ;
        real += stereo[2 * i] * window * cos(angle);
        imaginary += stereo[2 * i] * window * sin(angle);
    }
    return 2 * sqrt(real * real + imaginary * imaginary) / (double)frames;
}
