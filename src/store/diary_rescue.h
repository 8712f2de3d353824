/* What can still be read of a damaged diary, carried over to a new one.
 *
 * Damage is as a rule in one place, and entries before and after it are whole. What lies within it
 * stays in the damaged file, which is left as it is.
 */
#ifndef LULL_STORE_DIARY_RESCUE_H
#define LULL_STORE_DIARY_RESCUE_H

#include "base/allocator.h"

#include <stddef.h>

struct sqlite3;

/* Copies entries, with their ids, from the damaged file at `path` to the new diary that `fresh` has
 * open. Returns how many; 0 also where nothing can be read or written. */
size_t diary_rescue(struct sqlite3 *fresh, const char *path, struct allocator allocator);

#endif
