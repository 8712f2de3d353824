/* What is recorded comes out as narration is to be heard: its loudness and peaks by libebur128. */
#include "media/take.h"

#include "base/hash.h"
#include "support/heard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RATE_HZ = 48000, FRAMES = 6 * RATE_HZ };

/* Something like speech from second 1.5 to 4.5: a buzz in syllables, over a room's noise. */
static float *speak(double amplitude, double room)
{
    float *samples = calloc(FRAMES, sizeof *samples);
    for (int i = 0; i < FRAMES; i++) {
        double t = (double)i / RATE_HZ;
        double syllable = fmax(0, sin(6.283185307 * 2 * t));
        double buzz = 0;
        for (int harmonic = 1; harmonic <= 20; harmonic++)
            buzz += sin(6.283185307 * 120 * harmonic * t) / harmonic;
        if (t >= 1.5 && t < 4.5)
            samples[i] = (float)(amplitude * syllable * buzz);
        samples[i] += (float)(room * (hash_noise(3, (uint64_t)i) / 2147483648.0 - 1));
    }
    return samples;
}

static float *as_stereo(const struct take *take)
{
    float *stereo = malloc(sizeof(float) * 2 * (size_t)take->frames);
    for (int64_t i = 0; i < take->frames; i++)
        stereo[2 * i] = stereo[2 * i + 1] = take->samples[i];
    return stereo;
}

static struct take take_of(const float *samples, int64_t frames, enum take_speaker speaker)
{
    struct take take;
    const char *reason = NULL;
    if (!take_make(allocator_system(), samples, frames, speaker, &take, &reason))
        fail_msg("%s", reason);
    return take;
}

/* Two loudspeakers are 3.01 LU louder than the one channel of a recording. */
static void assert_in_budget(const struct take *take)
{
    float *stereo = as_stereo(take);
    double loudness = heard_loudness(stereo, (size_t)take->frames) - 3.01;
    double true_peak = heard_true_peak_db(stereo, (size_t)take->frames);
    free(stereo);
    if (fabs(loudness + 26) > 0.4)
        fail_msg("%.2f LUFS", loudness);
    if (true_peak > -6)
        fail_msg("%.2f dBTP", true_peak);
}

static double silence_ms(const struct take *take, bool at_end)
{
    int64_t count = 0;
    while (count < take->frames &&
           fabsf(take->samples[at_end ? take->frames - 1 - count : count]) < 0.00316F)
        count++;
    return (double)count * 1000 / RATE_HZ;
}

static void test_loud_and_quiet_speech_come_to_the_budget(void **state)
{
    (void)state;
    static const double amplitudes[] = {0.4, 0.05, 0.004};
    for (size_t i = 0; i < sizeof amplitudes / sizeof *amplitudes; i++) {
        float *samples = speak(amplitudes[i], amplitudes[i] / 1000);
        for (int speaker = TAKE_PERSON; speaker <= TAKE_SYNTHESISER; speaker++) {
            struct take take = take_of(samples, FRAMES, (enum take_speaker)speaker);
            assert_in_budget(&take);
            take_release(&take);
        }
        free(samples);
    }
}

static void test_only_the_words_are_kept(void **state)
{
    (void)state;
    float *samples = speak(0.2, 0.0001);
    struct take take = take_of(samples, FRAMES, TAKE_PERSON);
    assert_in_range(take.frames, RATE_HZ * 27 / 10, RATE_HZ * 32 / 10);
    for (int end = 0; end < 2; end++) {
        double silence = silence_ms(&take, end != 0);
        if (silence < 30 || silence > 200)
            fail_msg("%.0f ms of silence", silence);
    }
    take_release(&take);
    free(samples);
}

/* A faint sound soon after the last word, of any strength: where it is too soft to be heard in the
 * end, what is before it is silence too. */
static void test_what_trails_off_is_not_too_much_silence(void **state)
{
    (void)state;
    for (double amplitude = 0.0005; amplitude < 0.005; amplitude *= 1.04) {
        float *samples = speak(0.2, 0);
        /* Two syllables: the shorter the words, the more their loudness depends on what is around.
         */
        memset(&samples[RATE_HZ * 9 / 4], 0, (FRAMES - RATE_HZ * 9 / 4) * sizeof *samples);
        for (int i = 0; i < RATE_HZ / 100; i++)
            samples[RATE_HZ * 47 / 20 + i] = (float)(amplitude * sin(i * 0.06));
        struct take take = take_of(samples, FRAMES, TAKE_PERSON);
        double silence = silence_ms(&take, true);
        if (silence < 30 || silence > 200)
            fail_msg("%.0f ms of silence", silence);
        take_release(&take);
        free(samples);
    }
}

static void test_keys_before_and_after_are_left_out(void **state)
{
    (void)state;
    float *samples = speak(0.2, 0.0001);
    for (int i = 0; i < RATE_HZ / 50; i++) {
        samples[RATE_HZ / 5 + i] = (float)(0.5 * sin(i * 0.2));
        samples[FRAMES - RATE_HZ / 2 + i] = (float)(0.5 * sin(i * 0.2));
    }
    struct take take = take_of(samples, FRAMES, TAKE_PERSON);
    assert_in_range(take.frames, RATE_HZ * 27 / 10, RATE_HZ * 32 / 10);
    take_release(&take);
    free(samples);
}

static void test_a_noisy_room_is_told_from_words(void **state)
{
    (void)state;
    float *samples = speak(0.2, 0.008);
    struct take take = take_of(samples, FRAMES, TAKE_PERSON);
    assert_in_range(take.frames, RATE_HZ * 27 / 10, RATE_HZ * 34 / 10);
    assert_in_budget(&take);
    take_release(&take);
    free(samples);
}

/* A burst that alone would be far above the most peak. */
static void test_a_loud_moment_is_softened(void **state)
{
    (void)state;
    float *samples = speak(0.02, 0.0001);
    for (int i = 0; i < RATE_HZ / 100; i++)
        samples[3 * RATE_HZ + RATE_HZ / 8 + i] += (float)(0.9 * sin(i * 0.3));
    struct take take = take_of(samples, FRAMES, TAKE_PERSON);
    assert_in_budget(&take);
    take_release(&take);
    free(samples);
}

static void test_rumble_and_hiss_are_taken_away(void **state)
{
    (void)state;
    float *samples = speak(0.1, 0);
    for (int i = 0; i < FRAMES; i++)
        samples[i] += (float)(0.05 * sin(6.283185307 * 20 * i / RATE_HZ) +
                              0.05 * sin(6.283185307 * 14000 * i / RATE_HZ));
    struct take take = take_of(samples, FRAMES, TAKE_PERSON);
    float *stereo = as_stereo(&take);
    double rms = heard_rms(stereo, (size_t)take.frames);
    assert_true(heard_tone(stereo, (size_t)take.frames, 20) < 0.1 * rms);
    assert_true(heard_tone(stereo, (size_t)take.frames, 14000) < 0.05 * rms);
    free(stereo);
    take_release(&take);
    free(samples);
}

static void test_silence_is_refused(void **state)
{
    (void)state;
    float *samples = speak(0, 0.00005);
    struct take take;
    const char *reason = NULL;
    assert_false(take_make(allocator_system(), samples, FRAMES, TAKE_PERSON, &take, &reason));
    assert_string_equal(reason, "nothing is to be heard");
    assert_false(take_make(allocator_system(), samples, 0, TAKE_PERSON, &take, &reason));
    assert_false(take_make(allocator_system(), samples, 100, TAKE_PERSON, &take, &reason));
    free(samples);
}

static void test_one_short_word_is_enough(void **state)
{
    (void)state;
    float *samples = speak(0.2, 0);
    struct take take = take_of(samples + RATE_HZ * 2, RATE_HZ / 5, TAKE_PERSON);
    assert_in_budget(&take);
    take_release(&take);
    free(samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_loud_and_quiet_speech_come_to_the_budget),
        cmocka_unit_test(test_only_the_words_are_kept),
        cmocka_unit_test(test_what_trails_off_is_not_too_much_silence),
        cmocka_unit_test(test_keys_before_and_after_are_left_out),
        cmocka_unit_test(test_a_noisy_room_is_told_from_words),
        cmocka_unit_test(test_a_loud_moment_is_softened),
        cmocka_unit_test(test_rumble_and_hiss_are_taken_away),
        cmocka_unit_test(test_silence_is_refused),
        cmocka_unit_test(test_one_short_word_is_enough),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
