/* Recordings read ahead, from real files: heard where they belong, forgotten when they are past. */
#include "player/reader.h"

#include "player/deck.h"
#include "player/worker.h"
#include "support/failing_allocator.h"
#include "support/made_session.h"

#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { SENTENCES = 3, APART_MS = 60000, FRAMES_A_MS = 48, BLOCK = 480 };

static struct made_session made;
static char recording[1024];

/* Any of the recordings that come with the program. */
static void find_recording(void)
{
    const char *assets = getenv("LULL_ASSETS");
    assert_non_null(assets);
    char folder[512];
    snprintf(folder, sizeof folder, "%s/narration/slt", assets);
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries))
        if (strstr(entry->d_name, ".ogg") != NULL)
            snprintf(recording, sizeof recording, "%s/%s", folder, entry->d_name);
    closedir(entries);
}

/* A session with the same recording at 0, 1 and 2 minutes; the last names no file. */
static int start(void **state)
{
    find_recording();
    made_session_start(&made, SENTENCES * APART_MS);
    for (int i = 0; i < SENTENCES; i++) {
        made_session_say(&made, i * APART_MS, 3000);
        made.lanes[LANE_VOICE][i].recording = i == SENTENCES - 1 ? "/nowhere.ogg" : recording;
    }
    *state = sound_create(allocator_system(), &made.timeline);
    return *state == NULL;
}

static int finish(void **state)
{
    sound_destroy(*state);
    return 0;
}

/* The loudest sample from `from_ms` to `to_ms`. */
static float loudness_of(struct sound *sound, int32_t from_ms, int32_t to_ms)
{
    struct levels levels = levels_default(0);
    float block[2 * BLOCK], loudest = 0;
    for (int32_t ms = from_ms; ms < to_ms; ms += BLOCK / FRAMES_A_MS) {
        sound_render(sound, &levels, (int64_t)ms * FRAMES_A_MS, BLOCK, block);
        for (int i = 0; i < 2 * BLOCK; i++)
            loudest = fmaxf(loudest, fabsf(block[i]));
    }
    return loudest;
}

/* The loudest of 3 s from `at_ms` on. */
static float loudness(struct sound *sound, int32_t at_ms)
{
    return loudness_of(sound, at_ms, at_ms + 3000);
}

/* A sound from a file that another replaces over 20 s, and that again at once; then the file in
 * short, which ends with the session. */
static int start_with_loops(void **state)
{
    find_recording();
    made_session_start(&made, 3 * APART_MS);
    made_session_sound(&made, 0, AMBIENCE_FILE, 100, 0, recording);
    made_session_sound(&made, 20000, AMBIENCE_HUM, 0, 20000, NULL);
    made_session_sound(&made, 30000, AMBIENCE_OFF, 0, 60000, NULL);
    made_session_sound(&made, 2 * APART_MS, AMBIENCE_FILE, 100, 0, recording);
    *state = sound_create(allocator_system(), &made.timeline);
    return *state == NULL;
}

static void only_what_is_near_is_there(void **state)
{
    struct sound *sound = *state;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, NULL);
    assert_true(loudness(sound, 0) == 0.0F);
    reader_prepare(reader, -15000, 45000);
    assert_true(loudness(sound, 0) > 0.01F);
    assert_true(loudness(sound, APART_MS) == 0.0F);
    reader_prepare(reader, APART_MS - 15000, APART_MS + 45000);
    assert_true(loudness(sound, 0) == 0.0F);
    assert_true(loudness(sound, APART_MS) > 0.01F);
    reader_destroy(reader);
}

static void a_sound_is_there_until_it_has_faded_out(void **state)
{
    struct sound *sound = *state;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, NULL);
    reader_prepare(reader, 35000, 37000);
    assert_true(loudness(sound, 35000) > 0.001F);
    reader_prepare(reader, 40000, 50000);
    assert_true(loudness(sound, 35000) == 0.0F);
    reader_prepare(reader, 3 * APART_MS - 5000, 3 * APART_MS);
    assert_true(loudness(sound, 3 * APART_MS - 5000) > 0.001F);
    reader_destroy(reader);
}

static void a_file_that_cannot_be_read_costs_that_sentence_only(void **state)
{
    struct sound *sound = *state;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, NULL);
    reader_prepare(reader, 0, SENTENCES * APART_MS);
    reader_prepare(reader, 0, SENTENCES * APART_MS);
    const char *first = NULL;
    assert_int_equal(reader_failures(reader, &first), 1);
    assert_string_equal(first, "/nowhere.ogg");
    assert_true(loudness(sound, 0) > 0.01F);
    assert_true(loudness(sound, 2 * APART_MS) == 0.0F);
    reader_destroy(reader);
}

static void nothing_that_may_still_be_read_is_freed(void **state)
{
    struct sound *sound = *state;
    _Atomic int64_t rendered_to = -1;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, &rendered_to);
    for (int round = 0; round < 4; round++) { /* AddressSanitizer is the judge */
        reader_prepare(reader, 0, 1000);
        assert_true(loudness(sound, 0) > 0.01F);
        reader_prepare(reader, APART_MS, APART_MS + 1000);
        if (round % 2 == 0)
            assert_true(loudness(sound, 0) == 0.0F);
    }
    reader_destroy(reader);
}

/* A device's call. Without `stereo` there is none, and time goes on by itself. */
static void call_deck(struct deck *deck, int64_t *frame, float *stereo)
{
    deck_render(deck, *frame, BLOCK, stereo);
    *frame += BLOCK;
}

static void what_is_past_is_freed_without_a_device(void **state)
{
    static struct deck deck;
    struct failing_allocator counting = {0};
    int64_t frame = 0;
    deck_start(&deck, &made.timeline, *state, 0, levels_default(0));
    struct reader *reader = reader_create(failing_allocator_ask(&counting), &made.timeline, *state,
                                          &deck.crossing.rendered_to);
    long empty = counting.live, most = empty;
    for (int32_t ms = 0; ms < SENTENCES * APART_MS; ms += 10) {
        if (ms % 1000 == 0)
            reader_prepare(reader, ms, ms + 1000);
        most = counting.live > most ? counting.live : most;
        call_deck(&deck, &frame, NULL);
    }
    assert_int_equal(most, empty + 1);
    assert_int_equal(counting.live, empty);
    reader_destroy(reader);
}

static void what_is_far_is_freed_in_a_pause(void **state)
{
    static struct deck deck;
    struct failing_allocator counting = {0};
    float block[2 * BLOCK];
    int64_t frame = 0;
    deck_start(&deck, &made.timeline, *state, 0, levels_default(0));
    struct reader *reader = reader_create(failing_allocator_ask(&counting), &made.timeline, *state,
                                          &deck.crossing.rendered_to);
    long empty = counting.live;
    assert_true(crossing_order(&deck.crossing, ORDER_PAUSE, 0));
    while (deck_heard(&deck, frame).state != TRANSPORT_PAUSED)
        call_deck(&deck, &frame, block);
    reader_prepare(reader, 0, 1000);
    reader_prepare(reader, APART_MS, APART_MS + 1000);
    reader_prepare(reader, APART_MS, APART_MS + 1000);
    assert_int_equal(counting.live, empty + 2); /* the sound might be reading both */
    call_deck(&deck, &frame, block);
    reader_prepare(reader, APART_MS, APART_MS + 1000);
    assert_int_equal(counting.live, empty + 1);
    reader_destroy(reader);
}

static void what_comes_too_late_fades_in(void **state)
{
    struct sound *sound = *state;
    _Atomic int64_t rendered_to = 1000 * FRAMES_A_MS;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, &rendered_to);
    reader_prepare(reader, 0, 1000);
    assert_true(loudness_of(sound, 0, 1250) == 0.0F);
    assert_true(loudness(sound, 1250) > 0.01F);
    reader_destroy(reader);
}

/* Taken back and given again while it is played, as by a jump there and back. */
static void what_is_given_again_fades_in(void **state)
{
    struct sound *sound = *state;
    _Atomic int64_t rendered_to = -1;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, &rendered_to);
    reader_prepare(reader, 0, 1000);
    assert_true(loudness(sound, 250) > 0.01F);
    reader_prepare(reader, APART_MS, APART_MS + 1000);
    atomic_store(&rendered_to, 1000 * FRAMES_A_MS);
    reader_prepare(reader, 0, 1000);
    assert_true(loudness_of(sound, 1000, 1250) == 0.0F);
    assert_true(loudness(sound, 1250) > 0.01F);
    reader_destroy(reader);
}

static void what_is_being_played_is_never_taken_back(void **state)
{
    struct sound *sound = *state;
    _Atomic int64_t rendered_to = -1;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, &rendered_to);
    reader_prepare(reader, 0, 1000);
    atomic_store(&rendered_to, 1000 * FRAMES_A_MS);
    reader_prepare(reader, APART_MS, APART_MS + 1000);
    assert_true(loudness_of(sound, 1000, 1250) > 0.0F);
    atomic_store(&rendered_to, APART_MS * FRAMES_A_MS);
    reader_prepare(reader, APART_MS, APART_MS + 1000);
    assert_true(loudness_of(sound, 1000, 1250) == 0.0F);
    reader_destroy(reader);
}

static void a_sound_that_comes_too_late_takes_three_seconds(void **state)
{
    struct sound *sound = *state;
    _Atomic int64_t rendered_to = 5000 * FRAMES_A_MS;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, &rendered_to);
    reader_prepare(reader, 0, 6000);
    assert_true(loudness_of(sound, 5000, 5250) == 0.0F);
    float soft = loudness_of(sound, 5300, 5800), half = loudness_of(sound, 6500, 7000);
    float full = loudness_of(sound, 8300, 11300);
    assert_true(soft > 0.0F && soft < half && half < full);
    assert_true(soft < 0.15F * full);
    reader_destroy(reader);
}

static void what_came_too_late_is_whole_for_who_goes_back(void **state)
{
    struct sound *sound = *state;
    _Atomic int64_t rendered_to = 1000 * FRAMES_A_MS;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, &rendered_to);
    reader_prepare(reader, 0, 1000);
    reader_prepare(reader, 0, 1000);
    assert_true(loudness_of(sound, 0, 1250) == 0.0F); /* it still fades */
    atomic_store(&rendered_to, 10000 * FRAMES_A_MS);
    reader_prepare(reader, 0, 1000);
    assert_true(loudness_of(sound, 0, 1250) > 0.01F);
    reader_destroy(reader);
}

static void both_places_of_a_jump_are_there(void **state)
{
    struct sound *sound = *state;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, NULL);
    struct worker *worker = worker_start(allocator_system(), reader, 0);
    worker_expect(worker, APART_MS, 0);
    float there = 0;
    for (int32_t at_ms = 0; at_ms < 1900; at_ms += 10) {
        nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
        worker_look_at(worker, at_ms, at_ms);
        assert_true(loudness_of(sound, 500, 600) > 0.0F);
        float now = loudness_of(sound, APART_MS + 500, APART_MS + 600);
        assert_true(now >= there);
        there = now;
    }
    assert_true(there > 0.0F);
    worker_stop(worker);
    reader_destroy(reader);
}

static void the_worker_reads_where_it_is_told_to_look(void **state)
{
    struct sound *sound = *state;
    struct reader *reader = reader_create(allocator_system(), &made.timeline, sound, NULL);
    struct worker *worker = worker_start(allocator_system(), reader, 0);
    assert_true(loudness(sound, 0) > 0.01F); /* before anything plays */
    worker_look_at(worker, APART_MS, 0);
    float heard = 0;
    for (int i = 0; i < 500 && heard == 0; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
        heard = loudness(sound, APART_MS);
    }
    assert_true(heard > 0.01F);
    worker_stop(worker);
    reader_destroy(reader);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(only_what_is_near_is_there, start, finish),
        cmocka_unit_test_setup_teardown(a_sound_is_there_until_it_has_faded_out, start_with_loops,
                                        finish),
        cmocka_unit_test_setup_teardown(a_file_that_cannot_be_read_costs_that_sentence_only, start,
                                        finish),
        cmocka_unit_test_setup_teardown(nothing_that_may_still_be_read_is_freed, start, finish),
        cmocka_unit_test_setup_teardown(what_is_past_is_freed_without_a_device, start, finish),
        cmocka_unit_test_setup_teardown(what_is_far_is_freed_in_a_pause, start, finish),
        cmocka_unit_test_setup_teardown(what_comes_too_late_fades_in, start, finish),
        cmocka_unit_test_setup_teardown(what_is_given_again_fades_in, start, finish),
        cmocka_unit_test_setup_teardown(what_is_being_played_is_never_taken_back, start, finish),
        cmocka_unit_test_setup_teardown(a_sound_that_comes_too_late_takes_three_seconds,
                                        start_with_loops, finish),
        cmocka_unit_test_setup_teardown(what_came_too_late_is_whole_for_who_goes_back, start,
                                        finish),
        cmocka_unit_test_setup_teardown(both_places_of_a_jump_are_there, start, finish),
        cmocka_unit_test_setup_teardown(the_worker_reads_where_it_is_told_to_look, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
