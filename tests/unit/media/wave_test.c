/* WAV bytes, and the resampler's quality. */
#include "media/wave.h"

#include "media/resampler.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void test_header_says_what_follows(void **state)
{
    (void)state;
    unsigned char header[WAVE_HEADER_BYTES];
    static const unsigned char expected[WAVE_HEADER_BYTES] = {
        'R', 'I', 'F', 'F', 48, 0, 0,   0,   'W', 'A',  'V',  'E', 'f', 'm', 't',
        ' ', 16,  0,   0,   0,  1, 0,   2,   0,   0x80, 0xbb, 0,   0,   0,   0x65,
        4,   0,   6,   0,   24, 0, 'd', 'a', 't', 'a',  12,   0,   0,   0};
    assert_true(wave_header(2, header));
    assert_memory_equal(header, expected, WAVE_HEADER_BYTES);
}

static void test_more_than_four_gigabytes_is_refused(void **state)
{
    (void)state;
    unsigned char header[WAVE_HEADER_BYTES];
    assert_true(wave_header(4 * 3600 * INT64_C(48000), header));
    assert_false(wave_header(5 * 3600 * INT64_C(48000), header));
}

static void test_samples_are_rounded_and_clipped(void **state)
{
    (void)state;
    const float stereo[] = {0, 0.5F, -0.5F, 1, -1, 3, -3, (float)NAN};
    static const unsigned char expected[] = {0,    0,    0,    0,    0,    0x40, 0,    0,
                                             0xc0, 0xff, 0xff, 0x7f, 1,    0,    0x80, 0xff,
                                             0xff, 0x7f, 1,    0,    0x80, 0,    0,    0};
    unsigned char bytes[24];
    wave_pack(stereo, 4, bytes);
    assert_memory_equal(bytes, expected, sizeof expected);
}

/* The amplitude of `hertz` in one channel at 48 kHz. */
static double tone(const float *samples, int frames, double hertz)
{
    double real = 0;
    double imaginary = 0;
    for (int i = 0; i < frames; i++) {
        double angle = 6.283185307179586 * hertz * i / 48000;
        double window = 1 - cos(6.283185307179586 * i / frames);
        real += samples[i] * window * cos(angle);
        imaginary += samples[i] * window * sin(angle);
    }
    return 2 * sqrt(real * real + imaginary * imaginary) / frames;
}

static void assert_clean(int rate_hz, double hertz, double mirror_hertz)
{
    int frames = rate_hz;
    float *input = malloc(sizeof(float) * (size_t)frames);
    for (int i = 0; i < frames; i++)
        input[i] = (float)(0.5 * sin(6.283185307179586 * hertz * i / rate_hz));
    int made = (int)resampler_frames(frames, rate_hz);
    float *output = malloc(sizeof(float) * (size_t)made);
    assert_int_equal(made, 48000);
    assert_true(resampler_run(allocator_system(), input, frames, 1, rate_hz, output));
    assert_true(fabs(20 * log10(tone(output, made, hertz) / 0.5)) < 0.02);
    assert_true(tone(output, made, mirror_hertz) < 0.5 * 1e-4);
    free(input);
    free(output);
}

static void test_pitch_and_level_are_kept_and_mirrors_are_gone(void **state)
{
    (void)state;
    assert_clean(24000, 1000, 23000);
    assert_clean(24000, 10000, 14000);
    assert_clean(22050, 8000, 14050);
    assert_clean(44100, 15000, 18900);
    assert_clean(44099, 15000, 18899);
    assert_clean(96000, 19000, 10000);
}

/* Far above what 48 kHz can hold, so nothing of it may come through. */
static void test_what_is_too_high_is_gone(void **state)
{
    (void)state;
    enum { RATE = 96000 };
    float *input = malloc(sizeof(float) * RATE);
    float *output = malloc(sizeof(float) * 48000);
    for (int i = 0; i < RATE; i++)
        input[i] = (float)(0.5 * sin(6.283185307179586 * 30000.0 * i / RATE));
    assert_true(resampler_run(allocator_system(), input, RATE, 1, RATE, output));
    assert_true(tone(output, 48000, 18000) < 0.5 * 1e-4);
    free(input);
    free(output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_header_says_what_follows),
        cmocka_unit_test(test_more_than_four_gigabytes_is_refused),
        cmocka_unit_test(test_samples_are_rounded_and_clipped),
        cmocka_unit_test(test_pitch_and_level_are_kept_and_mirrors_are_gone),
        cmocka_unit_test(test_what_is_too_high_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
