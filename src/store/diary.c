/* Each function is one task for SQLite, which diary_connection runs, twice if it must: a task
 * begins anew each time. A write is one transaction, so it is kept whole or not at all, whenever
 * the program ends. What somebody wrote goes in as parameters, never as SQL, and comes out through
 * diary_row, which alone knows the columns.
 */
#include "store/diary.h"

#include "store/diary_connection.h"
#include "store/diary_row.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

/* Extended codes have their plain one in the lowest byte. */
enum { PLAIN_CODE = 0xFF };

/* A connection is all there is to a diary; the struct keeps SQLite and the system's files out of
 * the header. */
struct diary {
    struct diary_connection connection;
};

/* A diary that is not open yet, with a copy of `path`; NULL when there is no memory. */
static struct diary *create(struct allocator allocator, const char *path)
{
    struct diary *diary = allocator_allocate(allocator, 1, sizeof *diary);
    size_t bytes = strlen(path) + 1;
    char *copy = allocator_allocate(allocator, bytes, 1);
    if (diary == NULL || copy == NULL) {
        allocator_release(allocator, diary);
        allocator_release(allocator, copy);
        return NULL;
    }
    memcpy(copy, path, bytes);
    *diary = (struct diary){.connection = {.allocator = allocator, .path = copy}};
    return diary;
}

struct diary *diary_open(struct allocator allocator, const char *path, enum diary_purpose purpose,
                         int wait_ms, char line[static DIARY_LINE_BYTES])
{
    assert(path[0] != '\0' && wait_ms >= 0);
    struct diary *diary = create(allocator, path);
    if (diary == NULL) {
        (void)snprintf(line, DIARY_LINE_BYTES, "there is not enough memory");
        return NULL;
    }
    diary->connection.purpose = purpose;
    diary->connection.wait_ms = wait_ms;
    bool done = diary_connection_begin(&diary->connection);
    /* In both cases: a diary that can be used may still have something to tell. */
    memcpy(line, diary->connection.line, DIARY_LINE_BYTES);
    if (done)
        return diary;
    diary_close(diary);
    return NULL;
}

bool diary_may_write(const struct diary *diary)
{
    /* A purpose that allows it, and nothing in the way. */
    return diary->connection.purpose != DIARY_READ && diary->connection.why_no_more == NULL;
}

const char *diary_line(const struct diary *diary)
{
    return diary->connection.line;
}

void diary_close(struct diary *diary)
{
    if (diary == NULL)
        return;
    struct allocator allocator = diary->connection.allocator;
    diary_connection_end(&diary->connection);
    allocator_release(allocator, diary->connection.path);
    allocator_release(allocator, diary);
}

/* Takes the one step of a statement that gives no rows, with the values of `entry`. */
static int step_with(sqlite3_stmt *statement, const struct diary_entry *entry)
{
    if (!diary_row_bind(statement, entry))
        return SQLITE_NOMEM;
    (void)sqlite3_step(statement);
    return sqlite3_reset(statement) & PLAIN_CODE; /* it says again how the step went */
}

/* Makes such a statement and takes its step. A statement that could not be made is NULL, which may
 * be given back too. */
static int run_with(struct diary_connection *connection, const char *sql,
                    const struct diary_entry *entry)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(connection->sqlite, sql, -1, &statement, NULL) & PLAIN_CODE;
    if (code == SQLITE_OK)
        code = step_with(statement, entry);
    (void)sqlite3_finalize(statement);
    return code;
}

/* The one write at the end of a session: a single statement is a transaction of its own. */
static int run_add(struct diary_connection *connection, void *context)
{
    struct diary_entry *entry = context;
    int code = run_with(connection, DIARY_ROW_INSERT, entry);
    if (code == SQLITE_OK)
        entry->id = sqlite3_last_insert_rowid(connection->sqlite);
    return code;
}

bool diary_add(struct diary *diary, struct diary_entry *entry)
{
    assert(entry->id == 0 && diary_entry_fault(entry) == NULL);
    return diary_connection_attempt_write(&diary->connection, run_add, entry);
}

/* Puts all of an entry in the place of what its id said before. */
static int run_change(struct diary_connection *connection, void *context)
{
    const struct diary_entry *entry = context;
    int code = run_with(
        connection,
        "UPDATE entry SET (" DIARY_ROW_COLUMNS ") = (" DIARY_ROW_VALUES ") WHERE id = ?1", entry);
    if (code != SQLITE_OK || sqlite3_changes(connection->sqlite) > 0)
        return code;
    /* Nothing has failed, but nothing was changed either. */
    diary_connection_tell(connection, "there is no entry %lld", (long long)entry->id);
    return SQLITE_NOTFOUND;
}

bool diary_change(struct diary *diary, const struct diary_entry *entry)
{
    assert(entry->id > 0 && diary_entry_fault(entry) == NULL);
    /* A copy, as tasks may change what they are given, and this one is the caller's. */
    struct diary_entry changed = *entry;
    return diary_connection_attempt_write(&diary->connection, run_change, &changed);
}

/* What an import is given, and what has come of it. */
struct import {
    const struct diary_entry *entries;
    size_t count;
    size_t added;
};

/* Adds an entry unless it was there before the import: an import that has one twice means it. The
 * day comes first, since it has an index; IS, unlike =, takes two things that were not said for the
 * same. */
static const char import_sql[] = DIARY_ROW_INSERT
    " WHERE NOT EXISTS (SELECT 1 FROM entry WHERE day = (?2 + ?3 * 60) / 86400"
    " AND (" DIARY_ROW_SAYS ") IS (" DIARY_ROW_SAYS_VALUES ")"
    " AND id NOT IN (SELECT id FROM temp.added))";

/* Adds all entries within a transaction, each by `insert`, and remembers it by `mark`. Stops at the
 * first that fails; whoever began the transaction takes all of them back. */
static int import_all(struct import *import, sqlite3 *sqlite, sqlite3_stmt *insert,
                      sqlite3_stmt *mark)
{
    int code = SQLITE_OK;
    for (size_t i = 0; code == SQLITE_OK && i < import->count; i++) {
        code = step_with(insert, &import->entries[i]);
        /* No change: it was there already. */
        if (code != SQLITE_OK || sqlite3_changes(sqlite) == 0)
            continue;
        import->added++;
        (void)sqlite3_step(mark);
        code = sqlite3_reset(mark) & PLAIN_CODE;
    }
    return code;
}

/* Runs an import as one transaction, waiting at its beginning for whoever writes just now. Which
 * ids are new is kept in a table of its own, which lives in memory and goes with the
 * transaction. */
static int run_import(struct diary_connection *connection, void *context)
{
    struct import *import = context;
    sqlite3_stmt *insert = NULL; /* finalizing NULL is allowed */
    sqlite3_stmt *mark = NULL;
    import->added = 0; /* the task may run twice */
    int code = diary_connection_run(connection, "BEGIN IMMEDIATE;"
                                                "CREATE TEMP TABLE added (id INTEGER PRIMARY KEY)");
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(connection->sqlite, import_sql, -1, &insert, NULL) & PLAIN_CODE;
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(connection->sqlite,
                                  "INSERT INTO temp.added VALUES (last_insert_rowid())", -1, &mark,
                                  NULL) &
               PLAIN_CODE;
    if (code == SQLITE_OK)
        code = import_all(import, connection->sqlite, insert, mark);
    (void)sqlite3_finalize(insert);
    (void)sqlite3_finalize(mark);
    if (code == SQLITE_OK)
        code = diary_connection_run(connection, "DROP TABLE temp.added; COMMIT");
    /* SQLite may have given up the transaction by itself; asking twice does no harm. */
    if (code != SQLITE_OK)
        (void)diary_connection_run(connection, "ROLLBACK");
    return code;
}

bool diary_import(struct diary *diary, const struct diary_entry *entries, size_t count,
                  size_t *added)
{
    struct import import = {.entries = entries, .count = count};
    bool done = diary_connection_attempt_write(&diary->connection, run_import, &import);
    *added = done ? import.added : 0;
    return done;
}

/* What to read, and where to. */
struct reading {
    struct arena *arena;
    int64_t id; /* this entry alone, unless 0 */
    int32_t from;
    int32_t to;
    struct diary_entries entries;
    size_t capacity;
    size_t left_out; /* rows that make no sense */
};

/* Adds the row that `statement` stands on to the list, or counts it as left out. Returns false when
 * there is no memory. */
static bool take_row(struct reading *reading, sqlite3_stmt *statement)
{
    struct diary_entries *entries = &reading->entries;
    struct diary_entry *items = arena_grow(reading->arena, entries->items, entries->count,
                                           &reading->capacity, sizeof *items);
    if (items == NULL)
        return false;
    entries->items = items;
    if (diary_row_read(statement, reading->arena, &items[entries->count]))
        entries->count++;
    else
        reading->left_out++;
    return !reading->arena->failed;
}

/* Reads all rows of a statement that has its parameters. That the arena is full counts as if SQLite
 * had no memory. */
static int take_rows(struct reading *reading, sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW)
        code = take_row(reading, statement) ? sqlite3_step(statement) : SQLITE_NOMEM;
    return code == SQLITE_DONE ? SQLITE_OK : code & PLAIN_CODE;
}

/* Reads one entry, or those of some days. */
static int run_reading(struct diary_connection *connection, void *context)
{
    struct reading *reading = context;
    /* What a damaged file gave before it failed is read again from the new one. */
    reading->entries.count = 0;
    reading->left_out = 0;
    /* By the index of days in their order, whose last column makes entries of one second come in
     * the order of writing. */
    const char *sql = reading->id != 0 ? "SELECT " DIARY_ROW_COLUMNS " FROM entry WHERE id = ?1"
                                       : "SELECT " DIARY_ROW_COLUMNS
                                         " FROM entry WHERE day BETWEEN ?1 AND ?2"
                                         " ORDER BY day, utc_s, id";
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(connection->sqlite, sql, -1, &statement, NULL) & PLAIN_CODE;
    if (code == SQLITE_OK) {
        (void)sqlite3_bind_int64(statement, 1, reading->id != 0 ? reading->id : reading->from);
        if (reading->id == 0)
            (void)sqlite3_bind_int64(statement, 2, reading->to);
        code = take_rows(reading, statement);
    }
    (void)sqlite3_finalize(statement);
    return code;
}

bool diary_find(struct diary *diary, struct arena *arena, int64_t id, struct diary_entry *entry)
{
    assert(arena != NULL && entry != NULL);
    struct reading reading = {.arena = arena, .id = id};
    /* An id that no entry has ever had needs no question. */
    bool may_be = id > 0;
    if (may_be && !diary_connection_attempt(&diary->connection, run_reading, &reading))
        return false;
    if (reading.entries.count == 0) {
        diary_connection_tell(&diary->connection, "there is no entry %lld", (long long)id);
        return false;
    }
    *entry = reading.entries.items[0];
    return true;
}

bool diary_read(struct diary *diary, struct arena *arena, int32_t from, int32_t to,
                struct diary_entries *entries)
{
    assert(arena != NULL && from <= to);
    struct reading reading = {.arena = arena, .from = from, .to = to};
    bool done = diary_connection_attempt(&diary->connection, run_reading, &reading);
    *entries = reading.entries;
    if (done && reading.left_out > 0)
        diary_connection_tell(&diary->connection,
                              "%zu of its entries cannot be read by this version of Lull, and %s "
                              "left out",
                              reading.left_out, reading.left_out == 1 ? "is" : "are");
    return done;
}

/* Days, and how many entries they had. */
struct span {
    int32_t from;
    int32_t to;
    size_t count;
};

/* What is counted before it is forgotten must be the same entries. */
#define OF_SPAN " FROM entry WHERE day BETWEEN ?1 AND ?2"

/* Takes the one step of a statement about a span, whose count becomes the number in the row that
 * this gives, if it gives one. Returns SQLite's plain code, SQLITE_DONE for a step without a
 * row. */
static int step_over(const struct diary_connection *connection, const char *sql, struct span *span)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(connection->sqlite, sql, -1, &statement, NULL);
    if (code == SQLITE_OK) {
        (void)sqlite3_bind_int64(statement, 1, span->from);
        (void)sqlite3_bind_int64(statement, 2, span->to);
        code = sqlite3_step(statement);
    }
    if (code == SQLITE_ROW)
        span->count = (size_t)sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return code & PLAIN_CODE;
}

/* Counts rows without looking at what they say, which may be beyond this version. */
static int run_count(struct diary_connection *connection, void *context)
{
    int code = step_over(connection, "SELECT count(*)" OF_SPAN, context);
    return code == SQLITE_ROW ? SQLITE_OK : code;
}

bool diary_count(struct diary *diary, int32_t from, int32_t to, size_t *count)
{
    assert(from <= to);
    struct span span = {.from = from, .to = to};
    bool done = diary_connection_attempt(&diary->connection, run_count, &span);
    *count = done ? span.count : 0;
    return done;
}

/* One statement; what it deletes SQLite writes over (secure_delete, in diary_connection.c). */
static int run_forget(struct diary_connection *connection, void *context)
{
    struct span *span = context;
    int code = step_over(connection, "DELETE" OF_SPAN, span);
    /* Deleting gives no rows, so this is the one good end. */
    if (code != SQLITE_DONE)
        return code;
    span->count = (size_t)sqlite3_changes64(connection->sqlite);
    /* The log still has what was forgotten; where another program is reading, it goes when that has
     * done. */
    (void)diary_connection_run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
    return SQLITE_OK;
}

bool diary_forget(struct diary *diary, int32_t from, int32_t to, size_t *forgotten)
{
    assert(from <= to);
    struct span span = {.from = from, .to = to};
    bool done = diary_connection_attempt_write(&diary->connection, run_forget, &span);
    *forgotten = done ? span.count : 0;
    return done;
}
