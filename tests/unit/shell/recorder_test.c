/* Recording sentences: what a key means when, and that nothing spoken is lost unsaid. */
#include "shell/recorder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

enum { COUNT = 3 };

static struct recorder_sentence sentences[COUNT];
static struct recorder recorder;

/* Three sentences, of which the first is there already. */
static int begin(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        sentences[i] = (struct recorder_sentence){.text = text_from("Rest."), .recorded = i == 0};
    recorder = recorder_make(sentences, COUNT, 0);
    return 0;
}

static enum recorder_wish press(enum key key)
{
    return recorder_input(&recorder, &(struct input){.kind = INPUT_KEY, .key = key}, 1000);
}

static enum recorder_wish letter(char letter)
{
    struct input input = {.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = (uint32_t)letter};
    return recorder_input(&recorder, &input, 1000);
}

/* A take, as the owner of the microphone reports it; `problem` NULL: a good one. */
static void record(const char *problem)
{
    assert_int_equal(press(KEY_SPACE), RECORDER_BEGINS);
    recorder_began(&recorder, NULL, 1000);
    assert_int_equal(press(KEY_SPACE), RECORDER_ENDS);
    recorder_took(&recorder, problem, 1000);
}

static void keep(void)
{
    assert_int_equal(press(KEY_ENTER), RECORDER_KEEPS);
    recorder_kept(&recorder, NULL);
}

static bool says(const char *words)
{
    return strstr(recorder_status(&recorder), words) != NULL;
}

static void it_goes_on_where_one_left_off(void **state)
{
    (void)state;
    assert_int_equal(recorder.at, 1);
    record(NULL);
    keep();
    assert_int_equal(recorder.at, 2);
    record(NULL);
    keep();
    assert_true(says("Every sentence is recorded"));
    assert_true(sentences[1].recorded && sentences[2].recorded);
}

static void what_was_left_out_comes_last(void **state)
{
    (void)state;
    (void)press(KEY_RIGHT);
    record(NULL);
    keep();
    assert_int_equal(recorder.at, 1);
}

static void all_recorded_means_from_the_first_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT; i++)
        sentences[i].recorded = true;
    recorder = recorder_make(sentences, COUNT, 0);
    assert_int_equal(recorder.at, 0);
    record(NULL);
    keep();
    assert_int_equal(recorder.at, 1);
}

static void a_bad_take_leaves_the_one_before(void **state)
{
    (void)state;
    record("That was too short.");
    assert_true(says("too short"));
    assert_int_equal(press(KEY_ENTER), RECORDER_NOTHING);
    record(NULL);
    record("That was too short.");
    assert_true(recorder.has_take);
    keep();
    assert_true(sentences[1].recorded);
}

static void a_take_is_not_lost_unsaid(void **state)
{
    (void)state;
    static const enum key keys[] = {KEY_LEFT, KEY_RIGHT, KEY_ESCAPE};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        (void)begin(NULL);
        record(NULL);
        assert_int_equal(press(keys[i]), RECORDER_NOTHING);
        assert_true(says("not kept") && recorder.at == 1 && !recorder.leaving);
        /* Any other key, and it has to be said again. */
        assert_int_equal(letter('p'), RECORDER_LISTENS);
        recorder_played(&recorder, NULL);
        (void)press(keys[i]);
        assert_true(recorder.at == 1 && !recorder.leaving);
        (void)press(keys[i]);
        assert_true(recorder.at != 1 || recorder.leaving);
    }
}

static void a_file_that_cannot_be_written_loses_nothing(void **state)
{
    (void)state;
    record(NULL);
    assert_int_equal(press(KEY_ENTER), RECORDER_KEEPS);
    recorder_kept(&recorder, "The disk is full.");
    assert_true(says("disk is full") && recorder.at == 1 && !sentences[1].recorded);
    keep();
    assert_true(sentences[1].recorded);
}

static void while_recording_only_its_end_counts(void **state)
{
    (void)state;
    (void)press(KEY_SPACE);
    recorder_began(&recorder, NULL, 1000);
    assert_int_equal(press(KEY_RIGHT), RECORDER_NOTHING);
    assert_int_equal(letter('p'), RECORDER_NOTHING);
    assert_int_equal(recorder.state, RECORDER_RECORDS);
    assert_int_equal(press(KEY_ESCAPE), RECORDER_DROPS);
    assert_false(recorder.has_take || recorder.leaving);
}

static void a_key_that_is_held_down_is_one(void **state)
{
    (void)state;
    struct input held = {.kind = INPUT_KEY, .key = KEY_SPACE, .repeated = true};
    (void)press(KEY_SPACE);
    recorder_began(&recorder, NULL, 1000);
    assert_int_equal(recorder_input(&recorder, &held, 1000), RECORDER_NOTHING);
}

static void whatever_comes_while_it_plays_is_in_silence(void **state)
{
    (void)state;
    assert_int_equal(letter('l'), RECORDER_NOTHING); /* nothing is there */
    record(NULL);
    assert_int_equal(letter('l'), RECORDER_LISTENS);
    assert_int_equal(press(KEY_SPACE), RECORDER_SILENCES);
    assert_int_equal(letter('p'), RECORDER_LISTENS);
    assert_int_equal(press(KEY_RIGHT), RECORDER_SILENCES);
    assert_true(says("not kept"));
    assert_int_equal(letter('p'), RECORDER_LISTENS);
    assert_int_equal(letter('r'), RECORDER_BEGINS);
}

static void a_microphone_that_cannot_be_used_is_told(void **state)
{
    (void)state;
    assert_int_equal(press(KEY_SPACE), RECORDER_BEGINS);
    recorder_began(&recorder, "None is plugged in.", 1000);
    assert_true(says("None is plugged in") && recorder.state == RECORDER_RESTS);
    assert_int_equal(press(KEY_SPACE), RECORDER_BEGINS);
}

static void a_closed_window_ends_it_whatever_goes_on(void **state)
{
    (void)state;
    struct input closed = {.kind = INPUT_QUIT};
    (void)press(KEY_SPACE);
    recorder_began(&recorder, NULL, 1000);
    assert_int_equal(recorder_input(&recorder, &closed, 4000), RECORDER_DROPS);
    assert_false(recorder_is_over(&recorder, 4100)); /* it goes dark first */
    assert_true(recorder_is_over(&recorder, 6000));
}

static void its_level_swells_and_is_gone_at_the_end(void **state)
{
    (void)state;
    recorder_hear(&recorder, 1, 1000);
    assert_true(ease_value(&recorder.level, 3000) <= 0); /* nobody records */
    (void)press(KEY_SPACE);
    recorder_began(&recorder, NULL, 1000);
    recorder_hear(&recorder, 1, 1300);
    assert_in_range((int)(100 * ease_value(&recorder.level, 1350)), 0, 10);
    assert_true(ease_value(&recorder.level, 2000) > 0.99);
    assert_int_equal(recorder_input(&recorder, &(struct input){.kind = INPUT_PRESS}, 2000),
                     RECORDER_ENDS);
    recorder_took(&recorder, NULL, 2000);
    assert_true(ease_value(&recorder.level, 4000) <= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(it_goes_on_where_one_left_off, begin),
        cmocka_unit_test_setup(what_was_left_out_comes_last, begin),
        cmocka_unit_test_setup(all_recorded_means_from_the_first_again, begin),
        cmocka_unit_test_setup(a_bad_take_leaves_the_one_before, begin),
        cmocka_unit_test_setup(a_take_is_not_lost_unsaid, begin),
        cmocka_unit_test_setup(a_file_that_cannot_be_written_loses_nothing, begin),
        cmocka_unit_test_setup(while_recording_only_its_end_counts, begin),
        cmocka_unit_test_setup(a_key_that_is_held_down_is_one, begin),
        cmocka_unit_test_setup(whatever_comes_while_it_plays_is_in_silence, begin),
        cmocka_unit_test_setup(a_microphone_that_cannot_be_used_is_told, begin),
        cmocka_unit_test_setup(a_closed_window_ends_it_whatever_goes_on, begin),
        cmocka_unit_test_setup(its_level_swells_and_is_gone_at_the_end, begin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
