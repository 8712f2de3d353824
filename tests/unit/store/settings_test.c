/* mkdtemp is of the X/Open part of POSIX 2008. */
#define _XOPEN_SOURCE 700

/* The settings file: what a person wrote in it stays, and what makes no sense is said. */
#include "store/settings.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct fixture {
    char folder[64];
    char path[128];
    struct arena arena;
    struct findings findings;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    strcpy(fixture->folder, "/tmp/lull-settings-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    (void)snprintf(fixture->path, sizeof fixture->path, "%s/lull/settings", fixture->folder);
    fixture->arena = arena_make(allocator_system());
    fixture->findings = findings_make(&fixture->arena);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char folder[128];
    (void)snprintf(folder, sizeof folder, "%s/lull", fixture->folder);
    (void)unlink(fixture->path);
    (void)rmdir(folder);
    assert_int_equal(rmdir(fixture->folder), 0);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

static void put(const struct fixture *fixture, const char *text)
{
    char folder[128];
    (void)snprintf(folder, sizeof folder, "%s/lull", fixture->folder);
    (void)mkdir(folder, 0700);
    FILE *file = fopen(fixture->path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void assert_file(const struct fixture *fixture, const char *expected)
{
    char text[1024] = "";
    FILE *file = fopen(fixture->path, "r");
    assert_non_null(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    assert_string_equal(text, expected);
}

static void test_no_file_is_the_default_and_no_fault(void **state)
{
    struct fixture *fixture = *state;
    struct settings settings = settings_load(&fixture->arena, fixture->path, NULL,
                                             &fixture->findings);
    assert_int_equal(fixture->findings.count, 0);
    assert_string_equal(settings.hue, "moss");
    assert_int_equal(settings.brightness_percent, 100);
    assert_false(settings.cautions_read);
}

static void test_values_are_read(void **state)
{
    struct fixture *fixture = *state;
    put(fixture,
        "# mine\r\n  Hue = ember # warm\nbrightness=40%\n\nnarrator = rms\ncaptions = OFF\nlast = a-b");
    struct settings settings = settings_load(&fixture->arena, fixture->path, NULL,
                                             &fixture->findings);
    assert_int_equal(fixture->findings.count, 0);
    assert_string_equal(settings.hue, "ember");
    assert_int_equal(settings.brightness_percent, 40);
    assert_string_equal(settings.narrator, "rms");
    assert_false(settings.captions);
    assert_string_equal(settings.last, "a-b");
}

static void test_nonsense_is_reported_with_its_line_and_the_default_holds(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "hue = blue\nbrightness = 400\nvoice = -3\nglow = 7\ncaptions\n"
                 "hue = moss ember\nrumble = dark on\nnarrator = slt rms\n");
    struct settings settings = settings_load(&fixture->arena, fixture->path, NULL,
                                             &fixture->findings);
    static const char *const names[] = {"bad-setting",     "bad-setting", "bad-setting",
                                        "unknown-setting", "bad-setting", "bad-setting",
                                        "bad-setting",     "bad-setting"};
    static const char *const helps[] = {
        "hue is one of: moss ember ash", "brightness is a number, 10 to 100",
        "voice is a number, 0 to 100",   "",
        "captions is on or off",         "hue is one of: moss ember ash",
        "rumble is one of: dark on off", "narrator is one of: slt rms"};
    assert_int_equal(fixture->findings.count, 8);
    assert_int_equal(fixture->findings.errors, 0);
    for (unsigned i = 0; i < 8; i++) {
        assert_int_equal(fixture->findings.items[i].line, i + 1);
        assert_string_equal(fixture->findings.items[i].name, names[i]);
        assert_true(text_equal(fixture->findings.items[i].help, text_from(helps[i])));
    }
    assert_string_equal(settings.hue, "moss");
    assert_int_equal(settings.brightness_percent, 100);
    assert_int_equal(settings.voice_percent, 100);
    assert_true(settings.captions);
    assert_string_equal(settings.rumble, "dark");
    assert_string_equal(settings.narrator, "slt");
}

static void test_saving_changes_only_what_has_changed(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "# mine\nglow = 7\nhue = ember # warm\nvoice=90\nbrightness = 400\n");
    struct settings settings = settings_load(&fixture->arena, fixture->path, NULL,
                                             &fixture->findings);
    struct settings known = settings;
    settings.voice_percent = 50;
    settings.cautions_read = true;
    const char *reason = NULL;
    assert_true(settings_save(allocator_system(), fixture->path, &settings, &known, &reason));
    assert_file(fixture, "# mine\nglow = 7\nhue = ember # warm\nvoice = 50\nbrightness = 400\n"
                         "cautions-read = on\n");
}

/* Two programs at once, or one and a person with an editor: each writes what it has changed. */
static void test_what_others_have_changed_meanwhile_stays(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "hue = ember\nvoice = 90\n");
    struct settings known = settings_load(&fixture->arena, fixture->path, NULL, &fixture->findings);
    struct settings settings = known;
    put(fixture, "hue = ash\nvolume = 40\n");
    settings.captions = false;
    const char *reason = NULL;
    assert_true(settings_save(allocator_system(), fixture->path, &settings, &known, &reason));
    assert_file(fixture, "hue = ash\nvolume = 40\ncaptions = off\n");
    /* What both have changed is as the last one says. */
    known = settings;
    strcpy(settings.hue, "moss");
    assert_true(settings_save(allocator_system(), fixture->path, &settings, &known, &reason));
    assert_file(fixture, "hue = moss\nvolume = 40\ncaptions = off\n");
}

static void test_touch_hurts_for_a_night_and_a_clock_set_back(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    assert_false(settings_touch_hurts(&settings, 5));
    settings.touch_hurts_hour = 493000;
    assert_true(settings_touch_hurts(&settings, 493000));
    assert_true(settings_touch_hurts(&settings, 493000 + SETTINGS_NIGHT_HOURS - 1));
    assert_false(settings_touch_hurts(&settings, 493000 + SETTINGS_NIGHT_HOURS));
    assert_true(settings_touch_hurts(&settings, 493000 - 1));
    assert_false(settings_touch_hurts(&settings, 493000 - SETTINGS_NIGHT_HOURS));
    settings.touch_hurts_hour = INT32_MAX;
    assert_false(settings_touch_hurts(&settings, 0));
}

static void test_a_new_file_is_made_with_its_folder_and_reads_back(void **state)
{
    struct fixture *fixture = *state;
    struct settings settings = settings_default();
    strcpy(settings.last, "only-breathing");
    strcpy(settings.hue, "ash");
    settings.figure = false;
    settings.touch_hurts_hour = 493000;
    struct settings usual = settings_default();
    const char *reason = NULL;
    assert_true(settings_save(allocator_system(), fixture->path, &settings, &usual, &reason));
    struct settings again = settings_load(&fixture->arena, fixture->path, NULL, &fixture->findings);
    assert_int_equal(fixture->findings.count, 0);
    assert_memory_equal(&again, &settings, sizeof again);
}

static void test_nothing_to_say_writes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct settings settings = settings_default();
    struct settings usual = settings;
    const char *reason = NULL;
    assert_true(settings_save(allocator_system(), fixture->path, &settings, &usual, &reason));
    assert_int_not_equal(access(fixture->path, F_OK), 0);
    put(fixture, "voice = 90\n");
    assert_int_equal(chmod(fixture->path, 0400), 0);
    struct stat before;
    struct stat after;
    assert_int_equal(stat(fixture->path, &before), 0);
    settings.voice_percent = 90;
    assert_true(settings_save(allocator_system(), fixture->path, &settings, &usual, &reason));
    assert_int_equal(stat(fixture->path, &after), 0);
    assert_int_equal(before.st_ino, after.st_ino);
}

static void test_a_place_that_cannot_be_written_is_said(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    struct settings usual = settings;
    const char *reason = NULL;
    settings.captions = false;
    assert_false(
        settings_save(allocator_system(), "/proc/nowhere/settings", &settings, &usual, &reason));
    assert_non_null(reason);
}

static void test_one_setting_is_set_by_the_rule_of_the_file(void **state)
{
    (void)state;
    struct settings settings = settings_default();
    assert_true(settings_set(&settings, "narrator", "rms"));
    assert_string_equal(settings.narrator, "rms");
    assert_false(settings_set(&settings, "narrator", "anna"));
    assert_false(settings_set(&settings, "narrator", "slt rms"));
    assert_false(settings_set(&settings, "singer", "rms"));
    assert_string_equal(settings.narrator, "rms");
}

/* Takes "softer" and nothing else. */
static bool take_softer(void *context, struct text action, struct text key)
{
    struct text *taken = context;
    *taken = key;
    return text_equal(action, text_from("softer"));
}

static void keys_go_to_who_knows_them_and_bad_ones_are_told_with_their_line(void **state)
{
    struct fixture *fixture = *state;
    struct text taken = {0};
    struct settings_keys keys = {.assign = take_softer, .context = &taken};
    put(fixture, "volume = 50\nkey softer = s # easy to find\n");
    struct settings settings = settings_load(&fixture->arena, fixture->path, &keys,
                                             &fixture->findings);
    assert_int_equal(fixture->findings.count, 0);
    assert_true(text_equal(taken, text_from("s")));
    struct settings known = settings;
    settings.volume_percent = 60;
    struct buffer text = buffer_make(allocator_system());
    settings_write(&settings, &known, text_from("key softer = s # easy to find\n"), &text);
    assert_non_null(strstr(buffer_text(&text).bytes, "key softer = s # easy to find\n"));
    buffer_release(&text);
    put(fixture, "\nkey louder = s\n");
    (void)settings_load(&fixture->arena, fixture->path, &keys, &fixture->findings);
    assert_int_equal(fixture->findings.count, 1);
    assert_string_equal(fixture->findings.items[0].name, "bad-key");
    assert_int_equal(fixture->findings.items[0].line, 2);
}

static void a_key_takes_the_place_of_the_one_before(void **state)
{
    struct fixture *fixture = *state;
    const char *reason = NULL;
    put(fixture, "# mine\nkey softer = s # easy\nkey dark = x\nKey Softer = t\nglow = 7");
    assert_true(settings_save_key(allocator_system(), fixture->path, text_from("softer"),
                                  text_from("Page Up"), &reason));
    assert_file(fixture, "# mine\nkey dark = x\nglow = 7\nkey softer = Page Up\n");
    assert_true(settings_save_key(allocator_system(), fixture->path, text_from("softer"),
                                  text_from(""), &reason));
    assert_file(fixture, "# mine\nkey dark = x\nglow = 7\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_no_file_is_the_default_and_no_fault, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_values_are_read, set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            test_nonsense_is_reported_with_its_line_and_the_default_holds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_saving_changes_only_what_has_changed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_what_others_have_changed_meanwhile_stays, set_up,
                                        tear_down),
        cmocka_unit_test(test_touch_hurts_for_a_night_and_a_clock_set_back),
        cmocka_unit_test_setup_teardown(test_a_new_file_is_made_with_its_folder_and_reads_back,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_to_say_writes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_key_takes_the_place_of_the_one_before, set_up, tear_down),
        cmocka_unit_test(test_a_place_that_cannot_be_written_is_said),
        cmocka_unit_test(test_one_setting_is_set_by_the_rule_of_the_file),
        cmocka_unit_test_setup_teardown(
            keys_go_to_who_knows_them_and_bad_ones_are_told_with_their_line, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
