/* The folder of the main script, which no path in a script may leave.
 *
 * A script can name recordings, sounds and other scripts. Whoever sends a script must not be able
 * to have other files read by it, so absolute paths, `..` and links that lead out are refused, and
 * so is everything that is not a plain file.
 */
#ifndef LULL_LANGUAGE_FOLDER_H
#define LULL_LANGUAGE_FOLDER_H

#include "base/arena.h"
#include "base/text.h"

struct folder {
    const char *path;      /* as it was named, "." for the current one */
    const char *real_path; /* with all links resolved */
};

/* The folder that holds the file `path`, in `arena`. Returns false where it cannot be gone into;
 * `*reason` then says why, in words that fit after "cannot be read: " (static). */
bool folder_of(struct arena *arena, const char *path, struct folder *folder, const char **reason);

/* Whether a path leads to a file, to none, or out of the folder. */
enum folder_answer { FOLDER_HAS_FILE, FOLDER_MISSES_FILE, FOLDER_LEFT };

/* Looks for the file that `written` names in the script `beside` (a name relative to the folder).
 * Where it is a readable plain file inside the folder, sets `*name`, relative to the folder, and
 * `*path`, to open it, both in `arena`; their links are resolved in `*path`. */
enum folder_answer folder_find(const struct folder *folder, struct arena *arena, const char *beside,
                               struct text written, const char **name, const char **path);

#endif
