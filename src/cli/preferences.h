/* The listener's settings, from their file and back into it. */
#ifndef LULL_CLI_PREFERENCES_H
#define LULL_CLI_PREFERENCES_H

#include "base/arena.h"
#include "store/settings.h"

#include <stdbool.h>

struct preferences {
    struct arena arena; /* owned */
    const char *path;   /* of the file; NULL: there is no place for one, and nothing is kept */
    struct settings settings;
};

/* Reads the settings. What is wrong in the file is said on stderr, and the usual values hold.
 * preferences_close must follow. */
void preferences_open(struct preferences *preferences);

/* Whether the listener has said within the last twelve hours that touch hurts. */
bool preferences_touch_hurts(const struct preferences *preferences);

/* Remembers for twelve hours that touch hurts, or that it does not. */
void preferences_set_touch_hurts(struct preferences *preferences, bool touch_hurts);

/* Writes the settings to their file. A file that cannot be written is said on stderr. */
void preferences_save(struct preferences *preferences);

/* Frees what they hold; saves nothing. */
void preferences_close(struct preferences *preferences);

#endif
