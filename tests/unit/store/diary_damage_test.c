/* Damaged diaries: what of them can still be read stays, what was found is kept, and neither two
 * programs nor one that is killed at any moment lose anything.
 */
#define _XOPEN_SOURCE 700 /* truncate */

#include "support/made_diary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How many entries a damaged diary has, of those, how many are in its log alone, and at most on one
 * page; and how often, and how late, its rescue is cut off. */
enum {
    PAGE_BYTES = 4096,
    RESCUED = 400,
    LAST = 5,
    MOST_OF_A_PAGE = 60,
    RESCUE_KILLS = 100,
    MOST_WAIT_US = 30000,
};

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

/* Runs a line of shell, in which $f is the diary's file and $w a whole one kept beside. */
static void shell(const struct made_diary *made, const char *line)
{
    char command[1024];
    int length = snprintf(command, sizeof command, "f='%s'; w='%s/whole'; %s", made->path,
                          made->folder, line);
    assert_in_range(length, 1, sizeof command - 1);
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
    char *before = made_diary_bytes(made->path, &length);
    made_diary_open(made, DIARY_WRITE);
    assert_non_null(made->diary);
    struct diary_entries entries = made_diary_read_all(made);
    bool is_told = made->line[0] != '\0' || diary_line(made->diary)[0] != '\0';
    assert_true(diary_add(made->diary, &entry));
    is_told = is_told || diary_line(made->diary)[0] != '\0';
    assert_int_equal(made_diary_read_all(made).count, entries.count + 1);
    assert_int_equal(made_diary_count_aside(made, aside), is_told ? 1 : 0);
    if (is_told) {
        char *after = made_diary_bytes(aside, &length_aside);
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
    size_t length = 0;
    size_t lost_all = 0;
    made_diary_open_to_write(made);
    made_diary_fill(made, RESCUED);
    made_diary_close(made);
    shell(made, "cp $f $w");
    free(made_diary_bytes(made->path, &length));
    assert_true(length / PAGE_BYTES > 10);
    for (size_t page = 0; page < length / PAGE_BYTES; page++) {
        shell(made, "rm -f $f*; cp $w $f");
        damage_page(made, page);
        size_t count = use_damaged(made);
        assert_true(count == 0 || count >= RESCUED - MOST_OF_A_PAGE);
        lost_all += count == 0;
        made_diary_close(made);
    }
    /* Without the first page nothing can be read, and without the table's root. */
    assert_int_equal(lost_all, 2);
}

static void a_file_cut_short_is_read_as_far_as_it_goes(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_fill(made, 400);
    made_diary_close(made);
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
    made_diary_close(made);
    damage_page(made, 0);
    made_diary_write_at_once(made, 4, 1);
    assert_int_equal(made_diary_count_aside(made, aside), 1);
}

/* Keeps a damaged diary as $w, whose last entries are in its log $w-wal alone. */
static void keep_damaged_with_log(struct made_diary *made)
{
    made_diary_open_to_write(made);
    made_diary_fill(made, RESCUED);
    made_diary_run_sql_alone(made, "PRAGMA wal_checkpoint(TRUNCATE)");
    for (int i = 0; i < LAST; i++) {
        struct diary_entry entry = made_diary_entry();
        assert_true(diary_add(made->diary, &entry));
    }
    /* Copied before it is closed, which would put the log's entries into the file. */
    shell(made, "cp $f $w; cp $f-wal $w-wal");
    made_diary_close(made);
    shell(made, "cp $w $f");
    damage_page(made, 5);
    shell(made, "cp $f $w");
}

/* Puts that back, with nothing beside it. */
static void put_back(struct made_diary *made)
{
    shell(made, "rm -f $f*; cp $w $f; cp $w-wal $f-wal");
}

/* Lets another program find the damage and kills it after `wait_us`. */
static void kill_a_rescuer(struct made_diary *made, long wait_us)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        made_diary_open(made, DIARY_WRITE);
        (void)made_diary_read_all(made);
        _exit(0);
    }
    (void)nanosleep(&(struct timespec){.tv_nsec = wait_us * 1000}, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_int_equal(waitpid(child, NULL, 0), child);
}

/* Whether the diary has all but what the damaged page had, also what was written last, and one
 * damaged file is beside it. */
static bool all_can_be_read(struct made_diary *made)
{
    char aside[256];
    made_diary_open(made, DIARY_WRITE);
    struct diary_entries entries = made_diary_read_all(made);
    bool is_there = entries.count >= RESCUED + LAST - MOST_OF_A_PAGE &&
                    entries.items[entries.count - 1].id == RESCUED + LAST;
    made_diary_close(made);
    arena_clear(&made->arena);
    return is_there && made_diary_count_aside(made, aside) == 1;
}

static void being_killed_in_a_rescue_loses_nothing(void **state)
{
    struct made_diary *made = *state;
    unsigned seed = 1;
    keep_damaged_with_log(made);
    for (int i = 0; i < RESCUE_KILLS; i++) {
        seed = seed * 1664525u + 1013904223u;
        put_back(made);
        kill_a_rescuer(made, (long)(seed >> 8) % MOST_WAIT_US);
        assert_true(all_can_be_read(made));
    }
}

/* The moments between two steps are too short for a random end to meet them. */
static void a_rescue_that_was_cut_off_is_finished(void **state)
{
    struct made_diary *made = *state;
    keep_damaged_with_log(made);
    static const char *const undone[] = {
        /* All but the last step; the same without the link; and nothing but the rescue itself. */
        "mv $f $f.rescued; ln $f.damaged-*[0-9] $f",
        "mv $f $f.rescued; mv $f.damaged-*[0-9] $f",
        "mv $f $f.rescued; mv $f.damaged-*[0-9] $f; cp $w-wal $f-wal",
    };
    for (size_t i = 0; i < sizeof undone / sizeof undone[0]; i++) {
        put_back(made);
        assert_true(all_can_be_read(made));
        shell(made, undone[i]);
        assert_true(all_can_be_read(made));
    }
}

int main(void)
{
#define ON_A_FILE(test)                                                                            \
    cmocka_unit_test_setup_teardown(test, made_diary_set_up, made_diary_tear_down)
    const struct CMUnitTest tests[] = {
        ON_A_FILE(a_damaged_page_costs_no_more_than_itself),
        ON_A_FILE(a_file_cut_short_is_read_as_far_as_it_goes),
        ON_A_FILE(two_programs_find_the_same_damage),
        ON_A_FILE(being_killed_in_a_rescue_loses_nothing),
        ON_A_FILE(a_rescue_that_was_cut_off_is_finished),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
