/* The way to the diary's file, whatever state it is in.
 *
 * Opening, waiting for others, setting a damaged file aside and falling back to reading alone are
 * done here, once; what is to be read or written comes as a task. Only the diary's own files use
 * this one. It knows no columns.
 */
#ifndef LULL_STORE_DIARY_CONNECTION_H
#define LULL_STORE_DIARY_CONNECTION_H

#include "store/diary.h"
#include "store/diary_file.h"

#include <stdbool.h>

struct sqlite3;

/* Zero-initialised, but for what diary_connection_begin is given, before that. */
struct diary_connection {
    struct allocator allocator;
    char *path; /* not owned */
    enum diary_purpose purpose;
    int wait_ms;

    struct sqlite3 *sqlite;  /* NULL when it could not be opened */
    struct diary_file file;  /* what is open */
    bool is_nowhere;         /* nothing is: there is no file to read */
    const char *why_no_more; /* what keeps it from being written; NULL: nothing */
    const char *why_failed;  /* why SQLite failed last, in plain words */
    char line[DIARY_LINE_BYTES];
};

/* A task: returns SQLite's code, SQLITE_OK (0) when done. One that can say more of its failure than
 * that tells it. It may be run a second time, on a new file. */
typedef int diary_task(struct diary_connection *connection, void *context);

/* Opens the file for the first time. Returns false where it cannot be used; in both cases the line
 * says what there is to say, as in diary_open. diary_connection_end must follow. */
bool diary_connection_begin(struct diary_connection *connection);

/* Runs a task. Returns whether it is done; the line is as in diary_line. */
bool diary_connection_attempt(struct diary_connection *connection, diary_task *task, void *context);

/* The same for one that changes something: where nothing may be written, it is not run. */
bool diary_connection_attempt_write(struct diary_connection *connection, diary_task *task,
                                    void *context);

/* Runs plain SQL within a task; returns SQLite's code. */
int diary_connection_run(const struct diary_connection *connection, const char *sql);

/* Makes the line say this. */
void diary_connection_tell(struct diary_connection *connection, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Closes the file; may be called twice. */
void diary_connection_end(struct diary_connection *connection);

#endif
