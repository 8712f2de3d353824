/* The diary as a table for spreadsheets, and such a table as entries.
 *
 * The first row names the columns. Written, they are all there, in one order; read, they may come
 * in any order, and all but the moment may be missing, so that a table kept by hand will do. A row
 * that is wrong, or of a day still to come, is a finding with its number; whoever reads decides
 * what becomes of the others.
 */
#ifndef LULL_STORE_DIARY_CSV_H
#define LULL_STORE_DIARY_CSV_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/finding.h"
#include "store/diary.h"

/* Appends the row of names and a row an entry. What is not said is an empty cell; medicine is "yes"
 * or "no"; the moment is as moment_print has it; times are in ms. */
void diary_csv_print(const struct diary_entries *entries, struct buffer *text);

/* Reads a table that is called `file` in findings. Entries live in the arena of `findings`, and so
 * does what was wrong: `bad-columns` (nothing is read then) and `bad-row`, with the row's number
 * from 1, the names not counted. */
struct diary_entries diary_csv_read(struct text text, const char *file, struct findings *findings);

#endif
