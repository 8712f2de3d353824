/* The form about pain: few keys, nothing that must be answered, and targets that can be hit. */
#include "shell/pain.h"
#include "shell/pain_view.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static const struct pain_cell nowhere = {.question = -1};

static void press(struct pain *pain, enum key key, int64_t now_ms)
{
    struct input input = {.kind = INPUT_KEY, .key = key};
    pain_input(pain, &input, nowhere, now_ms);
}

static void type(struct pain *pain, const char *typed, int64_t now_ms)
{
    struct input key = {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = (uint8_t)typed[0]};
    struct input text = {.kind = INPUT_TEXT};
    snprintf(text.text, sizeof text.text, "%s", typed);
    pain_input(pain, &key, nowhere, now_ms);
    pain_input(pain, &text, nowhere, now_ms);
}

static void two_digits_are_enough(void **state)
{
    (void)state;
    struct pain pain = pain_make(PAIN_AFTER_SESSION, 0);
    type(&pain, "6", 1000);
    type(&pain, "4", 2000);
    assert_int_equal(pain.answers[PAIN_BEFORE], 6);
    assert_int_equal(pain.answers[PAIN_NOW], 4);
    assert_int_equal(pain_state(&pain, 2000), PAIN_ASKS);
    assert_int_equal(pain_state(&pain, 2000 + PAIN_SETTLES_MS), PAIN_GIVEN);
}

static void a_last_answer_can_be_mended(void **state)
{
    (void)state;
    struct pain pain = pain_make(PAIN_AFTER_SESSION, 0);
    type(&pain, "6", 1000);
    type(&pain, "4", 2000);
    press(&pain, KEY_LEFT, 2500);
    assert_int_equal(pain.answers[PAIN_NOW], 3);
    assert_int_equal(pain_state(&pain, 2500 + PAIN_SETTLES_MS), PAIN_ASKS);
    press(&pain, KEY_ENTER, 3000);
    assert_int_equal(pain_state(&pain, 3000), PAIN_GIVEN);
}

static void ten_is_one_step_to_the_left(void **state)
{
    (void)state;
    struct pain pain = pain_make(PAIN_AFTER_SESSION, 0);
    press(&pain, KEY_LEFT, 0);
    assert_int_equal(pain.answers[PAIN_BEFORE], 10);
    press(&pain, KEY_RIGHT, 0);
    assert_int_equal(pain.answers[PAIN_BEFORE], 10);
    press(&pain, KEY_DOWN, 0);
    press(&pain, KEY_RIGHT, 0);
    assert_int_equal(pain.answers[PAIN_NOW], 0);
    press(&pain, KEY_LEFT, 0);
    assert_int_equal(pain.answers[PAIN_NOW], 0);
}

/* Types a 1 and a 0 with `between_ms` between them. */
static struct pain type_one_and_none(enum pain_form form, int questions_before, int64_t between_ms)
{
    struct pain pain = pain_make(form, 0);
    for (int i = 0; i < questions_before; i++)
        press(&pain, KEY_ENTER, 0);
    type(&pain, "1", 1000);
    type(&pain, "0", 1000 + between_ms);
    return pain;
}

static void a_one_and_a_nought_at_once_are_ten(void **state)
{
    (void)state;
    struct pain pain = type_one_and_none(PAIN_AFTER_SESSION, 0, PAIN_TEN_MS - 1);
    assert_int_equal(pain.answers[PAIN_BEFORE], 10);
    assert_int_equal(pain.answers[PAIN_NOW], PAIN_NOT_SAID);
    assert_int_equal(pain.at, PAIN_NOW);
    /* A third digit belongs to the question that is asked now. */
    type(&pain, "0", 1100 + PAIN_TEN_MS);
    assert_int_equal(pain.answers[PAIN_BEFORE], 10);
    assert_int_equal(pain.answers[PAIN_NOW], 0);
    /* The last question of the short form, and one before a question without numbers. */
    pain = type_one_and_none(PAIN_AFTER_SESSION, 1, 300);
    assert_int_equal(pain.answers[PAIN_NOW], 10);
    assert_int_equal(pain_state(&pain, 1300 + PAIN_SETTLES_MS), PAIN_GIVEN);
    pain = type_one_and_none(PAIN_AT_ANY_TIME, 1, 300);
    assert_int_equal(pain.answers[PAIN_NOW], 10);
    assert_int_equal(pain.answers[PAIN_PHASE], PAIN_NOT_SAID);
    assert_int_equal(pain_state(&pain, 1300), PAIN_ASKS);
}

static void a_one_and_a_nought_apart_are_two_answers(void **state)
{
    (void)state;
    struct pain pain = type_one_and_none(PAIN_AFTER_SESSION, 0, PAIN_TEN_MS);
    assert_int_equal(pain.answers[PAIN_BEFORE], 1);
    assert_int_equal(pain.answers[PAIN_NOW], 0);
    /* Nor is it ten when something else was done between the two. */
    pain = pain_make(PAIN_AFTER_SESSION, 0);
    type(&pain, "1", 1000);
    press(&pain, KEY_RIGHT, 1100);
    type(&pain, "0", 1200);
    assert_int_equal(pain.answers[PAIN_BEFORE], 1);
    assert_int_equal(pain.answers[PAIN_NOW], 0);
}

static void a_digit_that_comes_late_skips_nothing(void **state)
{
    (void)state;
    struct pain pain = type_one_and_none(PAIN_AT_ANY_TIME, 1, PAIN_TEN_MS);
    assert_int_equal(pain.at, PAIN_PHASE);
    assert_int_equal(pain.answers[PAIN_NOW], 1);
    assert_int_equal(pain.answers[PAIN_PHASE], PAIN_NOT_SAID);
    assert_int_equal(pain_state(&pain, 1000 + PAIN_TEN_MS), PAIN_ASKS);
}

static void any_other_key_skips(void **state)
{
    (void)state;
    static const enum key others[] = {KEY_SPACE, KEY_ESCAPE, KEY_TAB, KEY_PAD_BACK, KEY_HOLD};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        struct pain pain = pain_make(PAIN_AFTER_SESSION, 0);
        type(&pain, "6", 0);
        press(&pain, others[i], 100);
        assert_int_equal(pain_state(&pain, 100), PAIN_SKIPPED);
        /* What comes after that is no longer for the form. */
        type(&pain, "4", 200);
        assert_int_equal(pain.answers[PAIN_NOW], PAIN_NOT_SAID);
    }
    struct pain pain = pain_make(PAIN_AFTER_SESSION, 0);
    type(&pain, "x", 0);
    assert_int_equal(pain_state(&pain, 0), PAIN_SKIPPED);
}

static void it_waits_no_longer_than_its_time(void **state)
{
    (void)state;
    struct pain pain = pain_make(PAIN_AFTER_SESSION, 0);
    assert_int_equal(pain_state(&pain, PAIN_WAITS_MS - 1), PAIN_ASKS);
    assert_int_equal(pain_state(&pain, PAIN_WAITS_MS), PAIN_GIVEN);
    assert_false(pain_says_anything(&pain));
    type(&pain, "0", 5000);
    assert_int_equal(pain_state(&pain, PAIN_WAITS_MS), PAIN_ASKS);
    assert_int_equal(pain_state(&pain, 5000 + PAIN_WAITS_MS), PAIN_GIVEN);
    assert_true(pain_says_anything(&pain));
}

/* The pointer itself cannot be seen, so what a click would answer has to be. */
static void a_moved_mouse_goes_to_what_it_points_at(void **state)
{
    (void)state;
    struct pain pain = pain_make(PAIN_AFTER_SESSION, 0);
    struct input moved = {.kind = INPUT_POINTER};
    struct pain_cell three = {.question = PAIN_NOW, .choice = 3};
    assert_false(pain_input(&pain, &moved, nowhere, 1000));
    assert_true(pain_input(&pain, &moved, three, 1000));
    assert_false(pain_input(&pain, &moved, three, 1100));
    assert_true(pain_moves(&pain, 1100) && !pain_moves(&pain, 9000));
    assert_int_equal(pain.at, PAIN_NOW);
    assert_int_equal(pain.pointed.choice, 3);
    assert_int_equal(pain.answers[PAIN_NOW], PAIN_NOT_SAID);
    assert_int_equal(pain_state(&pain, 1100), PAIN_ASKS);
}

static void the_long_form_asks_four_things(void **state)
{
    (void)state;
    struct pain pain = pain_make(PAIN_AT_ANY_TIME, 0);
    assert_false(pain_says_anything(&pain));
    type(&pain, "7", 0);
    press(&pain, KEY_ENTER, 0);
    assert_int_equal(pain.answers[PAIN_NOW], PAIN_NOT_SAID);
    press(&pain, KEY_RIGHT, 0);
    press(&pain, KEY_RIGHT, 0);
    assert_int_equal(pain.answers[PAIN_PHASE], 1);
    press(&pain, KEY_ENTER, 0);
    assert_int_equal(pain.answers[PAIN_MEDICINE], 0);
    press(&pain, KEY_RIGHT, 0);
    assert_int_equal(pain.answers[PAIN_MEDICINE], 1);
    assert_int_equal(pain_state(&pain, 0), PAIN_ASKS);
    press(&pain, KEY_ENTER, 0);
    assert_int_equal(pain_state(&pain, 0), PAIN_GIVEN);
}

/* Sizes of windows from the smallest to the largest, upright too. */
static const int sizes[][2] = {{800, 480}, {1280, 800}, {1920, 1080}, {3840, 2160}, {1080, 1920}};

/* How far the target of a choice reaches. */
struct extent {
    int left_px, right_px, top_px, bottom_px;
};

static struct extent extent_of(const struct page_look *look, const struct pain *pain,
                               struct pain_cell wanted)
{
    struct extent extent = {.left_px = look->width_px, .top_px = look->height_px};
    for (int x = 0; x < look->width_px; x++)
        for (int y = 0; y < look->height_px; y += 4) {
            struct pain_cell cell = pain_view_cell(look, pain, x, y);
            if (cell.question != wanted.question || cell.choice != wanted.choice)
                continue;
            extent.left_px = x < extent.left_px ? x : extent.left_px;
            extent.right_px = x + 1 > extent.right_px ? x + 1 : extent.right_px;
            extent.top_px = y < extent.top_px ? y : extent.top_px;
            extent.bottom_px = y + 4 > extent.bottom_px ? y + 4 : extent.bottom_px;
        }
    return extent;
}

static void every_choice_can_be_pressed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct page_look look = {
            .width_px = sizes[i][0], .height_px = sizes[i][1], .scale = 1, .brightness = 1};
        struct pain pain = pain_make(PAIN_AFTER_SESSION, 0);
        for (int question = PAIN_BEFORE; question <= PAIN_NOW; question++)
            for (int choice = 0; choice <= PAIN_MOST; choice += PAIN_MOST / 2) {
                struct pain_cell cell = {.question = question, .choice = choice};
                struct extent extent = extent_of(&look, &pain, cell);
                assert_in_range(extent.right_px - extent.left_px, 64, look.width_px);
                assert_in_range(extent.bottom_px - extent.top_px, 64, look.height_px);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_digits_are_enough),
        cmocka_unit_test(a_last_answer_can_be_mended),
        cmocka_unit_test(ten_is_one_step_to_the_left),
        cmocka_unit_test(a_one_and_a_nought_at_once_are_ten),
        cmocka_unit_test(a_one_and_a_nought_apart_are_two_answers),
        cmocka_unit_test(a_digit_that_comes_late_skips_nothing),
        cmocka_unit_test(any_other_key_skips),
        cmocka_unit_test(it_waits_no_longer_than_its_time),
        cmocka_unit_test(a_moved_mouse_goes_to_what_it_points_at),
        cmocka_unit_test(the_long_form_asks_four_things),
        cmocka_unit_test(every_choice_can_be_pressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
