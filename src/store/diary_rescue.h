/* What can still be read of a damaged diary, carried over to a new one.
 *
 * Damage is as a rule in one place, and entries before and after it are whole. What lies within it
 * stays in the damaged file, which is left as it is.
 */
#ifndef LULL_STORE_DIARY_RESCUE_H
#define LULL_STORE_DIARY_RESCUE_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes a new diary at `fresh`, in place of what may be there, and copies entries with their ids
 * from the damaged one at `path`, to which nobody else can write meanwhile. `*count` is how many;
 * 0 where nothing can be read. Returns whether all of it has reached the disk; else `*reason` says
 * why not in plain words (static), and nothing is left at `fresh`. */
bool diary_rescue(const char *path, const char *fresh, struct allocator allocator, size_t *count,
                  const char **reason);

#endif
