/* The script's light and the session's own beginning and end. */
#include "scene/light.h"

#include "support/made_picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct made_session made;

static int start(void **state)
{
    (void)state;
    made_session_start(&made, 100000);
    return 0;
}

static void check_light(double at_ms, double expected)
{
    assert_true(fabs(light_of_script(&made.timeline, at_ms) - expected) < 1e-9);
}

static void without_a_line_there_is_all_of_it(void **state)
{
    (void)state;
    check_light(0, 1);
    check_light(50000, 1);
}

static void fades_are_smooth_and_stay(void **state)
{
    (void)state;
    made_picture_light(&made, 10000, 50000, 40, 8000);
    made_picture_light(&made, 50000, 100000, 0, 10000);
    check_light(9999, 1);
    check_light(14000, 0.7);
    check_light(12000, 1 - 0.6 * (1 - sqrt(0.5)) / 2);
    check_light(30000, 0.4);
    check_light(55000, 0.2);
    check_light(60000, 0);
    check_light(99999, 0);
}

static void a_fade_cut_off_goes_on_from_where_it_is(void **state)
{
    (void)state;
    made_picture_light(&made, 10000, 14000, 0, 8000);
    made_picture_light(&made, 14000, 16000, 100, 4000);
    made_picture_light(&made, 16000, 100000, 50, 1000);
    check_light(14000, 0.5);
    check_light(16000, 0.75);
    check_light(17000, 0.5);
    double before = light_of_script(&made.timeline, 0);
    for (double at_ms = 0; at_ms < 30000; at_ms += 10) {
        double now = light_of_script(&made.timeline, at_ms);
        assert_true(fabs(now - before) < 0.01);
        before = now;
    }
}

static void it_begins_and_ends_in_black(void **state)
{
    (void)state;
    assert_true(light_of_session(&made.timeline, -1) <= 0);
    assert_true(light_of_session(&made.timeline, 0) <= 0);
    assert_true(light_of_session(&made.timeline, 3000) >= 1);
    assert_true(light_of_session(&made.timeline, 96000) >= 1);
    assert_true(light_of_session(&made.timeline, 99990) < 0.001);
    assert_true(light_of_session(&made.timeline, 100000) <= 0);
}

static void a_short_session_fades_too(void **state)
{
    (void)state;
    made.timeline.length_ms = 1200;
    double most = 0;
    for (double at_ms = 0; at_ms <= 1200; at_ms += 10)
        most = fmax(most, light_of_session(&made.timeline, at_ms));
    assert_true(most >= 1);
    assert_true(light_of_session(&made.timeline, 1195) < 0.01);
}

static void phases_decide_how_much_light_there_may_be(void **state)
{
    (void)state;
    static const struct {
        unsigned phases;
        enum light_level level;
    } cases[] = {{0, LIGHT_ATTACK},
                 {PHASE_ATTACK, LIGHT_ATTACK},
                 {PHASE_EARLY | PHASE_BETWEEN, LIGHT_ATTACK},
                 {PHASE_BETWEEN, LIGHT_CALM},
                 {PHASE_DAILY | PHASE_BETWEEN, LIGHT_CALM}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        made.timeline.phases = cases[i].phases;
        assert_int_equal(light_level_of(&made.timeline), cases[i].level);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(without_a_line_there_is_all_of_it, start),
        cmocka_unit_test_setup(fades_are_smooth_and_stay, start),
        cmocka_unit_test_setup(a_fade_cut_off_goes_on_from_where_it_is, start),
        cmocka_unit_test_setup(it_begins_and_ends_in_black, start),
        cmocka_unit_test_setup(a_short_session_fades_too, start),
        cmocka_unit_test_setup(phases_decide_how_much_light_there_may_be, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
