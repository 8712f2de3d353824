/* A pause, a seek and an end as a listener would notice them, without any device. */
#include "player/transport.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SECOND = TRANSPORT_RATE_HZ };

/* A minute: breaths of 10 s throughout, a sentence from 12 s to 15 s. */
static const struct breathing breathing = {
    .pattern = {.count = 2, .phases = {BREATH_IN, BREATH_OUT}, .lengths_ms = {4000, 6000}}};
static const struct span breath_spans[] = {
    {.end_ms = 60000, .action = ACTION_BREATHE, .breathing = &breathing}};
static const struct span voice_spans[] = {
    {.start_ms = 12000, .end_ms = 15000, .action = ACTION_SAY, .text = {"Soft.", 5}}};
static const struct breath_start breaths[] = {{0, 0},     {10000, 0}, {20000, 0},
                                              {30000, 0}, {40000, 0}, {50000, 0}};
static const struct timeline minute = {
    .length_ms = 60000,
    .lanes = {[LANE_BREATH] = {breath_spans, 1}, [LANE_VOICE] = {voice_spans, 1}},
    .breaths = breaths,
    .breath_count = 6,
};

/* What came of playing on for a while. */
struct played {
    struct transport_stretch last;
    int64_t moved;       /* frames played, not stood still */
    float steepest;      /* change of level a second */
    float largest_break; /* between one stretch's level and the next one's */
    float loudest_jump;  /* the level at which it went on from elsewhere */
};

/* Where the session goes on after a stretch, unless it jumps. */
static int64_t end_of(const struct transport_stretch *stretch)
{
    return stretch->position + (stretch->moving ? (int64_t)stretch->frames : 0);
}

/* Plays on for `frames` in calls of `chunk`. */
static struct played play(struct transport *transport, int64_t frames, size_t chunk)
{
    struct played played = {.last = {.level_to = -1}};
    while (frames > 0) {
        size_t ask = frames < (int64_t)chunk ? (size_t)frames : chunk;
        struct transport_stretch stretch = transport_next(transport, ask);
        assert_in_range(stretch.frames, 1, ask);
        float slope = fabsf(stretch.level_to - stretch.level_from) / (float)stretch.frames * SECOND;
        played.steepest = fmaxf(played.steepest, slope);
        if (played.last.level_to >= 0) {
            float gap = fabsf(stretch.level_from - played.last.level_to);
            played.largest_break = fmaxf(played.largest_break, gap);
            if (stretch.position != end_of(&played.last))
                played.loudest_jump = fmaxf(played.loudest_jump, stretch.level_from);
        }
        played.moved += stretch.moving ? (int64_t)stretch.frames : 0;
        played.last = stretch;
        frames -= (int64_t)stretch.frames;
    }
    return played;
}

static void fades_in_over_a_second_from_where_it_was_asked_to(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 30000);
    struct transport_stretch first = transport_next(&transport, 64);
    assert_int_equal(first.position, 30 * SECOND);
    assert_true(first.level_from == 0.0F);
    struct played played = play(&transport, SECOND - 64 - 1, 512);
    assert_true(played.last.level_to < 1.0F && played.last.level_to > 0.99F);
    played = play(&transport, 2, 512);
    assert_true(played.last.level_to == 1.0F);
}

static void a_pause_fades_and_then_stands_still(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 0);
    play(&transport, 26 * SECOND, 4096);
    transport_obey(&transport, ORDER_PAUSE, 0);
    struct played fading = play(&transport, SECOND / 4, 480);
    assert_int_equal(fading.last.state, TRANSPORT_PAUSING);
    assert_true(fading.last.level_to > 0.0F); /* a quarter of a second is the least */
    struct played after = play(&transport, 10 * SECOND, 4096);
    assert_int_equal(after.last.state, TRANSPORT_PAUSED);
    assert_false(after.last.moving);
    assert_true(after.last.level_to == 0.0F);
    assert_true(after.moved < SECOND / 4);
    assert_true(after.largest_break == 0.0F);
}

static void goes_on_from_the_start_of_the_breath(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 26500);
    play(&transport, SECOND, 4096);
    transport_obey(&transport, ORDER_PAUSE, 0);
    play(&transport, 5 * SECOND, 4096);
    transport_obey(&transport, ORDER_PAUSE, 0);
    struct transport_stretch first = transport_next(&transport, 4096);
    assert_int_equal(first.position, 20 * SECOND);
    assert_true(first.level_from == 0.0F);
    struct played rising = play(&transport, 2 * SECOND, 480);
    assert_true(rising.steepest <= 1.0001F); /* at least a second */
    assert_true(rising.last.level_to == 1.0F);
}

static void goes_on_a_second_before_the_sentence(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 13500);
    play(&transport, SECOND, 4096);
    transport_obey(&transport, ORDER_PAUSE, 0);
    play(&transport, 5 * SECOND, 4096); /* fades out past the sentence's end */
    transport_obey(&transport, ORDER_PAUSE, 0);
    assert_int_equal(transport_next(&transport, 1).position, 11 * SECOND);
    /* so that its first word is heard in full */
    struct played rising = play(&transport, SECOND, 4096);
    assert_int_equal(transport.position, 12 * SECOND + 1);
    assert_true(rising.last.level_to == 1.0F);
}

static void goes_on_after_the_words_before_and_not_before_the_start(void **state)
{
    (void)state;
    static const struct span sentences[] = {
        {.start_ms = 400, .end_ms = 3000, .action = ACTION_SAY},
        {.start_ms = 3250, .end_ms = 5000, .action = ACTION_SAY},
        {.start_ms = 5000, .end_ms = 7000, .action = ACTION_SAY}};
    const struct timeline talk = {.length_ms = 60000, .lanes = {[LANE_VOICE] = {sentences, 3}}};
    assert_int_equal(transport_resume_point(&talk, 2 * SECOND), 0);
    assert_int_equal(transport_resume_point(&talk, 4 * SECOND), 3 * SECOND);
    assert_int_equal(transport_resume_point(&talk, 6 * SECOND), 5 * SECOND);
}

/* A machine that slept does not know whether the session was paused before. */
static void a_hold_pauses_and_never_goes_on(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 20000);
    play(&transport, 5 * SECOND, 4096);
    transport_obey(&transport, ORDER_HOLD, 0);
    struct played fading = play(&transport, SECOND / 4, 480);
    assert_int_equal(fading.last.state, TRANSPORT_PAUSING);
    transport_obey(&transport, ORDER_HOLD, 0);
    assert_int_equal(play(&transport, SECOND, 480).last.state, TRANSPORT_PAUSED);
    transport_obey(&transport, ORDER_HOLD, 0);
    assert_int_equal(play(&transport, SECOND, 480).last.state, TRANSPORT_PAUSED);
    transport_obey(&transport, ORDER_PAUSE, 0);
    assert_int_equal(play(&transport, SECOND, 480).last.state, TRANSPORT_PLAYING);
    transport_obey(&transport, ORDER_LEAVE, 0);
    transport_obey(&transport, ORDER_HOLD, 0);
    assert_int_equal(play(&transport, 3 * SECOND, 480).last.state, TRANSPORT_ENDED);
}

static void a_second_press_undoes_a_pause_that_has_just_begun(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 20000);
    play(&transport, 5 * SECOND, 4096);
    transport_obey(&transport, ORDER_PAUSE, 0);
    play(&transport, SECOND / 10, 100);
    transport_obey(&transport, ORDER_PAUSE, 0);
    struct played on = play(&transport, 2 * SECOND, 480);
    assert_int_equal(on.moved, 2 * SECOND);
    assert_int_equal(transport.position, 27 * SECOND + SECOND / 10);
    assert_true(on.last.level_to == 1.0F);
}

static void a_seek_fades_out_jumps_and_fades_in(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 20000);
    play(&transport, 5 * SECOND, 4096);
    transport_obey(&transport, ORDER_SEEK, 10 * SECOND);
    struct played played = play(&transport, 2 * SECOND, 4096);
    assert_true(played.largest_break == 0.0F);
    int64_t faded = SECOND * 3 / 10;
    assert_int_equal(transport.position, 35 * SECOND + 2 * SECOND - faded);
}

static void seeks_add_up_and_stop_at_the_start(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 45000);
    play(&transport, SECOND, 4096);
    for (int press = 0; press < 3; press++)
        transport_obey(&transport, ORDER_SEEK, -10 * SECOND);
    play(&transport, SECOND * 3 / 10, 4096);
    assert_int_equal(transport.position, 16 * SECOND);
    transport_obey(&transport, ORDER_SEEK, -100 * SECOND);
    play(&transport, SECOND, 4096);
    assert_in_range(transport.position, 0, SECOND);
}

static void a_seek_while_paused_stays_paused(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 20000);
    transport_obey(&transport, ORDER_PAUSE, 0);
    play(&transport, SECOND, 4096);
    transport_obey(&transport, ORDER_SEEK, 17 * SECOND);
    struct played played = play(&transport, SECOND, 4096);
    assert_int_equal(played.last.state, TRANSPORT_PAUSED);
    transport_obey(&transport, ORDER_PAUSE, 0);
    assert_int_equal(transport_next(&transport, 1).position, 30 * SECOND);
}

/* Gives an order, and plays on for a while: nothing that is heard may be cut off, neither by the
 * order itself nor later. */
static struct played obey(struct transport *transport, enum transport_order order, int64_t frames,
                          int64_t then)
{
    int64_t position = transport->position;
    bool silent = transport->level == 0;
    transport_obey(transport, order, frames);
    assert_true(silent || transport->position == position);
    struct played played = play(transport, then, 480);
    assert_true(played.largest_break == 0.0F && played.loudest_jump == 0.0F);
    return played;
}

/* Paused where a seek led; and it goes on from the start of the breath there. */
static void assert_paused_at_35_s(struct transport *transport, struct played played)
{
    assert_int_equal(played.last.state, TRANSPORT_PAUSED);
    assert_int_equal(played.last.position, 35 * SECOND);
    transport_obey(transport, ORDER_PAUSE, 0);
    assert_int_equal(transport_next(transport, 1).position, 30 * SECOND);
}

static void a_pause_during_a_seek_stands_still_where_that_leads(void **state)
{
    (void)state;
    static const enum transport_order pauses[] = {ORDER_PAUSE, ORDER_HOLD};
    static const int64_t waits[] = {0, SECOND / 10};
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < 2; k++) {
            struct transport transport = transport_make(&minute, 20000);
            play(&transport, 5 * SECOND, 4096);
            transport_obey(&transport, ORDER_SEEK, 10 * SECOND);
            play(&transport, waits[k], 480);
            struct played fading = obey(&transport, pauses[i], 0, SECOND / 10);
            assert_int_equal(fading.last.state, TRANSPORT_PAUSING);
            struct played after = play(&transport, SECOND, 480);
            assert_paused_at_35_s(&transport, after);
        }
}

static void a_pause_during_a_seek_can_be_taken_back(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 20000);
    play(&transport, 5 * SECOND, 4096);
    obey(&transport, ORDER_SEEK, 10 * SECOND, SECOND / 10);
    obey(&transport, ORDER_PAUSE, 0, SECOND / 10);
    struct played played = obey(&transport, ORDER_PAUSE, 0, 2 * SECOND + SECOND / 10);
    assert_int_equal(played.last.state, TRANSPORT_PLAYING);
    assert_int_equal(transport.position, 37 * SECOND);
}

static void a_seek_while_a_pause_fades_stays_paused(void **state)
{
    (void)state;
    static const struct {
        enum transport_order order;
        int64_t frames;
    } seeks[] = {{ORDER_SEEK, 10 * SECOND - SECOND / 10}, {ORDER_JUMP, 35 * SECOND}};
    for (size_t i = 0; i < 2; i++) {
        struct transport transport = transport_make(&minute, 20000);
        play(&transport, 5 * SECOND, 4096);
        obey(&transport, ORDER_PAUSE, 0, SECOND / 10);
        struct played played = obey(&transport, seeks[i].order, seeks[i].frames, SECOND);
        assert_paused_at_35_s(&transport, played);
    }
}

/* Leaving takes nobody anywhere, but whoever stays gets what they asked for before. */
static void a_seek_outlasts_a_slip_of_leaving(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 20000);
    play(&transport, 5 * SECOND, 4096);
    obey(&transport, ORDER_SEEK, 10 * SECOND, SECOND / 10);
    obey(&transport, ORDER_LEAVE, 0, SECOND * 15 / 10);
    assert_int_equal(transport.position, 26 * SECOND + SECOND * 6 / 10);
    struct played played = obey(&transport, ORDER_LEAVE, 0, 2 * SECOND);
    assert_int_equal(played.last.state, TRANSPORT_PLAYING);
    assert_in_range(transport.position, 36 * SECOND, 37 * SECOND);
    obey(&transport, ORDER_SEEK, -20 * SECOND, SECOND / 10);
    int64_t left_at = transport.position;
    obey(&transport, ORDER_LEAVE, 0, 5 * SECOND);
    assert_in_range(transport.position, left_at, left_at + SECOND * 21 / 10);
}

/* The page of keys holds a session and releases it, whatever was pressed just before. */
static void a_release_undoes_only_a_hold_that_paused(void **state)
{
    (void)state;
    static const struct {
        enum transport_order orders[4];
        enum transport_state then;
    } cases[] = {
        {{ORDER_HOLD, ORDER_RELEASE}, TRANSPORT_PLAYING},
        {{ORDER_PAUSE, ORDER_HOLD, ORDER_RELEASE}, TRANSPORT_PAUSED},
        {{ORDER_PAUSE, ORDER_PAUSE, ORDER_HOLD, ORDER_RELEASE}, TRANSPORT_PLAYING},
        {{ORDER_HOLD, ORDER_PAUSE, ORDER_RELEASE}, TRANSPORT_PLAYING},
        {{ORDER_HOLD, ORDER_PAUSE, ORDER_PAUSE, ORDER_RELEASE}, TRANSPORT_PAUSED},
        {{ORDER_HOLD, ORDER_RELEASE, ORDER_PAUSE, ORDER_RELEASE}, TRANSPORT_PAUSED},
        {{ORDER_RELEASE}, TRANSPORT_PLAYING},
        /* The first by a machine that slept, or the second: it waits for a key of its own. */
        {{ORDER_HOLD, ORDER_HOLD, ORDER_RELEASE}, TRANSPORT_PAUSED},
    };
    static const int64_t waits[] = {0, SECOND / 10, SECOND};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (size_t k = 0; k < sizeof waits / sizeof waits[0]; k++) {
            struct transport transport = transport_make(&minute, 20000);
            play(&transport, 5 * SECOND, 4096);
            for (size_t j = 0; j < 4 && cases[i].orders[j] != ORDER_NONE; j++)
                obey(&transport, cases[i].orders[j], 0, waits[k]);
            assert_int_equal(play(&transport, SECOND, 480).last.state, cases[i].then);
        }
}

static void leaving_is_over_within_three_seconds(void **state)
{
    (void)state;
    for (int paused = 0; paused < 2; paused++) {
        struct transport transport = transport_make(&minute, 20000);
        play(&transport, 2 * SECOND, 4096);
        if (paused)
            transport_obey(&transport, ORDER_PAUSE, 0);
        play(&transport, SECOND, 4096);
        transport_obey(&transport, ORDER_LEAVE, 0);
        transport_obey(&transport, ORDER_PAUSE, 0); /* too late for that */
        struct played played = play(&transport, 3 * SECOND, 4096);
        assert_int_equal(played.last.state, TRANSPORT_ENDED);
        assert_true(played.last.level_to == 0.0F);
        assert_true(played.steepest <= 1.0F);
    }
}

/* Esc and Esc again: whatever it was doing, it does on, and without a jump. */
static void a_second_key_takes_leaving_back(void **state)
{
    (void)state;
    for (int paused = 0; paused < 2; paused++) {
        struct transport transport = transport_make(&minute, 20000);
        play(&transport, 2 * SECOND, 4096);
        if (paused)
            transport_obey(&transport, ORDER_PAUSE, 0);
        struct played before = play(&transport, SECOND, 4096);
        transport_obey(&transport, ORDER_LEAVE, 0);
        struct played leaving = play(&transport, SECOND * 17 / 10, 4096);
        assert_int_equal(leaving.last.state, TRANSPORT_LEAVING);
        transport_obey(&transport, ORDER_LEAVE, 0);
        struct played after = play(&transport, 2 * SECOND, 4096);
        assert_int_equal(after.last.state, before.last.state);
        assert_true(after.last.level_to == before.last.level_to);
        assert_true(after.steepest <= 1.01F && after.largest_break <= 0.0F);
        /* A third leaves again, for as long as the first would have. */
        transport_obey(&transport, ORDER_LEAVE, 0);
        assert_int_equal(play(&transport, SECOND, 4096).last.state, TRANSPORT_LEAVING);
        assert_int_equal(play(&transport, 2 * SECOND, 4096).last.state, TRANSPORT_ENDED);
    }
}

static void what_the_system_asks_for_cannot_be_taken_back(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 20000);
    play(&transport, 2 * SECOND, 4096);
    transport_obey(&transport, ORDER_QUIT, 0);
    transport_obey(&transport, ORDER_LEAVE, 0);
    assert_int_equal(play(&transport, SECOND, 4096).last.state, TRANSPORT_ENDED);
}

static void the_system_is_followed_at_once_even_while_leaving(void **state)
{
    (void)state;
    for (int leaving = 0; leaving < 2; leaving++) {
        struct transport transport = transport_make(&minute, 20000);
        play(&transport, 2 * SECOND, 4096);
        if (leaving)
            transport_obey(&transport, ORDER_LEAVE, 0);
        transport_obey(&transport, ORDER_QUIT, 0);
        struct played played = play(&transport, SECOND * 6 / 10, 4096);
        assert_int_equal(played.last.state, TRANSPORT_ENDED);
        assert_true(played.steepest < 4.0F); /* still a fade of a quarter of a second or more */
    }
}

static void ends_by_itself_at_the_end(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 55000);
    struct played played = play(&transport, 5 * SECOND, 4096);
    assert_int_equal(played.moved, 5 * SECOND);
    assert_int_equal(transport.state, TRANSPORT_ENDED);
    played = play(&transport, SECOND, 4096);
    assert_int_equal(played.moved, 0);
    assert_int_equal(transport.position, 60 * SECOND);
}

/* A key too many must not end it: the last breath is as far as seeking goes, and never back. */
static void a_seek_past_the_end_stops_at_the_last_breath(void **state)
{
    (void)state;
    struct transport transport = transport_make(&minute, 45000);
    play(&transport, SECOND, 4096);
    for (int i = 0; i < 3; i++)
        transport_obey(&transport, ORDER_SEEK, 10 * SECOND);
    assert_int_equal(transport.target, 50 * SECOND);
    play(&transport, 3 * SECOND, 4096);
    int64_t position = transport.position;
    transport_obey(&transport, ORDER_SEEK, 10 * SECOND);
    assert_int_equal(transport.state, TRANSPORT_PLAYING);
    assert_int_equal(transport.position, position);
    transport_obey(&transport, ORDER_SEEK, -10 * SECOND);
    play(&transport, SECOND, 4096);
    assert_in_range(transport.position, 42 * SECOND, 46 * SECOND);
}

static void without_a_breath_seeking_stops_some_seconds_before_the_end(void **state)
{
    (void)state;
    static const struct timeline silent = {.length_ms = 60000};
    static const struct timeline shortest = {.length_ms = 3000};
    struct transport transport = transport_make(&silent, 58000);
    transport_obey(&transport, ORDER_SEEK, 10 * SECOND);
    assert_int_equal(transport.position, 58 * SECOND);
    transport = transport_make(&silent, 51000);
    transport_obey(&transport, ORDER_SEEK, 10 * SECOND);
    assert_int_equal(transport.target, 55 * SECOND);
    transport = transport_make(&shortest, 0);
    transport_obey(&transport, ORDER_SEEK, 10 * SECOND);
    assert_int_equal(transport.state, TRANSPORT_PLAYING);
}

static void chunks_make_no_difference(void **state)
{
    (void)state;
    static const size_t chunks[] = {1, 7, 64, 480, 1024, 4096};
    for (size_t i = 0; i < sizeof chunks / sizeof chunks[0]; i++) {
        struct transport transport = transport_make(&minute, 13000);
        play(&transport, 2 * SECOND, chunks[i]);
        transport_obey(&transport, ORDER_SEEK, 5 * SECOND);
        play(&transport, SECOND + 11, chunks[i]);
        transport_obey(&transport, ORDER_PAUSE, 0);
        play(&transport, SECOND / 5, chunks[i]);
        assert_int_equal(transport.position, 20 * SECOND + SECOND * 7 / 10 + 11 + SECOND / 5);
        assert_int_equal(transport.state, TRANSPORT_PAUSING);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fades_in_over_a_second_from_where_it_was_asked_to),
        cmocka_unit_test(a_pause_fades_and_then_stands_still),
        cmocka_unit_test(goes_on_from_the_start_of_the_breath),
        cmocka_unit_test(goes_on_a_second_before_the_sentence),
        cmocka_unit_test(goes_on_after_the_words_before_and_not_before_the_start),
        cmocka_unit_test(a_hold_pauses_and_never_goes_on),
        cmocka_unit_test(a_second_press_undoes_a_pause_that_has_just_begun),
        cmocka_unit_test(a_seek_fades_out_jumps_and_fades_in),
        cmocka_unit_test(seeks_add_up_and_stop_at_the_start),
        cmocka_unit_test(a_seek_while_paused_stays_paused),
        cmocka_unit_test(a_pause_during_a_seek_stands_still_where_that_leads),
        cmocka_unit_test(a_pause_during_a_seek_can_be_taken_back),
        cmocka_unit_test(a_seek_while_a_pause_fades_stays_paused),
        cmocka_unit_test(a_seek_outlasts_a_slip_of_leaving),
        cmocka_unit_test(a_release_undoes_only_a_hold_that_paused),
        cmocka_unit_test(leaving_is_over_within_three_seconds),
        cmocka_unit_test(a_second_key_takes_leaving_back),
        cmocka_unit_test(what_the_system_asks_for_cannot_be_taken_back),
        cmocka_unit_test(the_system_is_followed_at_once_even_while_leaving),
        cmocka_unit_test(ends_by_itself_at_the_end),
        cmocka_unit_test(a_seek_past_the_end_stops_at_the_last_breath),
        cmocka_unit_test(without_a_breath_seeking_stops_some_seconds_before_the_end),
        cmocka_unit_test(chunks_make_no_difference),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
