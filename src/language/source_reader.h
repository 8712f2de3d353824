/* One file, from its bytes to its tree of lines.
 *
 * Everything that can be judged by looking at this file alone is judged here: its signs, its white
 * space, its blocks and each line by itself. What depends on the files around it (same-lane through
 * an include, a circle of includes) is script.c's. Since a bad line is not held against the lines
 * around it, a file is settled only when script.c has said which are bad.
 */
#ifndef LULL_LANGUAGE_SOURCE_READER_H
#define LULL_LANGUAGE_SOURCE_READER_H

#include "language/folder.h"
#include "language/scanner.h"
#include "language/script.h"

/* Reads the lines of `source->text`; its header is not final yet. A line's fault is left at the
 * line, since another may come to stand further left; faults of lines that do not count (comments)
 * go to `findings` at once. `folder` is where the files that it names must be. `source->entries`
 * live in `scratch`, which must outlive source_reader_settle. Without memory in either arena,
 * `arena->failed` says so. */
void source_reader_read(struct arena *arena, struct arena *scratch, struct source *source,
                        const struct folder *folder, struct findings *findings);

/* Reads the header anew and judges what depends on which lines are good: whether header lines come
 * early enough and once, and what stands under what. Then adds the faults of all lines to
 * `findings`, from top to bottom. Once a file, when nothing else can be found wrong with a line;
 * `source->entries` is NULL afterwards. */
void source_reader_settle(struct arena *arena, struct source *source, struct findings *findings);

/* The line that begins at byte `at` of `text`, without its end; sets `*next` to the start of the
 * one after it. */
struct text source_reader_cut_line(struct text text, size_t at, size_t *next);

/* Gives `line` a fault of its own making: `message` and `help` are static. Does nothing where the
 * line has a fault further left or as far. */
void source_reader_fault(struct arena *arena, struct line *line, const char *name, size_t at,
                         size_t length, const char *message, const char *help);

#endif
