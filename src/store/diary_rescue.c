/* Reads from the first entry on until SQLite stumbles, then from the last backwards until it
 * stumbles again or meets what it has: the table alone, without the index. Ids are the order in
 * which the table lies in the file. What is between the two stumbles is lost to the new diary, not
 * to the damaged file, which stays as it is.
 */
#include "store/diary_rescue.h"

#include "store/diary_file.h"
#include "store/diary_row.h"
#include "store/diary_schema.h"

#include <assert.h>
#include <sqlite3.h>
#include <unistd.h>

/* A rescue while it is going on. It has a connection to each file, and one statement for all
 * rows. */
struct rescue {
    sqlite3 *damaged;
    sqlite3 *fresh;
    sqlite3_stmt *insert;
    struct allocator allocator;
    size_t count;
    bool failed; /* the new diary did not take a row */
};

/* Puts the row that `row` stands on into the new table; one that makes no sense is passed over. */
static void carry_over(struct rescue *rescue, sqlite3_stmt *row)
{
    /* An arena a row, so that a diary of any size needs little memory. */
    struct arena arena = arena_make(rescue->allocator);
    struct diary_entry entry;
    if (diary_row_read(row, &arena, &entry) && entry.id > 0) {
        bool done = diary_row_bind(rescue->insert, &entry) &&
                    sqlite3_step(rescue->insert) == SQLITE_DONE;
        rescue->count += done;
        rescue->failed = rescue->failed || !done;
    }
    /* Without memory a row was passed over that makes sense: then nothing counts as rescued. */
    rescue->failed = rescue->failed || arena.failed;
    (void)sqlite3_reset(rescue->insert);
    arena_release(&arena);
}

/* Reads with `sql`, whose one parameter is `limit`, until it ends or fails; returns the last id. */
static int64_t read_along(struct rescue *rescue, const char *sql, int64_t limit)
{
    sqlite3_stmt *row = NULL;
    int64_t last = limit;
    if (sqlite3_prepare_v2(rescue->damaged, sql, -1, &row, NULL) == SQLITE_OK &&
        sqlite3_bind_int64(row, 1, limit) == SQLITE_OK) {
        /* The end of the table and the beginning of the damage look alike here. */
        while (sqlite3_step(row) == SQLITE_ROW) {
            last = sqlite3_column_int64(row, 0);
            carry_over(rescue, row);
        }
    }
    (void)sqlite3_finalize(row);
    return last;
}

/* Ids are at least 1, so the first reading begins after 0; the second ends where the first one came
 * to. */
static void read_both_ways(struct rescue *rescue)
{
    /* NOT INDEXED: the index may be what is damaged. */
    int64_t last = read_along(
        rescue, "SELECT " DIARY_ROW_COLUMNS " FROM entry NOT INDEXED WHERE id > ?1 ORDER BY id", 0);
    (void)read_along(
        rescue,
        "SELECT " DIARY_ROW_COLUMNS " FROM entry NOT INDEXED WHERE id > ?1 ORDER BY id DESC", last);
}

/* Opens the damaged file so that nothing of it is changed, not even on closing. To write, since
 * reading what was written last may take mending the log's index, and so that nobody else adds an
 * entry that is passed over here; where that lock cannot be had, nobody can add one. */
static bool open_damaged(struct rescue *rescue, const char *path)
{
    bool done = sqlite3_open_v2(path, &rescue->damaged, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                sqlite3_db_config(rescue->damaged, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) ==
                    SQLITE_OK;
    if (!done)
        return false;
    /* So SQLite reads a file that was cut short as far as it goes, as its own `.recover` does. */
    (void)sqlite3_exec(rescue->damaged, "PRAGMA writable_schema = ON; BEGIN IMMEDIATE", NULL, NULL,
                       NULL);
    return true;
}

/* Fills the new diary in one go. It has no journal, since it is thrown away if it is not finished,
 * but it is on the disk before it takes another's place. */
static bool fill(struct rescue *rescue, const char *path)
{
    bool done = diary_schema_bring(rescue->fresh) == DIARY_SCHEMA_READY &&
                sqlite3_exec(rescue->fresh, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK &&
                sqlite3_prepare_v2(rescue->fresh, DIARY_ROW_INSERT, -1, &rescue->insert, NULL) ==
                    SQLITE_OK;
    /* Where not even its header can be read, what is rescued is an empty diary. */
    if (done && open_damaged(rescue, path))
        read_both_ways(rescue);
    (void)sqlite3_finalize(rescue->insert);
    (void)sqlite3_close(rescue->damaged);
    return done && !rescue->failed &&
           sqlite3_exec(rescue->fresh, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

bool diary_rescue(const char *path, const char *fresh, struct allocator allocator, size_t *count,
                  const char **reason)
{
    struct rescue rescue = {.allocator = allocator};
    assert(path != NULL && fresh != NULL && count != NULL);
    /* What a rescue that was cut off has left. */
    (void)unlink(fresh);
    if (!diary_file_make(fresh, reason))
        return false;
    bool done = sqlite3_open_v2(fresh, &rescue.fresh, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                sqlite3_exec(rescue.fresh, "PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL",
                             NULL, NULL, NULL) == SQLITE_OK &&
                fill(&rescue, path);
    *reason = "it is damaged, and what can be read of it cannot be rescued";
    done = sqlite3_close(rescue.fresh) == SQLITE_OK && done;
    if (!done)
        (void)unlink(fresh);
    *count = rescue.count;
    return done;
}
