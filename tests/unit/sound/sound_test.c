/* A session's sound as a whole: the same samples in any chunks and from any seek, words at their
 * sample, nothing louder than the budget, no clicks, and silence at the end.
 */
#include "sound/sound.h"

#include "base/exact.h"
#include "base/hash.h"
#include "support/heard.h"
#include "support/made_session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH_MS = 30000, FRAMES = LENGTH_MS * SOUND_SAMPLES_PER_MS, WORDS_FRAMES = 96000 };

static const struct levels plain = {0.5, 0.5, 0.5, 0.5, 1};

/* A session in which everything sounds, and a recording for it. */
struct scenario {
    struct made_session made;
    float words[WORDS_FRAMES];
    struct clip clip;
    struct clip loop;
    struct sound *sound;
};

/* A tone of 200 Hz that wavers: a stand-in for a voice. */
static void speak(float *samples, size_t frames, double amplitude)
{
    for (size_t i = 0; i < frames; i++) {
        double t = (double)i / SOUND_RATE_HZ;
        samples[i] = (float)(amplitude * exact_sine(200 * t) * (0.6 + 0.4 * exact_sine(4 * t)));
    }
}

static struct scenario *begin(void)
{
    struct scenario *scenario = calloc(1, sizeof *scenario);
    struct made_session *made = &scenario->made;
    made_session_start(made, LENGTH_MS);
    made_session_breathe(made, 1003, 28000, 4000, 0, 5000, 0);
    made_session_sound(made, 0, AMBIENCE_SEA, 60, 4000, NULL);
    made_session_sound(made, 9001, AMBIENCE_FILE, 50, 3500, "loop.ogg");
    made_session_sound(made, 16007, AMBIENCE_RAIN, 80, 1000, NULL);
    made_session_sound(made, 20011, AMBIENCE_HUM, 30, 4000, NULL);
    made_session_say(made, 3001, 2000);
    made_session_say(made, 6502, 2000);
    made_session_say(made, 18777, 2000);
    made_session_chime(made, 12345);
    made_session_chime(made, 13001);
    speak(scenario->words, WORDS_FRAMES, 0.2);
    scenario->clip = (struct clip){
        .samples = scenario->words, .frames = WORDS_FRAMES, .channels = 1, .gain = 1};
    scenario->loop = (struct clip){
        .samples = scenario->words, .frames = WORDS_FRAMES / 2, .channels = 2, .gain = 1};
    scenario->sound = sound_create(allocator_system(), &made->timeline);
    assert_non_null(scenario->sound);
    for (size_t i = 0; i < 3; i++)
        sound_give_clip(scenario->sound, LANE_VOICE, i, &scenario->clip);
    sound_give_clip(scenario->sound, LANE_SOUND, 1, &scenario->loop);
    return scenario;
}

static void end(struct scenario *scenario)
{
    sound_destroy(scenario->sound);
    free(scenario);
}

static void assert_same(const float *samples, const float *expected, size_t frames)
{
    for (size_t i = 0; i < 2 * frames; i++)
        if (memcmp(&samples[i], &expected[i], sizeof *samples) != 0)
            fail_msg("sample %zu is %.9g and not %.9g", i, (double)samples[i], (double)expected[i]);
}

/* Renders all in chunks of `chunk` frames, or of 1 to 5000 at random where it is 0. */
static void assert_same_in_chunks(const float *whole, size_t chunk)
{
    struct scenario *scenario = begin();
    float *samples = malloc(sizeof(float) * 2 * FRAMES);
    for (size_t done = 0; done < FRAMES;) {
        size_t count = chunk != 0 ? chunk : 1 + hash_noise(7, done) % 5000;
        if (count > FRAMES - done)
            count = FRAMES - done;
        sound_render(scenario->sound, &plain, (int64_t)done, count, samples + 2 * done);
        done += count;
    }
    assert_same(samples, whole, FRAMES);
    free(samples);
    end(scenario);
}

static void test_any_chunks_give_the_same_samples(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    float *whole = malloc(sizeof(float) * 2 * FRAMES);
    sound_render(scenario->sound, &plain, 0, FRAMES, whole);
    static const size_t chunks[] = {1, 7, 64, 480, 1024, 4096, 0};
    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++)
        assert_same_in_chunks(whole, chunks[i]);
    assert_true(heard_rms(whole, FRAMES) > 0.005);
    free(whole);
    end(scenario);
}

static void test_any_seek_gives_the_same_samples(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    float *whole = heard_render(scenario->sound, &plain, 0, FRAMES);
    float part[2 * 3000];
    for (uint64_t i = 0; i < 200; i++) {
        int64_t from = hash_noise(1, i) % (FRAMES - 3000);
        size_t frames = 1 + hash_noise(2, i) % 3000;
        sound_render(scenario->sound, &plain, from, frames, part);
        assert_same(part, whole + 2 * from, frames);
    }
    free(whole);
    end(scenario);
}

/* Made once with gcc 12 on x86-64; clang, other levels of optimising and other processors must come
 * to the same bits. A change of the sound changes it: then look at what changed, and write down the
 * new one. */
static void test_samples_are_the_same_on_every_machine(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    float *samples = heard_render(scenario->sound, &plain, 0, FRAMES);
    uint32_t hash = hash_text(
        (struct text){(const char *)samples, sizeof(float) * 2 * (size_t)FRAMES});
    if (hash != 0xb5c05fe4U)
        fail_msg("the samples' hash is 0x%08x", hash);
    free(samples);
    end(scenario);
}

/* The last words of a night of eight hours. */
static void test_nothing_drifts_in_eight_hours(void **state)
{
    (void)state;
    enum { NIGHT_MS = 8 * 3600 * 1000, AT_MS = NIGHT_MS - 5000 };
    struct made_session *made = malloc(sizeof *made);
    static float click[48000];
    struct clip clip = {.samples = click, .frames = 48000, .channels = 1, .gain = 1};
    struct levels voice_alone = {.voice = 1, .master = 1};
    click[24000] = 0.25F;
    made_session_start(made, NIGHT_MS);
    made_session_say(made, AT_MS, 1000);
    struct sound *sound = sound_create(allocator_system(), &made->timeline);
    sound_give_clip(sound, LANE_VOICE, 0, &clip);
    assert_int_equal(sound_length_samples(sound), INT64_C(8) * 3600 * 48000);
    int64_t from = INT64_C(48) * AT_MS;
    float *samples = heard_render(sound, &voice_alone, from, 48000);
    for (size_t i = 0; i < 48000; i++)
        assert_true(i == 24000 ? samples[2 * i] > 0.2F : fabsf(samples[2 * i]) <= 0);
    free(samples);
    sound_destroy(sound);
    free(made);
}

static void test_other_levels_in_between_leave_no_trace(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    struct levels loud = {1, 1, 1, 1, 0.3};
    float *before = heard_render(scenario->sound, &plain, 0, 48000);
    free(heard_render(scenario->sound, &loud, 48000, 48000));
    float *after = heard_render(scenario->sound, &plain, 0, 48000);
    assert_same(after, before, 48000);
    free(before);
    free(after);
    end(scenario);
}

static void test_a_clip_is_heard_from_when_it_is_given(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    int64_t from = 4000 * SOUND_SAMPLES_PER_MS;
    float *with = heard_render(scenario->sound, &plain, from, 4800);
    sound_give_clip(scenario->sound, LANE_VOICE, 0, NULL);
    float *without = heard_render(scenario->sound, &plain, from, 4800);
    sound_give_clip(scenario->sound, LANE_VOICE, 0, &scenario->clip);
    float *again = heard_render(scenario->sound, &plain, from, 4800);
    assert_true(heard_rms(with, 4800) > 2 * heard_rms(without, 4800));
    assert_same(again, with, 4800);
    free(with);
    free(without);
    free(again);
    end(scenario);
}

static void test_words_are_at_their_sample(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    struct levels voice_alone = {.voice = 0.5, .master = 1};
    memset(scenario->words, 0, sizeof scenario->words);
    scenario->words[40000] = 0.25F;
    float *samples = heard_render(scenario->sound, &voice_alone, 0, FRAMES);
    size_t at = (size_t)6502 * SOUND_SAMPLES_PER_MS + 40000;
    assert_float_equal(samples[2 * at], 0.125, 1e-6);
    assert_float_equal(samples[2 * at + 1], 0.125, 1e-6);
    assert_float_equal(samples[2 * (at - 1)], 0, 0);
    assert_float_equal(samples[2 * (at + 1)], 0, 0);
    free(samples);
    end(scenario);
}

static void test_nothing_steps(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    float *samples = heard_render(scenario->sound, &plain, 0, FRAMES);
    /* the loudest that sounds, 0.2 × 0.5 at 200 Hz, moves by 0.0026 a sample */
    assert_true(heard_largest_step(samples, FRAMES) < 0.006);
    free(samples);
    end(scenario);
}

static void test_it_begins_and_ends_in_silence(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    float *samples = heard_render(scenario->sound, &plain, -480, FRAMES + 960);
    assert_true(heard_rms(samples, 480) == 0);
    assert_true(heard_rms(samples + 2 * 480, 4800) < 1e-4);
    assert_true(heard_rms(samples + 2 * (FRAMES - 2400 + 480), 2400) < 1e-5);
    assert_true(heard_rms(samples + 2 * (FRAMES + 480), 480) == 0);
    free(samples);
    end(scenario);
}

static void test_nothing_passes_minus_ten_db(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    struct levels all = {1, 1, 1, 1, 1};
    for (int i = 0; i < WORDS_FRAMES; i++)
        scenario->words[i] = hash_noise(3, (uint64_t)i) & 1 ? 0.99F : -0.99F;
    float *samples = heard_render(scenario->sound, &all, 0, FRAMES);
    double peak_db = heard_true_peak_db(samples, FRAMES);
    assert_true(peak_db <= -10);
    assert_true(peak_db > -14);
    free(samples);
    end(scenario);
}

static void test_a_level_moves_without_a_click(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    struct levels silent = plain;
    silent.master = 0;
    int64_t from = 4000 * SOUND_SAMPLES_PER_MS;
    size_t frames = 48000;
    float *samples = malloc(sizeof(float) * 2 * frames);
    sound_render(scenario->sound, &plain, from, 9600, samples);
    sound_render(scenario->sound, &silent, from + 9600, frames - 9600, samples + 2 * 9600);
    assert_true(heard_largest_step(samples, frames) < 0.006);
    assert_true(heard_rms(samples + 2 * 14400, 2400) > 0.005);
    assert_true(heard_rms(samples + 2 * 28800, 4800) == 0);
    free(samples);
    end(scenario);
}

/* Fails from the request on at which `left` is 0. */
static void *resize_until(void *context, void *block, size_t size)
{
    int *left = context;
    if (size != 0 && (*left)-- <= 0)
        return NULL;
    struct allocator system = allocator_system();
    return system.resize(system.context, block, size);
}

static void test_lack_of_memory_is_no_crash(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    for (int allowed = 0;; allowed++) {
        int left = allowed;
        struct allocator scarce = {.resize = resize_until, .context = &left};
        struct sound *sound = sound_create(scarce, &scenario->made.timeline);
        if (sound != NULL) {
            assert_true(allowed > 2);
            sound_destroy(sound);
            break;
        }
    }
    end(scenario);
}

static void test_rendering_asks_for_no_memory(void **state)
{
    (void)state;
    struct scenario *scenario = begin();
    int left = 1000;
    struct allocator counted = {.resize = resize_until, .context = &left};
    struct sound *sound = sound_create(counted, &scenario->made.timeline);
    for (size_t i = 0; i < 3; i++)
        sound_give_clip(sound, LANE_VOICE, i, &scenario->clip);
    sound_give_clip(sound, LANE_SOUND, 1, &scenario->loop);
    int before = left;
    free(heard_render(sound, &plain, 0, FRAMES));
    assert_int_equal(left, before);
    assert_true(before < 1000);
    sound_destroy(sound);
    end(scenario);
}

static void test_levels_follow_the_phase(void **state)
{
    (void)state;
    assert_float_equal(levels_default(PHASE_DAILY).voice, 0.5012, 1e-4);
    assert_float_equal(levels_default(PHASE_EARLY | PHASE_DAILY).voice, 0.2512, 1e-4);
    assert_true(levels_default(PHASE_EARLY).pacer > 0);
    assert_true(levels_default(PHASE_ATTACK | PHASE_EARLY).pacer == 0);
    assert_float_equal(levels_full(PHASE_ATTACK).pacer, 0.2512, 1e-4);
    struct levels wrong = {7, -3, (double)NAN, 0.5, 1};
    struct mix_levels right = {.levels = {1, 0, 0, 0.5, 1}, .ducking = 1};
    assert_true(levels_equal(levels_limit(wrong), right));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_chunks_give_the_same_samples),
        cmocka_unit_test(test_any_seek_gives_the_same_samples),
        cmocka_unit_test(test_samples_are_the_same_on_every_machine),
        cmocka_unit_test(test_nothing_drifts_in_eight_hours),
        cmocka_unit_test(test_other_levels_in_between_leave_no_trace),
        cmocka_unit_test(test_a_clip_is_heard_from_when_it_is_given),
        cmocka_unit_test(test_words_are_at_their_sample),
        cmocka_unit_test(test_nothing_steps),
        cmocka_unit_test(test_it_begins_and_ends_in_silence),
        cmocka_unit_test(test_nothing_passes_minus_ten_db),
        cmocka_unit_test(test_a_level_moves_without_a_click),
        cmocka_unit_test(test_lack_of_memory_is_no_crash),
        cmocka_unit_test(test_rendering_asks_for_no_memory),
        cmocka_unit_test(test_levels_follow_the_phase),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
