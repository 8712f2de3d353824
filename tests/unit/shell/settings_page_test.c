/* The page of settings: all of them are on it, the arrows change them and undo it, and it keeps the
 * light budget of a program's start. */
#include "shell/settings_page.h"

#include "canvas/fixed_font.h"
#include "shell/settings_rows.h"
#include "support/page_light.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { DONE_MS = 10000 };

struct fixture {
    struct settings_page page;
    struct fixed_font letters;
    struct font font;
    struct arena arena;
    int64_t now_ms;
};

static const struct {
    int width_px;
    int height_px;
    double scale;
} sizes[] = {{800, 480, 1}, {1280, 720, 1}, {3840, 2160, 2}, {600, 1024, 1}};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    struct settings settings = settings_default();
    fixture->font = fixed_font_make(allocator_system(), &fixture->letters);
    fixture->arena = arena_make(allocator_system());
    struct player_own_keys keys = {.count = 0};
    settings_page_appear(&fixture->page, &settings, &keys, false, 0);
    fixture->now_ms = DONE_MS;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    fixed_font_release(&fixture->letters);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static bool press(struct fixture *fixture, enum key key)
{
    struct input input = {.kind = INPUT_KEY, .key = key};
    fixture->now_ms += 10;
    return settings_page_input(&fixture->page, &input, fixture->now_ms);
}

/* Walks to the row of that name. */
static void go_to(struct fixture *fixture, const char *name)
{
    (void)press(fixture, KEY_HOME);
    while (strcmp(settings_rows_at(fixture->page.at).name, name) != 0)
        assert_true(press(fixture, KEY_DOWN));
}

static void every_setting_of_the_file_has_its_row(void **state)
{
    (void)state;
    size_t rows = 0;
    for (size_t i = 0; settings_name(i) != NULL; i++) {
        bool found = false;
        for (rows = 0; settings_rows_at(rows).name != NULL; rows++)
            found = found || strcmp(settings_rows_at(rows).name, settings_name(i)) == 0;
        assert_true(found);
    }
    assert_true(rows >= 15);
}

static void arrows_change_and_the_opposite_undoes(void **state)
{
    struct fixture *fixture = *state;
    struct settings *settings = &fixture->page.settings;
    go_to(fixture, "hue");
    assert_true(press(fixture, KEY_RIGHT));
    assert_string_equal(settings->hue, "ember");
    assert_true(press(fixture, KEY_RIGHT));
    assert_string_equal(settings->hue, "ash");
    assert_false(press(fixture, KEY_RIGHT));
    assert_true(press(fixture, KEY_LEFT));
    assert_true(press(fixture, KEY_LEFT));
    assert_string_equal(settings->hue, "moss");
    assert_false(press(fixture, KEY_LEFT));
    go_to(fixture, "brightness");
    assert_false(press(fixture, KEY_RIGHT));
    assert_true(press(fixture, KEY_LEFT));
    assert_int_equal(settings->brightness_percent, 90);
    for (int i = 0; i < 20; i++)
        (void)press(fixture, KEY_LEFT);
    assert_int_equal(settings->brightness_percent, 10);
    go_to(fixture, "captions");
    assert_true(press(fixture, KEY_LEFT));
    assert_false(settings->captions);
    go_to(fixture, "touch-hurts");
    assert_true(press(fixture, KEY_RIGHT));
    assert_true(fixture->page.touch_hurts);
}

static void held_keys_walk_and_step_but_never_go_round(void **state)
{
    struct fixture *fixture = *state;
    struct input held = {.kind = INPUT_KEY, .repeated = true};
    static const enum key good[] = {KEY_DOWN, KEY_LEFT, KEY_RIGHT, KEY_UP};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        held.key = good[i];
        assert_true(settings_page_input(&fixture->page, &held, fixture->now_ms));
    }
    held.key = KEY_ENTER;
    assert_false(settings_page_input(&fixture->page, &held, fixture->now_ms));
    held.key = KEY_F2;
    assert_false(settings_page_input(&fixture->page, &held, fixture->now_ms));
    assert_false(fixture->page.left);
    /* Right asks for a key; while it is still held it is not that key. */
    (void)press(fixture, KEY_END);
    assert_true(press(fixture, KEY_RIGHT));
    held.key = KEY_RIGHT;
    assert_false(settings_page_input(&fixture->page, &held, fixture->now_ms));
    assert_true(fixture->page.asks_key);
}

static void one_key_goes_round_words_and_switches(void **state)
{
    struct fixture *fixture = *state;
    go_to(fixture, "rumble");
    static const char *const words[] = {"on", "off", "dark"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_true(press(fixture, KEY_ENTER));
        assert_string_equal(fixture->page.settings.rumble, words[i]);
    }
    go_to(fixture, "figure");
    assert_true(press(fixture, KEY_ENTER));
    assert_false(fixture->page.settings.figure);
    assert_true(press(fixture, KEY_ENTER));
    assert_true(fixture->page.settings.figure);
}

static void a_number_that_was_written_by_hand_comes_to_whole_steps(void **state)
{
    struct fixture *fixture = *state;
    fixture->page.settings.volume_percent = 85;
    go_to(fixture, "volume");
    assert_true(press(fixture, KEY_LEFT));
    assert_int_equal(fixture->page.settings.volume_percent, 80);
    fixture->page.settings.volume_percent = 85;
    assert_true(press(fixture, KEY_RIGHT));
    assert_int_equal(fixture->page.settings.volume_percent, 90);
}

static void what_was_played_last_is_forgotten_and_remembered(void **state)
{
    struct fixture *fixture = *state;
    strcpy(fixture->page.settings.last, "sighs");
    go_to(fixture, "last");
    assert_true(press(fixture, KEY_LEFT));
    assert_string_equal(fixture->page.settings.last, "");
    assert_false(press(fixture, KEY_LEFT));
    assert_true(press(fixture, KEY_RIGHT));
    assert_string_equal(fixture->page.settings.last, "sighs");
}

static void type(struct fixture *fixture, const char *text)
{
    struct input input = {.kind = INPUT_TEXT};
    strcpy(input.text, text);
    (void)settings_page_input(&fixture->page, &input, fixture->now_ms);
}

static void letters_are_for_the_one_line_that_is_typed(void **state)
{
    struct fixture *fixture = *state;
    type(fixture, "x");
    go_to(fixture, "synthesiser");
    type(fixture, "say");
    type(fixture, " ");
    type(fixture, "#");
    type(fixture, "\xC3\xA9");
    assert_string_equal(fixture->page.settings.synthesiser, "say \xC3\xA9");
    assert_true(press(fixture, KEY_BACKSPACE));
    assert_string_equal(fixture->page.settings.synthesiser, "say ");
    for (int i = 0; i < SETTINGS_LINE_BYTES; i++)
        type(fixture, "abc");
    assert_true(strlen(fixture->page.settings.synthesiser) < SETTINGS_LINE_BYTES);
}

static void keys_are_asked_for_and_given_back(void **state)
{
    struct fixture *fixture = *state;
    struct input letter = {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = 'x'};
    (void)press(fixture, KEY_END);
    while (settings_rows_at(fixture->page.at - 1).name == NULL)
        assert_true(press(fixture, KEY_UP));
    /* The first action of the table: pausing. */
    assert_true(press(fixture, KEY_RIGHT));
    assert_true(settings_page_input(&fixture->page, &letter, fixture->now_ms));
    const struct player_deed *deed = settings_page_take_key(&fixture->page);
    assert_non_null(deed);
    assert_string_equal(deed->word, "pause");
    assert_string_equal(fixture->page.key_name, "x");
    assert_int_equal(player_keys_action(&fixture->page.keys, &letter), ACT_PAUSE);
    assert_null(settings_page_take_key(&fixture->page));
    /* Esc stays what it is: it leaves the question and then the page. */
    assert_true(press(fixture, KEY_RIGHT));
    assert_true(press(fixture, KEY_ESCAPE));
    assert_false(fixture->page.left);
    assert_null(settings_page_take_key(&fixture->page));
    assert_true(press(fixture, KEY_LEFT));
    assert_non_null(settings_page_take_key(&fixture->page));
    assert_string_equal(fixture->page.key_name, "");
    assert_int_equal(player_keys_action(&fixture->page.keys, &letter), ACT_NOTHING);
}

static void escape_goes_back_and_keeps(void **state)
{
    struct fixture *fixture = *state;
    go_to(fixture, "diary");
    assert_true(press(fixture, KEY_LEFT));
    assert_true(press(fixture, KEY_ESCAPE));
    assert_false(settings_page_is_over(&fixture->page, fixture->now_ms));
    assert_false(press(fixture, KEY_RIGHT));
    assert_true(settings_page_is_over(&fixture->page, fixture->now_ms + DONE_MS));
    assert_false(fixture->page.settings.diary);
}

static struct draw_list draw_at(struct fixture *fixture, size_t size, double text_scale,
                                struct page_look *look)
{
    *look = (struct page_look){.width_px = sizes[size].width_px,
                               .height_px = sizes[size].height_px,
                               .scale = sizes[size].scale * text_scale,
                               .hue = HUE_MOSS,
                               .brightness = 1,
                               .font = &fixture->font};
    struct draw_list list;
    /* The first tells the page how large it is; by the second everything has come to rest. */
    for (int i = 0; i < 2; i++) {
        list = draw_list_make(&fixture->arena, look->width_px, look->height_px, LIGHT_ATTACK);
        settings_page_draw(&fixture->page, look, fixture->now_ms, &list);
        fixture->now_ms += DONE_MS;
    }
    return list;
}

static struct draw_list draw(struct fixture *fixture, size_t size, struct page_look *look)
{
    return draw_at(fixture, size, 1, look);
}

static void it_is_dim_and_inside_every_screen(void **state)
{
    struct fixture *fixture = *state;
    for (size_t size = 0; size < sizeof sizes / sizeof sizes[0]; size++) {
        struct page_look look;
        (void)press(fixture, size % 2 == 0 ? KEY_END : KEY_HOME);
        struct draw_list list = draw(fixture, size, &look);
        for (size_t i = 0; i < list.count; i++) {
            const struct caption *caption = &list.shapes[i].caption;
            if (list.shapes[i].kind != SHAPE_TEXT)
                continue;
            int width = look.font->measure(look.font->context, caption->text, caption->size_px);
            assert_true(caption->size_px >= (int)(28 * look.scale));
            assert_true(caption->top_left.x_px >= 0 && caption->top_left.y_px >= 0);
            assert_true(caption->top_left.x_px + (float)width <= (float)look.width_px);
            assert_true(caption->top_left.y_px + (float)caption->size_px <= (float)look.height_px);
        }
        assert_true(page_light_keeps_still(&look, &list));
        arena_clear(&fixture->arena);
    }
}

static void a_press_chooses_and_then_changes_by_its_side(void **state)
{
    struct fixture *fixture = *state;
    struct page_look look;
    (void)draw(fixture, 1, &look);
    assert_true(fixture->page.row_px >= 64);
    struct input input = {.kind = INPUT_PRESS, .x_px = 10};
    input.y_px = fixture->page.list_px + fixture->page.row_px + 5;
    assert_true(settings_page_input(&fixture->page, &input, fixture->now_ms));
    assert_string_equal(settings_rows_at(fixture->page.at).name, "brightness");
    assert_true(settings_page_input(&fixture->page, &input, fixture->now_ms));
    assert_int_equal(fixture->page.settings.brightness_percent, 90);
    input.x_px = look.width_px - 10;
    assert_true(settings_page_input(&fixture->page, &input, fixture->now_ms));
    assert_int_equal(fixture->page.settings.brightness_percent, 100);
    input.y_px = look.height_px - 1;
    assert_false(settings_page_input(&fixture->page, &input, fixture->now_ms));
}

static void a_moved_pointer_takes_the_highlight_and_the_list_stands(void **state)
{
    struct fixture *fixture = *state;
    struct page_look look;
    (void)draw(fixture, 1, &look);
    size_t last = fixture->page.first + (size_t)fixture->page.room - 1;
    struct input input = {.kind = INPUT_POINTER, .x_px = look.width_px - 10};
    input.y_px = fixture->page.list_px + fixture->page.room * fixture->page.row_px - 5;
    assert_true(settings_page_input(&fixture->page, &input, fixture->now_ms));
    (void)draw(fixture, 1, &look);
    assert_int_equal(fixture->page.at, last);
    assert_int_equal(fixture->page.first, 0);
    input.y_px = fixture->page.list_px + fixture->page.row_px + 5;
    assert_true(settings_page_input(&fixture->page, &input, fixture->now_ms));
    input.kind = INPUT_PRESS;
    input.x_px = 10;
    assert_true(settings_page_input(&fixture->page, &input, fixture->now_ms));
    assert_int_equal(fixture->page.settings.brightness_percent, 90);
}

/* Every row on a narrow screen, with words as large as they may be. */
static void label_and_value_never_meet(void **state)
{
    struct fixture *fixture = *state;
    strcpy(fixture->page.settings.synthesiser, "a command that is longer than any screen is wide");
    for (size_t round = 0; round < 2 * settings_rows_count(); round++) {
        bool large = round % 2 == 1;
        struct page_look look;
        struct draw_list list = draw_at(fixture, 0, large ? 3 : 1, &look);
        for (size_t i = 0; i + 1 < list.count; i++) {
            const struct caption *value = &list.shapes[i].caption;
            const struct caption *label = &list.shapes[i + 1].caption;
            if (list.shapes[i].kind != SHAPE_TEXT || list.shapes[i + 1].kind != SHAPE_TEXT ||
                (int)value->top_left.y_px != (int)label->top_left.y_px)
                continue;
            int width = look.font->measure(look.font->context, label->text, label->size_px);
            assert_true(label->top_left.x_px + (float)width < value->top_left.x_px);
        }
        arena_clear(&fixture->arena);
        if (large)
            (void)press(fixture, KEY_DOWN);
    }
    assert_int_equal(fixture->page.at, settings_rows_count() - 1);
}

static void a_pad_button_is_taken_and_shown(void **state)
{
    struct fixture *fixture = *state;
    struct input pad = {.kind = INPUT_KEY, .key = KEY_PAD_X};
    struct page_look look;
    (void)press(fixture, KEY_END);
    assert_true(press(fixture, KEY_RIGHT));
    assert_true(settings_page_input(&fixture->page, &pad, fixture->now_ms));
    assert_non_null(settings_page_take_key(&fixture->page));
    assert_string_equal(fixture->page.key_name, "pad X");
    struct draw_list list = draw(fixture, 1, &look);
    bool shown = false;
    for (size_t i = 0; i < list.count; i++)
        shown = shown || (list.shapes[i].kind == SHAPE_TEXT &&
                          text_equal(list.shapes[i].caption.text, text_from("Esc, pad X")));
    assert_true(shown);
}

static void it_comes_to_rest(void **state)
{
    struct fixture *fixture = *state;
    (void)press(fixture, KEY_END);
    assert_true(settings_page_moves(&fixture->page, fixture->now_ms));
    assert_false(settings_page_moves(&fixture->page, fixture->now_ms + DONE_MS));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_setting_of_the_file_has_its_row),
        cmocka_unit_test_setup_teardown(arrows_change_and_the_opposite_undoes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(held_keys_walk_and_step_but_never_go_round, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_key_goes_round_words_and_switches, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_number_that_was_written_by_hand_comes_to_whole_steps,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_played_last_is_forgotten_and_remembered, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(letters_are_for_the_one_line_that_is_typed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(keys_are_asked_for_and_given_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(escape_goes_back_and_keeps, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_is_dim_and_inside_every_screen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_press_chooses_and_then_changes_by_its_side, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_moved_pointer_takes_the_highlight_and_the_list_stands,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(label_and_value_never_meet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pad_button_is_taken_and_shown, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_comes_to_rest, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
