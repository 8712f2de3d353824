/* The canonical form of a script.
 *
 * Four spaces a level, lower-case words, straight quotes, times as `1m 30s`, one blank line at
 * most, the header in order and aligned. Comments stay where they were. Formatting never changes
 * what a script comes to, and formatting twice is formatting once. It works on words and signs and
 * needs to know no action, so a new action needs nothing here.
 */
#ifndef LULL_LANGUAGE_FORMAT_H
#define LULL_LANGUAGE_FORMAT_H

#include "base/allocator.h"
#include "base/buffer.h"
#include "base/finding.h"
#include "language/script.h"

#include <stdbool.h>

/* Appends the canonical form of `source`, which has no errors, to `buffer`. Where a line, or all of
 * it, becomes longer than a script may have, `findings` gets an error `too-long` at the line as it
 * is in `source`, and what was appended is no script. Returns false, with `buffer` incomplete, when
 * there is no memory. */
bool format_source(const struct source *source, struct allocator allocator, struct buffer *buffer,
                   struct findings *findings);

#endif
