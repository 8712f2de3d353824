/* What a command says: results to stdout, everything else to stderr.
 *
 * Results are written whole and checked: a full disk or a reader that has gone must not look like
 * success. Faults are one line each that begins with the program's name.
 */
#ifndef LULL_CLI_OUTPUT_H
#define LULL_CLI_OUTPUT_H

#include "base/buffer.h"
#include "base/finding.h"
#include "cli/command.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes `text` to stdout and flushes it. Returns STATUS_FINE, or STATUS_FILE after a line on
 * stderr that says why it could not be written or, where `text` has failed, that there was no
 * memory for it. */
enum status output_write(const struct buffer *text);

/* The same for a piece of text. */
enum status output_write_text(struct text text);

/* Writes `findings` in order to stderr, for people, in colour where that may be; does nothing for
 * none. Sorts them. */
void output_write_findings(struct findings *findings);

/* Writes one line, "lull: " and the formatted words, to stderr. */
void output_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Says on stderr that there is no memory. Returns STATUS_FILE, the nearest there is. */
enum status output_no_memory(void);

/* Whether colour may be used on `stream`: it is a terminal that can, and NO_COLOR is not set
 * (https://no-color.org). */
bool output_may_colour(FILE *stream);

/* Opens what is closed of stdin, stdout and stderr in such a way that writing to stdout still
 * fails, so that no file the program opens can be taken for one of them; and makes a reader that
 * goes away a failed write instead of the program's end. To be called once, first of all. */
void output_prepare(void);

#endif
