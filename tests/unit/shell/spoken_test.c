/* What somebody with closed eyes hears of the menu, as the words that are given out, in order. */
#include "shell/spoken.h"

#include "shell/safety.h"
#include "support/made_library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the order in which the list has them. */
static const struct made_script scripts[] = {
    {"ease", "title \"Ease\"\nphase early\nbreathe calm for 3 breaths\n"},
    {"hold", "title \"Hold\"\nphase early\nneeds \"a\"\nneeds \"b\"\ncaution \"C\"\ncaution \"D\"\n"
             "move to temples\nhold pressure for 9s\n"},
    {"broken", "title \"Broken\"\nphase between\nfly away\n"},
};

enum { SCRIPTS = sizeof scripts / sizeof scripts[0], SPEAKING_MS = 900 };

struct fixture {
    struct made_library made;
    struct menu *menu;
    struct spoken spoken;
    char said[2048]; /* every sentence since the last look, each ended by "|" */
    int64_t busy_until_ms;
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

/* Lets time go by as the program does; each sentence takes SPEAKING_MS unless it is cut off. */
static void wait(struct fixture *fixture, int64_t for_ms, bool listed)
{
    int64_t end_ms = fixture->now_ms + for_ms;
    for (; fixture->now_ms < end_ms; fixture->now_ms += 33) {
        struct utterance utterance;
        if (listed)
            spoken_follow(&fixture->spoken, fixture->menu, fixture->now_ms);
        bool busy = fixture->now_ms < fixture->busy_until_ms;
        if (!spoken_next(&fixture->spoken, busy, fixture->now_ms, &utterance))
            continue;
        size_t length = strlen(fixture->said);
        (void)snprintf(fixture->said + length, sizeof fixture->said - length, "%.*s|",
                       (int)utterance.words.length, utterance.words.bytes);
        fixture->busy_until_ms = fixture->now_ms + SPEAKING_MS;
    }
}

static void assert_said(struct fixture *fixture, const char *expected)
{
    assert_string_equal(fixture->said, expected);
    fixture->said[0] = '\0';
}

static void press(struct fixture *fixture, enum key key)
{
    struct input input = {.kind = INPUT_KEY, .key = key};
    (void)menu_input(fixture->menu, &input, -1, fixture->now_ms);
}

static void nothing_is_said_unless_it_is_wanted(void **state)
{
    struct fixture *fixture = *state;
    press(fixture, KEY_DOWN);
    wait(fixture, 5000, true);
    spoken_say_touch(&fixture->spoken, true, fixture->now_ms);
    spoken_say_cautions(&fixture->spoken, fixture->now_ms);
    wait(fixture, 5000, true);
    assert_said(fixture, "");
}

static void a_row_is_said_and_its_group_where_that_is_new(void **state)
{
    struct fixture *fixture = *state;
    fixture->spoken.on = true;
    wait(fixture, 5000, true);
    assert_said(fixture, "Early signs|Ease|");
    press(fixture, KEY_DOWN);
    wait(fixture, 5000, true);
    assert_said(fixture, "Hold|");
    press(fixture, KEY_DOWN);
    wait(fixture, 5000, true);
    assert_said(fixture, "Between attacks|Broken|"
                         "This one has a mistake in it, and cannot be played.|");
    press(fixture, KEY_HOME);
    wait(fixture, 5000, true);
    assert_said(fixture, "Early signs|Ease|");
}

/* Holding an arrow down must not make it stammer. */
static void walking_quickly_says_only_where_it_ends(void **state)
{
    struct fixture *fixture = *state;
    fixture->spoken.on = true;
    wait(fixture, 5000, true);
    assert_said(fixture, "Early signs|Ease|");
    press(fixture, KEY_DOWN);
    wait(fixture, SPOKEN_SETTLES_MS / 2, true);
    press(fixture, KEY_DOWN);
    wait(fixture, SPOKEN_SETTLES_MS / 2, true);
    press(fixture, KEY_UP);
    wait(fixture, 5000, true);
    assert_said(fixture, "Hold|");
}

static void a_new_row_cuts_off_the_one_before(void **state)
{
    struct fixture *fixture = *state;
    fixture->spoken.on = true;
    wait(fixture, SPOKEN_SETTLES_MS + 100, true);
    assert_said(fixture, "Early signs|");
    press(fixture, KEY_DOWN);
    wait(fixture, SPOKEN_SETTLES_MS + 100, true);
    assert_said(fixture, "Hold|");
}

static void turning_it_on_and_off_is_said(void **state)
{
    struct fixture *fixture = *state;
    spoken_turn(&fixture->spoken, true, fixture->now_ms);
    wait(fixture, 8000, true);
    assert_said(fixture, "The menu speaks now. The arrows choose, and Enter plays.|"
                         "Early signs|Ease|");
    spoken_turn(&fixture->spoken, false, fixture->now_ms);
    wait(fixture, 5000, true);
    assert_said(fixture, "The menu is silent now.|");
}

static void hiding_what_touches_is_said_and_then_the_row(void **state)
{
    struct fixture *fixture = *state;
    fixture->spoken.on = true;
    press(fixture, KEY_DOWN);
    wait(fixture, 5000, true);
    assert_said(fixture, "Early signs|Hold|");
    press(fixture, KEY_TAB);
    spoken_say_touch(&fixture->spoken, true, fixture->now_ms);
    wait(fixture, 5000, true);
    assert_said(fixture, "Touch hurts: what touches is hidden.|Early signs|Ease|");
}

static void finding_nothing_is_said_once(void **state)
{
    struct fixture *fixture = *state;
    struct input letter = {.kind = INPUT_TEXT, .text = "x"};
    fixture->spoken.on = true;
    wait(fixture, 5000, true);
    assert_said(fixture, "Early signs|Ease|");
    (void)menu_input(fixture->menu, &letter, -1, fixture->now_ms);
    (void)menu_input(fixture->menu, &letter, -1, fixture->now_ms);
    wait(fixture, 5000, true);
    assert_said(fixture, "There is none.|");
}

static void what_was_played_last_is_said_to_be(void **state)
{
    struct fixture *fixture = *state;
    fixture->spoken.on = true;
    menu_set_last(fixture->menu, "hold", fixture->now_ms);
    wait(fixture, 5000, true);
    assert_said(fixture, "Played last|Hold|");
}

static void the_cautions_are_said_from_the_first_to_the_last(void **state)
{
    struct fixture *fixture = *state;
    char expected[sizeof fixture->said] = "";
    fixture->spoken.on = true;
    spoken_say_cautions(&fixture->spoken, fixture->now_ms);
    wait(fixture, 60000, false);
    for (size_t i = 0; safety_words(i) != NULL; i++) {
        strcat(expected, safety_words(i));
        strcat(expected, "|");
    }
    assert_true(strlen(expected) > 200);
    strcat(expected, "Enter goes on.|");
    assert_said(fixture, expected);
    /* Back on the list, the row is said again. */
    spoken_hush(&fixture->spoken);
    wait(fixture, 5000, true);
    assert_said(fixture, "Early signs|Ease|");
}

static void an_answer_in_the_midst_of_the_cautions_cuts_none_of_them_off(void **state)
{
    struct fixture *fixture = *state;
    fixture->spoken.on = true;
    spoken_say_cautions(&fixture->spoken, fixture->now_ms);
    wait(fixture, 3000, false);
    spoken_say_touch(&fixture->spoken, true, fixture->now_ms);
    wait(fixture, 60000, false);
    const char *answer = strstr(fixture->said, "Touch hurts: what touches is hidden.|");
    assert_non_null(answer);
    assert_null(strstr(answer, safety_words(0)));
    for (size_t i = 0; safety_words(i) != NULL; i++)
        assert_non_null(strstr(fixture->said, safety_words(i)));
    assert_non_null(strstr(answer, "Enter goes on.|"));
}

static void what_a_routine_needs_is_said_with_all_its_cautions(void **state)
{
    struct fixture *fixture = *state;
    press(fixture, KEY_DOWN);
    spoken_say_routine(&fixture->spoken, menu_routine(fixture->menu), fixture->now_ms);
    wait(fixture, 9000, false);
    assert_said(fixture, "");
    fixture->spoken.on = true;
    spoken_say_routine(&fixture->spoken, menu_routine(fixture->menu), fixture->now_ms);
    wait(fixture, 9000, false);
    assert_said(fixture, "You need|a; b|C|D|Enter plays, and Escape goes back.|");
    /* Ease needs nothing and has none. */
    press(fixture, KEY_UP);
    spoken_say_routine(&fixture->spoken, menu_routine(fixture->menu), fixture->now_ms);
    wait(fixture, 9000, false);
    assert_said(fixture, "Enter plays, and Escape goes back.|");
}

/* Each word is in the list that recordings are made from, or is a routine's. */
static void all_its_words_are_to_be_recorded(void **state)
{
    struct fixture *fixture = *state;
    char path[1024];
    char listed[8192] = "\n";
    const char *assets = getenv("LULL_ASSETS");
    assert_non_null(assets);
    (void)snprintf(path, sizeof path, "%s/narration/menu.txt", assets);
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    listed[1 + fread(listed + 1, 1, sizeof listed - 2, file)] = '\0';
    fclose(file);
    spoken_turn(&fixture->spoken, true, fixture->now_ms);
    wait(fixture, 20000, true);
    press(fixture, KEY_END);
    wait(fixture, 9000, true);
    spoken_say_touch(&fixture->spoken, true, fixture->now_ms);
    wait(fixture, 9000, false);
    spoken_say_touch(&fixture->spoken, false, fixture->now_ms);
    wait(fixture, 9000, false);
    spoken_say_cautions(&fixture->spoken, fixture->now_ms);
    wait(fixture, 60000, false);
    press(fixture, KEY_HOME);
    press(fixture, KEY_DOWN);
    spoken_say_routine(&fixture->spoken, menu_routine(fixture->menu), fixture->now_ms);
    wait(fixture, 9000, false);
    spoken_turn(&fixture->spoken, false, fixture->now_ms);
    wait(fixture, 9000, true);
    int sentences = 0;
    for (char *words = strtok(fixture->said, "|"); words != NULL; words = strtok(NULL, "|")) {
        char line[512];
        (void)snprintf(line, sizeof line, "\n%s\n", words);
        bool header = strstr("|Ease|Broken|a; b|C|D|", words) != NULL;
        assert_true(header || strstr(listed, line) != NULL);
        sentences++;
    }
    assert_true(sentences > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_is_said_unless_it_is_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_row_is_said_and_its_group_where_that_is_new, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(walking_quickly_says_only_where_it_ends, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_new_row_cuts_off_the_one_before, set_up, tear_down),
        cmocka_unit_test_setup_teardown(turning_it_on_and_off_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hiding_what_touches_is_said_and_then_the_row, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(finding_nothing_is_said_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_was_played_last_is_said_to_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_cautions_are_said_from_the_first_to_the_last, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(
            an_answer_in_the_midst_of_the_cautions_cuts_none_of_them_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_routine_needs_is_said_with_all_its_cautions, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(all_its_words_are_to_be_recorded, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
