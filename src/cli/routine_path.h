/* Where the script is that a person names: a file, or a routine by its name alone. */
#ifndef LULL_CLI_ROUTINE_PATH_H
#define LULL_CLI_ROUTINE_PATH_H

#include "base/arena.h"
#include "store/library.h"

/* The path of the script that `word` means. With a slash or ending in `.lull` it is a path already;
 * else it is a routine that comes with the program, then one in the listener's folder, then a file
 * of that name. Lives in `arena`, or is `word` itself. Returns NULL, after one line on stderr with
 * the nearest name, when there is none. */
const char *routine_path(struct arena *arena, const char *word);

/* Lists the routines that come with the program and the listener's own, none of them read yet. The
 * caller destroys it with library_destroy. Returns NULL, after a line on stderr, when there is no
 * memory or the program's own routines are nowhere. */
struct library *routine_path_library(void);

#endif
