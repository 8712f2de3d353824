/* What the hands do is told by numbers that never jump. */
#include "scene/touch.h"

#include "scene/figure.h"
#include "support/made_picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct made_session made;

static const struct place temples = {PLACE_TEMPLES, SIDE_BOTH};
static const struct place left_jaw = {PLACE_JAW, SIDE_LEFT};
static const struct place jawline = {PLACE_JAWLINE, SIDE_LEFT};

/* Every action once, one after the other. */
static int start(void **state)
{
    (void)state;
    made_session_start(&made, 120000);
    made_session_breathe(&made, 0, 120000, 4000, 0, 6000, 0);
    made_picture_hands(&made, 2000, 6000, ACTION_MOVE, PRESSURE_LIGHT, temples);
    made_picture_hands(&made, 6000, 20000, ACTION_HOLD, PRESSURE_FIRM, temples);
    made_picture_hands(&made, 20000, 24000, ACTION_RELEASE, PRESSURE_LIGHT, temples);
    made_picture_hands(&made, 24000, 30000, ACTION_REST, PRESSURE_LIGHT, temples);
    made_picture_hands(&made, 30000, 30100, ACTION_MOVE, PRESSURE_LIGHT, left_jaw);
    made_picture_hands(&made, 30100, 40000, ACTION_CIRCLE, PRESSURE_GENTLE, left_jaw);
    made_picture_hands(&made, 40000, 46000, ACTION_STROKE, PRESSURE_LIGHT, jawline);
    made_picture_hands(&made, 46000, 60000, ACTION_LIFT, PRESSURE_LIGHT, jawline);
    made_picture_hands(&made, 60000, 70000, ACTION_TENSE, PRESSURE_GENTLE, jawline);
    made_picture_hands(&made, 70000, 74000, ACTION_RELEASE, PRESSURE_LIGHT, jawline);
    made_picture_hands(&made, 74000, 90000, ACTION_DO, PRESSURE_LIGHT, jawline);
    return 0;
}

static void pressures_are_told_apart(void **state)
{
    (void)state;
    for (int pressure = PRESSURE_LIGHT; pressure <= PRESSURE_FIRM; pressure++) {
        made.lanes[LANE_HANDS][1].pressure = (uint8_t)pressure;
        assert_true(fabs(touch_at(&made.timeline, 10000).depth - (pressure + 1)) < 1e-9);
    }
}

static void nothing_jumps(void **state)
{
    (void)state;
    struct touch before = touch_at(&made.timeline, 0);
    for (double at_ms = 0; at_ms < 90000; at_ms += 10) {
        struct touch now = touch_at(&made.timeline, at_ms);
        bool short_span = at_ms >= 30000 && at_ms <= 30110;
        double most = short_span ? 0.6 : 0.06;
        assert_true(fabs(now.presence - before.presence) < most);
        assert_true(fabs(now.depth - before.depth) < most);
        assert_true(fabs(now.orbit - before.orbit) < most);
        assert_true(fabs(now.raise - before.raise) < most);
        assert_true(fabs(now.gather - before.gather) < most);
        assert_true(fabs(now.pulse - before.pulse) < most);
        before = now;
    }
}

static void pressure_leaves_as_it_spreads(void **state)
{
    (void)state;
    struct touch half = touch_at(&made.timeline, 22000);
    assert_true(fabs(half.depth - 1.5) < 1e-9 && fabs(half.spread - 0.5) < 1e-9);
    struct touch after = touch_at(&made.timeline, 26000);
    assert_true(after.depth <= 0 && after.spread <= 0);
    assert_true(after.presence < touch_at(&made.timeline, 10000).presence);
}

static void hands_travel_only_in_moves_and_strokes(void **state)
{
    (void)state;
    struct travel none = touch_travel(&made.timeline, 1000);
    assert_int_equal(none.to.name, PLACE_NONE);
    struct travel first = touch_travel(&made.timeline, 3000);
    assert_true(place_equal(first.from, temples) && place_equal(first.to, temples));
    struct travel held = touch_travel(&made.timeline, 10000);
    assert_true(held.share >= 1 && place_equal(held.to, temples));
    struct travel stroked = touch_travel(&made.timeline, 43000);
    assert_true(place_equal(stroked.from, left_jaw) && place_equal(stroked.to, jawline));
    assert_true(fabs(stroked.share - 0.5) < 1e-9);
}

static void what_is_left_of_a_hold_runs_out(void **state)
{
    (void)state;
    double left, visible;
    assert_false(touch_left(&made.timeline, 3000, &left, &visible));
    assert_true(touch_left(&made.timeline, 13000, &left, &visible));
    assert_true(fabs(left - 0.5) < 1e-9 && visible >= 1);
    assert_true(touch_left(&made.timeline, 19999, &left, &visible));
    assert_true(left < 0.001 && visible < 0.001);
    assert_false(touch_left(&made.timeline, 22000, &left, &visible));
}

static void circles_go_with_the_breath(void **state)
{
    (void)state;
    assert_true(fabs(touch_turn(&made.timeline, 32500) - 0.25) < 1e-9);
    made.timeline.breath_count = 0;
    made.timeline.lanes[LANE_BREATH].count = 0;
    assert_true(fabs(touch_turn(&made.timeline, 32500) - 0.5) < 1e-9);
}

static void views_change_softly_even_for_quick_moves(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    const struct figures *figures = made_picture_figures(&arena);
    struct figure_views before = figure_views_at(&made.timeline, figures, 0);
    assert_int_equal(before.to, VIEW_HEAD_FRONT);
    double seen_side = 0;
    for (double at_ms = 0; at_ms < 90000; at_ms += 20) {
        struct figure_views now = figure_views_at(&made.timeline, figures, at_ms);
        double side = 0;
        if (now.to == VIEW_HEAD_LEFT)
            side = now.from == VIEW_HEAD_LEFT ? 1 : now.share;
        assert_true(fabs(side - seen_side) < 0.05);
        seen_side = side;
    }
    assert_true(seen_side >= 1);
    struct figure_views during = figure_views_at(&made.timeline, figures, 30450);
    assert_true(fabs(during.share - 0.5) < 1e-9);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(pressures_are_told_apart, start),
        cmocka_unit_test_setup(nothing_jumps, start),
        cmocka_unit_test_setup(pressure_leaves_as_it_spreads, start),
        cmocka_unit_test_setup(hands_travel_only_in_moves_and_strokes, start),
        cmocka_unit_test_setup(what_is_left_of_a_hold_runs_out, start),
        cmocka_unit_test_setup(circles_go_with_the_breath, start),
        cmocka_unit_test_setup(views_change_softly_even_for_quick_moves, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
