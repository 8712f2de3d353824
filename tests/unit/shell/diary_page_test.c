/* The page of the diary: which days it shows, what it says, and that it never shines. */
#include "shell/diary_page.h"

#include "canvas/fixed_font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { TODAY = 20781, WIDTH = 1280, HEIGHT = 800 };

/* An entry of `day` at half past nine in the evening. */
static struct diary_entry entry_of(int32_t day, const char *routine, int before, int after)
{
    struct diary_entry entry = diary_entry_now();
    entry.moment = (struct moment){.utc_s = (int64_t)day * 86400 + 21 * 3600 + 1800};
    entry.routine = text_from(routine);
    entry.title = text_from(routine);
    entry.before = before;
    entry.after = after;
    return entry;
}

static struct diary_page page_of(struct diary_entry *entries, size_t count)
{
    struct diary_page page = diary_page_make(allocator_system());
    struct diary_entries all = {.items = entries, .count = count};
    diary_page_set(&page, &all, TODAY, "", 0);
    diary_page_appear(&page, 0);
    return page;
}

static bool press(struct diary_page *page, enum key key, int64_t now_ms)
{
    struct input input = {.kind = INPUT_KEY, .key = key};
    return diary_page_input(page, &input, now_ms);
}

/* Draws the page and returns the words on it, one line each, in `words`; and how bright the
 * brightest of its shapes and its brightest words are. */
static void draw(struct diary_page *page, int64_t now_ms, char *words, size_t bytes,
                 double *graphics, double *text)
{
    struct fixed_font letters;
    struct font font = fixed_font_make(allocator_system(), &letters);
    struct arena arena = arena_make(allocator_system());
    struct draw_list list = draw_list_make(&arena, WIDTH, HEIGHT, LIGHT_ATTACK);
    struct page_look look = {.width_px = WIDTH,
                             .height_px = HEIGHT,
                             .scale = 1,
                             .hue = HUE_ASH,
                             .brightness = 1,
                             .font = &font};
    diary_page_draw(page, &look, now_ms, &list);
    size_t length = 0;
    words[0] = '\0';
    *graphics = *text = 0;
    for (size_t i = 0; i < list.count; i++) {
        const struct shape *shape = &list.shapes[i];
        double light = 0.2126 * (double)shape->colour.red + 0.7152 * (double)shape->colour.green +
                       0.0722 * (double)shape->colour.blue;
        double *most = shape->kind == SHAPE_TEXT ? text : graphics;
        *most = light > *most ? light : *most;
        if (shape->kind == SHAPE_TEXT)
            length += (size_t)snprintf(words + length, bytes - length, "%.*s\n",
                                       (int)shape->caption.text.length, shape->caption.text.bytes);
    }
    arena_release(&arena);
    fixed_font_release(&letters);
}

static void says(struct diary_page *page, int64_t now_ms, const char *expected, bool said)
{
    static char words[4096];
    double graphics, text;
    /* What has gone dark by now comes back within a second. */
    draw(page, now_ms, words, sizeof words, &graphics, &text);
    draw(page, now_ms + 1000, words, sizeof words, &graphics, &text);
    for (char *at = words; *at != '\0'; at++)
        *at = *at == '\n' ? ' ' : *at;
    if ((strstr(words, expected) != NULL) != said)
        fail_msg("\"%s\" is%s on the page:\n%s", expected, said ? " not" : "", words);
    /* The attack level of the light table. */
    assert_true(graphics <= 0.05 && text <= 0.12);
}

static void an_empty_diary_says_so(void **state)
{
    (void)state;
    struct diary_page page = page_of(NULL, 0);
    says(&page, 5000, "Nothing is kept yet", true);
    assert_false(press(&page, KEY_LEFT, 5000));
    diary_page_release(&page);
}

/* As a machine has it that has lost its clock. */
static void the_first_of_all_days_has_its_weeks_too(void **state)
{
    (void)state;
    struct diary_entry entry = entry_of(DAY_FIRST + 1, "sighs", 6, 3);
    struct diary_entries all = {.items = &entry, .count = 1};
    struct diary_page page = diary_page_make(allocator_system());
    diary_page_set(&page, &all, DAY_FIRST + 1, "", 0);
    diary_page_appear(&page, 0);
    says(&page, 5000, "1969-11-22 to 1970-01-02", true);
    assert_int_equal(page.chart.count, 1);
    assert_true(press(&page, KEY_UP, 5000));
    says(&page, 7000, " to 1970-01-02", true);
    diary_page_release(&page);
}

static void few_sessions_are_too_few_to_tell(void **state)
{
    (void)state;
    struct diary_entry entries[7];
    for (int i = 0; i < 7; i++)
        entries[i] = entry_of(TODAY - 7 + i, i < 5 ? "sighs" : "jaw", 6, i == 0 ? 6 : 3);
    struct diary_page page = page_of(entries, 7);
    says(&page, 5000, "sighs: less pain after 4 of 5 sessions, the same after 1.", true);
    says(&page, 5000, "jaw: 2 sessions, too few to tell.", true);
    diary_page_release(&page);
}

static void ten_days_of_medicine_are_a_reason_to_ask(void **state)
{
    (void)state;
    struct diary_entry entries[10];
    for (int i = 0; i < 10; i++) {
        entries[i] = entry_of(TODAY - 9 + i, "sighs", 6, 3);
        entries[i].medicine = true;
    }
    struct diary_page page = page_of(entries, 10);
    says(&page, 5000, "on 10 of the last 30 days", true);
    says(&page, 5000, "talk to a doctor", true);
    diary_page_release(&page);
    page = page_of(entries, 9);
    says(&page, 5000, "doctor", false);
    diary_page_release(&page);
}

static void it_goes_back_in_time_and_no_further_than_there_is(void **state)
{
    (void)state;
    struct diary_entry entries[2] = {entry_of(TODAY - 50, "sighs", 6, 3),
                                     entry_of(TODAY, "sighs", 6, 3)};
    struct diary_page page = page_of(entries, 2);
    assert_int_equal(page.chart.count, 1);
    assert_false(press(&page, KEY_RIGHT, 5000));
    assert_true(press(&page, KEY_LEFT, 5000));
    says(&page, 7000, "to 2026-11-03", true);
    assert_int_equal(page.chart.count, 1);
    assert_false(press(&page, KEY_LEFT, 7000));
    assert_true(press(&page, KEY_RIGHT, 7000));
    assert_true(press(&page, KEY_UP, 7000));
    says(&page, 9000, "to 2026-11-24", true);
    assert_int_equal(page.chart.count, 2);
    diary_page_release(&page);
}

static void held_keys_go_through_time_and_nowhere_else(void **state)
{
    (void)state;
    struct diary_entry entry = entry_of(TODAY - 50, "sighs", 6, 3);
    struct diary_page page = page_of(&entry, 1);
    struct input held = {.kind = INPUT_KEY, .key = KEY_LEFT, .repeated = true};
    assert_true(diary_page_input(&page, &held, 5000));
    held.key = KEY_ENTER;
    assert_false(diary_page_input(&page, &held, 5000));
    held.key = KEY_ESCAPE;
    assert_false(diary_page_input(&page, &held, 5000));
    assert_false(page.asks || page.left);
    diary_page_release(&page);
}

static void what_is_said_is_of_the_days_that_are_shown(void **state)
{
    (void)state;
    struct diary_entry entries[12];
    /* Six two months ago, with medicine; six within the last weeks, without. */
    for (int i = 0; i < 12; i++) {
        entries[i] = entry_of(TODAY - (i < 6 ? 70 - i : 12 - i), i < 6 ? "jaw" : "sighs", 6, 3);
        entries[i].medicine = i < 6;
    }
    struct diary_page page = page_of(entries, 12);
    says(&page, 5000, "sighs: less pain after 6 of 6 sessions", true);
    says(&page, 5000, "jaw", false);
    says(&page, 5000, "Medicine on 0 days in November, on 0 of the last 30 days.", true);
    for (int i = 0; i < 2; i++) {
        assert_true(press(&page, KEY_LEFT, 7000 + 2000 * i));
        says(&page, 8000 + 2000 * i, " to ", true);
    }
    says(&page, 16000, "jaw: less pain after 6 of 6 sessions", true);
    says(&page, 16000, "sighs", false);
    says(&page, 16000, "Medicine on 6 of the 30 days up to 2026-10-13.", true);
    /* Where there are months already, no key shows them. */
    says(&page, 16000, "time, months", true);
    assert_true(press(&page, KEY_UP, 16000));
    says(&page, 18000, "time, weeks", true);
    says(&page, 18000, "time, months", false);
    diary_page_release(&page);
}

static void months_have_one_mark_a_day(void **state)
{
    (void)state;
    struct diary_entry entries[6];
    /* Three sessions on each of two days, all with medicine. */
    static const int pains[6][2] = {{7, 5}, {5, PAIN_NOT_SAID},
                                    {4, 2}, {PAIN_NOT_SAID, PAIN_NOT_SAID},
                                    {6, 3}, {9, PAIN_NOT_SAID}};
    for (int i = 0; i < 6; i++) {
        entries[i] = entry_of(TODAY - 1 + i / 3, i % 3 == 2 ? "jaw" : "sighs", pains[i][0],
                              pains[i][1]);
        entries[i].moment.utc_s += i % 3;
        entries[i].medicine = true;
    }
    struct diary_page page = page_of(entries, 6);
    assert_int_equal(page.chart.count, 6);
    assert_int_equal(page.chart.medicine_count, 2);
    assert_true(press(&page, KEY_UP, 5000));
    says(&page, 7000, "Nov +2", true);
    const struct diary_mark *marks = page.chart.marks;
    assert_int_equal(page.chart.count, 2);
    assert_int_equal(page.chart.medicine_count, 2);
    assert_true(marks[0].says_before && marks[0].before > 0.69 && marks[0].before < 0.71);
    assert_true(marks[0].says_after && marks[0].after > 0.19 && marks[0].after < 0.21);
    assert_int_equal(marks[0].form, DIARY_RING);
    /* What was said before a session that has no end leads nowhere. */
    assert_true(marks[1].before > 0.59 && marks[1].before < 0.61);
    assert_true(marks[1].after > 0.29 && marks[1].after < 0.31);
    assert_int_equal(marks[1].form, DIARY_DISC);
    diary_page_release(&page);
}

static void enter_asks_and_the_answer_is_given_once(void **state)
{
    (void)state;
    struct diary_page page = page_of(NULL, 0);
    assert_true(press(&page, KEY_ENTER, 5000));
    says(&page, 7000, "Medicine today", true);
    struct input five = {.kind = INPUT_TEXT, .text = "5"};
    assert_true(diary_page_input(&page, &five, 7000));
    for (int i = 0; i < 3; i++)
        assert_true(press(&page, KEY_ENTER, 7500));
    assert_true(diary_page_is_answered(&page, 7500));
    assert_false(diary_page_is_answered(&page, 7500));
    assert_int_equal(page.pain.answers[PAIN_BEFORE], 5);
    /* A press beside the choices, or another key, leads back to the chart without an answer. */
    says(&page, 9500, "Nothing is kept yet", true);
    assert_true(press(&page, KEY_ENTER, 9500));
    assert_true(press(&page, KEY_ESCAPE, 9600));
    assert_false(diary_page_is_answered(&page, 9600));
    assert_false(page.left);
    assert_true(press(&page, KEY_ESCAPE, 9700));
    assert_true(diary_page_is_over(&page, 12000));
    diary_page_release(&page);
}

static void marks_stand_where_their_day_and_pain_are(void **state)
{
    (void)state;
    struct diary_entry entries[2] = {entry_of(TODAY - 20, "sighs", 10, 0),
                                     entry_of(TODAY - 10, "jaw", PAIN_NOT_SAID, 5)};
    struct diary_page page = page_of(entries, 2);
    const struct diary_mark *marks = page.chart.marks;
    assert_int_equal(page.chart.count, 2);
    assert_true(marks[0].x > 21.8 / 42 && marks[0].x < 22.0 / 42);
    assert_true(marks[0].before >= 1 && marks[0].after <= 0);
    assert_true(marks[1].says_after && !marks[1].says_before);
    assert_int_equal(marks[0].form, DIARY_DISC);
    assert_int_equal(marks[1].form, DIARY_OTHER);
    diary_page_release(&page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_diary_says_so),
        cmocka_unit_test(the_first_of_all_days_has_its_weeks_too),
        cmocka_unit_test(few_sessions_are_too_few_to_tell),
        cmocka_unit_test(ten_days_of_medicine_are_a_reason_to_ask),
        cmocka_unit_test(it_goes_back_in_time_and_no_further_than_there_is),
        cmocka_unit_test(held_keys_go_through_time_and_nowhere_else),
        cmocka_unit_test(what_is_said_is_of_the_days_that_are_shown),
        cmocka_unit_test(months_have_one_mark_a_day),
        cmocka_unit_test(enter_asks_and_the_answer_is_given_once),
        cmocka_unit_test(marks_stand_where_their_day_and_pain_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
