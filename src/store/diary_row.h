/* An entry as a row of the diary's table, and back.
 *
 * The one place that knows the order of the columns. What is not said is NULL there, so that other
 * programs that read the file see it as missing, not as 0.
 */
#ifndef LULL_STORE_DIARY_ROW_H
#define LULL_STORE_DIARY_ROW_H

#include "base/arena.h"
#include "store/diary_entry.h"

#include <stdbool.h>

struct sqlite3_stmt;

/* What an entry says, as columns and as parameters: for a comparison. */
#define DIARY_ROW_SAYS                                                                             \
    "utc_s, offset_min, routine, title, played_ms, length_ms, before, after, phase, medicine, note"
#define DIARY_ROW_SAYS_VALUES "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12"

/* The same with its id, for all else. */
#define DIARY_ROW_COLUMNS "id, " DIARY_ROW_SAYS
#define DIARY_ROW_VALUES  "?1, " DIARY_ROW_SAYS_VALUES

/* Adds an entry under its id, or under a new one where that is taken; a WHERE may follow. */
#define DIARY_ROW_INSERT                                                                           \
    "INSERT INTO entry (" DIARY_ROW_COLUMNS ") "                                                   \
    "SELECT iif(EXISTS (SELECT 1 FROM entry WHERE id = ?1), NULL, ?1), " DIARY_ROW_SAYS_VALUES

/* Gives the values of `entry`, which must outlive the step, to `statement`; an id of 0 as NULL, for
 * SQLite to choose one. Returns false where SQLite has no memory. */
bool diary_row_bind(struct sqlite3_stmt *statement, const struct diary_entry *entry);

/* Reads the row that `statement` stands on, its texts copied into `arena`; a phase of a word that
 * is none of the three is not said. Returns false where it makes no sense as an entry, or there is
 * no memory (`arena->failed`). */
bool diary_row_read(struct sqlite3_stmt *statement, struct arena *arena, struct diary_entry *entry);

#endif
