/* The menu as a person meets it: a list of real scripts, keys, and what is wished in the end. */
#include "shell/menu.h"

#include "support/made_library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* In the order in which the list has them. */
static const struct made_script scripts[] = {
    {"ease", "title \"Ease\"\nphase early\nbreathe calm for 3 breaths\n"},
    {"hold", "title \"Hold\"\nphase early\ncaution \"c\"\nmove to temples\nhold pressure for 9s\n"},
    {"dark", "title \"Dark\"\nabout \"A long night.\"\nphase attack\nbreathe calm for 2 breaths\n"},
    {"broken", "title \"Broken\"\nphase between\nfly away\n"},
    {"walk", "title \"Walk\"\nphase daily\nbreathe calm for 2 breaths\n"},
};

enum { SCRIPTS = sizeof scripts / sizeof scripts[0] };

struct fixture {
    struct made_library made;
    struct menu *menu;
    int64_t now_ms;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    made_library_set_up(&fixture->made, scripts, SCRIPTS);
    fixture->menu = menu_create(allocator_system(), fixture->made.library);
    menu_set_room(fixture->menu, 4, 0);
    menu_appear(fixture->menu, 0);
    fixture->now_ms = MENU_COMES_MS;
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    menu_destroy(fixture->menu);
    made_library_tear_down(&fixture->made);
    free(fixture);
    return 0;
}

static bool press(struct fixture *fixture, enum key key)
{
    struct input input = {.kind = INPUT_KEY, .key = key};
    fixture->now_ms += 10;
    return menu_input(fixture->menu, &input, -1, fixture->now_ms);
}

/* The key is held down, and says so again. */
static bool hold(struct fixture *fixture, enum key key)
{
    struct input input = {.kind = INPUT_KEY, .key = key, .repeated = true};
    fixture->now_ms += 10;
    return menu_input(fixture->menu, &input, -1, fixture->now_ms);
}

static void type(struct fixture *fixture, const char *text)
{
    for (; *text != '\0'; text++) {
        struct input input = {.kind = INPUT_TEXT, .text = {*text}};
        fixture->now_ms += 10;
        (void)menu_input(fixture->menu, &input, -1, fixture->now_ms);
    }
}

static void assert_at(const struct fixture *fixture, const char *name)
{
    assert_non_null(menu_routine(fixture->menu));
    assert_string_equal(menu_routine(fixture->menu)->name, name);
}

static void test_arrows_walk_over_routines_and_stop_at_the_ends(void **state)
{
    struct fixture *fixture = *state;
    assert_at(fixture, scripts[0].name);
    assert_false(press(fixture, KEY_UP));
    for (size_t i = 1; i < SCRIPTS; i++) {
        assert_true(press(fixture, KEY_DOWN));
        assert_at(fixture, scripts[i].name);
    }
    assert_false(press(fixture, KEY_DOWN));
    assert_true(press(fixture, KEY_HOME));
    assert_at(fixture, scripts[0].name);
    assert_true(press(fixture, KEY_END));
    assert_at(fixture, scripts[SCRIPTS - 1].name);
}

static void test_enter_plays_once_the_page_is_dark(void **state)
{
    struct fixture *fixture = *state;
    (void)press(fixture, KEY_DOWN);
    assert_true(press(fixture, KEY_ENTER));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + MENU_GOES_MS - 1), MENU_STAYS);
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + MENU_GOES_MS), MENU_PLAYS);
    assert_at(fixture, "hold");
    menu_appear(fixture->menu, fixture->now_ms + 60000);
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 70000), MENU_STAYS);
}

/* A tired hand stays on a key: nothing may flip back and forth, or be taken back by that. */
static void test_held_keys_count_once_but_for_those_that_walk(void **state)
{
    struct fixture *fixture = *state;
    static const enum key once[] = {KEY_TAB, KEY_SPACE, KEY_ENTER, KEY_ESCAPE, KEY_HELP};
    static const enum key walking[] = {KEY_DOWN, KEY_UP, KEY_PAGE_DOWN, KEY_PAGE_UP};
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++)
        assert_false(hold(fixture, once[i]));
    assert_false(menu_goes(fixture->menu) || menu_touch_hurts(fixture->menu));
    for (size_t i = 0; i < sizeof walking / sizeof walking[0]; i++)
        assert_true(hold(fixture, walking[i]));
    type(fixture, "ni");
    assert_true(hold(fixture, KEY_BACKSPACE));
    (void)press(fixture, KEY_ESCAPE);
    (void)press(fixture, KEY_ESCAPE);
    assert_false(hold(fixture, KEY_ESCAPE));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_LEAVES);
}

static void test_escape_takes_enter_back(void **state)
{
    struct fixture *fixture = *state;
    (void)press(fixture, KEY_ENTER);
    assert_true(press(fixture, KEY_ESCAPE));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_STAYS);
    assert_true(press(fixture, KEY_ESCAPE));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_LEAVES);
}

static void test_escape_takes_leaving_back_but_not_a_closed_window(void **state)
{
    struct fixture *fixture = *state;
    (void)press(fixture, KEY_ESCAPE);
    assert_true(press(fixture, KEY_ESCAPE));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_STAYS);
    struct input quit = {.kind = INPUT_QUIT};
    (void)menu_input(fixture->menu, &quit, -1, fixture->now_ms);
    assert_false(press(fixture, KEY_ESCAPE));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_LEAVES);
}

static void test_a_script_with_errors_is_listed_and_plays_nothing(void **state)
{
    struct fixture *fixture = *state;
    /* Played last, and spoiled since: the highlight begins on one that plays. */
    menu_set_last(fixture->menu, "broken", fixture->now_ms);
    assert_at(fixture, scripts[0].name);
    assert_true(press(fixture, KEY_UP));
    assert_at(fixture, "broken");
    assert_non_null(strstr(menu_routine(fixture->menu)->fault.bytes, "line 3"));
    assert_false(press(fixture, KEY_ENTER));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_STAYS);
}

static void test_letters_search_and_escape_forgets_them(void **state)
{
    struct fixture *fixture = *state;
    type(fixture, "NIGHT");
    assert_at(fixture, "dark");
    assert_false(press(fixture, KEY_DOWN));
    type(fixture, "x");
    assert_null(menu_routine(fixture->menu));
    assert_false(press(fixture, KEY_ENTER));
    assert_true(press(fixture, KEY_BACKSPACE));
    assert_at(fixture, "dark");
    assert_true(press(fixture, KEY_ESCAPE));
    assert_int_equal(menu_search(fixture->menu).length, 0);
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_STAYS);
}

static void test_a_search_is_over_when_what_it_found_has_been_played(void **state)
{
    struct fixture *fixture = *state;
    type(fixture, "night");
    (void)press(fixture, KEY_HELP);
    menu_appear(fixture->menu, fixture->now_ms += 10000);
    assert_int_equal(menu_search(fixture->menu).length, 5);
    (void)press(fixture, KEY_ENTER);
    menu_forget_search(fixture->menu, fixture->now_ms += 10000);
    menu_set_last(fixture->menu, "dark", fixture->now_ms);
    menu_appear(fixture->menu, fixture->now_ms);
    assert_int_equal(menu_search(fixture->menu).length, 0);
    assert_at(fixture, "dark");
    assert_true(press(fixture, KEY_DOWN));
}

static void test_backspace_takes_a_whole_character(void **state)
{
    struct fixture *fixture = *state;
    struct input input = {.kind = INPUT_TEXT, .text = "\xC3\xA9"};
    assert_true(menu_input(fixture->menu, &input, -1, fixture->now_ms));
    assert_int_equal(menu_search(fixture->menu).length, 2);
    assert_true(press(fixture, KEY_BACKSPACE));
    assert_int_equal(menu_search(fixture->menu).length, 0);
}

static void test_a_search_that_is_too_long_is_left_as_it_is(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 200; i++)
        type(fixture, "a");
    assert_true(menu_search(fixture->menu).length < 64);
}

static void test_touch_hurts_hides_what_touches(void **state)
{
    struct fixture *fixture = *state;
    (void)press(fixture, KEY_DOWN);
    assert_at(fixture, "hold");
    assert_true(press(fixture, KEY_TAB));
    assert_at(fixture, "ease");
    assert_true(press(fixture, KEY_DOWN));
    assert_at(fixture, "dark");
    assert_true(press(fixture, KEY_TAB));
    assert_at(fixture, "dark");
    assert_true(press(fixture, KEY_UP));
    assert_at(fixture, "hold");
}

static void test_a_press_chooses_and_a_second_plays(void **state)
{
    struct fixture *fixture = *state;
    struct input input = {.kind = INPUT_PRESS};
    assert_false(menu_input(fixture->menu, &input, 0, fixture->now_ms)); /* a heading */
    assert_true(menu_input(fixture->menu, &input, 2, fixture->now_ms));
    assert_at(fixture, "hold");
    assert_true(menu_input(fixture->menu, &input, 2, fixture->now_ms));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_PLAYS);
    input.kind = INPUT_QUIT;
    assert_true(menu_input(fixture->menu, &input, -1, fixture->now_ms));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_LEAVES);
}

/* Where the pointer is, is seen by the highlight alone, so one click then plays. */
static void test_a_moved_pointer_takes_the_highlight_and_a_click_plays(void **state)
{
    struct fixture *fixture = *state;
    struct input input = {.kind = INPUT_POINTER};
    assert_false(menu_input(fixture->menu, &input, 0, fixture->now_ms)); /* a heading */
    assert_false(menu_input(fixture->menu, &input, -1, fixture->now_ms));
    assert_true(menu_input(fixture->menu, &input, 2, fixture->now_ms));
    assert_false(menu_input(fixture->menu, &input, 2, fixture->now_ms));
    assert_at(fixture, "hold");
    /* The list does not scroll away from under it, even at its edge: the second line stays. */
    assert_false(menu_input(fixture->menu, &input, 3, fixture->now_ms)); /* a heading */
    assert_true(menu_input(fixture->menu, &input, 1, fixture->now_ms));
    assert_at(fixture, "ease");
    input.kind = INPUT_PRESS;
    assert_true(menu_input(fixture->menu, &input, 1, fixture->now_ms));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_PLAYS);
}

static void test_media_keys_choose_play_and_leave(void **state)
{
    struct fixture *fixture = *state;
    assert_true(press(fixture, KEY_NEXT));
    assert_at(fixture, "hold");
    assert_true(press(fixture, KEY_PREVIOUS));
    assert_true(press(fixture, KEY_PLAY));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_PLAYS);
    menu_appear(fixture->menu, fixture->now_ms);
    assert_true(press(fixture, KEY_STOP));
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_LEAVES);
}

static void test_a_question_mark_asks_for_the_cautions(void **state)
{
    struct fixture *fixture = *state;
    type(fixture, "?");
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms + 10000), MENU_EXPLAINS);
}

static void test_f1_and_its_like_ask_for_the_keys(void **state)
{
    struct fixture *fixture = *state;
    static const enum key keys[] = {KEY_HELP, KEY_RIGHT_TRIGGER, KEY_THREE_LEFT};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        assert_true(press(fixture, keys[i]));
        fixture->now_ms += 10000;
        assert_int_equal(menu_wish(fixture->menu, fixture->now_ms), MENU_SHOWS_KEYS);
        assert_int_equal(menu_key(fixture->menu), keys[i]);
        menu_appear(fixture->menu, fixture->now_ms);
    }
}

static void test_right_asks_for_the_page_of_the_routine(void **state)
{
    struct fixture *fixture = *state;
    const struct routine *routine = menu_routine(fixture->menu);
    assert_true(press(fixture, KEY_RIGHT));
    fixture->now_ms += 10000;
    assert_int_equal(menu_wish(fixture->menu, fixture->now_ms), MENU_TELLS);
    assert_ptr_equal(menu_routine(fixture->menu), routine);
    menu_appear(fixture->menu, fixture->now_ms);
    type(fixture, "nothing has these letters");
    assert_null(menu_routine(fixture->menu));
    assert_false(press(fixture, KEY_RIGHT));
}

static void test_the_highlight_stays_while_the_list_fills(void **state)
{
    const struct fixture *fixture = *state;
    struct library *library = library_create(allocator_system(), made_library_no_recording,
                                             &(struct narration_sources){.narrator = "slt"});
    assert_true(library_add_folder(library, fixture->made.folder, true));
    struct menu *menu = menu_create(allocator_system(), library);
    struct input end = {.kind = INPUT_KEY, .key = KEY_END};
    menu_set_room(menu, 4, 0);
    menu_appear(menu, 0);
    assert_null(menu_routine(menu));
    int64_t now_ms = 0;
    for (bool more = true; more; now_ms += 100) {
        more = library_read_more(library, 0);
        menu_refresh(menu, now_ms);
        assert_ptr_equal(menu_routine(menu), library_routine(library, 0));
        if (library_count(library) == 3)
            break;
    }
    (void)menu_input(menu, &end, -1, now_ms);
    const struct routine *chosen = menu_routine(menu);
    assert_ptr_equal(chosen, library_routine(library, 2));
    while (library_read_more(library, 0))
        menu_refresh(menu, now_ms += 100);
    menu_refresh(menu, now_ms);
    assert_ptr_equal(menu_routine(menu), chosen);
    menu_destroy(menu);
    library_destroy(library);
}

static void test_what_was_played_last_stands_on_top_and_nowhere_else(void **state)
{
    struct fixture *fixture = *state;
    menu_set_last(fixture->menu, "walk", fixture->now_ms);
    assert_at(fixture, "walk");
    assert_string_equal(menu_heading(fixture->menu), "Played last");
    assert_true(press(fixture, KEY_DOWN));
    assert_at(fixture, "ease");
    assert_string_equal(menu_heading(fixture->menu), "Early signs");
    assert_true(press(fixture, KEY_END));
    assert_at(fixture, "broken");
    /* What touches is not shown again for having been played. */
    menu_set_last(fixture->menu, "hold", fixture->now_ms);
    menu_hide_touch(fixture->menu, true, fixture->now_ms);
    assert_true(press(fixture, KEY_HOME));
    assert_at(fixture, "ease");
    menu_set_last(fixture->menu, "no-such-routine", fixture->now_ms);
    assert_at(fixture, "ease");
}

static void test_space_makes_it_speak_but_is_a_letter_of_a_search(void **state)
{
    struct fixture *fixture = *state;
    assert_true(press(fixture, KEY_SPACE));
    assert_true(menu_speaks(fixture->menu));
    type(fixture, " ");
    assert_int_equal(menu_search(fixture->menu).length, 0);
    type(fixture, "long");
    (void)press(fixture, KEY_SPACE);
    type(fixture, " ");
    assert_true(menu_speaks(fixture->menu));
    assert_int_equal(menu_search(fixture->menu).length, 5);
    assert_true(press(fixture, KEY_PAD_X));
    assert_false(menu_speaks(fixture->menu));
}

static void test_it_comes_to_rest(void **state)
{
    struct fixture *fixture = *state;
    (void)press(fixture, KEY_END);
    assert_true(menu_moves(fixture->menu, fixture->now_ms));
    assert_false(menu_moves(fixture->menu, fixture->now_ms + 1000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_arrows_walk_over_routines_and_stop_at_the_ends, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_enter_plays_once_the_page_is_dark, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_held_keys_count_once_but_for_those_that_walk, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_escape_takes_enter_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_escape_takes_leaving_back_but_not_a_closed_window,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_script_with_errors_is_listed_and_plays_nothing,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_letters_search_and_escape_forgets_them, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_search_is_over_when_what_it_found_has_been_played,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_backspace_takes_a_whole_character, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_search_that_is_too_long_is_left_as_it_is, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_touch_hurts_hides_what_touches, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_press_chooses_and_a_second_plays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_moved_pointer_takes_the_highlight_and_a_click_plays,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_media_keys_choose_play_and_leave, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_question_mark_asks_for_the_cautions, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_f1_and_its_like_ask_for_the_keys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_right_asks_for_the_page_of_the_routine, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_the_highlight_stays_while_the_list_fills, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_what_was_played_last_stands_on_top_and_nowhere_else,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_space_makes_it_speak_but_is_a_letter_of_a_search,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_it_comes_to_rest, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
