/* The end of a session: black, for as long as the person stays, and dim words where there are any.
 */
#include "shell/ending.h"

#include "canvas/fixed_font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const struct pain_cell nowhere = {.question = -1};

enum { STAY_MS = 600000, WIDTH = 800, HEIGHT = 480 };

static struct input key(enum key key, bool repeated)
{
    return (struct input){.kind = INPUT_KEY, .key = key, .repeated = repeated};
}

/* The light of the brightest text of the picture, 0 where there is none. */
static double brightest(struct ending *ending, int64_t now_ms)
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
    double most = 0;
    ending_draw(ending, &look, now_ms, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct colour *colour = &list.shapes[i].colour;
        double light = 0.2126 * (double)colour->red + 0.7152 * (double)colour->green +
                       0.0722 * (double)colour->blue;
        assert_int_equal(list.shapes[i].kind, SHAPE_TEXT);
        most = light > most ? light : most;
    }
    arena_release(&arena);
    fixed_font_release(&letters);
    return most;
}

static void it_is_black_and_stays_for_its_time(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 1000);
    assert_true(brightest(&ending, 1000) <= 0);
    assert_true(brightest(&ending, 300000) <= 0);
    assert_int_equal(ending_waits_ms(&ending, 1000), STAY_MS);
    assert_false(ending_is_over(&ending, 1000 + STAY_MS - 1));
    assert_true(ending_is_over(&ending, 1000 + STAY_MS));
    assert_false(ending.left);
    struct ending at_once = ending_make(0, 1000);
    assert_true(ending_is_over(&at_once, 1000));
}

static void any_key_ends_it_but_not_one_held_down_or_a_moving_mouse(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    struct input held = key(KEY_RIGHT, true);
    struct input mouse = {.kind = INPUT_POINTER};
    struct input pressed = key(KEY_VOLUME_DOWN, false);
    assert_false(ending_input(&ending, &held, nowhere, 10));
    assert_false(ending_input(&ending, &mouse, nowhere, 20));
    assert_false(ending_is_over(&ending, 30));
    assert_true(ending_input(&ending, &pressed, nowhere, 40));
    assert_true(ending_is_over(&ending, 50));
    assert_true(ending.left && !ending.quit);
}

static void closing_the_window_ends_it_for_good(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    struct input quit = {.kind = INPUT_QUIT};
    assert_true(ending_input(&ending, &quit, nowhere, 10));
    assert_true(ending_is_over(&ending, 20));
    assert_true(ending.quit);
}

static void what_is_told_comes_and_goes_dimly(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    ending_tell(&ending, "Recordings that could not be read: 2", 0);
    assert_true(brightest(&ending, 0) <= 0);
    double full = brightest(&ending, 5000);
    assert_true(full > 0.01 && full <= 0.12);
    assert_true(ending_waits_ms(&ending, 5000) <= ENDING_TELLS_MS);
    (void)brightest(&ending, ENDING_TELLS_MS);
    assert_true(brightest(&ending, ENDING_TELLS_MS + 5000) <= 0);
    assert_false(ending_is_over(&ending, ENDING_TELLS_MS + 5000));
}

static void whoever_leaves_while_it_tells_leaves_in_the_dark(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    struct input pressed = key(KEY_SPACE, false);
    ending_tell(&ending, "a", 0);
    (void)brightest(&ending, 5000);
    (void)ending_input(&ending, &pressed, nowhere, 5000);
    (void)brightest(&ending, 5000);
    assert_false(ending_is_over(&ending, 5001));
    assert_true(ending_is_over(&ending, 7000));
}

static void the_system_waits_no_longer_than_it_may(void **state)
{
    (void)state;
    for (int leaving = 0; leaving < 2; leaving++) {
        struct ending ending = ending_make(STAY_MS, 0);
        struct input pressed = key(KEY_ESCAPE, false);
        struct input quit = {.kind = INPUT_QUIT};
        ending_tell(&ending, "Not kept in the diary", 0);
        if (leaving)
            assert_true(ending_input(&ending, &pressed, nowhere, 4900));
        (void)brightest(&ending, 4900);
        assert_true(ending_input(&ending, &quit, nowhere, 5000));
        double fading = brightest(&ending, 5200);
        assert_true(fading > 0 && fading < brightest(&ending, 5000));
        assert_true(ending_is_over(&ending, 5600) && ending.quit);
    }
}

static void only_so_many_lines_are_told(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    char longest[ENDING_LINE_BYTES * 2];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    for (int i = 0; i < ENDING_MOST_LINES + 2; i++)
        ending_tell(&ending, longest, 0);
    assert_int_equal(ending.line_count, ENDING_MOST_LINES);
    assert_true(brightest(&ending, 5000) > 0);
}

static void digits_answer_and_it_stays_black(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    ending_ask(&ending, PAIN_AFTER_SESSION, 0);
    struct input six = {.kind = INPUT_TEXT, .text = "6"};
    assert_true(ending_input(&ending, &six, nowhere, 4000));
    assert_false(ending_is_answered(&ending, 4000));
    assert_true(ending_is_answered(&ending, 4000 + PAIN_WAITS_MS));
    assert_false(ending_is_answered(&ending, 4000 + PAIN_WAITS_MS));
    assert_false(ending_is_over(&ending, 60000));
    /* What was asked is over: the next key leads back. */
    struct input pressed = key(KEY_SPACE, false);
    assert_true(ending_input(&ending, &pressed, nowhere, 60000));
    assert_true(ending.left);
}

static void any_other_key_skips_and_leads_back(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    ending_ask(&ending, PAIN_AFTER_SESSION, 0);
    struct input pressed = key(KEY_ESCAPE, false);
    assert_true(ending_input(&ending, &pressed, nowhere, 5000));
    assert_true(ending.left);
    assert_false(ending_is_answered(&ending, 5000));
}

static void closing_the_window_skips_the_form(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    struct input quit = {.kind = INPUT_QUIT};
    ending_ask(&ending, PAIN_AFTER_SESSION, 0);
    assert_true(ending_input(&ending, &quit, nowhere, 5000));
    assert_false(ending_is_answered(&ending, 5000));
    assert_true(ending_is_over(&ending, 5600) && ending.quit);
}

/* The words on the picture, one drawn line each. */
static void words_of(struct ending *ending, int width_px, int height_px, int64_t now_ms,
                     char words[static 2048])
{
    struct fixed_font letters;
    struct font font = fixed_font_make(allocator_system(), &letters);
    struct arena arena = arena_make(allocator_system());
    struct draw_list list = draw_list_make(&arena, width_px, height_px, LIGHT_ATTACK);
    struct page_look look = {.width_px = width_px,
                             .height_px = height_px,
                             .scale = 1,
                             .hue = HUE_ASH,
                             .brightness = 1,
                             .font = &font};
    size_t length = 0;
    int last_px = 0;
    words[0] = '\0';
    ending_draw(ending, &look, now_ms, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct shape *shape = &list.shapes[i];
        if (shape->kind != SHAPE_TEXT)
            continue;
        const struct caption *caption = &shape->caption;
        int text_px = font.measure(font.context, caption->text, caption->size_px);
        assert_true((int)caption->top_left.x_px + text_px <= width_px);
        last_px = (int)caption->top_left.y_px > last_px ? (int)caption->top_left.y_px : last_px;
        length += (size_t)snprintf(words + length, 2048 - length, "%.*s ",
                                   (int)shape->caption.text.length, shape->caption.text.bytes);
    }
    assert_true(last_px < height_px);
    arena_release(&arena);
    fixed_font_release(&letters);
}

static void what_is_told_is_told_whole(void **state)
{
    (void)state;
    static const char told[] =
        "The diary: it was damaged; it is kept as diary.db.damaged-2026-11-29, and of its entries "
        "340 could be carried over";
    static const int sizes[][2] = {{800, 480}, {1280, 800}, {1080, 1920}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char words[2048];
        struct ending ending = ending_make(STAY_MS, 0);
        ending_tell(&ending, told, 0);
        words_of(&ending, sizes[i][0], sizes[i][1], 5000, words);
        assert_non_null(strstr(words, told));
        ending_ask(&ending, PAIN_AFTER_SESSION, 0);
        words_of(&ending, sizes[i][0], sizes[i][1], 5000, words);
        assert_non_null(strstr(words, told));
    }
}

static void whoever_has_left_is_asked_and_no_more(void **state)
{
    (void)state;
    struct ending ending = ending_make(0, 0);
    ending_ask(&ending, PAIN_AFTER_SESSION, 0);
    assert_false(ending_is_over(&ending, 1));
    assert_false(ending_is_over(&ending, PAIN_WAITS_MS - 1));
    assert_false(ending_is_answered(&ending, PAIN_WAITS_MS));
    char words[2048];
    words_of(&ending, WIDTH, HEIGHT, PAIN_WAITS_MS, words);
    assert_true(ending_is_over(&ending, PAIN_WAITS_MS + 2000));
    /* Any key but an answer ends it at once. */
    ending = ending_make(0, 0);
    ending_ask(&ending, PAIN_AFTER_SESSION, 0);
    struct input pressed = key(KEY_ESCAPE, false);
    assert_true(ending_input(&ending, &pressed, nowhere, 10));
    assert_true(ending.left);
    words_of(&ending, WIDTH, HEIGHT, 10, words);
    assert_true(ending_is_over(&ending, 2000));
}

/* One that has something to tell and to ask, in the dark. */
static struct ending waiting(void)
{
    struct ending ending = ending_make(STAY_MS, 0);
    ending_wait_for_key(&ending);
    ending_tell(&ending, "Sound was off", 0);
    ending_ask(&ending, PAIN_AFTER_SESSION, 0);
    return ending;
}

static void what_waits_for_a_key_is_not_seen_and_keeps_nobody(void **state)
{
    (void)state;
    struct ending ending = waiting();
    struct input mouse = {.kind = INPUT_POINTER};
    char words[2048];
    assert_false(ending_input(&ending, &mouse, nowhere, 1000));
    for (int64_t at_ms = 0; at_ms < STAY_MS; at_ms += 10000) {
        words_of(&ending, WIDTH, HEIGHT, at_ms, words);
        assert_string_equal(words, "");
        assert_false(ending_is_answered(&ending, at_ms));
    }
    assert_int_equal(ending_waits_ms(&ending, 60000), STAY_MS - 60000);
    assert_true(ending_is_over(&ending, STAY_MS) && !ending.left);
}

static void a_key_brings_what_waits_and_ends_nothing(void **state)
{
    (void)state;
    struct input wakes[] = {
        key(KEY_ESCAPE, false), {.kind = INPUT_PRESS}, {.kind = INPUT_TEXT, .text = "x"}};
    for (size_t i = 0; i < sizeof wakes / sizeof wakes[0]; i++) {
        struct ending ending = waiting();
        struct input letter = key(KEY_CHARACTER, false);
        if (wakes[i].kind == INPUT_TEXT)
            assert_false(ending_input(&ending, &letter, nowhere, 299990));
        assert_true(ending_input(&ending, &wakes[i], nowhere, 300000));
        char words[2048];
        words_of(&ending, WIDTH, HEIGHT, 305000, words);
        assert_non_null(strstr(words, "Sound was off"));
        assert_non_null(strstr(words, "before"));
        assert_false(ending.left || ending_is_answered(&ending, 305000));
        /* From here on it is as in the light. */
        assert_false(ending_is_answered(&ending, 300000 + PAIN_WAITS_MS));
        assert_false(ending.asks);
    }
}

static void who_knows_the_form_answers_it_in_the_dark(void **state)
{
    (void)state;
    struct ending ending = waiting();
    static const char *const digits[] = {"6", "4"};
    for (int i = 0; i < 2; i++) {
        struct input letter = key(KEY_CHARACTER, false);
        struct input typed = {.kind = INPUT_TEXT};
        (void)snprintf(typed.text, sizeof typed.text, "%s", digits[i]);
        (void)ending_input(&ending, &letter, nowhere, 1000 + i);
        assert_true(ending_input(&ending, &typed, nowhere, 1000 + i));
    }
    assert_true(ending_is_answered(&ending, 1000 + PAIN_WAITS_MS));
    assert_int_equal(ending.pain.answers[PAIN_BEFORE], 6);
    assert_int_equal(ending.pain.answers[PAIN_NOW], 4);
}

static void a_key_leaves_the_dark_where_nothing_waits(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    ending_wait_for_key(&ending);
    struct input pressed = key(KEY_SPACE, false);
    assert_true(ending_input(&ending, &pressed, nowhere, 10));
    assert_true(ending_is_over(&ending, 20) && ending.left);
}

static void the_system_ends_what_waits(void **state)
{
    (void)state;
    struct ending ending = waiting();
    struct input quit = {.kind = INPUT_QUIT};
    assert_true(ending_input(&ending, &quit, nowhere, 10));
    assert_true(ending_is_over(&ending, 20) && ending.quit);
}

static void asking_takes_no_longer_than_the_wait(void **state)
{
    (void)state;
    struct ending ending = ending_make(STAY_MS, 0);
    ending_ask(&ending, PAIN_AFTER_SESSION, 0);
    assert_int_equal(ending_waits_ms(&ending, 5000), PAIN_WAITS_MS - 5000);
    assert_false(ending_is_answered(&ending, PAIN_WAITS_MS));
    assert_false(ending.asks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_black_and_stays_for_its_time),
        cmocka_unit_test(any_key_ends_it_but_not_one_held_down_or_a_moving_mouse),
        cmocka_unit_test(closing_the_window_ends_it_for_good),
        cmocka_unit_test(what_is_told_comes_and_goes_dimly),
        cmocka_unit_test(whoever_leaves_while_it_tells_leaves_in_the_dark),
        cmocka_unit_test(the_system_waits_no_longer_than_it_may),
        cmocka_unit_test(only_so_many_lines_are_told),
        cmocka_unit_test(digits_answer_and_it_stays_black),
        cmocka_unit_test(any_other_key_skips_and_leads_back),
        cmocka_unit_test(closing_the_window_skips_the_form),
        cmocka_unit_test(asking_takes_no_longer_than_the_wait),
        cmocka_unit_test(what_is_told_is_told_whole),
        cmocka_unit_test(whoever_has_left_is_asked_and_no_more),
        cmocka_unit_test(what_waits_for_a_key_is_not_seen_and_keeps_nobody),
        cmocka_unit_test(a_key_brings_what_waits_and_ends_nothing),
        cmocka_unit_test(who_knows_the_form_answers_it_in_the_dark),
        cmocka_unit_test(a_key_leaves_the_dark_where_nothing_waits),
        cmocka_unit_test(the_system_ends_what_waits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
