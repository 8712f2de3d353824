/* Words stand where and when they should, in two lines at most. */
#include "scene/captions.h"

#include "scene/session_scene.h"
#include "support/made_picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const long_text =
    "Breathe out, and let your shoulders spread on the floor, and let the floor carry them, and "
    "let the weight of your arms go down into it, and of your legs, and then do nothing at all "
    "for as long as you like, because nothing needs to be done now, by you or by anybody else.";

static void one_line_stays_one_line(void **state)
{
    (void)state;
    struct font font = made_picture_font();
    struct caption_page page;
    struct text left = captions_break(text_from("  Only breathe. "), &font, 30, 600, &page);
    assert_int_equal(left.length, 0);
    assert_int_equal(page.line_count, 1);
    assert_true(text_equal(page.lines[0], text_from("Only breathe.")));
}

static void two_lines_are_even(void **state)
{
    (void)state;
    struct font font = made_picture_font();
    struct caption_page page;
    struct text words = text_from("Lie down on your back, and bend your knees.");
    struct text left = captions_break(words, &font, 30, 600, &page);
    assert_int_equal(left.length, 0);
    assert_int_equal(page.line_count, 2);
    int first_px = font.measure(NULL, page.lines[0], 30);
    int second_px = font.measure(NULL, page.lines[1], 30);
    assert_true(first_px <= 600 && second_px <= 600);
    assert_true(abs(first_px - second_px) <= 90);
}

static void no_word_is_lost_on_pages(void **state)
{
    (void)state;
    struct font font = made_picture_font();
    struct text left = text_from(long_text);
    char joined[1024] = "";
    int pages = 0;
    while (left.length > 0) {
        struct caption_page page;
        left = captions_break(left, &font, 30, 600, &page);
        assert_in_range(page.line_count, 1, 2);
        for (int i = 0; i < page.line_count; i++) {
            assert_true(font.measure(NULL, page.lines[i], 30) <= 600);
            if (joined[0] != 0)
                strcat(joined, " ");
            strncat(joined, page.lines[i].bytes, page.lines[i].length);
        }
        pages++;
    }
    assert_string_equal(joined, long_text);
    assert_true(pages >= 3);
}

static void a_word_too_wide_is_broken(void **state)
{
    (void)state;
    struct font font = made_picture_font();
    struct caption_page page;
    struct text left = captions_break(text_from("Ölförderanlage a"), &font, 30, 60, &page);
    assert_int_equal(page.line_count, 2);
    assert_true(text_equal(page.lines[0], text_from("Ölfö")));
    assert_true(text_equal(page.lines[1], text_from("rder")));
    assert_true(text_equal(left, text_from("anlage a")));
}

static void scripts_without_spaces_break_between_signs(void **state)
{
    (void)state;
    struct font font = made_picture_font();
    struct caption_page page;
    /* Eight signs a line: no full stop may begin one, and no bracket may end one. */
    struct text text = text_from("ゆっくり息を吐く。「手」をこめかみに。");
    struct text left = captions_break(text, &font, 30, 120, &page);
    assert_true(text_equal(page.lines[0], text_from("ゆっくり息を吐")));
    assert_true(text_equal(page.lines[1], text_from("く。「手」をこめ")));
    assert_true(text_equal(left, text_from("かみに。")));
}

static void they_come_with_the_voice_and_linger(void **state)
{
    (void)state;
    assert_true(captions_visibility(2000, 5000, INFINITY, 1999) <= 0);
    assert_true(captions_visibility(2000, 5000, INFINITY, 2040) > 0);
    assert_true(captions_visibility(2000, 5000, INFINITY, 2800) >= 1);
    assert_true(captions_visibility(2000, 5000, INFINITY, 6000) >= 1);
    assert_true(captions_visibility(2000, 5000, INFINITY, 6800) <= 0);
    assert_true(captions_visibility(2000, 5000, 8000, 6800) <= 0);
    assert_true(captions_visibility(2000, 5000, 7000, 7000) >= 1);
}

static void one_gives_way_to_the_next(void **state)
{
    (void)state;
    for (double at_ms = 4000; at_ms < 7000; at_ms += 20) {
        double old = captions_visibility(2000, 5000, 5000, at_ms);
        double new = captions_visibility(5000, 8000, INFINITY, at_ms);
        /* Neither a flash nor a dip, which would be a flash of darkness. */
        assert_true(old + new <= 1.01);
        if (at_ms <= 5800)
            assert_true(old + new >= 0.99);
    }
    assert_true(captions_visibility(2000, 5000, 5000, 5800) <= 0);
}

/* Every text shown at `at_ms`, with its light; the brightest's bytes, or NULL. */
static const char *shown(struct made_session *made, double at_ms, struct draw_list *list)
{
    static struct font font;
    font = made_picture_font();
    struct scene_choices choices = scene_choices_make(1);
    choices.font = &font;
    session_scene(&made->timeline, at_ms, &choices, list);
    const char *brightest = NULL;
    float light = 0;
    for (size_t i = 0; i < list->count; i++) {
        const struct shape *shape = &list->shapes[i];
        if (shape->kind != SHAPE_TEXT)
            continue;
        assert_true(shape->caption.size_px >= 28);
        assert_true(made_picture_luminance(shape->colour) <= 0.12);
        if (shape->colour.green > light) {
            light = shape->colour.green;
            brightest = shape->caption.text.bytes;
        }
    }
    return brightest;
}

static void the_picture_shows_what_is_said(void **state)
{
    (void)state;
    static struct made_session made;
    made_session_start(&made, 60000);
    made_picture_say(&made, 10000, 13000, "First.");
    made_picture_say(&made, 13000, 16000, "Second.");
    made_picture_say(&made, 30000, 50000, long_text);
    struct arena arena = arena_make(allocator_system());
    static const struct {
        double at_ms;
        const char *begins;
    } cases[] = {{9900, NULL},       {10040, "First."}, {12000, "First."},      {13600, "Second."},
                 {16900, "Second."}, {20000, NULL},     {31000, "Breathe out"}, {52000, NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct draw_list list = draw_list_make(&arena, 1280, 720, LIGHT_ATTACK);
        const char *bytes = shown(&made, cases[i].at_ms, &list);
        assert_true((bytes == NULL) == (cases[i].begins == NULL));
        if (bytes != NULL)
            assert_memory_equal(bytes, cases[i].begins, strlen(cases[i].begins));
    }
    arena_release(&arena);
}

static void what_to_do_is_shown_while_the_voice_is_silent(void **state)
{
    (void)state;
    static struct made_session made;
    made_session_start(&made, 60000);
    made_picture_say(&made, 10000, 13000, "Voice.");
    made_picture_hands(&made, 5000, 40000, ACTION_DO, PRESSURE_LIGHT, (struct place){0, 0});
    made.lanes[LANE_HANDS][0].text = text_from("Roll your shoulders.");
    struct arena arena = arena_make(allocator_system());
    static const struct {
        double at_ms;
        const char *begins;
    } cases[] = {{7000, "Roll"}, {12000, "Voice"}, {20000, "Roll"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct draw_list list = draw_list_make(&arena, 1280, 720, LIGHT_ATTACK);
        const char *bytes = shown(&made, cases[i].at_ms, &list);
        assert_non_null(bytes);
        assert_memory_equal(bytes, cases[i].begins, strlen(cases[i].begins));
    }
    arena_release(&arena);
}

/* Reads from right to left as real fonts have it, for letters that are spelled with small ones. */
static bool begins_small(void *context, struct text text)
{
    (void)context;
    return text.length > 0 && text.bytes[0] >= 'a' && text.bytes[0] <= 'z';
}

static void every_line_reads_as_its_text_does(void **state)
{
    (void)state;
    static struct made_session made;
    made_session_start(&made, 60000);
    made_picture_say(&made, 1000, 9000, "put your hands on your temples and the word Calm");
    made_picture_say(&made, 20000, 29000, "Put your hands on your temples and the word calm");
    made_picture_say(&made, 40000, 49000, "put your hands on your Temples and the word comes");
    struct font font = made_picture_font();
    font.reads_leftward = begins_small;
    struct scene_choices choices = scene_choices_make(1);
    choices.font = &font;
    struct arena arena = arena_make(allocator_system());
    /* The second line of each begins with "temples"; that of the second text needs a mark for what
     * its own first letter does not say. */
    static const struct {
        double at_ms;
        const char *first, *second;
    } cases[] = {
        {5000, "put", "temples"}, {25000, "Put", "\u200Etemples"}, {45000, "put", "\u200FTemples"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct draw_list list = draw_list_make(&arena, 640, 480, LIGHT_CALM);
        session_scene(&made.timeline, cases[i].at_ms, &choices, &list);
        const char *begins[] = {cases[i].first, cases[i].second};
        size_t lines = 0;
        for (size_t k = 0; k < list.count; k++) {
            if (list.shapes[k].kind != SHAPE_TEXT)
                continue;
            struct text text = list.shapes[k].caption.text;
            assert_true(lines < 2 && text_starts_with(text, text_from(begins[lines])));
            lines++;
        }
        assert_int_equal(lines, 2);
    }
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_line_stays_one_line),
        cmocka_unit_test(two_lines_are_even),
        cmocka_unit_test(no_word_is_lost_on_pages),
        cmocka_unit_test(a_word_too_wide_is_broken),
        cmocka_unit_test(scripts_without_spaces_break_between_signs),
        cmocka_unit_test(they_come_with_the_voice_and_linger),
        cmocka_unit_test(one_gives_way_to_the_next),
        cmocka_unit_test(the_picture_shows_what_is_said),
        cmocka_unit_test(every_line_reads_as_its_text_does),
        cmocka_unit_test(what_to_do_is_shown_while_the_voice_is_silent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
