/* What differs between two texts, line by line, as `diff` shows it. */
#ifndef LULL_CLI_DIFFERENCE_H
#define LULL_CLI_DIFFERENCE_H

#include "base/allocator.h"
#include "base/buffer.h"

#include <stdbool.h>

/* Appends a unified diff without context lines from `before` to `after` to `buffer`, with `name`
 * for both; nothing where they are the same. Where many lines in a row differ, more of them may be
 * shown as changed than must be. Returns false when there is no memory. Linear in the length of the
 * texts. */
bool difference_print(const char *name, struct text before, struct text after,
                      struct allocator allocator, struct buffer *buffer);

#endif
