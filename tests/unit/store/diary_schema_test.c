/* How a diary of an older version becomes one of a newer: whole or not at all, with all it has. The
 * steps after this program's own are made up here; what takes them is the program's.
 */
#include "store/diary_schema.h"

#include "store/day.h"
#include "store/diary_entry.h"
#include "support/made_diary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>

enum { LATER = DIARY_SCHEMA_VERSION + 1 };

/* The steps up to a version in which entries have a weather, the last of them as `last`. */
static enum diary_schema climb(struct made_diary *made, const char *last, int version)
{
    const char *steps[LATER] = {0}; /* those before the last have been taken */
    sqlite3 *connection = NULL;
    steps[LATER - 1] = last;
    assert_int_equal(sqlite3_open(made->path, &connection), SQLITE_OK);
    enum diary_schema schema = diary_schema_climb(connection, steps, version);
    assert_int_equal(sqlite3_close(connection), SQLITE_OK);
    return schema;
}

/* The number that `sql` gives. */
static int ask(struct made_diary *made, const char *sql)
{
    sqlite3 *connection = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open(made->path, &connection), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(connection, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int number = sqlite3_column_int(statement, 0);
    (void)sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(connection), SQLITE_OK);
    return number;
}

static const char weather[] = "ALTER TABLE entry ADD COLUMN weather TEXT DEFAULT 'mild';"
                              "PRAGMA user_version = 2;";

static void an_older_diary_is_brought_to_a_newer_version(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_fill(made, 30);
    made_diary_close(made);
    assert_int_equal(ask(made, "PRAGMA user_version"), DIARY_SCHEMA_VERSION);
    assert_int_equal(climb(made, weather, LATER), DIARY_SCHEMA_READY);
    assert_int_equal(ask(made, "PRAGMA user_version"), LATER);
    assert_int_equal(ask(made, "SELECT count(*) FROM entry WHERE weather = 'mild'"), 30);
    /* A second program finds nothing left to do. */
    assert_int_equal(climb(made, weather, LATER), DIARY_SCHEMA_READY);
    /* This program reads it, and leaves it as it is. */
    made_diary_open(made, DIARY_WRITE);
    assert_false(diary_may_write(made->diary));
    assert_int_equal(made_diary_read_all(made).count, 30);
}

static void a_step_that_fails_leaves_the_older_version_whole(void **state)
{
    struct made_diary *made = *state;
    static const char half[] = "ALTER TABLE entry ADD COLUMN weather TEXT;"
                               "UPDATE entry SET note = NULL;"
                               "SELECT * FROM nowhere;"
                               "PRAGMA user_version = 2;";
    made_diary_open_to_write(made);
    made_diary_fill(made, 30);
    made_diary_close(made);
    assert_int_equal(climb(made, half, LATER), DIARY_SCHEMA_FAILED);
    assert_int_equal(ask(made, "PRAGMA user_version"), DIARY_SCHEMA_VERSION);
    assert_int_equal(ask(made, "SELECT count(*) FROM entry WHERE note IS NOT NULL"), 30);
    made_diary_open_to_write(made);
    assert_int_equal(made_diary_read_all(made).count, 30);
}

static void a_version_beyond_the_steps_is_newer(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_close(made);
    assert_int_equal(climb(made, weather, LATER), DIARY_SCHEMA_READY);
    assert_int_equal(climb(made, weather, DIARY_SCHEMA_VERSION), DIARY_SCHEMA_NEWER);
}

/* What another program may write: moments that this one would refuse to read are none. */
static void moments_are_those_that_an_entry_may_have(void **state)
{
    struct made_diary *made = *state;
    made_diary_open_to_write(made);
    made_diary_close(made);
    const int64_t last_s = (int64_t)DAY_LAST * 86400 - 1;
    const int64_t moments_s[] = {86399, 86400, last_s, last_s + 1};
    sqlite3 *connection = NULL;
    assert_int_equal(sqlite3_open(made->path, &connection), SQLITE_OK);
    for (size_t i = 0; i < sizeof moments_s / sizeof moments_s[0]; i++) {
        char sql[200];
        struct diary_entry entry = diary_entry_now();
        entry.moment = (struct moment){.utc_s = moments_s[i]};
        (void)snprintf(sql, sizeof sql,
                       "INSERT INTO entry (utc_s, offset_min, played_ms, length_ms, medicine)"
                       " VALUES (%lld, 0, 0, 0, 0)",
                       (long long)moments_s[i]);
        bool taken = sqlite3_exec(connection, sql, NULL, NULL, NULL) == SQLITE_OK;
        assert_int_equal(taken, diary_entry_fault(&entry) == NULL);
        assert_int_equal(taken, i == 1 || i == 2);
    }
    assert_int_equal(sqlite3_close(connection), SQLITE_OK);
}

int main(void)
{
#define ON_A_FILE(test)                                                                            \
    cmocka_unit_test_setup_teardown(test, made_diary_set_up, made_diary_tear_down)
    const struct CMUnitTest tests[] = {
        ON_A_FILE(an_older_diary_is_brought_to_a_newer_version),
        ON_A_FILE(a_step_that_fails_leaves_the_older_version_whole),
        ON_A_FILE(a_version_beyond_the_steps_is_newer),
        ON_A_FILE(moments_are_those_that_an_entry_may_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
