/* Nothing on a page jumps: numbers ease, and lines come, travel and go. */
#include "scene/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static const char items[] = "abcdefghij";

static const struct row *find(const struct rows *rows, const void *item)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->rows[i].item == item)
            return &rows->rows[i];
    return NULL;
}

static void test_a_new_aim_starts_from_where_the_number_is(void **state)
{
    (void)state;
    struct ease ease = ease_at(0);
    double before = 0;
    for (int64_t now_ms = 0; now_ms < 5000; now_ms += 10) {
        if (now_ms % 370 == 0) /* a person who keeps changing their mind */
            ease_aim(&ease, now_ms % 740 == 0 ? 10 : -3, 450, now_ms);
        double value = ease_value(&ease, now_ms);
        assert_true(fabs(value - before) < 0.6);
        before = value;
    }
    assert_false(ease_moves(&ease, 6000));
}

static void test_an_aim_that_it_has_is_left_alone(void **state)
{
    (void)state;
    struct ease ease = ease_at(0);
    ease_aim(&ease, 1, 1000, 0);
    ease_aim(&ease, 1, 1000, 900);
    assert_false(ease_moves(&ease, 1000));
    assert_true(ease_value(&ease, 1000) == 1);
}

static void test_lines_fade_in_stay_and_fade_out(void **state)
{
    (void)state;
    struct rows rows = {.count = 0};
    struct row_wish both[] = {{.item = &items[0], .place = 0, .seen = true},
                              {.item = &items[1], .place = 1, .seen = true}};
    rows_aim(&rows, both, 2, 0);
    assert_true(ease_value(&find(&rows, &items[0])->light, 0) == 0);
    assert_true(ease_value(&find(&rows, &items[0])->light, ROWS_FADE_MS) == 1);

    struct row_wish second = {.item = &items[1], .place = 0, .seen = true};
    rows_aim(&rows, &second, 1, 1000);
    const struct row *gone = find(&rows, &items[0]);
    const struct row *moved = find(&rows, &items[1]);
    assert_true(ease_value(&gone->light, 1000) == 1);
    assert_true(ease_value(&gone->light, 1000 + ROWS_FADE_MS) == 0);
    assert_true(ease_value(&moved->place, 1000) == 1);
    assert_true(ease_value(&moved->place, 1000 + ROWS_TRAVEL_MS) == 0);
    assert_true(ease_value(&moved->light, 1000 + ROWS_FADE_MS / 2) == 1);
    assert_true(rows_move(&rows, 1100));
    assert_false(rows_move(&rows, 3000));

    rows_aim(&rows, &second, 1, 3000);
    assert_int_equal(rows.count, 1);
}

static void test_a_line_that_is_wanted_again_comes_back_from_where_it_was(void **state)
{
    (void)state;
    struct rows rows = {.count = 0};
    struct row_wish wish = {.item = &items[0], .place = 0, .seen = true};
    rows_aim(&rows, &wish, 1, 0);
    rows_aim(&rows, NULL, 0, 1000);
    double light = ease_value(&rows.rows[0].light, 1400);
    rows_aim(&rows, &wish, 1, 1400);
    assert_int_equal(rows.count, 1);
    assert_true(ease_value(&rows.rows[0].light, 1400) == light);
    assert_true(ease_value(&rows.rows[0].light, 1400 + ROWS_FADE_MS) == 1);
}

static void test_what_is_wanted_is_there_however_fast_it_changes(void **state)
{
    (void)state;
    static const char many[ROWS_MOST * 3];
    struct rows rows = {.count = 0};
    for (int round = 0; round < 3; round++) {
        struct row_wish wishes[ROWS_MOST];
        for (int i = 0; i < ROWS_MOST; i++)
            wishes[i] = (struct row_wish){
                .item = &many[round * ROWS_MOST + i], .place = i, .seen = true};
        rows_aim(&rows, wishes, ROWS_MOST, round * 100);
        for (int i = 0; i < ROWS_MOST; i++)
            assert_non_null(find(&rows, &many[round * ROWS_MOST + i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_new_aim_starts_from_where_the_number_is),
        cmocka_unit_test(test_an_aim_that_it_has_is_left_alone),
        cmocka_unit_test(test_lines_fade_in_stay_and_fade_out),
        cmocka_unit_test(test_a_line_that_is_wanted_again_comes_back_from_where_it_was),
        cmocka_unit_test(test_what_is_wanted_is_there_however_fast_it_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
