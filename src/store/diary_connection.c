/* Every task is run by one function, which is the one place that knows what may go wrong: the file
 * may have been replaced, be damaged, locked, or on a full disk. Damage is found when SQLite meets
 * it; the file is then set aside, what can be read of it is carried over to a new one, and the task
 * is run once more.
 *
 * The journal is a write-ahead log, synchronised at each entry: what has been kept stays kept, and
 * a program that reads never waits for one that writes.
 */
#include "store/diary_connection.h"

#include "base/file.h"
#include "store/diary_rescue.h"
#include "store/diary_schema.h"

#include <assert.h>
#include <errno.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Extended codes have their plain one in the lowest byte (https://www.sqlite.org/rescode.html). */
enum { PLAIN_CODE = 0xFF };

void diary_connection_tell(struct diary_connection *connection, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(connection->line, sizeof connection->line, format, arguments);
    va_end(arguments);
}

/* NOTADB is damage too: what lies in the diary's place was a diary. */
static bool is_damage(int code)
{
    return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

/* What stands behind a code of SQLite, for people. */
static const char *words_of(int code)
{
    switch (code) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another program is writing in it";
    case SQLITE_FULL:
        return "the disk is full";
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return "the file or its disk is read-only";
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
        return "the file cannot be opened";
    case SQLITE_NOMEM:
        return "there is not enough memory";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "the file is damaged";
    default:
        return "the disk or the system refused it";
    }
}

/* Why SQLite has failed, while its connection is still there: the system's own reason where it was
 * the system, since a disk may be full in more ways than SQLite has a code for. */
static const char *reason_of(const struct diary_connection *connection, int code)
{
    bool is_system = code == SQLITE_IOERR || code == SQLITE_CANTOPEN;
    int error = is_system && connection->sqlite != NULL ? sqlite3_system_errno(connection->sqlite)
                                                        : 0;
    /* The diary is there; what is not, and cannot be made, is one of the files beside it. */
    if (error == ENOENT)
        return words_of(SQLITE_READONLY);
    return error != 0 ? file_reason(error) : words_of(code);
}

/* Why a diary can only be read. Told apart by their addresses, so each is one string. */
static const char newer_words[] =
    "a newer version of Lull wrote it; here it can be read, not changed";
static const char unreadable_words[] =
    "a newer version of Lull wrote it, and this one cannot read it";
static const char behind_words[] =
    "the file or its disk is read-only, and what was written last may be missing here";

/* The name that `path` ends with. */
static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

int diary_connection_run(const struct diary_connection *connection, const char *sql)
{
    assert(connection->sqlite != NULL);
    return sqlite3_exec(connection->sqlite, sql, NULL, NULL, NULL) & PLAIN_CODE;
}

void diary_connection_end(struct diary_connection *connection)
{
    /* NULL is allowed, so this may be called for what was never open. */
    (void)sqlite3_close(connection->sqlite);
    connection->sqlite = NULL;
}

/* Opens `address` and looks what is there. Returns SQLite's code; SQLITE_MISMATCH stands for
 * another program's database. */
static int dial(struct diary_connection *connection, const char *address, int flags)
{
    /* Even where this fails there is a connection, to say why and to be closed. */
    int code = sqlite3_open_v2(address, &connection->sqlite, flags, NULL) & PLAIN_CODE;
    if (code != SQLITE_OK)
        return code;
    assert(connection->sqlite != NULL);
    (void)sqlite3_busy_timeout(connection->sqlite, connection->wait_ms);
    switch (diary_schema_bring(connection->sqlite)) {
    case DIARY_SCHEMA_OTHERS:
        return SQLITE_MISMATCH;
    case DIARY_SCHEMA_FAILED:
        return sqlite3_errcode(connection->sqlite) & PLAIN_CODE;
    case DIARY_SCHEMA_NEWER:
        connection->why_no_more = newer_words;
        return diary_connection_run(connection, "PRAGMA query_only = ON");
    default:
        return SQLITE_OK;
    }
}

/* Opens a file that may be written. Where another program just begins with it too, the write-ahead
 * log has to wait for next time; everything works without. What is forgotten is written over. */
static int dial_file(struct diary_connection *connection)
{
    int code = dial(connection, connection->path, SQLITE_OPEN_READWRITE);
    if (code != SQLITE_OK || connection->why_no_more != NULL)
        return code;
    /* SQLite opens what it may not write without a word. */
    if (sqlite3_db_readonly(connection->sqlite, "main") == 1)
        connection->why_no_more = words_of(SQLITE_READONLY);
    else
        (void)diary_connection_run(connection, "PRAGMA journal_mode = WAL");
    /* FULL: an entry is on the disk before it counts as kept. secure_delete: what is forgotten is
     * written over (https://www.sqlite.org/pragma.html). */
    return diary_connection_run(connection, "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
}

/* Opens a file on a disk, or in a folder, that takes nothing new: not even a log. */
static int dial_still(struct diary_connection *connection)
{
    struct buffer address = buffer_make(connection->allocator);
    diary_file_still(connection->path, &address);
    int code = SQLITE_NOMEM;
    if (!address.failed)
        code = dial(connection, address.bytes, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    buffer_release(&address);
    /* The log cannot be read in this way, and may have entries of its own. */
    if (code == SQLITE_OK && diary_file_has_log(connection->path, connection->allocator))
        connection->why_no_more = behind_words;
    else if (code == SQLITE_OK && connection->why_no_more == NULL)
        /* What kept it from being written is what its owner should hear. */
        connection->why_no_more = connection->why_failed;
    return code;
}

/* Whether the file may be read all the same after this. */
static bool is_about_writing(int code)
{
    return code == SQLITE_READONLY || code == SQLITE_CANTOPEN || code == SQLITE_PERM ||
           code == SQLITE_FULL || code == SQLITE_IOERR;
}

/* Rescues what can be read of the damaged file, and puts that in its place. Returns whether this
 * program has done so; `aside` is then what the damaged file is called, and `*rescued` how many
 * entries the new one has. */
static bool exchange(struct diary_connection *connection, struct buffer *aside, size_t *rescued)
{
    struct buffer fresh = buffer_make(connection->allocator);
    int claim = diary_file_claim(connection->path, &connection->file);
    buffer_format(&fresh, "%s.rescue", connection->path);
    bool done = claim >= 0 && !fresh.failed &&
                diary_rescue(connection->path, fresh.bytes, connection->allocator, rescued,
                             &connection->why_failed) &&
                diary_file_offer(connection->path, fresh.bytes, connection->allocator) &&
                diary_file_set_aside(connection->path, aside);
    if (claim >= 0)
        (void)close(claim);
    buffer_release(&fresh);
    return done;
}

/* Does what a program that was killed between two steps has left undone: its rescued diary is
 * whole, and what lies in the place of it may lack its log by now. */
static void finish_exchange(struct diary_connection *connection)
{
    if (!diary_file_is_rescued(connection->path, connection->allocator))
        return;
    struct buffer aside = buffer_make(connection->allocator);
    int claim = diary_file_claim(connection->path, &connection->file);
    /* Looked at again: whoever held the claim may just have done it. */
    if (claim >= 0 && diary_file_is_rescued(connection->path, connection->allocator))
        (void)diary_file_set_aside(connection->path, &aside);
    if (claim >= 0)
        (void)close(claim);
    buffer_release(&aside);
    (void)diary_file_look(connection->path, &connection->file);
}

/* Opens what there is, whichever way it can be. */
static int start(struct diary_connection *connection)
{
    /* Whatever was open is not trusted any more. */
    diary_connection_end(connection);
    connection->why_no_more = NULL;
    connection->is_nowhere = !diary_file_look(connection->path, &connection->file);
    if (connection->is_nowhere) {
        /* An empty diary, for who reads or changes, needs no case of its own anywhere. */
        if (connection->purpose != DIARY_CHANGE)
            connection->why_no_more = "there is no diary yet";
        return dial(connection, ":memory:", SQLITE_OPEN_READWRITE);
    }
    finish_exchange(connection);
    int code = dial_file(connection);
    connection->why_failed = reason_of(connection, code);
    if (is_about_writing(code)) {
        diary_connection_end(connection);
        int still = dial_still(connection);
        /* Where it cannot be read either, the first failure is the one to tell. */
        code = still == SQLITE_OK ? still : code;
    }
    /* That of a damaged file is closed by who sets it aside, without tidying it. */
    if (code != SQLITE_OK && !is_damage(code))
        diary_connection_end(connection);
    return code;
}

/* Sets the damaged file aside once there is a new one with what can be read of it, and goes on with
 * that. */
static int renew(struct diary_connection *connection)
{
    struct buffer aside = buffer_make(connection->allocator);
    size_t rescued = 0;
    /* The damaged file is to stay as it was found: closing it must not tidy it. */
    if (connection->sqlite != NULL)
        (void)sqlite3_db_config(connection->sqlite, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    diary_connection_end(connection);
    connection->why_failed = words_of(SQLITE_CORRUPT);
    bool is_renewed = exchange(connection, &aside, &rescued);
    /* Should another program have been quicker, its new file is the one to use. */
    bool is_there = is_renewed || !diary_file_is_at(&connection->file, connection->path);
    int code = is_there ? start(connection) : SQLITE_CORRUPT;
    if (code == SQLITE_OK && is_renewed)
        diary_connection_tell(connection,
                              "it was damaged; it is kept as %.100s, and of its entries %zu could "
                              "be carried over",
                              name_of(aside.bytes), rescued);
    buffer_release(&aside);
    return code;
}

bool diary_connection_begin(struct diary_connection *connection)
{
    const char *reason = NULL;
    bool is_made = connection->purpose != DIARY_WRITE || diary_file_make(connection->path, &reason);
    /* What is there may still be read, should it be on a read-only disk. */
    if (!is_made && !diary_file_exists(connection->path)) {
        diary_connection_tell(connection, "%s", reason);
        return false;
    }
    int code = start(connection);
    if (is_damage(code))
        code = renew(connection);
    if (code == SQLITE_MISMATCH)
        diary_connection_tell(connection, "%s is another program's file",
                              name_of(connection->path));
    else if (code != SQLITE_OK)
        diary_connection_tell(connection, "%s", connection->why_failed);
    /* Who only reads need not hear of a disk that cannot be written. */
    else if (connection->why_no_more == newer_words || connection->why_no_more == behind_words ||
             (connection->why_no_more != NULL && connection->purpose != DIARY_READ))
        diary_connection_tell(connection, "%s", connection->why_no_more);
    return code == SQLITE_OK;
}

/* What is open may not be what lies there any more: another program may have set it aside, or its
 * owner have put back a copy. */
static bool is_current(const struct diary_connection *connection)
{
    return connection->is_nowhere || diary_file_is_at(&connection->file, connection->path);
}

/* Opens anew what is not current. */
static int make_ready(struct diary_connection *connection)
{
    const char *reason = NULL;
    if (connection->sqlite != NULL && is_current(connection))
        return SQLITE_OK;
    if (connection->purpose == DIARY_WRITE && !diary_file_make(connection->path, &reason)) {
        connection->why_failed = reason;
        return SQLITE_CANTOPEN;
    }
    return start(connection);
}

/* Runs a task on what is open. */
static int run_task(struct diary_connection *connection, diary_task *task, void *context)
{
    int code = task(connection, context);
    connection->why_failed = reason_of(connection, code);
    /* A table or a column that has another name by now. */
    if (code == SQLITE_ERROR && connection->why_no_more == newer_words)
        connection->why_failed = unreadable_words;
    return code;
}

bool diary_connection_attempt(struct diary_connection *connection, diary_task *task, void *context)
{
    assert(task != NULL);
    connection->line[0] = '\0';
    int code = make_ready(connection);
    if (code == SQLITE_OK)
        code = run_task(connection, task, context);
    /* Set aside by another program while this one waited for it, what was written is in the wrong
     * file. */
    if (code == SQLITE_OK && !is_current(connection) && make_ready(connection) == SQLITE_OK)
        code = run_task(connection, task, context);
    /* What may only be read is not to be set aside either: read without locks, a file that another
     * program just writes looks damaged too. */
    if (is_damage(code) && connection->why_no_more == NULL) {
        code = renew(connection);
        if (code == SQLITE_OK)
            code = run_task(connection, task, context);
    }
    /* A task that knows better has told already. */
    if (code != SQLITE_OK && connection->line[0] == '\0')
        diary_connection_tell(connection, "%s", connection->why_failed);
    return code == SQLITE_OK;
}

bool diary_connection_attempt_write(struct diary_connection *connection, diary_task *task,
                                    void *context)
{
    assert(connection->purpose != DIARY_READ);
    if (connection->why_no_more == NULL)
        return diary_connection_attempt(connection, task, context);
    diary_connection_tell(connection, "%s", connection->why_no_more);
    return false;
}
