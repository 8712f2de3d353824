/* What the world does to a diary: programs killed, disks full, files damaged, locked or of another
 * version. No entry that was kept is lost, and nobody waits.
 */
#define _XOPEN_SOURCE 700 /* usleep's successors, setrlimit */

#include "support/made_diary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <glob.h>
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

/* Runs plain SQL on the file, as another program would. */
static sqlite3 *run_sql(const struct made_diary *made, const char *sql)
{
    sqlite3 *connection = NULL;
    assert_int_equal(sqlite3_open(made->path, &connection), SQLITE_OK);
    assert_int_equal(sqlite3_exec(connection, sql, NULL, NULL, NULL), SQLITE_OK);
    return connection;
}

static void run_sql_alone(const struct made_diary *made, const char *sql)
{
    assert_int_equal(sqlite3_close(run_sql(made, sql)), SQLITE_OK);
}

/* The whole file at `path`, to be freed. */
static char *bytes_of(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    struct stat status;
    assert_int_equal(fstat(fileno(file), &status), 0);
    *length = (size_t)status.st_size;
    char *bytes = calloc(*length + 1, 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *length, file), *length);
    fclose(file);
    return bytes;
}

/* How many files were set aside; the first one's path goes to `path`. */
static size_t count_aside(const struct made_diary *made, char path[static 256])
{
    char pattern[160];
    glob_t found = {0};
    (void)snprintf(pattern, sizeof pattern, "%s.damaged-*[0-9]", made->path);
    int result = glob(pattern, 0, NULL, &found);
    assert_true(result == 0 || result == GLOB_NOMATCH);
    size_t count = result == 0 ? found.gl_pathc : 0;
    if (count > 0)
        (void)snprintf(path, 256, "%s", found.gl_pathv[0]);
    globfree(&found);
    return count;
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
        diary_close(made->diary);
        made->diary = NULL;
        arena_clear(&made->arena);
    }
    assert_true(before > KILLS / 2);
}

/* In a process of its own: opens the diary, be it there or not, and adds `count` entries. */
static pid_t start_writer(struct made_diary *made, int count)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child > 0)
        return child;
    int kept = 0;
    struct diary *diary = diary_open(allocator_system(), made->path, DIARY_WRITE,
                                     DIARY_WAIT_COMMAND_MS, made->line);
    for (int i = 0; diary != NULL && i < count; i++) {
        struct diary_entry entry = made_diary_entry();
        kept += diary_add(diary, &entry);
    }
    diary_close(diary);
    _exit(kept == count ? 0 : 1);
}

/* Lets `programs` write `each` entries at once; none may fail. */
static void write_at_once(struct made_diary *made, int programs, int each)
{
    pid_t children[8];
    assert_true(programs <= 8);
    for (int i = 0; i < programs; i++)
        children[i] = start_writer(made, each);
    for (int i = 0; i < programs; i++) {
        int status = 0;
        assert_int_equal(waitpid(children[i], &status, 0), children[i]);
        assert_int_equal(status, 0);
    }
    made_diary_open_to_write(made);
    assert_int_equal(made_diary_read_all(made).count, programs * each);
    diary_close(made->diary);
    made->diary = NULL;
}

static void two_programs_write_at_once(void **state)
{
    write_at_once(*state, 2, 60);
}

static void several_programs_begin_a_diary_at_once(void **state)
{
    struct made_diary *made = *state;
    for (int round = 0; round < 40; round++) {
        write_at_once(made, 3, 2);
        assert_int_equal(unlink(made->path), 0);
    }
}

static void a_locked_diary_is_told_at_once(void **state)
{
    struct made_diary *made = *state;
    struct diary_entry entry = made_diary_entry();
    made_diary_open_to_write(made);
    sqlite3 *other = run_sql(made, "BEGIN IMMEDIATE");
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
    diary_close(made->diary);
    made->diary = NULL;
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
    diary_close(made->diary);
    made->diary = NULL;
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
    diary_close(made->diary);
    made->diary = NULL;
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
    diary_close(made->diary);
    made->diary = NULL;
    run_sql_alone(made, "ALTER TABLE entry ADD COLUMN weather TEXT; PRAGMA user_version = 2");
    char *before = bytes_of(made->path, &length);
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
    diary_close(made->diary);
    made->diary = NULL;
    char *after = bytes_of(made->path, &length_after);
    assert_int_equal(length_after, length);
    assert_memory_equal(after, before, length);
    free(before);
    free(after);
}

static void another_programs_file_is_left_alone(void **state)
{
    struct made_diary *made = *state;
    char aside[256];
    size_t length = 0;
    size_t length_after = 0;
    made_diary_open_to_write(made); /* for its folder */
    diary_close(made->diary);
    made->diary = NULL;
    assert_int_equal(unlink(made->path), 0);
    run_sql_alone(made, "CREATE TABLE entry (a, b); INSERT INTO entry VALUES (1, 2)");
    char *before = bytes_of(made->path, &length);
    made_diary_open(made, DIARY_WRITE);
    assert_null(made->diary);
    assert_string_equal(made->line, "diary.db is another program's file");
    char *after = bytes_of(made->path, &length_after);
    assert_int_equal(length_after, length);
    assert_memory_equal(after, before, length);
    assert_int_equal(count_aside(made, aside), 0);
    free(before);
    free(after);
}

/* Writes nonsense over one page of the file. */
static void damage_page(const struct made_diary *made, size_t page)
{
    unsigned char nonsense[PAGE_BYTES];
    unsigned seed = (unsigned)page + 1;
    for (size_t i = 0; i < sizeof nonsense; i++) {
        seed = seed * 1664525u + 1013904223u;
        nonsense[i] = (unsigned char)(seed >> 24);
    }
    int file = open(made->path, O_WRONLY);
    assert_true(file >= 0);
    assert_int_equal(pwrite(file, nonsense, sizeof nonsense, (off_t)(page * PAGE_BYTES)),
                     sizeof nonsense);
    assert_int_equal(close(file), 0);
}

static void copy_file(const char *from, const char *to)
{
    char command[512];
    (void)snprintf(command, sizeof command, "rm -f '%s'*; cp '%s' '%s'", to, from, to);
    assert_int_equal(system(command), 0);
}

/* Opens a damaged diary and uses it; returns how many entries there still are. What has been told
 * must be true: there is a file aside that is just what was found. */
static size_t use_damaged(struct made_diary *made)
{
    char aside[256];
    size_t length = 0;
    size_t length_aside = 0;
    struct diary_entry entry = made_diary_entry();
    char *before = bytes_of(made->path, &length);
    made_diary_open(made, DIARY_WRITE);
    assert_non_null(made->diary);
    struct diary_entries entries = made_diary_read_all(made);
    bool is_told = made->line[0] != '\0' || diary_line(made->diary)[0] != '\0';
    assert_true(diary_add(made->diary, &entry));
    is_told = is_told || diary_line(made->diary)[0] != '\0';
    assert_int_equal(made_diary_read_all(made).count, entries.count + 1);
    assert_int_equal(count_aside(made, aside), is_told ? 1 : 0);
    if (is_told) {
        char *after = bytes_of(aside, &length_aside);
        assert_int_equal(length_aside, length);
        assert_memory_equal(after, before, length);
        free(after);
    }
    free(before);
    arena_clear(&made->arena);
    return entries.count;
}

static void a_damaged_page_costs_no_more_than_itself(void **state)
{
    struct made_diary *made = *state;
    enum { ENTRIES = 400, MOST_OF_A_PAGE = 60 };
    char whole[128];
    size_t length = 0;
    size_t lost_all = 0;
    made_diary_open_to_write(made);
    made_diary_fill(made, ENTRIES);
    diary_close(made->diary);
    made->diary = NULL;
    (void)snprintf(whole, sizeof whole, "%s/whole", made->folder);
    copy_file(made->path, whole);
    free(bytes_of(made->path, &length));
    assert_true(length / PAGE_BYTES > 10);
    for (size_t page = 0; page < length / PAGE_BYTES; page++) {
        copy_file(whole, made->path);
        damage_page(made, page);
        size_t count = use_damaged(made);
        assert_true(count == 0 || count >= ENTRIES - MOST_OF_A_PAGE);
        lost_all += count == 0;
        diary_close(made->diary);
        made->diary = NULL;
    }
    /* Without the first page nothing can be read, and without the table's root. */
    assert_int_equal(lost_all, 2);
}

static void a_file_cut_short_is_read_as_far_as_it_goes(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_fill(made, 400);
    diary_close(made->diary);
    made->diary = NULL;
    assert_int_equal(truncate(made->path, 8 * PAGE_BYTES), 0);
    size_t count = use_damaged(made);
    assert_true(count > 100 && count < 400);
}

static void two_programs_find_the_same_damage(void **state)
{
    struct made_diary *made = *state;
    char aside[256];
    made_diary_open_to_write(made);
    made_diary_fill(made, 400);
    diary_close(made->diary);
    made->diary = NULL;
    damage_page(made, 0);
    write_at_once(made, 4, 1);
    assert_int_equal(count_aside(made, aside), 1);
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
        ON_A_FILE(another_programs_file_is_left_alone),
        ON_A_FILE(a_damaged_page_costs_no_more_than_itself),
        ON_A_FILE(a_file_cut_short_is_read_as_far_as_it_goes),
        ON_A_FILE(two_programs_find_the_same_damage),
        ON_A_FILE(a_file_that_goes_away_is_begun_anew),
        ON_A_FILE(some_days_of_many_years_are_found_by_their_index),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
