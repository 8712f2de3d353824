/* The list of routines: real scripts in real folders, in the order of a list. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "store/library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
    char folder[64];
    struct library *library;
};

static bool five_seconds(const char *path, int32_t *length_ms)
{
    *length_ms = 5000;
    return strstr(path, "/assets/narration/rms/") != NULL;
}

static void put(const struct fixture *fixture, const char *name, const char *text)
{
    char path[160];
    (void)snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    strcpy(fixture->folder, "/tmp/lull-library-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    fixture->library = library_create(
        allocator_system(), five_seconds,
        &(struct narration_sources){.assets = "/assets", .narrator = "rms"});
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    library_destroy(fixture->library);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", fixture->folder);
    assert_int_equal(system(command), 0);
    free(fixture);
    return 0;
}

static void read_all(struct fixture *fixture)
{
    assert_true(library_add_folder(fixture->library, fixture->folder, true));
    while (library_read_more(fixture->library, 1000))
        continue;
    assert_false(library_failed(fixture->library));
}

static void test_order_is_by_phase_then_title(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "1.lull", "title \"b\"\nphase daily, early\nrest 1s\n");
    put(fixture, "2.lull", "title \"A\"\nphase early\nrest 1s\n");
    put(fixture, "3.lull", "rest 1s\n");
    put(fixture, "4.lull", "title \"z\"\nphase attack\nrest 1s\n");
    put(fixture, "5.lull", "title \"a\"\nphase daily\nrest 1s\n");
    put(fixture, ".hidden.lull", "rest 1s\n");
    put(fixture, "notes.txt", "rest 1s\n");
    read_all(fixture);
    static const char *const names[] = {"2", "1", "4", "5", "3"};
    assert_int_equal(library_count(fixture->library), 5);
    for (size_t i = 0; i < 5; i++)
        assert_string_equal(library_routine(fixture->library, i)->name, names[i]);
}

/* Whoever opens the menu in the dark fetches nothing, and meets no script that does not play. */
static void test_within_a_phase_the_easiest_comes_first(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "1.lull", "title \"a\"\nphase early\nfly away\n");
    put(fixture, "2.lull", "title \"b\"\nphase early\nneeds \"x\"\nneeds \"y\"\nrest 1s\n");
    put(fixture, "3.lull", "title \"c\"\nphase early\nneeds \"x\"\nrest 1s\n");
    put(fixture, "4.lull", "title \"d\"\nphase early\nneeds \"x\"\nrest 1s\n");
    put(fixture, "5.lull", "title \"e\"\nphase early\nrest 1s\n");
    put(fixture, "6.lull", "title \"f\"\nphase attack\nrest 1s\n");
    read_all(fixture);
    static const char *const names[] = {"5", "3", "4", "2", "1", "6"};
    for (size_t i = 0; i < 6; i++)
        assert_string_equal(library_routine(fixture->library, i)->name, names[i]);
}

static void test_what_a_list_shows_of_a_script(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "one.lull",
        "title \"One\"\nabout \"Rest.\"\nphase early\nneeds \"a bed\"\nneeds \"time\"\n"
        "caution \"Not now.\"\ncaution \"Slowly.\"\n"
        "say \"Now.\"\nmove to jaw\ncircle light for 10s\n");
    read_all(fixture);
    const struct routine *routine = library_routine(fixture->library, 0);
    assert_string_equal(routine->title.bytes, "One");
    assert_string_equal(routine->about.bytes, "Rest.");
    assert_string_equal(routine->needs.bytes, "a bed; time");
    assert_int_equal(routine->caution_count, 2);
    assert_string_equal(routine->cautions[0].bytes, "Not now.");
    assert_string_equal(routine->cautions[1].bytes, "Slowly.");
    assert_int_equal(routine->length_ms, 5500 + 4000 + 10000);
    assert_true(routine->touches);
    assert_true(routine->is_own);
    assert_int_equal(routine->fault.length, 0);
}

static void test_a_script_with_errors_is_there_with_its_first(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "bad.lull", "title \"Bad\"\nrest 1s\n\nfly away\nswim\n");
    put(fixture, "worse.lull", "\xFF\xFE\n");
    read_all(fixture);
    assert_int_equal(library_count(fixture->library), 2);
    const struct routine *bad = library_routine(fixture->library, 0);
    assert_string_equal(bad->title.bytes, "Bad");
    assert_memory_equal(bad->fault.bytes, "line 4: ", 8);
    assert_int_equal(bad->length_ms, 0);
    assert_true(library_routine(fixture->library, 1)->fault.length > 0);
}

static void test_a_name_is_found_without_reading_and_a_slip_is_seen(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "evening-calm.lull", "rest 1s\n");
    assert_true(library_add_folder(fixture->library, fixture->folder, false));
    const char *nearest = NULL;
    const char *path = library_path(fixture->library, "evening-calm", &nearest);
    assert_non_null(path);
    assert_non_null(strstr(path, "/evening-calm.lull"));
    assert_null(library_path(fixture->library, "evenin-calm", &nearest));
    assert_string_equal(nearest, "evening-calm");
    assert_null(library_path(fixture->library, "zzz", &nearest));
    assert_null(nearest);
    assert_int_equal(library_count(fixture->library), 0);
}

static void test_a_large_folder_is_read_in_small_steps(void **state)
{
    struct fixture *fixture = *state;
    for (int i = 0; i < 300; i++) {
        char name[32];
        (void)snprintf(name, sizeof name, "script-%03d.lull", i);
        put(fixture, name, "breathe calm for 3 breaths\n");
    }
    assert_true(library_add_folder(fixture->library, fixture->folder, true));
    assert_true(library_read_more(fixture->library, 0));
    assert_int_equal(library_count(fixture->library), 1);
    while (library_read_more(fixture->library, 0))
        continue;
    assert_int_equal(library_count(fixture->library), 300);
    for (size_t i = 1; i < 300; i++)
        assert_true(strcmp(library_routine(fixture->library, i - 1)->title.bytes,
                           library_routine(fixture->library, i)->title.bytes) < 0);
}

static void test_a_folder_that_is_not_there_is_no_crash(void **state)
{
    struct fixture *fixture = *state;
    assert_false(library_add_folder(fixture->library, "/nowhere/at/all", true));
    assert_false(library_read_more(fixture->library, 10));
    assert_int_equal(library_count(fixture->library), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_order_is_by_phase_then_title, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_within_a_phase_the_easiest_comes_first, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_what_a_list_shows_of_a_script, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_script_with_errors_is_there_with_its_first, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_name_is_found_without_reading_and_a_slip_is_seen,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_large_folder_is_read_in_small_steps, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_folder_that_is_not_there_is_no_crash, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
