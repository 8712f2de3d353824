/* The voice of the menu as samples: soft, one at a time, never too loud. */
#include "player/prompter.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { RATE = 48000, BLOCK = 480, MOST_BLOCKS = 400 };

/* A second of a steady value: what is heard of it is the gain itself. */
static struct vorbis_audio steady(float value)
{
    struct vorbis_audio audio = {.allocator = allocator_system(), .frames = RATE, .channels = 1};
    audio.samples = allocator_allocate(audio.allocator, RATE, sizeof *audio.samples);
    assert_non_null(audio.samples);
    for (int i = 0; i < RATE; i++)
        audio.samples[i] = value;
    return audio;
}

/* What came of playing on for a while. */
struct played {
    float last;
    float peak;
    float steepest; /* between two samples */
};

static struct played play(struct prompter *prompter, int frames)
{
    static float before;
    struct played played = {.last = 0};
    for (; frames > 0; frames -= BLOCK) {
        float stereo[2 * BLOCK];
        prompter_render(prompter, 0, BLOCK, stereo);
        for (int i = 0; i < BLOCK; i++) {
            assert_true(stereo[2 * i] == stereo[2 * i + 1]);
            played.steepest = fmaxf(played.steepest, fabsf(stereo[2 * i] - before));
            played.peak = fmaxf(played.peak, fabsf(stereo[2 * i]));
            before = stereo[2 * i];
        }
    }
    played.last = before;
    return played;
}

static void it_says_what_it_is_given_softly_and_then_nothing(void **state)
{
    (void)state;
    struct prompter prompter;
    prompter_start(&prompter);
    assert_false(prompter_speaks(&prompter));
    assert_true(play(&prompter, RATE).peak == 0.0F);
    prompter_say(&prompter, steady(0.5F), 0.25F);
    assert_true(prompter_speaks(&prompter));
    struct played begun = play(&prompter, RATE / 2);
    assert_true(fabsf(begun.last - 0.125F) < 1e-6F);
    /* A tenth of a second from silence: no sample leaps. */
    assert_true(begun.steepest < 0.0001F);
    assert_true(prompter_speaks(&prompter));
    (void)play(&prompter, RATE);
    assert_false(prompter_speaks(&prompter));
    prompter_stop(&prompter);
}

static void what_comes_next_lets_the_first_fade_away(void **state)
{
    (void)state;
    struct prompter prompter;
    prompter_start(&prompter);
    prompter_say(&prompter, steady(0.5F), 0.25F);
    (void)play(&prompter, RATE / 2);
    prompter_say(&prompter, steady(-0.5F), 0.25F);
    assert_true(prompter_speaks(&prompter));
    struct played change = play(&prompter, RATE / 2);
    assert_true(fabsf(change.last + 0.125F) < 1e-6F);
    assert_true(change.steepest < 0.0001F);
    prompter_stop(&prompter);
}

static void of_many_only_the_last_is_said(void **state)
{
    (void)state;
    struct prompter prompter;
    prompter_start(&prompter);
    for (int i = 1; i <= 9; i++)
        prompter_say(&prompter, steady(0.1F * (float)i), 0.25F);
    for (int i = 0; i < MOST_BLOCKS && prompter_speaks(&prompter); i++)
        assert_true(play(&prompter, BLOCK).peak <= 0.9F * 0.25F + 1e-6F);
    assert_false(prompter_speaks(&prompter));
    prompter_say(&prompter, steady(0.4F), 0.25F);
    (void)play(&prompter, RATE / 2);
    prompter_say(&prompter, (struct vorbis_audio){.samples = NULL}, 0);
    assert_true(play(&prompter, RATE / 2).last == 0.0F);
    assert_false(prompter_speaks(&prompter));
    prompter_stop(&prompter);
}

static void a_recording_of_any_loudness_stays_below_the_limit(void **state)
{
    (void)state;
    struct prompter prompter;
    prompter_start(&prompter);
    prompter_say(&prompter, steady(1.0F), 1.0F);
    struct played played = play(&prompter, RATE / 2);
    assert_true(played.peak <= PROMPTER_PEAK + 1e-6F && played.peak > 0.3F);
    prompter_stop(&prompter);
}

/* A device that asks for sound as fast as it can, until it is told to stop. */
struct device {
    struct prompter prompter;
    _Atomic bool stops;
};

static void *ask(void *context)
{
    struct device *device = context;
    float stereo[2 * BLOCK];
    while (!atomic_load(&device->stops))
        prompter_render(&device->prompter, 0, BLOCK, stereo);
    return NULL;
}

/* What is freed here is no longer played there; ThreadSanitizer and AddressSanitizer would tell. */
static void two_threads_share_no_recording(void **state)
{
    (void)state;
    struct device device = {.stops = false};
    pthread_t thread;
    prompter_start(&device.prompter);
    assert_int_equal(pthread_create(&thread, NULL, ask, &device), 0);
    for (int i = 0; i < 60; i++) {
        prompter_say(&device.prompter, steady(0.5F), 0.25F);
        for (int turns = i % 5 * 1000; turns > 0 && prompter_speaks(&device.prompter); turns--)
            continue;
    }
    while (prompter_speaks(&device.prompter))
        continue;
    atomic_store(&device.stops, true);
    assert_int_equal(pthread_join(thread, NULL), 0);
    prompter_stop(&device.prompter);
}

/* Where there is no device, time goes on all the same. */
static void without_a_device_it_is_over_too(void **state)
{
    (void)state;
    struct prompter prompter;
    prompter_start(&prompter);
    prompter_say(&prompter, steady(0.5F), 0.25F);
    prompter_render(&prompter, 0, RATE + 1, NULL);
    assert_false(prompter_speaks(&prompter));
    prompter_stop(&prompter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_what_it_is_given_softly_and_then_nothing),
        cmocka_unit_test(what_comes_next_lets_the_first_fade_away),
        cmocka_unit_test(of_many_only_the_last_is_said),
        cmocka_unit_test(a_recording_of_any_loudness_stays_below_the_limit),
        cmocka_unit_test(two_threads_share_no_recording),
        cmocka_unit_test(without_a_device_it_is_over_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
