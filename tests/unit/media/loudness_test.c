/* The gain of a recording of a script's own, against libebur128. */
#include "media/loudness.h"

#include "base/hash.h"
#include "support/heard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

enum { FRAMES = 20 * 48000 };

/* Noise with pauses, louder in its second half. */
static float *make(int channels, double amplitude)
{
    float *samples = calloc((size_t)FRAMES * (size_t)channels, sizeof *samples);
    double held = 0;
    for (int64_t i = 0; i < (int64_t)FRAMES * channels; i++) {
        int64_t frame = i / channels;
        double white = hash_noise(5, (uint64_t)i) / 2147483648.0 - 1;
        held += 0.2 * (white - held);
        double part = frame < FRAMES / 2 ? 0.5 : 1;
        if (frame / 48000 % 4 != 3)
            samples[i] = (float)(amplitude * part * held);
    }
    return samples;
}

static double played_loudness(const float *samples, int channels, float gain)
{
    float *stereo = malloc(sizeof(float) * 2 * FRAMES);
    for (size_t i = 0; i < FRAMES; i++) {
        size_t at = i * (size_t)channels;
        stereo[2 * i] = samples[at] * gain;
        stereo[2 * i + 1] = samples[at + (size_t)channels - 1] * gain;
    }
    double loudness = heard_loudness(stereo, FRAMES);
    free(stereo);
    return loudness;
}

static void test_loud_and_quiet_come_to_one_loudness(void **state)
{
    (void)state;
    static const double amplitudes[] = {1, 0.3, 0.1};
    for (size_t i = 0; i < sizeof amplitudes / sizeof *amplitudes; i++) {
        for (int channels = 1; channels <= 2; channels++) {
            float *samples = make(channels, amplitudes[i]);
            float gain = loudness_gain(samples, FRAMES, channels);
            double loudness = played_loudness(samples, channels, gain);
            if (fabs(loudness + 23) > 0.1)
                fail_msg("%.2f LUFS", loudness);
            free(samples);
        }
    }
}

static void test_what_cannot_be_measured_is_left(void **state)
{
    (void)state;
    float *samples = make(1, 0.00001);
    assert_true(loudness_gain(samples, FRAMES, 1) >= 1);
    assert_true(loudness_gain(samples, FRAMES, 1) <= 1);
    assert_true(loudness_gain(samples, 0, 1) <= 1);
    free(samples);
    samples = make(1, 0.005);
    assert_true(loudness_gain(samples, FRAMES, 1) <= 4);
    free(samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loud_and_quiet_come_to_one_loudness),
        cmocka_unit_test(test_what_cannot_be_measured_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
