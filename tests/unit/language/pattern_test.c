/* Patterns by name, their turns, and how two are mixed. */
#include "language/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void names_stand_for_phases(void **state)
{
    (void)state;
    const struct pattern *sigh = pattern_named(text_from("Sigh"));
    assert_non_null(sigh);
    assert_int_equal(pattern_length_ms(sigh), 9000);
    assert_int_equal(pattern_out_ms(sigh), 3000);
    const struct pattern *box = pattern_named(text_from("box"));
    assert_int_equal(pattern_length_ms(box), 16000);
    assert_int_equal(pattern_out_ms(box), 8000);
    assert_null(pattern_named(text_from("boxes")));
    assert_null(pattern_named(text_from("")));
    size_t count = 0;
    for (const char *name; (name = pattern_name(count)) != NULL; count++)
        assert_non_null(pattern_named(text_from(name)));
    assert_int_equal(count, 6);
}

static const struct pattern fast = {2, {BREATH_IN, BREATH_OUT}, {3000, 4000}};
static const struct pattern calm = {2, {BREATH_IN, BREATH_OUT}, {4000, 6000}};

static void phases_are_compared_without_lengths(void **state)
{
    (void)state;
    static const struct pattern out_twice = {3, {BREATH_IN, BREATH_OUT, BREATH_OUT}, {1, 1, 1}};
    static const struct pattern held = {2, {BREATH_IN, BREATH_HOLD}, {3000, 4000}};
    assert_true(pattern_same_phases(&fast, &calm));
    assert_false(pattern_same_phases(&fast, &out_twice));
    assert_false(pattern_same_phases(&fast, &held));
}

static void mixing_rounds_half_up_and_stops_at_its_end(void **state)
{
    (void)state;
    struct pattern mixed = pattern_mix(&fast, &calm, 7000, 20000);
    assert_int_equal(mixed.lengths_ms[0], 3350);
    assert_int_equal(mixed.lengths_ms[1], 4700);
    mixed = pattern_mix(&fast, &calm, 15050, 20000);
    assert_int_equal(mixed.lengths_ms[0], 3753); /* 3752.5 */
    assert_int_equal(mixed.lengths_ms[1], 5505);
    assert_int_equal(pattern_mix(&fast, &calm, 0, 20000).lengths_ms[0], 3000);
    assert_int_equal(pattern_mix(&fast, &calm, 20000, 20000).lengths_ms[1], 6000);
    assert_int_equal(pattern_mix(&fast, &calm, 86400000, 100).lengths_ms[1], 6000);
    assert_int_equal(pattern_mix(&calm, &fast, 10000, 20000).lengths_ms[1], 5000);
}

static void a_day_mixed_over_a_day_fits(void **state)
{
    (void)state;
    static const struct pattern day = {2, {BREATH_IN, BREATH_OUT}, {86400000, 86400000}};
    struct pattern mixed = pattern_mix(&fast, &day, 43200000, 86400000);
    assert_int_equal(mixed.lengths_ms[0], 43201500);
    assert_int_equal(pattern_length_ms(&day), 172800000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stand_for_phases),
        cmocka_unit_test(phases_are_compared_without_lengths),
        cmocka_unit_test(mixing_rounds_half_up_and_stops_at_its_end),
        cmocka_unit_test(a_day_mixed_over_a_day_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
