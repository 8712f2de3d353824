/* The listener's settings, from their file and back into it. */
#ifndef LULL_STAGE_PREFERENCES_H
#define LULL_STAGE_PREFERENCES_H

#include "base/arena.h"
#include "player/keys.h"
#include "player/player.h"
#include "scene/palette.h"
#include "store/settings.h"

#include <stdbool.h>
#include <stdint.h>

struct preferences {
    struct arena arena; /* owned */
    const char *path;   /* of the file; NULL: there is no place for one, and nothing is kept */
    struct settings settings;
    struct settings known;       /* as the file had them when it was read or written last */
    struct player_own_keys keys; /* that the listener has chosen */
};

/* Reads the settings. What is wrong in the file is said on stderr, and the usual values hold.
 * preferences_close must follow. */
void preferences_open(struct preferences *preferences);

/* Whether the listener has said within the last twelve hours that touch hurts. */
bool preferences_touch_hurts(const struct preferences *preferences);

/* Remembers for twelve hours that touch hurts, or that it does not. */
void preferences_set_touch_hurts(struct preferences *preferences, bool touch_hurts);

/* How sessions are to be played: what the settings say, and everything else as usual. */
struct player_choices preferences_play(const struct preferences *preferences);

/* For how long the screen stays black when a session is over. */
int64_t preferences_stay_ms(const struct preferences *preferences);

/* The hue that was chosen. */
enum hue preferences_hue(const struct preferences *preferences);

/* Writes what has changed since the last time to the settings file, and leaves all else in it to
 * whoever has changed it meanwhile. A file that cannot be written is said on stderr. */
void preferences_save(struct preferences *preferences);

/* Writes to the file that the action called `word` has the key called `key`; empty: its usual ones.
 * A file that cannot be written is said on stderr. */
void preferences_save_key(const struct preferences *preferences, const char *word, const char *key);

/* Frees what they hold; saves nothing. */
void preferences_close(struct preferences *preferences);

#endif
