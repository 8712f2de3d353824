/* What the world does to a diary: programs killed, disks full, files locked or of another version;
 * damage is in diary_damage_test.c. No entry that was kept is lost, and nobody waits.
 */
#define _XOPEN_SOURCE 700 /* usleep's successors, setrlimit */

#include "store/diary_schema.h"
#include "support/made_diary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KILLS = 200, MOST_WAIT_US = 12000, PAGE_BYTES = 4096, NOBODY = 65534 };

static double now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1000 + (double)now.tv_nsec / 1e6;
}

/* In a process of its own: adds entries for ever and says each one's id when it is kept. */
static void add_for_ever(struct made_diary *made, int tell)
{
    made->diary = NULL;
    made_diary_open(made, DIARY_WRITE);
    while (made->diary != NULL) {
        struct diary_entry entry = made_diary_entry();
        if (diary_add(made->diary, &entry) && write(tell, &entry.id, sizeof entry.id) < 0)
            _exit(1);
    }
    _exit(1);
}

/* Kills a program that is writing after `wait_us`; returns the id that it kept last, or `last`. */
static int64_t kill_a_writer(struct made_diary *made, long wait_us, int64_t last)
{
    int tell[2];
    assert_int_equal(pipe(tell), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        add_for_ever(made, tell[1]);
    close(tell[1]);
    (void)nanosleep(&(struct timespec){.tv_nsec = wait_us * 1000}, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    int64_t id = 0;
    while (read(tell[0], &id, sizeof id) == (ssize_t)sizeof id)
        last = id;
    close(tell[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    return last;
}

static void being_killed_loses_no_entry_that_was_kept(void **state)
{
    struct made_diary *made = *state;
    int64_t last = 0;
    size_t before = 0;
    unsigned seed = 1;
    for (int i = 0; i < KILLS; i++) {
        seed = seed * 1664525u + 1013904223u;
        last = kill_a_writer(made, (long)(seed >> 8) % MOST_WAIT_US, last);
        made_diary_open_to_write(made);
        struct diary_entries entries = made_diary_read_all(made);
        /* Ids are given in turn, so the last one counts them; the one that was on its way when the
         * end came may be there or not. */
        assert_true(entries.count == (size_t)last || entries.count == (size_t)last + 1);
        assert_true(entries.count >= before);
        before = entries.count;
        last = (int64_t)before;
        made_diary_close(made);
        arena_clear(&made->arena);
    }
    assert_true(before > KILLS / 2);
}

static void two_programs_write_at_once(void **state)
{
    made_diary_write_at_once(*state, 2, 60);
}

static void several_programs_begin_a_diary_at_once(void **state)
{
    struct made_diary *made = *state;
    for (int round = 0; round < 40; round++) {
        made_diary_write_at_once(made, 3, 2);
        assert_int_equal(unlink(made->path), 0);
    }
}

static void a_locked_diary_is_told_at_once(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry entry = made_diary_entry();
    made_diary_open_to_write(made);
    sqlite3 *other = made_diary_run_sql(made, "BEGIN IMMEDIATE");
    double start = now_ms();
    assert_false(diary_add(made->diary, &entry));
    assert_true(now_ms() - start < 2 * DIARY_WAIT_SESSION_MS);
    assert_string_equal(diary_line(made->diary), "another program is writing in it");
    /* Who only reads does not wait. */
    assert_int_equal(made_diary_read_all(made).count, 0);
    assert_int_equal(sqlite3_close(other), SQLITE_OK);
    assert_true(diary_add(made->diary, &entry));
}

static void a_full_disk_is_told_and_loses_nothing(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_fill(made, 100);
    made_diary_close(made);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        /* No file may grow beyond this: to a program, a disk that is full. */
        struct rlimit limit = {.rlim_cur = 10 * PAGE_BYTES, .rlim_max = 10 * PAGE_BYTES};
        int kept = 0;
        signal(SIGXFSZ, SIG_IGN);
        made_diary_open(made, DIARY_WRITE);
        if (made->diary == NULL || setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(200);
        struct diary_entry entry = made_diary_entry();
        while (kept < 100 && diary_add(made->diary, &entry)) {
            entry = made_diary_entry();
            kept++;
        }
        bool is_told = diary_line(made->diary)[0] != '\0';
        struct diary_entries entries;
        bool is_read = diary_read(made->diary, &made->arena, DAY_FIRST, DAY_LAST, &entries);
        _exit(is_told && is_read && entries.count == (size_t)kept + 100 ? kept : 201);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) < 100);
    made_diary_open_to_write(made);
    assert_int_equal(made_diary_read_all(made).count, 100 + WEXITSTATUS(status));
}

static void on_a_disk_that_takes_nothing_the_diary_can_be_read(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_fill(made, 3);
    made_diary_close(made);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct rlimit limit = {.rlim_cur = 0, .rlim_max = 0};
        struct diary_entry entry = made_diary_entry();
        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
            _exit(2);
        made_diary_open(made, DIARY_READ);
        bool is_read = made->diary != NULL && made->line[0] == '\0' &&
                       made_diary_read_all(made).count == 3;
        made_diary_open(made, DIARY_WRITE);
        bool is_told = made->diary != NULL && !diary_may_write(made->diary) &&
                       strcmp(made->line, "it would be larger than files may be") == 0 &&
                       !diary_add(made->diary, &entry) && made_diary_read_all(made).count == 3;
        _exit(is_read && is_told ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

/* Runs `check` as somebody who may not write to the file or its folder. */
static void run_without_rights(struct made_diary *made, bool (*check)(struct made_diary *made))
{
    char folder[128];
    (void)snprintf(folder, sizeof folder, "%s/new/lull", made->folder);
    assert_int_equal(chmod(made->path, 0444), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    (void)snprintf(folder, sizeof folder, "%s/new", made->folder);
    assert_int_equal(chmod(folder, 0755), 0);
    assert_int_equal(chmod(made->folder, 0755), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        /* Root may write anywhere, so it becomes nobody. */
        if (geteuid() == 0 && (setgid(NOBODY) != 0 || setuid(NOBODY) != 0))
            _exit(2);
        _exit(check(made) ? 0 : 1);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static bool check_read_only(struct made_diary *made)
{
    struct diary_entry entry = made_diary_entry();
    struct diary_entries entries;
    made_diary_open(made, DIARY_WRITE);
    bool is_told = made->diary != NULL && !diary_may_write(made->diary) &&
                   strcmp(made->line, "the file or its disk is read-only") == 0;
    bool is_refused = is_told && !diary_add(made->diary, &entry) &&
                      strcmp(diary_line(made->diary), made->line) == 0;
    bool is_read = is_refused &&
                   diary_read(made->diary, &made->arena, DAY_FIRST, DAY_LAST, &entries) &&
                   entries.count == 3;
    /* Who only wants to read need not hear of it. */
    made_diary_open(made, DIARY_READ);
    return is_read && made->diary != NULL && made->line[0] == '\0';
}

static void a_read_only_disk_is_told_and_read(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_fill(made, 3);
    made_diary_close(made);
    run_without_rights(made, check_read_only);
}

static void a_newer_diary_is_read_and_left_as_it_is(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry entry = made_diary_entry();
    size_t length = 0;
    size_t length_after = 0;
    size_t count = 0;
    made_diary_open_to_write(made);
    assert_true(diary_add(made->diary, &entry));
    made_diary_close(made);
    made_diary_run_sql_alone(made,
                             "ALTER TABLE entry ADD COLUMN weather TEXT; PRAGMA user_version = 2");
    char *before = made_diary_bytes(made->path, &length);
    made_diary_open(made, DIARY_WRITE);
    assert_non_null(made->diary);
    assert_non_null(strstr(made->line, "a newer version of Lull"));
    assert_false(diary_may_write(made->diary));
    assert_false(diary_add(made->diary, &(struct diary_entry){.moment = entry.moment}));
    assert_false(diary_change(made->diary, &entry));
    assert_false(diary_forget(made->diary, DAY_FIRST, DAY_LAST, &count));
    assert_non_null(strstr(diary_line(made->diary), "a newer version of Lull"));
    assert_int_equal(made_diary_read_all(made).count, 1);
    made_diary_open(made, DIARY_READ);
    assert_non_null(strstr(made->line, "a newer version of Lull"));
    made_diary_close(made);
    char *after = made_diary_bytes(made->path, &length_after);
    assert_int_equal(length_after, length);
    assert_memory_equal(after, before, length);
    free(before);
    free(after);
}

/* Makes a diary of three entries one of the next version, by `sql`. */
static void make_newer(struct made_diary *made, const char *sql)
{
    char whole[512];
    made_diary_open_to_write(made);
    made_diary_fill(made, 3);
    made_diary_close(made);
    (void)snprintf(whole, sizeof whole, "%s; PRAGMA user_version = %d", sql,
                   DIARY_SCHEMA_VERSION + 1);
    made_diary_run_sql_alone(made, whole);
}

static void what_a_newer_diary_says_in_other_words_is_told(void **state)
{
    struct made_diary *made = *state;
    /* A new phase, and a pain of another scale: only what makes no sense is lost. */
    make_newer(made, "PRAGMA ignore_check_constraints = ON;"
                     "UPDATE entry SET phase = 'postdrome' WHERE id = 1;"
                     "UPDATE entry SET before = 65 WHERE id = 2");
    made_diary_open(made, DIARY_READ);
    struct diary_entries entries = made_diary_read_all(made);
    assert_int_equal(entries.count, 2);
    assert_int_equal(entries.items[0].id, 1);
    assert_int_equal(entries.items[0].phase, 0);
    assert_int_equal(entries.items[0].before, 6);
    assert_string_equal(diary_line(made->diary), "1 of its entries cannot be read by this version "
                                                 "of Lull, and is left out");
}

static void a_newer_diary_that_cannot_be_read_says_so(void **state)
{
    struct made_diary *made = *state;
    struct diary_entries entries;
    make_newer(made, "ALTER TABLE entry RENAME COLUMN before TO pain_before");
    made_diary_open(made, DIARY_READ);
    assert_non_null(made->diary);
    assert_false(diary_read(made->diary, &made->arena, DAY_FIRST, DAY_LAST, &entries));
    assert_string_equal(diary_line(made->diary),
                        "a newer version of Lull wrote it, and this one cannot read it");
}

static void another_programs_file_is_left_alone(void **state)
{
    struct made_diary *made = *state;
    char aside[256];
    size_t length = 0;
    size_t length_after = 0;
    made_diary_open_to_write(made); /* for its folder */
    made_diary_close(made);
    assert_int_equal(unlink(made->path), 0);
    made_diary_run_sql_alone(made, "CREATE TABLE entry (a, b); INSERT INTO entry VALUES (1, 2)");
    char *before = made_diary_bytes(made->path, &length);
    made_diary_open(made, DIARY_WRITE);
    assert_null(made->diary);
    assert_string_equal(made->line, "diary.db is another program's file");
    char *after = made_diary_bytes(made->path, &length_after);
    assert_int_equal(length_after, length);
    assert_memory_equal(after, before, length);
    assert_int_equal(made_diary_count_aside(made, aside), 0);
    free(before);
    free(after);
}

static void a_file_that_goes_away_is_begun_anew(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry entry = made_diary_entry();
    made_diary_open_to_write(made);
    made_diary_fill(made, 3);
    assert_int_equal(unlink(made->path), 0);
    assert_true(diary_add(made->diary, &entry));
    assert_int_equal(made_diary_read_all(made).count, 1);
}

static void some_days_of_many_years_are_found_by_their_index(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_fill(made, 21900);
    double start = now_ms();
    struct diary_entries all = made_diary_read_all(made);
    double all_ms = now_ms() - start;
    assert_int_equal(all.count, 21900);
    int32_t last = moment_day(all.items[21899].moment);
    start = now_ms();
    for (int i = 0; i < 10; i++)
        assert_int_equal(made_diary_read(made, last - i, last - i).count > 0, 1);
    /* Reading through all of it ten times would take ten times as long. */
    assert_true(now_ms() - start < all_ms / 2);
}

int main(void)
{
#define ON_A_FILE(test)                                                                            \
    cmocka_unit_test_setup_teardown(test, made_diary_set_up, made_diary_tear_down)
    const struct CMUnitTest tests[] = {
        ON_A_FILE(being_killed_loses_no_entry_that_was_kept),
        ON_A_FILE(two_programs_write_at_once),
        ON_A_FILE(several_programs_begin_a_diary_at_once),
        ON_A_FILE(a_locked_diary_is_told_at_once),
        ON_A_FILE(a_full_disk_is_told_and_loses_nothing),
        ON_A_FILE(on_a_disk_that_takes_nothing_the_diary_can_be_read),
        ON_A_FILE(a_read_only_disk_is_told_and_read),
        ON_A_FILE(a_newer_diary_is_read_and_left_as_it_is),
        ON_A_FILE(what_a_newer_diary_says_in_other_words_is_told),
        ON_A_FILE(a_newer_diary_that_cannot_be_read_says_so),
        ON_A_FILE(another_programs_file_is_left_alone),
        ON_A_FILE(a_file_that_goes_away_is_begun_anew),
        ON_A_FILE(some_days_of_many_years_are_found_by_their_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
