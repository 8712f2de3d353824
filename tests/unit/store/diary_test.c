/* The diary in its real file: what is kept, for whom, and in what order. */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "store/diary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct fixture {
    char folder[64];
    char path[128];
    struct arena arena;
    struct diary *diary;
    char line[DIARY_LINE_BYTES];
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    strcpy(fixture->folder, "/tmp/lull-diary-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    (void)snprintf(fixture->path, sizeof fixture->path, "%s/new/lull/diary.db", fixture->folder);
    fixture->arena = arena_make(allocator_system());
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    diary_close(fixture->diary);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", fixture->folder);
    assert_int_equal(system(command), 0);
    arena_release(&fixture->arena);
    free(fixture);
    return 0;
}

/* Opens the diary anew. */
static void open_diary(struct fixture *fixture, enum diary_purpose purpose)
{
    diary_close(fixture->diary);
    fixture->diary = diary_open(allocator_system(), fixture->path, purpose, DIARY_WAIT_SESSION_MS,
                                fixture->line);
}

static void open_to_write(struct fixture *fixture)
{
    open_diary(fixture, DIARY_WRITE);
    assert_string_equal(fixture->line, "");
    assert_non_null(fixture->diary);
}

static struct moment at(const char *text)
{
    struct moment moment;
    assert_true(moment_read(text_from(text), &moment));
    return moment;
}

/* An entry in which nothing is left out. */
static struct diary_entry whole_entry(void)
{
    return (struct diary_entry){.moment = at("2026-11-01T21:30:07+01:00"),
                                .routine = text_from("soft-sighs"),
                                .title = text_from("Soft sighs"),
                                .played_ms = 61001,
                                .length_ms = 720000,
                                .before = 6,
                                .after = 4,
                                .phase = PHASE_EARLY,
                                .medicine = true,
                                .note = text_from("slept, Übelkeit – \"gone\"")};
}

static void assert_same(const struct diary_entry *a, const struct diary_entry *b)
{
    assert_int_equal(a->moment.utc_s, b->moment.utc_s);
    assert_int_equal(a->moment.offset_min, b->moment.offset_min);
    assert_true(text_equal(a->routine, b->routine));
    assert_true(text_equal(a->title, b->title));
    assert_int_equal(a->played_ms, b->played_ms);
    assert_int_equal(a->length_ms, b->length_ms);
    assert_int_equal(a->before, b->before);
    assert_int_equal(a->after, b->after);
    assert_int_equal(a->phase, b->phase);
    assert_int_equal(a->medicine, b->medicine);
    assert_true(text_equal(a->note, b->note));
}

static struct diary_entries read_days(struct fixture *fixture, int32_t from, int32_t to)
{
    struct diary_entries entries;
    assert_true(diary_read(fixture->diary, &fixture->arena, from, to, &entries));
    return entries;
}

static struct diary_entries read_all(struct fixture *fixture)
{
    return read_days(fixture, DAY_FIRST, DAY_LAST);
}

static void entries_come_back_as_they_were_written(void **state)
{
    struct fixture *fixture = *state;
    struct diary_entry whole = whole_entry();
    struct diary_entry bare = diary_entry_now();
    open_to_write(fixture);
    assert_true(diary_add(fixture->diary, &whole));
    assert_true(diary_add(fixture->diary, &bare));
    assert_true(whole.id > 0 && bare.id > whole.id);
    open_diary(fixture, DIARY_READ);
    struct diary_entry again;
    assert_true(diary_find(fixture->diary, &fixture->arena, whole.id, &again));
    assert_same(&again, &whole);
    assert_true(diary_find(fixture->diary, &fixture->arena, bare.id, &again));
    assert_same(&again, &bare);
    assert_int_equal(read_all(fixture).count, 2);
}

static void nobody_else_may_read_it(void **state)
{
    struct fixture *fixture = *state;
    char path[160];
    struct stat status;
    struct diary_entry entry = whole_entry();
    open_to_write(fixture);
    assert_true(diary_add(fixture->diary, &entry));
    for (const char *const *ending = (const char *const[]){"", "-wal", "-shm", NULL};
         *ending != NULL; ending++) {
        (void)snprintf(path, sizeof path, "%s%s", fixture->path, *ending);
        assert_int_equal(stat(path, &status), 0);
        assert_int_equal(status.st_mode & 0777, 0600);
    }
    (void)snprintf(path, sizeof path, "%s/new", fixture->folder);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0700);
}

static void reading_what_is_not_there_makes_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct stat status;
    open_diary(fixture, DIARY_READ);
    assert_non_null(fixture->diary);
    assert_string_equal(fixture->line, "");
    assert_int_equal(read_all(fixture).count, 0);
    assert_false(diary_may_write(fixture->diary));
    assert_int_not_equal(stat(fixture->path, &status), 0);
}

static void a_changed_entry_keeps_its_id_and_a_missing_one_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct diary_entry entry = whole_entry();
    open_to_write(fixture);
    assert_true(diary_add(fixture->diary, &entry));
    entry.after = PAIN_NOT_SAID;
    entry.phase = (enum phase)0;
    entry.note = (struct text){0};
    assert_true(diary_change(fixture->diary, &entry));
    struct diary_entry again;
    assert_true(diary_find(fixture->diary, &fixture->arena, entry.id, &again));
    assert_same(&again, &entry);
    entry.id = 77;
    assert_false(diary_change(fixture->diary, &entry));
    assert_string_equal(diary_line(fixture->diary), "there is no entry 77");
    assert_false(diary_find(fixture->diary, &fixture->arena, 77, &again));
    assert_string_equal(diary_line(fixture->diary), "there is no entry 77");
}

static void ids_are_never_given_twice(void **state)
{
    struct fixture *fixture = *state;
    struct diary_entry first = whole_entry();
    struct diary_entry second = whole_entry();
    size_t forgotten = 0;
    open_to_write(fixture);
    assert_true(diary_add(fixture->diary, &first));
    assert_true(diary_forget(fixture->diary, DAY_FIRST, DAY_LAST, &forgotten));
    assert_int_equal(forgotten, 1);
    assert_true(diary_add(fixture->diary, &second));
    assert_true(second.id > first.id);
}

static void days_are_those_of_the_wall_where_it_was_written(void **state)
{
    struct fixture *fixture = *state;
    /* Half an hour apart, on two days in Berlin and on one in New York. */
    static const char *const moments[] = {"2026-11-01T23:45:00+01:00", "2026-11-02T00:15:00+01:00",
                                          "2026-11-01T18:45:00-05:00"};
    open_to_write(fixture);
    for (size_t i = 0; i < 3; i++) {
        struct diary_entry entry = whole_entry();
        entry.moment = at(moments[i]);
        assert_true(diary_add(fixture->diary, &entry));
    }
    int32_t day = moment_day(at(moments[0]));
    assert_int_equal(read_days(fixture, day, day).count, 2);
    assert_int_equal(read_days(fixture, day + 1, day + 1).count, 1);
    struct diary_entries all = read_all(fixture);
    assert_int_equal(moment_day(all.items[2].moment), day + 1);
    size_t forgotten = 0;
    assert_true(diary_forget(fixture->diary, day, day, &forgotten));
    assert_int_equal(forgotten, 2);
    assert_int_equal(read_all(fixture).count, 1);
}

static void what_was_forgotten_is_gone_from_the_files(void **state)
{
    struct fixture *fixture = *state;
    char command[256];
    size_t forgotten = 0;
    struct diary_entry entry = whole_entry();
    entry.note = text_from("nobodyshallreadthis");
    open_to_write(fixture);
    assert_true(diary_add(fixture->diary, &entry));
    (void)snprintf(command, sizeof command, "grep -q nobodyshall '%s'*", fixture->path);
    assert_int_equal(system(command), 0);
    assert_true(diary_forget(fixture->diary, DAY_FIRST, DAY_LAST, &forgotten));
    assert_int_not_equal(system(command), 0);
}

static void an_import_passes_over_what_is_there_and_keeps_ids(void **state)
{
    struct fixture *fixture = *state;
    struct diary_entry kept = whole_entry();
    size_t added = 0;
    open_to_write(fixture);
    assert_true(diary_add(fixture->diary, &kept));
    struct diary_entry entries[4] = {kept, whole_entry(), whole_entry(), whole_entry()};
    entries[1].id = 9;
    entries[1].before = 7;
    entries[2] = entries[1]; /* twice in the table, and meant so */
    entries[2].id = 10;
    entries[3].id = kept.id; /* another entry under an id that is taken */
    entries[3].after = 0;
    assert_true(diary_import(fixture->diary, entries, 4, &added));
    assert_int_equal(added, 3);
    struct diary_entry again;
    assert_true(diary_find(fixture->diary, &fixture->arena, 10, &again));
    assert_same(&again, &entries[2]);
    assert_true(diary_find(fixture->diary, &fixture->arena, kept.id, &again));
    assert_same(&again, &kept);
    assert_true(diary_import(fixture->diary, entries, 4, &added));
    assert_int_equal(added, 0);
    assert_int_equal(read_all(fixture).count, 4);
}

static void what_must_not_be_kept_is_told(void **state)
{
    (void)state;
    static char long_note[DIARY_NOTE_BYTES + 2];
    memset(long_note, 'x', sizeof long_note - 1);
    struct diary_entry entry = whole_entry();
    assert_null(diary_entry_fault(&entry));
    entry.before = 11;
    assert_non_null(diary_entry_fault(&entry));
    entry = whole_entry();
    entry.played_ms = entry.length_ms + 1;
    assert_non_null(diary_entry_fault(&entry));
    entry = whole_entry();
    entry.phase = PHASE_DAILY;
    assert_non_null(diary_entry_fault(&entry));
    entry = whole_entry();
    entry.note = text_from("two\nlines");
    assert_non_null(diary_entry_fault(&entry));
    entry.note = text_from(long_note);
    assert_non_null(diary_entry_fault(&entry));
}

static void texts_are_made_to_fit(void **state)
{
    struct fixture *fixture = *state;
    struct diary_entry entry = whole_entry();
    entry.routine = text_from("my\xFFname");
    entry.note = text_from(" \ttwo\r\nlines ");
    assert_true(diary_entry_fit(&entry, &fixture->arena));
    assert_null(diary_entry_fault(&entry));
    assert_true(text_equal(entry.routine, text_from("my?name")));
    assert_true(text_equal(entry.note, text_from("two  lines")));
}

int main(void)
{
#define ON_A_FILE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        ON_A_FILE(entries_come_back_as_they_were_written),
        ON_A_FILE(nobody_else_may_read_it),
        ON_A_FILE(reading_what_is_not_there_makes_nothing),
        ON_A_FILE(a_changed_entry_keeps_its_id_and_a_missing_one_is_told),
        ON_A_FILE(ids_are_never_given_twice),
        ON_A_FILE(days_are_those_of_the_wall_where_it_was_written),
        ON_A_FILE(what_was_forgotten_is_gone_from_the_files),
        ON_A_FILE(an_import_passes_over_what_is_there_and_keeps_ids),
        cmocka_unit_test(what_must_not_be_kept_is_told),
        ON_A_FILE(texts_are_made_to_fit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
