/* Where things are on this machine: what came with the program, and what the person keeps.
 *
 * Follows the XDG Base Directory Specification 0.8 for a person's own files. Names folders only: it
 * makes none and opens nothing in them.
 */
#ifndef LULL_PLATFORM_FOLDERS_H
#define LULL_PLATFORM_FOLDERS_H

#include "base/arena.h"

/* The folder that the running program lies in; NULL where the system does not say, or no memory.
 * Lives in `arena`. */
const char *folders_program(struct arena *arena);

/* The folder of routines, recordings, figures and fonts: $LULL_ASSETS, else ../share/lull or
 * ../../share/lull beside the program's own folder, else where it was installed, else the source
 * tree it was built from; the first that has a folder `routines`. NULL when there is none, or no
 * memory (`arena->failed`). Lives in `arena`. */
const char *folders_assets(struct arena *arena);

/* The program's folder for settings, $XDG_CONFIG_HOME/lull, and for a person's own routines and
 * recordings, $XDG_DATA_HOME/lull. NULL when not even $HOME is known, or no memory. The folder need
 * not exist. Lives in `arena`. */
const char *folders_config(struct arena *arena);
const char *folders_data(struct arena *arena);

/* The file of the diary, in that folder; otherwise as above. */
const char *folders_diary(struct arena *arena);

#endif
