/* The diary in its real file: what is kept, for whom, and in what order. */
#include "support/made_diary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void entries_come_back_as_they_were_written(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry whole = made_diary_entry();
    struct diary_entry bare = diary_entry_now();
    made_diary_open_to_write(made);
    assert_true(diary_add(made->diary, &whole));
    assert_true(diary_add(made->diary, &bare));
    assert_true(whole.id > 0 && bare.id > whole.id);
    made_diary_open(made, DIARY_READ);
    struct diary_entry again;
    assert_true(diary_find(made->diary, &made->arena, whole.id, &again));
    assert_true(made_diary_same(&again, &whole));
    assert_true(diary_find(made->diary, &made->arena, bare.id, &again));
    assert_true(made_diary_same(&again, &bare));
    assert_int_equal(made_diary_read_all(made).count, 2);
}

static void nobody_else_may_read_it(void **state)
{
    struct made_diary *made = *state;
    char path[160];
    struct stat status;
    struct diary_entry entry = made_diary_entry();
    made_diary_open_to_write(made);
    assert_true(diary_add(made->diary, &entry));
    for (const char *const *ending = (const char *const[]){"", "-wal", "-shm", NULL};
         *ending != NULL; ending++) {
        (void)snprintf(path, sizeof path, "%s%s", made->path, *ending);
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
    }
    (void)snprintf(path, sizeof path, "%s/new", made->folder);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
}

static void reading_what_is_not_there_makes_nothing(void **state)
{
    struct made_diary *made = *state;
    struct stat status;
    made_diary_open(made, DIARY_READ);
    assert_non_null(made->diary);
    assert_string_equal(made->line, "");
    assert_int_equal(made_diary_read_all(made).count, 0);
    assert_false(diary_may_write(made->diary));
    assert_int_not_equal(stat(made->path, &status), 0);
}

static void a_changed_entry_keeps_its_id_and_a_missing_one_is_told(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry entry = made_diary_entry();
    made_diary_open_to_write(made);
    assert_true(diary_add(made->diary, &entry));
    entry.after = PAIN_NOT_SAID;
    entry.phase = (enum phase)0;
    entry.note = (struct text){0};
    assert_true(diary_change(made->diary, &entry));
    struct diary_entry again;
    assert_true(diary_find(made->diary, &made->arena, entry.id, &again));
    assert_true(made_diary_same(&again, &entry));
    entry.id = 77;
    assert_false(diary_change(made->diary, &entry));
    assert_string_equal(diary_line(made->diary), "there is no entry 77");
    assert_false(diary_find(made->diary, &made->arena, 77, &again));
    assert_string_equal(diary_line(made->diary), "there is no entry 77");
}

static void ids_are_never_given_twice(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry first = made_diary_entry();
    struct diary_entry second = made_diary_entry();
    size_t forgotten = 0;
    made_diary_open_to_write(made);
    assert_true(diary_add(made->diary, &first));
    assert_true(diary_forget(made->diary, DAY_FIRST, DAY_LAST, &forgotten));
    assert_int_equal(forgotten, 1);
    assert_true(diary_add(made->diary, &second));
    assert_true(second.id > first.id);
}

static void days_are_those_of_the_wall_where_it_was_written(void **state)
{
    struct made_diary *made = *state;
    /* Half an hour apart, on two days in Berlin and on one in New York. */
    static const char *const moments[] = {"2026-11-01T23:45:00+01:00", "2026-11-02T00:15:00+01:00",
                                          "2026-11-01T18:45:00-05:00"};
    made_diary_open_to_write(made);
    for (size_t i = 0; i < 3; i++) {
        struct diary_entry entry = made_diary_entry();
        entry.moment = made_diary_moment(moments[i]);
        assert_true(diary_add(made->diary, &entry));
    }
    int32_t day = moment_day(made_diary_moment(moments[0]));
    assert_int_equal(made_diary_read(made, day, day).count, 2);
    assert_int_equal(made_diary_read(made, day + 1, day + 1).count, 1);
    struct diary_entries all = made_diary_read_all(made);
    assert_int_equal(moment_day(all.items[2].moment), day + 1);
    size_t forgotten = 0;
    assert_true(diary_forget(made->diary, day, day, &forgotten));
    assert_int_equal(forgotten, 2);
    assert_int_equal(made_diary_read_all(made).count, 1);
}

static void what_was_forgotten_is_gone_from_the_files(void **state)
{
    struct made_diary *made = *state;
    char command[256];
    size_t forgotten = 0;
    struct diary_entry entry = made_diary_entry();
    entry.note = text_from("nobodyshallreadthis");
    made_diary_open_to_write(made);
    assert_true(diary_add(made->diary, &entry));
    (void)snprintf(command, sizeof command, "grep -q nobodyshall '%s'*", made->path);
    assert_int_equal(system(command), 0);
    assert_true(diary_forget(made->diary, DAY_FIRST, DAY_LAST, &forgotten));
    assert_int_not_equal(system(command), 0);
}

static void what_cannot_be_read_is_counted_before_it_is_forgotten(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry entry = made_diary_entry();
    size_t count = 1;
    made_diary_open(made, DIARY_CHANGE);
    assert_true(diary_count(made->diary, DAY_FIRST, DAY_LAST, &count));
    assert_int_equal(count, 0);
    made_diary_open_to_write(made);
    assert_true(diary_add(made->diary, &entry));
    /* A note of 1,500 bytes, which no entry here may have. */
    made_diary_run_sql_alone(made, "INSERT INTO entry (utc_s, offset_min, played_ms, length_ms,"
                                   " medicine, note)"
                                   " VALUES (86400, 0, 0, 0, 0, hex(zeroblob(750)))");
    assert_int_equal(made_diary_read_all(made).count, 1);
    assert_true(diary_count(made->diary, DAY_FIRST, DAY_LAST, &count));
    assert_int_equal(count, 2);
    assert_true(diary_count(made->diary, DAY_FIRST + 1, DAY_FIRST + 1, &count));
    assert_int_equal(count, 1);
    assert_true(diary_forget(made->diary, DAY_FIRST, DAY_LAST, &count));
    assert_int_equal(count, 2);
}

static void an_import_passes_over_what_is_there_and_keeps_ids(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry kept = made_diary_entry();
    size_t added = 0;
    made_diary_open_to_write(made);
    assert_true(diary_add(made->diary, &kept));
    struct diary_entry entries[4] = {kept, made_diary_entry(), made_diary_entry(),
                                     made_diary_entry()};
    entries[1].id = 9;
    entries[1].before = 7;
    entries[2] = entries[1]; /* twice in the table, and meant so */
    entries[2].id = 10;
    entries[3].id = kept.id; /* another entry under an id that is taken */
    entries[3].after = 0;
    assert_true(diary_import(made->diary, entries, 4, &added));
    assert_int_equal(added, 3);
    struct diary_entry again;
    assert_true(diary_find(made->diary, &made->arena, 10, &again));
    assert_true(made_diary_same(&again, &entries[2]));
    assert_true(diary_find(made->diary, &made->arena, kept.id, &again));
    assert_true(made_diary_same(&again, &kept));
    assert_true(diary_import(made->diary, entries, 4, &added));
    assert_int_equal(added, 0);
    assert_int_equal(made_diary_read_all(made).count, 4);
}

static void what_must_not_be_kept_is_told(void **state)
{
    (void)state;
    static char long_note[DIARY_NOTE_BYTES + 2];
    memset(long_note, 'x', sizeof long_note - 1);
    struct diary_entry entry = made_diary_entry();
    assert_null(diary_entry_fault(&entry));
    entry.before = 11;
    assert_non_null(diary_entry_fault(&entry));
    entry = made_diary_entry();
    entry.played_ms = entry.length_ms + 1;
    assert_non_null(diary_entry_fault(&entry));
    entry = made_diary_entry();
    entry.phase = PHASE_DAILY;
    assert_non_null(diary_entry_fault(&entry));
    entry = made_diary_entry();
    entry.note = text_from("two\nlines");
    assert_non_null(diary_entry_fault(&entry));
    entry.note = text_from(long_note);
    assert_non_null(diary_entry_fault(&entry));
}

static void texts_are_made_to_fit(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry entry = made_diary_entry();
    entry.routine = text_from("my\xFFname");
    entry.note = text_from(" \ttwo\r\nlines ");
    assert_true(diary_entry_fit(&entry, &made->arena));
    assert_null(diary_entry_fault(&entry));
    assert_true(text_equal(entry.routine, text_from("my?name")));
    assert_true(text_equal(entry.note, text_from("two  lines")));
}

int main(void)
{
#define ON_A_FILE(test)                                                                            \
    cmocka_unit_test_setup_teardown(test, made_diary_set_up, made_diary_tear_down)
    const struct CMUnitTest tests[] = {
        ON_A_FILE(entries_come_back_as_they_were_written),
        ON_A_FILE(nobody_else_may_read_it),
        ON_A_FILE(reading_what_is_not_there_makes_nothing),
        ON_A_FILE(a_changed_entry_keeps_its_id_and_a_missing_one_is_told),
        ON_A_FILE(ids_are_never_given_twice),
        ON_A_FILE(days_are_those_of_the_wall_where_it_was_written),
        ON_A_FILE(what_was_forgotten_is_gone_from_the_files),
        ON_A_FILE(what_cannot_be_read_is_counted_before_it_is_forgotten),
        ON_A_FILE(an_import_passes_over_what_is_there_and_keeps_ids),
        cmocka_unit_test(what_must_not_be_kept_is_told),
        ON_A_FILE(texts_are_made_to_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
