/* One file, from its bytes to its tree of lines.
 *
 * Everything that can be judged by looking at this file alone is judged here: its signs, its white
 * space, its blocks and each line by itself. What depends on the files around it (same-lane through
 * an include, a circle of includes) is script.c's.
 */
#ifndef LULL_LANGUAGE_SOURCE_READER_H
#define LULL_LANGUAGE_SOURCE_READER_H

#include "language/folder.h"
#include "language/scanner.h"
#include "language/script.h"

/* Reads `source->text` into its lines and header. A line's fault is left at the line, since another
 * may come to stand further left; faults of lines that are no part of the tree (header lines,
 * comments) go to `findings` at once. `folder` is where the files that it names must be. */
void source_reader_read(struct arena *arena, struct source *source, const struct folder *folder,
                        struct findings *findings);

/* The line that begins at byte `at` of `text`, without its end; sets `*next` to the start of the
 * one after it. */
struct text source_reader_cut_line(struct text text, size_t at, size_t *next);

/* Gives `line` a fault of its own making: `message` and `help` are static. Does nothing where the
 * line has a fault further left or as far. */
void source_reader_fault(struct arena *arena, struct line *line, const char *name, size_t at,
                         size_t length, const char *message, const char *help);

/* Adds the fault of `line`, if it has one, to `findings`. */
void source_reader_report(const struct line *line, struct findings *findings);

#endif
