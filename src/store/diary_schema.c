/* The steps are in a table, each under the version that it starts from. The version is looked at
 * again inside the transaction, since two programs may have begun at once.
 */
#include "store/diary_schema.h"

#include <assert.h>
#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

/* "Lull", so that `file` and others can tell a diary from any other database. */
enum { APPLICATION_ID = 0x4C756C6C };

/* Ids are never given twice, or someone's "lull diary edit 12" could change another entry than the
 * one they had seen. The day is made from the moment and cannot contradict it; reading a page of
 * weeks goes by its index. Limits are said again here, for what other programs may write: moments
 * and offsets as day.h has them, in seconds and minutes. */
static const char *const own_steps[DIARY_SCHEMA_VERSION] = {
    "CREATE TABLE entry ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  utc_s INTEGER NOT NULL CHECK (utc_s BETWEEN 86400 AND 253402214399),"
    "  offset_min INTEGER NOT NULL CHECK (offset_min BETWEEN -1080 AND 1080),"
    "  day INTEGER NOT NULL GENERATED ALWAYS AS ((utc_s + offset_min * 60) / 86400) VIRTUAL,"
    "  routine TEXT,"
    "  title TEXT,"
    "  played_ms INTEGER NOT NULL CHECK (played_ms BETWEEN 0 AND length_ms),"
    "  length_ms INTEGER NOT NULL,"
    "  before INTEGER CHECK (before BETWEEN 0 AND 10),"
    "  after INTEGER CHECK (after BETWEEN 0 AND 10),"
    "  phase TEXT CHECK (phase IN ('early', 'attack', 'between')),"
    "  medicine INTEGER NOT NULL CHECK (medicine IN (0, 1)),"
    "  note TEXT"
    ") STRICT;"
    "CREATE INDEX entry_by_day ON entry (day, utc_s, id);"
    "PRAGMA application_id = 0x4C756C6C;"
    "PRAGMA user_version = 1;",
};

/* The one number that `sql` gives; false when SQLite fails. */
static bool ask(sqlite3 *connection, const char *sql, int64_t *number)
{
    sqlite3_stmt *statement = NULL;
    bool done = sqlite3_prepare_v2(connection, sql, -1, &statement, NULL) == SQLITE_OK &&
                sqlite3_step(statement) == SQLITE_ROW;
    if (done)
        *number = sqlite3_column_int64(statement, 0);
    /* The connection keeps what went wrong, should it have. */
    return sqlite3_finalize(statement) == SQLITE_OK && done;
}

/* Does what is missing of the steps; within a transaction. */
static bool take_steps(sqlite3 *connection, const char *const steps[], int version)
{
    int64_t is = 0;
    if (!ask(connection, "PRAGMA user_version", &is))
        return false;
    assert(is >= 0);
    for (; is < version; is++)
        if (sqlite3_exec(connection, steps[is], NULL, NULL, NULL) != SQLITE_OK)
            return false;
    return true;
}

/* Takes all steps that are missing, or none. A transaction that fails is left open: it ends with
 * the connection, which its owner closes. */
static enum diary_schema step_up(sqlite3 *connection, const char *const steps[], int version)
{
    /* IMMEDIATE: whoever comes second waits here, and then finds nothing left to do. */
    if (sqlite3_exec(connection, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK)
        return DIARY_SCHEMA_FAILED;
    if (take_steps(connection, steps, version) &&
        sqlite3_exec(connection, "COMMIT", NULL, NULL, NULL) == SQLITE_OK)
        return DIARY_SCHEMA_READY;
    return DIARY_SCHEMA_FAILED;
}

/* What a file says of itself, seen at one moment: another program may just be beginning it. */
struct nature {
    int64_t application;
    int64_t version;
    int64_t tables;
};

/* Asks for all of it in one transaction, so that the three answers belong together. */
static bool look(sqlite3 *connection, struct nature *nature)
{
    /* Where one of these fails the connection is given up, and the transaction with it. */
    return sqlite3_exec(connection, "BEGIN", NULL, NULL, NULL) == SQLITE_OK &&
           ask(connection, "PRAGMA application_id", &nature->application) &&
           ask(connection, "PRAGMA user_version", &nature->version) &&
           ask(connection, "SELECT count(*) FROM sqlite_schema", &nature->tables) &&
           sqlite3_exec(connection, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

enum diary_schema diary_schema_climb(struct sqlite3 *connection, const char *const steps[],
                                     int version)
{
    assert(connection != NULL && version >= 1);
    struct nature nature = {0};
    if (!look(connection, &nature))
        return DIARY_SCHEMA_FAILED;
    /* A new file has neither tables nor a name. */
    bool is_empty = nature.tables == 0 && nature.version == 0;
    if (!is_empty && (nature.application != APPLICATION_ID || nature.version < 1))
        return DIARY_SCHEMA_OTHERS;
    if (nature.version > version)
        return DIARY_SCHEMA_NEWER;
    /* What is left is a new file, one of this version, or an older one. */
    return nature.version == version ? DIARY_SCHEMA_READY : step_up(connection, steps, version);
}

enum diary_schema diary_schema_bring(struct sqlite3 *connection)
{
    return diary_schema_climb(connection, own_steps, DIARY_SCHEMA_VERSION);
}
