/* The orb is where the raised cosine says, and comes and goes softly. */
#include "scene/pacer.h"

#include "support/made_picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct made_session made;

/* Free to 10 s, in 4 s, hold 2 s, out 6 s to 46 s, then free to 60 s. */
static int start(void **state)
{
    (void)state;
    made_session_start(&made, 60000);
    made_session_breathe(&made, 10000, 46000, 4000, 2000, 6000, 0);
    return 0;
}

static double cosine_between(double from, double to, double share)
{
    return from + (to - from) * (1 - cos(acos(-1) * share)) / 2;
}

static void fullness_follows_the_raised_cosine(void **state)
{
    (void)state;
    for (int breath = 0; breath < 3; breath++) {
        double start_ms = 10000 + breath * 12000;
        for (double ms = 0; ms < 12000; ms += 16.7) {
            double expected = ms < 4000   ? cosine_between(0, 1, ms / 4000)
                              : ms < 6000 ? 1
                                          : cosine_between(1, 0, (ms - 6000) / 6000);
            assert_true(fabs(pacer_fullness(&made.timeline, start_ms + ms) - expected) < 1e-9);
        }
    }
}

static void the_orb_that_is_painted_has_that_radius(void **state)
{
    (void)state;
    struct disc disc = {{500, 400}, 300};
    for (double at_ms = 10000; at_ms < 46000; at_ms += 500) {
        struct arena arena = arena_make(allocator_system());
        struct draw_list list = draw_list_make(&arena, 1000, 800, LIGHT_CALM);
        struct brush brush = {.list = &list, .hue = HUE_MOSS, .light = 1};
        pacer_paint(&brush, disc, &made.timeline, at_ms);
        double fullness = pacer_fullness(&made.timeline, at_ms);
        double expected_px = 1.06 * 300 * (0.30 + 0.48 * fullness);
        bool found = false;
        for (size_t i = 0; i < list.count; i++)
            found |= list.shapes[i].kind == SHAPE_GLOW &&
                     fabs((double)list.shapes[i].glow.radius_px - expected_px) <= 1.0 / 64;
        assert_true(found);
        arena_release(&arena);
    }
}

static void a_ring_shows_where_the_breath_will_go(void **state)
{
    (void)state;
    struct disc disc = {{500, 400}, 300};
    static const double times_ms[] = {13500, 15500, 19000};
    static const double goals[] = {1, 1, 0};
    for (int i = 0; i < 3; i++) {
        struct arena arena = arena_make(allocator_system());
        struct draw_list list = draw_list_make(&arena, 1000, 800, LIGHT_CALM);
        struct brush brush = {.list = &list, .hue = HUE_MOSS, .light = 1};
        pacer_paint(&brush, disc, &made.timeline, times_ms[i]);
        const struct ring *fine = NULL;
        for (size_t j = 0; j < list.count; j++) {
            if (list.shapes[j].kind == SHAPE_RING && list.shapes[j].ring.width_px < 5)
                fine = &list.shapes[j].ring;
        }
        assert_non_null(fine);
        assert_true(fabs((double)fine->radius_px - pacer_radius_px(300, goals[i])) < 0.02);
        arena_release(&arena);
    }
}

static void it_comes_and_goes_over_a_second_and_a_half(void **state)
{
    (void)state;
    assert_true(pacer_presence(&made.timeline, 8400) <= 0);
    assert_true(fabs(pacer_presence(&made.timeline, 9250) - 0.5) < 1e-9);
    assert_true(pacer_presence(&made.timeline, 10000) >= 1);
    assert_true(pacer_presence(&made.timeline, 45999) >= 1);
    assert_true(fabs(pacer_presence(&made.timeline, 46750) - 0.5) < 1e-9);
    assert_true(pacer_presence(&made.timeline, 47500) <= 0);
    for (double at_ms = 0; at_ms < 60000; at_ms += 33) {
        double change = pacer_presence(&made.timeline, at_ms + 33) -
                        pacer_presence(&made.timeline, at_ms);
        assert_true(fabs(change) < 0.04);
    }
}

static void no_breath_is_no_turn(void **state)
{
    (void)state;
    double turn = -1;
    assert_false(pacer_turn(&made.timeline, 5000, &turn));
    assert_true(pacer_turn(&made.timeline, 16000, &turn));
    assert_true(fabs(turn - 0.5) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(fullness_follows_the_raised_cosine, start),
        cmocka_unit_test_setup(the_orb_that_is_painted_has_that_radius, start),
        cmocka_unit_test_setup(a_ring_shows_where_the_breath_will_go, start),
        cmocka_unit_test_setup(it_comes_and_goes_over_a_second_and_a_half, start),
        cmocka_unit_test_setup(no_breath_is_no_turn, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
