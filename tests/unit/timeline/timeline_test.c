/* What holds at a moment, and how full the lungs are. */
#include "timeline/timeline.h"

#include "support/made_timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void a_span_holds_from_its_start_to_before_its_end(void **state)
{
    (void)state;
    struct made_timeline made;
    made_timeline_must(&made, "rest 1s\nshow \"a\" for 2s\nrest 1s\nshow \"b\" for 2s\nrest 1s\n");
    const struct lane_spans *voice = &made.timeline.lanes[LANE_VOICE];
    static const struct {
        int32_t at_ms;
        size_t find;
        size_t latest;
    } rows[] = {
        {0, SIZE_MAX, SIZE_MAX},
        {999, SIZE_MAX, SIZE_MAX},
        {1000, 0, 0},
        {2999, 0, 0},
        {3000, SIZE_MAX, 0},
        {3999, SIZE_MAX, 0},
        {4000, 1, 1},
        {5999, 1, 1},
        {6000, SIZE_MAX, 1},
        {INT32_MAX, SIZE_MAX, 1},
        {-1, SIZE_MAX, SIZE_MAX},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(timeline_find(voice, rows[i].at_ms), rows[i].find);
        assert_int_equal(timeline_latest(voice, rows[i].at_ms), rows[i].latest);
    }
    made_timeline_release(&made);
}

static void an_empty_lane_holds_nothing(void **state)
{
    (void)state;
    struct lane_spans empty = {0};
    assert_int_equal(timeline_find(&empty, 0), SIZE_MAX);
    assert_int_equal(timeline_latest(&empty, 0), SIZE_MAX);
}

static void of_chapters_at_one_moment_the_last_is_latest(void **state)
{
    (void)state;
    struct made_timeline made;
    made_timeline_must(&made, "chapter \"a\"\nchapter \"b\"\nrest 1s\nchapter \"c\"\n");
    const struct lane_spans *chapters = &made.timeline.lanes[LANE_CHAPTER];
    assert_int_equal(timeline_latest(chapters, 0), 1);
    assert_int_equal(timeline_latest(chapters, 999), 1);
    assert_int_equal(timeline_latest(chapters, 1000), 2);
    made_timeline_release(&made);
}

static void searching_a_hundred_thousand_spans_agrees_with_looking(void **state)
{
    (void)state;
    struct made_timeline made;
    made_timeline_must(&made, "repeat 1000 times\n    repeat 100 times\n        light 10%\n"
                              "        rest 0.3s\n        light 20%\n        rest 0.5s\n");
    const struct lane_spans *light = &made.timeline.lanes[LANE_LIGHT];
    assert_int_equal(light->count, 200000);
    for (size_t i = 0; i < light->count; i += 997) {
        assert_int_equal(timeline_find(light, light->spans[i].start_ms), i);
        assert_int_equal(timeline_find(light, light->spans[i].end_ms - 1), i);
    }
    made_timeline_release(&made);
}

/* The moment of breath at `at_ms`, which must be paced. */
static struct breath_moment breath_at(const struct made_timeline *made, int32_t at_ms)
{
    struct breath_moment moment;
    assert_true(timeline_breath_at(&made->timeline, at_ms, &moment));
    return moment;
}

static void expect_phase(const struct made_timeline *made, int32_t at_ms, enum breath_phase phase,
                         int32_t start_ms, int32_t end_ms, double from, double to)
{
    struct breath_moment moment = breath_at(made, at_ms);
    assert_int_equal(moment.phase, phase);
    assert_int_equal(moment.phase_start_ms, start_ms);
    assert_int_equal(moment.phase_end_ms, end_ms);
    assert_true(moment.fullness_from > from - 1e-9 && moment.fullness_from < from + 1e-9);
    assert_true(moment.fullness_to > to - 1e-9 && moment.fullness_to < to + 1e-9);
}

static void a_box_fills_holds_empties_and_holds(void **state)
{
    (void)state;
    struct made_timeline made;
    made_timeline_must(&made, "breathe box for 2 breaths\n");
    expect_phase(&made, 0, BREATH_IN, 0, 4000, 0, 1);
    expect_phase(&made, 3999, BREATH_IN, 0, 4000, 0, 1);
    expect_phase(&made, 4000, BREATH_HOLD, 4000, 8000, 1, 1);
    expect_phase(&made, 8000, BREATH_OUT, 8000, 12000, 1, 0);
    expect_phase(&made, 15999, BREATH_HOLD, 12000, 16000, 0, 0);
    expect_phase(&made, 16000, BREATH_IN, 16000, 20000, 0, 1);
    assert_int_equal(breath_at(&made, 15999).breath, 0);
    assert_int_equal(breath_at(&made, 16000).breath, 1);
    made_timeline_release(&made);
}

static void a_sigh_shares_its_way_by_length(void **state)
{
    (void)state;
    struct made_timeline made;
    made_timeline_must(&made, "breathe in 2s, in 1s, out 2s, hold 1s, out 6s for 1 breath\n");
    expect_phase(&made, 0, BREATH_IN, 0, 2000, 0, 2.0 / 3);
    expect_phase(&made, 2500, BREATH_IN, 2000, 3000, 2.0 / 3, 1);
    expect_phase(&made, 3000, BREATH_OUT, 3000, 5000, 1, 0.75);
    expect_phase(&made, 5000, BREATH_HOLD, 5000, 6000, 0.75, 0.75);
    expect_phase(&made, 6000, BREATH_OUT, 6000, 12000, 0.75, 0);
    made_timeline_release(&made);
}

static void lungs_that_fill_twice_begin_empty_twice(void **state)
{
    (void)state;
    struct made_timeline made;
    made_timeline_must(&made, "breathe in 2s, out 2s, in 1s, out 3s for 1 breath\n");
    expect_phase(&made, 2000, BREATH_OUT, 2000, 4000, 1, 0);
    expect_phase(&made, 4000, BREATH_IN, 4000, 5000, 0, 1);
    expect_phase(&made, 5000, BREATH_OUT, 5000, 8000, 1, 0);
    made_timeline_release(&made);
}

/* The easing of the language's page on time: 3 s and 4 s becoming 4 s and 6 s over 20 s. */
static void an_easing_moves_from_breath_to_breath(void **state)
{
    (void)state;
    struct made_timeline made;
    made_timeline_must(&made, "breathe in 3s, out 4s easing to in 4s, out 6s over 20s\nrest 30s\n");
    expect_phase(&made, 0, BREATH_IN, 0, 3000, 0, 1);
    expect_phase(&made, 7000, BREATH_IN, 7000, 10350, 0, 1);
    expect_phase(&made, 10350, BREATH_OUT, 10350, 15050, 1, 0);
    expect_phase(&made, 15050, BREATH_IN, 15050, 18803, 0, 1);
    expect_phase(&made, 24308, BREATH_IN, 24308, 28308, 0, 1);
    assert_int_equal(breath_at(&made, 34307).breath_end_ms, 34308);
    made_timeline_release(&made);
}

static void nobody_paces_free_breath_or_none(void **state)
{
    (void)state;
    struct made_timeline made;
    struct breath_moment moment;
    made_timeline_must(&made, "rest 2s\nbreathe calm\nrest 3s\nbreathe freely for 5s\n"
                              "breathe slow for 1 breath\n");
    assert_false(timeline_breath_at(&made.timeline, 1999, &moment));
    assert_int_equal(breath_at(&made, 2000).breath, 0);
    assert_int_equal(breath_at(&made, 11999).breath, 0);
    assert_false(timeline_breath_at(&made.timeline, 12000, &moment));
    assert_false(timeline_breath_at(&made.timeline, 16999, &moment));
    assert_int_equal(breath_at(&made, 17000).breath, 1);
    assert_int_equal(made.timeline.length_ms, 29000);
    assert_false(timeline_breath_at(&made.timeline, 29000, &moment));
    assert_false(timeline_breath_at(&made.timeline, -1, &moment));
    made_timeline_release(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_span_holds_from_its_start_to_before_its_end),
        cmocka_unit_test(an_empty_lane_holds_nothing),
        cmocka_unit_test(of_chapters_at_one_moment_the_last_is_latest),
        cmocka_unit_test(searching_a_hundred_thousand_spans_agrees_with_looking),
        cmocka_unit_test(a_box_fills_holds_empties_and_holds),
        cmocka_unit_test(a_sigh_shares_its_way_by_length),
        cmocka_unit_test(lungs_that_fill_twice_begin_empty_twice),
        cmocka_unit_test(an_easing_moves_from_breath_to_breath),
        cmocka_unit_test(nobody_paces_free_breath_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
