/* When breaths begin, while time moves forward. */
#include "timeline/breaths.h"

#include "language/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct breathing calm = {.pattern = {2, {BREATH_IN, BREATH_OUT}, {4000, 6000}}};
static const struct breathing slow = {.pattern = {2, {BREATH_IN, BREATH_OUT}, {4000, 8000}}};
static const struct breathing freely = {0};

static struct arena arena;

static int start(void **state)
{
    (void)state;
    arena = arena_make(allocator_system());
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

/* Asks for `breathing` at `now_ms`; returns when it takes effect. */
static int64_t change(struct breaths *breaths, int64_t now_ms, const struct breathing *breathing,
                      const void **replaced)
{
    return breaths_change(breaths, now_ms, (struct span){.breathing = breathing}, breathing,
                          replaced);
}

static void a_change_waits_for_the_next_in_breath(void **state)
{
    (void)state;
    struct breaths breaths = {.arena = &arena};
    const void *replaced;
    assert_int_equal(change(&breaths, 1000, &calm, &replaced), 1000);
    assert_int_equal(change(&breaths, 1001, &slow, &replaced), 11000);
    assert_null(replaced);
    assert_int_equal(change(&breaths, 11000, &calm, &replaced), 11000);
    assert_ptr_equal(replaced, &slow);
    assert_int_equal(breaths_end(&breaths, 11001), 21000);
    assert_int_equal(breaths.span_count, 2);
    assert_int_equal(breaths.count, 2);
}

static void the_next_turns_are_known(void **state)
{
    (void)state;
    struct breaths breaths = {.arena = &arena};
    const void *replaced;
    int64_t at_ms;
    assert_false(breaths_next_in(&breaths, 0, &at_ms));
    assert_false(breaths_next_out(&breaths, 0, &at_ms));
    change(&breaths, 0, &calm, &replaced);
    assert_true(breaths_next_in(&breaths, 0, &at_ms));
    assert_int_equal(at_ms, 0);
    assert_true(breaths_next_out(&breaths, 4000, &at_ms));
    assert_int_equal(at_ms, 4000);
    assert_true(breaths_next_in(&breaths, 4001, &at_ms));
    assert_int_equal(at_ms, 10000);
    assert_true(breaths_next_out(&breaths, 4001, &at_ms));
    assert_int_equal(at_ms, 14000);
    change(&breaths, 12000, &freely, &replaced);
    assert_false(breaths_next_in(&breaths, 12000, &at_ms));
    assert_true(breaths_next_turn(&breaths, 12000, &at_ms));
    assert_int_equal(at_ms, 20000);
    assert_false(breaths_next_turn(&breaths, 20000, &at_ms));
}

/* Breaths from 0 on, calm ones, and a count that begins with the first. */
static struct breaths count_calm_breaths(struct breath_count *count)
{
    struct breaths breaths = {.arena = &arena};
    const void *replaced;
    change(&breaths, 0, &calm, &replaced);
    *count = breaths_start_count(&breaths);
    return breaths;
}

static void counts_end_with_a_breath_or_in_freedom(void **state)
{
    (void)state;
    const void *replaced;
    int64_t end_ms;
    struct breath_count count;
    struct breaths breaths = count_calm_breaths(&count);
    assert_true(breaths_end_count(&breaths, count, 3, &end_ms));
    assert_int_equal(end_ms, 30000);
    count = breaths_start_count(&breaths);
    change(&breaths, 31000, &freely, &replaced);
    assert_true(breaths_end_count(&breaths, count, 1, &end_ms));
    assert_int_equal(end_ms, 40000);
    assert_false(breaths_end_count(&breaths, count, 2, &end_ms));
}

static void a_count_ends_with_its_own_last_breath(void **state)
{
    (void)state;
    const void *replaced;
    int64_t end_ms;
    struct breath_count count;
    struct breaths breaths = count_calm_breaths(&count);
    assert_int_equal(change(&breaths, 11000, &freely, &replaced), 20000);
    assert_int_equal(change(&breaths, 25000, &calm, &replaced), 25000);
    assert_true(breaths_end_count(&breaths, count, 2, &end_ms));
    assert_int_equal(end_ms, 20000);
    breaths_advance(&breaths, 28000);
    assert_true(breaths_end_count(&breaths, count, 2, &end_ms));
    assert_int_equal(end_ms, 20000);
    assert_false(breaths_end_count(&breaths, count, 3, &end_ms));
}

static void an_eased_breath_ends_a_count_with_its_own_length(void **state)
{
    (void)state;
    static const struct breathing easing = {
        .pattern = {2, {BREATH_IN, BREATH_OUT}, {3000, 4000}},
        .easing_to = {2, {BREATH_IN, BREATH_OUT}, {4000, 6000}},
        .easing_ms = 20000,
    };
    struct breaths breaths = {.arena = &arena};
    const void *replaced;
    int64_t end_ms;
    change(&breaths, 0, &easing, &replaced);
    struct breath_count count = breaths_start_count(&breaths);
    breaths_advance(&breaths, 12000);
    assert_true(breaths_end_count(&breaths, count, 1, &end_ms));
    assert_int_equal(end_ms, 7000);
    assert_true(breaths_end_count(&breaths, count, 2, &end_ms));
    assert_int_equal(end_ms, 15050);
}

static void hours_of_breaths_do_not_drift(void **state)
{
    (void)state;
    struct breaths breaths = {.arena = &arena};
    static const struct breathing odd = {.pattern = {2, {BREATH_IN, BREATH_OUT}, {3333, 4568}}};
    const void *replaced;
    change(&breaths, 0, &odd, &replaced);
    breaths_advance(&breaths, 8 * 3600 * 1000);
    for (size_t i = 0; i < breaths.count; i++)
        assert_int_equal(breaths.starts[i].start_ms, (int32_t)i * 7901);
    assert_int_equal(breaths.count, 8 * 3600 * 1000 / 7901 + 1);
}

static void nothing_is_written_far_beyond_a_day(void **state)
{
    (void)state;
    int64_t end_ms;
    struct breath_count count;
    struct breaths breaths = count_calm_breaths(&count);
    breaths_end_count(&breaths, count, 10000, &end_ms);
    assert_true(end_ms > LONGEST_SESSION_MS);
    assert_true(breaths.count <= LONGEST_SESSION_MS / 10000 + 2);
}

static void an_out_breath_beyond_a_day_is_not_before_it(void **state)
{
    (void)state;
    static const struct breathing endless = {
        .pattern = {2, {BREATH_IN, BREATH_OUT}, {1000, LONGEST_SESSION_MS}}};
    struct breaths breaths = {.arena = &arena};
    const void *replaced;
    int64_t out_ms;
    change(&breaths, 0, &endless, &replaced);
    assert_true(breaths_next_out(&breaths, 2000, &out_ms));
    assert_true(out_ms > LONGEST_SESSION_MS);
    change(&breaths, 3000, &calm, &replaced);
    assert_true(breaths_next_out(&breaths, 4000, &out_ms));
    assert_true(out_ms > LONGEST_SESSION_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_change_waits_for_the_next_in_breath, start, end),
        cmocka_unit_test_setup_teardown(the_next_turns_are_known, start, end),
        cmocka_unit_test_setup_teardown(counts_end_with_a_breath_or_in_freedom, start, end),
        cmocka_unit_test_setup_teardown(a_count_ends_with_its_own_last_breath, start, end),
        cmocka_unit_test_setup_teardown(an_eased_breath_ends_a_count_with_its_own_length, start,
                                        end),
        cmocka_unit_test_setup_teardown(hours_of_breaths_do_not_drift, start, end),
        cmocka_unit_test_setup_teardown(nothing_is_written_far_beyond_a_day, start, end),
        cmocka_unit_test_setup_teardown(an_out_breath_beyond_a_day_is_not_before_it, start, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
