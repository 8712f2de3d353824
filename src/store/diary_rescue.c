/* Reads from the first entry on until SQLite stumbles, then from the last backwards until it
 * stumbles again or meets what it has: the table alone, without the index. Ids are the order in
 * which the table lies in the file.
 */
#include "store/diary_rescue.h"

#include "store/diary_row.h"

#include <assert.h>
#include <sqlite3.h>

struct rescue {
    sqlite3 *damaged;
    sqlite3_stmt *insert;
    struct allocator allocator;
    size_t count;
};

/* Puts the row that `row` stands on into the new table; one that makes no sense is passed over. */
static void carry_over(struct rescue *rescue, sqlite3_stmt *row)
{
    struct arena arena = arena_make(rescue->allocator);
    struct diary_entry entry;
    if (diary_row_read(row, &arena, &entry) && entry.id > 0 &&
        diary_row_bind(rescue->insert, &entry) && sqlite3_step(rescue->insert) == SQLITE_DONE)
        rescue->count++;
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

static void read_both_ways(struct rescue *rescue)
{
    /* NOT INDEXED: the index may be what is damaged. */
    int64_t last = read_along(
        rescue, "SELECT " DIARY_ROW_COLUMNS " FROM entry NOT INDEXED WHERE id > ?1 ORDER BY id", 0);
    (void)read_along(
        rescue,
        "SELECT " DIARY_ROW_COLUMNS " FROM entry NOT INDEXED WHERE id > ?1 ORDER BY id DESC", last);
}

size_t diary_rescue(struct sqlite3 *fresh, const char *path, struct allocator allocator)
{
    assert(fresh != NULL && path != NULL);
    struct rescue rescue = {.allocator = allocator};
    /* To write, since reading what was written last may take mending the log's index; but nothing
     * else, not even on closing. */
    if (sqlite3_open_v2(path, &rescue.damaged, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_db_config(rescue.damaged, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) == SQLITE_OK &&
        sqlite3_exec(fresh, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK) {
        /* So SQLite reads a file that was cut short as far as it goes, as its own `.recover`
         * does. */
        (void)sqlite3_exec(rescue.damaged, "PRAGMA writable_schema = ON", NULL, NULL, NULL);
        if (sqlite3_prepare_v2(fresh, DIARY_ROW_INSERT, -1, &rescue.insert, NULL) == SQLITE_OK)
            read_both_ways(&rescue);
        (void)sqlite3_finalize(rescue.insert);
        if (sqlite3_exec(fresh, "COMMIT", NULL, NULL, NULL) != SQLITE_OK) {
            (void)sqlite3_exec(fresh, "ROLLBACK", NULL, NULL, NULL);
            rescue.count = 0;
        }
    }
    (void)sqlite3_close(rescue.damaged);
    return rescue.count;
}
