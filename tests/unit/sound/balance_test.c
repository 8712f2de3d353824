/* Voice, ambience and their balance: how far one lies under the other, how it gives way, and how
 * one sound replaces another.
 */
#include "sound/surroundings.h"
#include "sound/voice.h"
#include "support/heard.h"
#include "support/made_session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

enum { LENGTH_MS = 60000, FRAMES = LENGTH_MS * SOUND_SAMPLES_PER_MS };

static const struct levels even = {.voice = 1, .ambience = 1, .master = 1};

static float *render(const struct made_session *made, const struct clip *loop)
{
    struct sound *sound = sound_create(allocator_system(), &made->timeline);
    assert_non_null(sound);
    for (size_t i = 0; i < made->timeline.lanes[LANE_SOUND].count; i++)
        sound_give_clip(sound, LANE_SOUND, i, loop);
    float *stereo = heard_render(sound, &even, 0, FRAMES);
    sound_destroy(sound);
    return stereo;
}

static const float *at(const float *stereo, int32_t ms)
{
    return stereo + 2 * (ptrdiff_t)ms * SOUND_SAMPLES_PER_MS;
}

static struct made_session *begin(void)
{
    struct made_session *made = malloc(sizeof *made);
    made_session_start(made, LENGTH_MS);
    return made;
}

/* Narration of −26 LUFS in one channel is −23 from two, and a loudness over any 3 s is what a
 * listener compares with it. */
static void test_every_sound_lies_twelve_lu_under_the_voice(void **state)
{
    (void)state;
    for (int kind = AMBIENCE_SEA; kind <= AMBIENCE_HUM; kind++) {
        struct made_session *made = begin();
        made_session_breathe(made, 0, LENGTH_MS, 4000, 0, 6000, 0);
        made_session_sound(made, 0, (enum ambience)kind, 100, 4000, NULL);
        float *stereo = render(made, NULL);
        for (int32_t ms = 5000; ms + 7000 < LENGTH_MS; ms += 1000)
            assert_true(heard_loudness(at(stereo, ms), 144000) < -23 - 12);
        assert_true(heard_loudness(at(stereo, 5000), 50 * 48000) > -23 - 17);
        free(stereo);
        free(made);
    }
}

static double loudness_at_percent(int percent)
{
    struct made_session *made = begin();
    made_session_sound(made, 0, AMBIENCE_BROWN, percent, 4000, NULL);
    float *stereo = render(made, NULL);
    double loudness = heard_loudness(at(stereo, 5000), 50 * 48000);
    free(stereo);
    free(made);
    return loudness;
}

static void test_percentages_follow_their_law(void **state)
{
    (void)state;
    double full = loudness_at_percent(100);
    assert_true(fabs(full - (-23 - 14)) < 0.5);
    assert_true(fabs(loudness_at_percent(50) - full + 3) < 0.1);
    assert_true(fabs(loudness_at_percent(30) - full + 5.2) < 0.1);
    assert_true(loudness_at_percent(0) <= -200);
}

static void test_sound_gives_way_to_words_before_they_come(void **state)
{
    (void)state;
    struct made_session *made = begin();
    made_session_sound(made, 0, AMBIENCE_BROWN, 100, 4000, NULL);
    made_session_say(made, 10000, 10000);
    float *stereo = render(made, NULL);
    float *plain = NULL;
    made->timeline.lanes[LANE_VOICE].count = 0;
    plain = render(made, NULL);
    double depth = 20 * log10(heard_rms(at(stereo, 10000), 480000) /
                              heard_rms(at(plain, 10000), 480000));
    assert_true(depth <= -4 && depth >= -6);
    assert_memory_equal(at(stereo, 5000), at(plain, 5000), sizeof(float) * 2 * 48 * 4500);
    assert_memory_equal(at(stereo, 21000), at(plain, 21000), sizeof(float) * 2 * 48 * 4500);
    made->timeline.lanes[LANE_VOICE].count = 1;
    for (int32_t ms = 9000; ms < 21000; ms += 5) {
        double change = voice_ducking(&made->timeline, ms) - voice_ducking(&made->timeline, ms + 5);
        assert_true(fabs(change) < 5.0 / 300 * 0.44 * 1.6);
    }
    free(stereo);
    free(plain);
    free(made);
}

static void test_captions_without_words_duck_nothing(void **state)
{
    (void)state;
    struct made_session *made = begin();
    made_session_say(made, 10000, 5000);
    made->lanes[LANE_VOICE][0].recording = NULL;
    assert_true(voice_ducking(&made->timeline, 12000) == 1);
    free(made);
}

/* By how much the sound at `at` is less than the same without words: exact, since both have the
 * same noise. */
static double gave_way(const float *stereo, const float *plain)
{
    double most = 0, factor = 1;
    for (int i = 0; i < 2 * BLOCK_FRAMES; i++) {
        if (fabs((double)plain[i]) <= most)
            continue;
        most = fabs((double)plain[i]);
        factor = (double)stereo[i] / (double)plain[i];
    }
    return factor;
}

/* V in the midst of a sentence: what had given way comes back, and no faster than it went. */
static void test_nothing_gives_way_to_a_voice_that_is_off(void **state)
{
    (void)state;
    struct made_session *made = begin();
    made_session_sound(made, 0, AMBIENCE_BROWN, 100, 4000, NULL);
    float *plain = render(made, NULL);
    made_session_say(made, 10000, 20000);
    struct levels mute = even;
    mute.voice = 0;
    struct sound *sound = sound_create(allocator_system(), &made->timeline);
    float *spoken = heard_render(sound, &even, 0, 20 * SOUND_RATE_HZ);
    float *muted = heard_render(sound, &mute, 20 * SOUND_RATE_HZ, 20 * SOUND_RATE_HZ);
    double last = gave_way(at(spoken, 19995), at(plain, 19995));
    assert_true(last < 0.6);
    for (int32_t ms = 20000; ms < 21000; ms += 50) {
        double factor = gave_way(at(muted, ms - 20000), at(plain, ms));
        assert_true(factor > last - 0.001 && factor - last < (50 + BLOCK_MS) / 300.0 * 0.44);
        last = factor;
    }
    assert_memory_equal(at(muted, 1000), at(plain, 21000), sizeof(float) * 2 * 48 * 18000);
    free(spoken);
    free(muted);
    free(plain);
    sound_destroy(sound);
    free(made);
}

static void test_a_change_takes_three_seconds_even_if_asked_for_less(void **state)
{
    (void)state;
    struct made_session *made = begin();
    made_session_sound(made, 1000, AMBIENCE_BROWN, 100, 100, NULL);
    made_session_sound(made, 20000, AMBIENCE_OFF, 0, 100, NULL);
    float *stereo = render(made, NULL);
    double steady = heard_rms(at(stereo, 10000), 240000);
    assert_true(heard_rms(at(stereo, 1000), 48 * 500) < 0.1 * steady);
    assert_true(heard_rms(at(stereo, 2250), 48 * 500) < 0.7 * steady);
    assert_true(heard_rms(at(stereo, 20000), 48 * 500) > 0.8 * steady);
    assert_true(heard_rms(at(stereo, 23000), 48 * 500) == 0);
    free(stereo);
    free(made);
}

static void test_one_sound_replaces_another_in_the_midst_of_a_fade(void **state)
{
    (void)state;
    struct made_session *made = begin();
    made_session_sound(made, 0, AMBIENCE_HUM, 100, 6000, NULL);
    made_session_sound(made, 3000, AMBIENCE_BROWN, 100, 6000, NULL);
    made_session_sound(made, 6000, AMBIENCE_HUM, 20, 6000, NULL);
    made_session_sound(made, 7000, AMBIENCE_HUM, 90, 6000, NULL);
    float *stereo = render(made, NULL);
    assert_true(heard_largest_step(stereo, FRAMES) < 0.003);
    double before = heard_rms(at(stereo, 5900), 48 * 100);
    double after = heard_rms(at(stereo, 6000), 48 * 100);
    assert_true(after < 1.5 * before && before < 1.5 * after);
    free(stereo);
    free(made);
}

static void test_a_sound_left_on_is_gone_at_the_end(void **state)
{
    (void)state;
    struct made_session *made = begin();
    made_session_sound(made, 0, AMBIENCE_SEA, 100, 4000, NULL);
    float *stereo = render(made, NULL);
    assert_true(heard_rms(at(stereo, LENGTH_MS - 50), 48 * 50) < 1e-5);
    assert_true(heard_rms(at(stereo, LENGTH_MS - 5000), 48000) > 1e-3);
    free(stereo);
    free(made);
}

static void test_a_recording_goes_round_without_a_seam(void **state)
{
    (void)state;
    enum { LOOP_FRAMES = 5 * SOUND_RATE_HZ };
    float *samples = malloc(sizeof(float) * LOOP_FRAMES);
    for (int i = 0; i < LOOP_FRAMES; i++)
        samples[i] = (float)(0.1 * sin(2 * 3.14159265 * 100.3 * i / SOUND_RATE_HZ));
    struct clip clip = {.samples = samples, .frames = LOOP_FRAMES, .channels = 1, .gain = 1};
    struct made_session *made = begin();
    made_session_sound(made, 0, AMBIENCE_FILE, 100, 3000, "tone.ogg");
    made_session_sound(made, 17000, AMBIENCE_FILE, 100, 3000, "tone.ogg");
    float *stereo = render(made, &clip);
    double steady = heard_rms(at(stereo, 5000), 48000);
    double largest = 0.1 * 0.282 * 2 * 3.1416 * 100.3 / SOUND_RATE_HZ;
    assert_true(steady > 0.005);
    assert_true(heard_largest_step(stereo, FRAMES) < 1.6 * largest);
    free(stereo);
    free(made);
    free(samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_sound_lies_twelve_lu_under_the_voice),
        cmocka_unit_test(test_percentages_follow_their_law),
        cmocka_unit_test(test_sound_gives_way_to_words_before_they_come),
        cmocka_unit_test(test_captions_without_words_duck_nothing),
        cmocka_unit_test(test_nothing_gives_way_to_a_voice_that_is_off),
        cmocka_unit_test(test_a_change_takes_three_seconds_even_if_asked_for_less),
        cmocka_unit_test(test_one_sound_replaces_another_in_the_midst_of_a_fade),
        cmocka_unit_test(test_a_sound_left_on_is_gone_at_the_end),
        cmocka_unit_test(test_a_recording_goes_round_without_a_seam),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
