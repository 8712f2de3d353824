/* A script made ready: read, laid out in time, and given a sound.
 *
 * Playing, exporting and checking all begin here, so that they agree about which recordings there
 * are and how long the session is. Everything lives in one arena and goes at once. It knows no
 * device, no window and no clock.
 */
#ifndef LULL_PLAYER_SESSION_H
#define LULL_PLAYER_SESSION_H

#include "base/arena.h"
#include "base/finding.h"
#include "language/script.h"
#include "sound/sound.h"
#include "store/narration.h"
#include "timeline/timeline.h"

#include <stdbool.h>

struct session {
    struct arena arena;
    struct findings findings;
    struct script *script;    /* NULL where the file cannot be read */
    struct timeline timeline; /* empty where there are errors */
    struct sound *sound;      /* owned; NULL where there are errors, or no memory */
    size_t damaged_count;     /* recordings of sentences that are there and cannot be played */
    const char *damaged;      /* the first of them, or NULL */
};

/* Which recordings a session may use. */
struct session_choices {
    struct narration_sources sources; /* beside the script's own folder */
    bool narration;                   /* whether to look for recordings at all */
};

/* Loads the script at `path`. What is wrong with it is in `findings` afterwards, sorted or not as
 * the reader left it; it can be played where session_is_playable. Returns NULL only when there is
 * no memory for anything. The caller ends it with session_release. */
struct session *session_load(struct allocator allocator, const char *path,
                             const struct session_choices *choices);

/* Whether there are no errors and there is a sound. */
bool session_is_playable(const struct session *session);

/* Frees everything; NULL is allowed. No thread may be rendering, and whoever gave clips to the
 * sound may free them afterwards. */
void session_release(struct session *session);

#endif
