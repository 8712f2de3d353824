/* The diary: what was done for a head, and how it was before and after.
 *
 * Entries lie in one SQLite file on this machine that only its owner may read, and nowhere else.
 * The diary never stands in a session's way: a disk that is full, a file that is locked, damaged or
 * of a newer version is told in one line, and the session goes on. What is damaged is set aside,
 * never deleted. It draws no conclusions (diary_summary.h does) and knows neither sessions nor
 * pages. One thread at a time; several programs may have the same file open.
 */
#ifndef LULL_STORE_DIARY_H
#define LULL_STORE_DIARY_H

#include "base/allocator.h"
#include "base/arena.h"
#include "store/diary_entry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct diary;

/* What for. To read, or to change or forget what is there, a file that is not there is an empty
 * diary and is not made. */
enum diary_purpose { DIARY_READ, DIARY_CHANGE, DIARY_WRITE };

/* How long to wait for another program that is writing: at the end of a session, where somebody
 * looks at a dark screen; and in a command, which has time. */
enum { DIARY_WAIT_SESSION_MS = 80, DIARY_WAIT_COMMAND_MS = 3000 };

/* The most bytes of a line that tells what happened, its NUL among them. */
enum { DIARY_LINE_BYTES = 256 };

/* Entries in the order of their days and moments; they live in the arena they were read into. */
struct diary_entries {
    struct diary_entry *items;
    size_t count;
};

/* Opens the diary at `path` (copied), to write with its folders and file made where they are
 * missing, for nobody else to read. A damaged file is set aside as PATH.damaged-DATE, and what
 * could still be read of it is carried over. Returns NULL where it cannot be used, with `line`
 * saying why in plain words that fit after "the diary cannot be used: "; else `line` is empty, or
 * says what its owner should know. The caller closes it. */
struct diary *diary_open(struct allocator allocator, const char *path, enum diary_purpose purpose,
                         int wait_ms, char line[static DIARY_LINE_BYTES]);

/* Whether entries can be kept and changed: not in a diary that a newer Lull wrote, nor on a
 * read-only disk. */
bool diary_may_write(const struct diary *diary);

/* After a function below has returned false: why, in plain words that fit after "cannot write in
 * the diary: ". After true: empty, or what its owner should know. Valid until the next call. */
const char *diary_line(const struct diary *diary);

/* Keeps `entry`, which must have no diary_entry_fault, and gives it its id. Once this has returned
 * true, no end of the program loses it. False when it could not be kept; nothing is then half in.
 */
bool diary_add(struct diary *diary, struct diary_entry *entry);

/* Keeps what `entry` says now in place of what the entry of its id said; false also where there is
 * none. */
bool diary_change(struct diary *diary, const struct diary_entry *entry);

/* Keeps all of `count` entries or none. One that is there already, word for word, is passed over;
 * one whose id is free keeps it. `*added` is how many are new. */
bool diary_import(struct diary *diary, const struct diary_entry *entries, size_t count,
                  size_t *added);

/* Finds the entry `id`; its texts live in `arena`. False also where there is none. */
bool diary_find(struct diary *diary, struct arena *arena, int64_t id, struct diary_entry *entry);

/* Reads the entries of the days `from` to `to`, both among them (DAY_FIRST to DAY_LAST: all). What
 * another program or a newer Lull wrote may make no sense here: it is left out, and the line then
 * says how much. */
bool diary_read(struct diary *diary, struct arena *arena, int32_t from, int32_t to,
                struct diary_entries *entries);

/* Counts the entries of the days `from` to `to` (as diary_read has them): all that diary_forget
 * would forget, and so also those that diary_read leaves out. */
bool diary_count(struct diary *diary, int32_t from, int32_t to, size_t *count);

/* Forgets the entries of the days `from` to `to` and writes over where they lay; `*forgotten` is
 * how many there were. */
bool diary_forget(struct diary *diary, int32_t from, int32_t to, size_t *forgotten);

/* Closes the file and frees the diary; NULL is allowed. */
void diary_close(struct diary *diary);

#endif
