/* A session on a device, with the device's calls made by hand: what is put out, and what the main
 * thread is told about it.
 */
#include "player/deck.h"

#include "platform/feed.h"
#include "support/made_session.h"

#include <math.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SECOND = TRANSPORT_RATE_HZ, BLOCK = 4096, LENGTH_MS = 40000 };

static struct made_session made;

struct playing {
    struct sound *sound;
    struct deck deck;
    int64_t frame; /* what the device asks for next */
    float block[2 * BLOCK];
};

static int start(void **state)
{
    static struct playing playing;
    made_session_start(&made, LENGTH_MS);
    made_session_breathe(&made, 0, LENGTH_MS, 4000, 0, 6000, 0);
    made_session_sound(&made, 0, AMBIENCE_SEA, 40, 4000, NULL);
    memset(&playing, 0, sizeof playing);
    playing.sound = sound_create(allocator_system(), &made.timeline);
    assert_non_null(playing.sound);
    deck_start(&playing.deck, &made.timeline, playing.sound, 10000,
               levels_default(made.timeline.phases));
    *state = &playing;
    return 0;
}

static int finish(void **state)
{
    struct playing *playing = *state;
    sound_destroy(playing->sound);
    return 0;
}

/* One call of the device. Returns the loudest sample of it. */
static float call_device(struct playing *playing)
{
    deck_render(&playing->deck, playing->frame, BLOCK, playing->block);
    playing->frame += BLOCK;
    float loudest = 0;
    for (int i = 0; i < 2 * BLOCK; i++)
        loudest = fmaxf(loudest, fabsf(playing->block[i]));
    return loudest;
}

static float call_device_for(struct playing *playing, int64_t frames)
{
    float loudest = 0;
    for (int64_t end = playing->frame + frames; playing->frame < end;)
        loudest = call_device(playing);
    return loudest;
}

static void plays_the_samples_of_the_session(void **state)
{
    struct playing *playing = *state;
    call_device_for(playing, 2 * SECOND);
    int64_t position = 10 * SECOND + playing->frame;
    call_device(playing);
    struct levels levels = levels_default(made.timeline.phases);
    struct sound *same = sound_create(allocator_system(), &made.timeline);
    float expected[2 * BLOCK];
    sound_render(same, &levels, position, BLOCK, expected);
    assert_memory_equal(playing->block, expected, sizeof expected);
    sound_destroy(same);
}

static void says_what_is_heard_between_two_calls(void **state)
{
    struct playing *playing = *state;
    assert_true(deck_heard(&playing->deck, 0).at_ms == 10000);
    call_device_for(playing, 3 * SECOND);
    struct heard heard = deck_heard(&playing->deck, 2 * SECOND + 480);
    assert_true(heard.moving);
    assert_true(fabs(heard.at_ms - 12010) < 1e-9);
    assert_true(heard.level == 1.0F);
    assert_true(fabs((double)deck_heard(&playing->deck, SECOND / 2).level - 0.5) < 1e-3);
}

static void a_pause_is_heard_when_the_device_comes_to_it(void **state)
{
    struct playing *playing = *state;
    call_device_for(playing, 2 * SECOND);
    int64_t pressed = playing->frame;
    crossing_order(&playing->deck.crossing, ORDER_PAUSE, 0);
    float loudest = call_device_for(playing, SECOND);
    assert_true(loudest == 0.0F);
    assert_int_equal(deck_heard(&playing->deck, pressed - 1).state, TRANSPORT_PLAYING);
    assert_int_equal(deck_heard(&playing->deck, pressed + 1).state, TRANSPORT_PAUSING);
    struct heard paused = deck_heard(&playing->deck, pressed + SECOND / 2);
    assert_int_equal(paused.state, TRANSPORT_PAUSED);
    assert_false(paused.moving);
    double stood = paused.at_ms;
    call_device_for(playing, 5 * SECOND);
    assert_true(deck_heard(&playing->deck, playing->frame).at_ms == stood);
}

static void no_step_is_heard_at_any_order(void **state)
{
    struct playing *playing = *state;
    static const enum transport_order orders[] = {ORDER_PAUSE, ORDER_PAUSE, ORDER_SEEK, ORDER_PAUSE,
                                                  ORDER_SEEK,  ORDER_PAUSE, ORDER_LEAVE};
    float last = 0, steepest = 0;
    for (int call = 0; call < 7 * 12; call++) {
        if (call % 12 == 11)
            crossing_order(&playing->deck.crossing, orders[call / 12], 5 * SECOND);
        call_device(playing);
        for (int i = 0; i < BLOCK; i++) {
            steepest = fmaxf(steepest, fabsf(playing->block[2 * i] - last));
            last = playing->block[2 * i];
        }
    }
    assert_true(steepest > 0.0F);
    assert_true(steepest < 0.02F);
}

static void without_a_device_only_time_goes_on(void **state)
{
    struct playing *playing = *state;
    for (int call = 0; call < 20; call++)
        deck_render(&playing->deck, (int64_t)call * BLOCK, BLOCK, NULL);
    struct heard heard = deck_heard(&playing->deck, SECOND);
    assert_true(fabs(heard.at_ms - 11000) < 1e-9);
}

static void more_orders_than_fit_are_refused(void **state)
{
    struct playing *playing = *state;
    for (int i = 0; i < CROSSING_ORDERS; i++)
        assert_true(crossing_order(&playing->deck.crossing, ORDER_SEEK, 48));
    assert_false(crossing_order(&playing->deck.crossing, ORDER_SEEK, 48));
    call_device(playing);
    assert_true(crossing_order(&playing->deck.crossing, ORDER_SEEK, 48));
}

enum { NIGHT_MS = 8 * 3600 * 1000, DEPTH = BLOCK + 480 };
static const int64_t NIGHT_FRAMES = 1382400000;

/* A night on a deck, from its beginning. */
static void start_night(struct playing *playing)
{
    sound_destroy(playing->sound);
    made_session_start(&made, NIGHT_MS);
    made_session_breathe(&made, 0, NIGHT_MS, 4000, 0, 6000, 0);
    playing->sound = sound_create(allocator_system(), &made.timeline);
    assert_non_null(playing->sound);
    deck_start(&playing->deck, &made.timeline, playing->sound, 0,
               levels_default(made.timeline.phases));
}

/* Whether the session has ended; if so, it did after exactly as many frames as it has. */
static bool has_ended(const struct deck *deck)
{
    struct report report;
    assert_true(crossing_find_report(&deck->crossing, INT64_MAX, &report));
    if (report.stretch.state != TRANSPORT_ENDED)
        return false;
    assert_int_equal(report.first_frame, NIGHT_FRAMES);
    assert_int_equal(report.stretch.position, NIGHT_FRAMES);
    return true;
}

/* In blocks that do not divide it. */
static void a_night_ends_after_exactly_its_frames(void **state)
{
    struct playing *playing = *state;
    start_night(playing);
    do {
        deck_render(&playing->deck, playing->frame, BLOCK - 3, NULL);
        playing->frame += BLOCK - 3;
    } while (!has_ended(&playing->deck));
    assert_true(playing->frame < NIGHT_FRAMES + BLOCK);
}

/* A deck whose sound, of which eight hours would take minutes to make, nobody needs. */
static void render_unheard(void *context, int64_t first_frame, size_t frames, float *stereo)
{
    deck_render(context, first_frame, frames, NULL);
    if (stereo != NULL)
        memset(stereo, 0, frames * 2 * sizeof *stereo);
}

/* The device plays by its own crystal, which is a ten-thousandth too fast: three seconds a night.
 * Pictures go by what it plays, all night. */
static void a_night_follows_the_device_that_plays_it(void **state)
{
    struct playing *playing = *state;
    static struct feed feed;
    int64_t worst = 0;
    start_night(playing);
    feed_start(&feed, (struct audio_source){render_unheard, &playing->deck}, 0);
    feed_connect(&feed, DEPTH, 0);
    for (int64_t block = 0; block == 0 || !has_ended(&playing->deck); block++) {
        int64_t now_ns = (int64_t)((double)(block * BLOCK) / (SECOND * 1.0001) * 1e9);
        feed_fill(&feed, BLOCK, playing->block, now_ns);
        int64_t at_ear = block * BLOCK - DEPTH;
        int64_t off = llabs(feed_heard(&feed, now_ns) - at_ear);
        if (at_ear > 10 * SECOND)
            worst = off > worst ? off : worst;
    }
    assert_in_range(worst, 0, 5 * TRANSPORT_FRAMES_A_MS);
}

/* The other thread of the test below: a device in a great hurry. */
static void *hurry(void *context)
{
    struct playing *playing = context;
    for (int call = 0; call < 200000; call++) {
        deck_render(&playing->deck, playing->frame, 16, NULL);
        playing->frame += 16;
    }
    return NULL;
}

static void reports_are_whole_while_they_are_written_over(void **state)
{
    struct playing *playing = *state;
    pthread_t device;
    assert_int_equal(pthread_create(&device, NULL, hurry, playing), 0);
    for (int look = 0; look < 20000; look++) {
        struct report report;
        if (!crossing_find_report(&playing->deck.crossing, INT64_MAX, &report))
            continue;
        bool ended = report.stretch.position == (int64_t)LENGTH_MS * TRANSPORT_FRAMES_A_MS;
        assert_true(ended || report.stretch.position == 10 * SECOND + report.first_frame);
    }
    pthread_join(device, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(plays_the_samples_of_the_session, start, finish),
        cmocka_unit_test_setup_teardown(says_what_is_heard_between_two_calls, start, finish),
        cmocka_unit_test_setup_teardown(a_pause_is_heard_when_the_device_comes_to_it, start,
                                        finish),
        cmocka_unit_test_setup_teardown(no_step_is_heard_at_any_order, start, finish),
        cmocka_unit_test_setup_teardown(without_a_device_only_time_goes_on, start, finish),
        cmocka_unit_test_setup_teardown(more_orders_than_fit_are_refused, start, finish),
        cmocka_unit_test_setup_teardown(a_night_ends_after_exactly_its_frames, start, finish),
        cmocka_unit_test_setup_teardown(a_night_follows_the_device_that_plays_it, start, finish),
        cmocka_unit_test_setup_teardown(reports_are_whole_while_they_are_written_over, start,
                                        finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
