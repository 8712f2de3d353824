/* The diary without memory: each request fails once, the program's own and SQLite's. Nothing
 * crashes, what was kept is there, and no want of memory is taken for damage.
 */
#include "store/diary_csv.h"
#include "store/diary_summary.h"
#include "support/failing_allocator.h"
#include "support/made_diary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* SQLite's requests: those still to be granted before one fails. */
static struct {
    sqlite3_mem_methods usual;
    long until_failure; /* 0: none fails */
    bool has_failed;
} sqlite_memory;

static bool is_granted(void)
{
    if (sqlite_memory.until_failure == 0 || --sqlite_memory.until_failure > 0)
        return true;
    sqlite_memory.has_failed = true;
    return false;
}

static void *allocate(int size)
{
    return is_granted() ? sqlite_memory.usual.xMalloc(size) : NULL;
}

static void *reallocate(void *block, int size)
{
    return is_granted() ? sqlite_memory.usual.xRealloc(block, size) : NULL;
}

static int take_sqlite_memory(void **state)
{
    (void)state;
    (void)sqlite3_shutdown();
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &sqlite_memory.usual) != SQLITE_OK)
        return 1;
    sqlite3_mem_methods ours = sqlite_memory.usual;
    ours.xMalloc = allocate;
    ours.xRealloc = reallocate;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK ? 0 : 1;
}

static size_t count_aside(const struct made_diary *made)
{
    char pattern[160];
    glob_t found = {0};
    (void)snprintf(pattern, sizeof pattern, "%s.damaged-*", made->path);
    size_t count = glob(pattern, 0, NULL, &found) == 0 ? found.gl_pathc : 0;
    globfree(&found);
    return count;
}

/* Everything that a diary is asked, until it refuses. `*kept` counts what it says it has kept. */
static bool use(struct made_diary *made, struct allocator allocator, size_t *kept)
{
    struct diary_entry added = made_diary_entry();
    struct diary_entry imported = made_diary_entry();
    struct diary_entry found;
    struct diary_entries entries = {0};
    struct diary_summary summary;
    struct arena arena = arena_make(allocator);
    struct buffer table = buffer_make(allocator);
    size_t count = 0;
    bool done = false;
    struct diary *diary = diary_open(allocator, made->path, DIARY_WRITE, 0, made->line);
    if (diary != NULL && diary_add(diary, &added)) {
        ++*kept;
        imported.note = text_from("another");
        imported.moment.utc_s += (int64_t)*kept;
        if (diary_import(diary, &imported, 1, &count)) {
            *kept += count;
            added.after = 1;
            done = diary_change(diary, &added) && diary_find(diary, &arena, added.id, &found) &&
                   diary_read(diary, &arena, DAY_FIRST, DAY_LAST, &entries) &&
                   diary_count(diary, DAY_FIRST, DAY_LAST, &count) &&
                   diary_summary_make(&summary, &arena, &entries, DAY_FIRST, DAY_LAST, 20000);
        }
    }
    if (done) {
        struct findings findings = findings_make(&arena);
        diary_csv_print(&entries, &table);
        done = !table.failed;
        if (done) {
            struct diary_entries again = diary_csv_read(buffer_text(&table), "t", &findings);
            done = !arena.failed && again.count == entries.count;
        }
    }
    diary_close(diary);
    buffer_release(&table);
    arena_release(&arena);
    return done;
}

/* What was said to be kept is there, whatever failed; and nothing but what failed in between. */
static void check(struct made_diary *made, size_t kept)
{
    made_diary_open_to_write(made);
    assert_true(made_diary_read_all(made).count >= kept);
    assert_int_equal(count_aside(made), 0);
    diary_close(made->diary);
    made->diary = NULL;
    arena_clear(&made->arena);
}

static void the_programs_own_memory_runs_out(void **state)
{
    struct made_diary *made = *state;
    size_t kept = 0;
    for (long fail_at = 1;; fail_at++) {
        struct failing_allocator failing = {.fail_at = fail_at, .once = true};
        bool done = use(made, failing_allocator_ask(&failing), &kept);
        assert_int_equal(failing.live, 0);
        if (!failing_allocator_failed(&failing)) {
            assert_true(done);
            assert_true(fail_at > 5);
            break;
        }
        check(made, kept);
    }
}

static void sqlites_memory_runs_out(void **state)
{
    struct made_diary *made = *state;
    size_t kept = 0;
    long fail_at = 1;
    for (;; fail_at++) {
        sqlite_memory.has_failed = false;
        sqlite_memory.until_failure = fail_at;
        bool done = use(made, allocator_system(), &kept);
        bool has_failed = sqlite_memory.has_failed;
        sqlite_memory.until_failure = 0;
        if (!has_failed) {
            assert_true(done);
            break;
        }
        check(made, kept);
    }
    assert_true(fail_at > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_programs_own_memory_runs_out, made_diary_set_up,
                                        made_diary_tear_down),
        cmocka_unit_test_setup_teardown(sqlites_memory_runs_out, made_diary_set_up,
                                        made_diary_tear_down),
    };
    return cmocka_run_group_tests(tests, take_sqlite_memory, NULL);
}
