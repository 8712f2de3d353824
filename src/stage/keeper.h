/* Keeps a session in the diary: that it was played, and what its listener says of it.
 *
 * The session is kept before anything is asked, so that nobody has to answer for it to be there.
 * Nothing here can delay or stop what is on the stage: where the diary cannot be used, there is a
 * line to tell dimly, and that is all.
 */
#ifndef LULL_STAGE_KEEPER_H
#define LULL_STAGE_KEEPER_H

#include "base/arena.h"
#include "player/session.h"
#include "shell/pain.h"
#include "store/diary.h"

#include <stdbool.h>
#include <stdint.h>

/* Room for a line of the diary's and a few words before it. */
enum { KEEPER_LINE_BYTES = DIARY_LINE_BYTES + 40 };

/* Zero-initialised keeps nothing. */
struct keeper {
    struct arena arena;
    struct diary *diary; /* NULL: it cannot be used */
    struct diary_entry entry;
    char line[KEEPER_LINE_BYTES]; /* what the listener should know; empty: nothing */
};

/* Opens the diary for an entry of `began`, which says nothing yet; a form fills it. keeper_end must
 * follow. */
void keeper_begin(struct keeper *keeper, struct moment began);

/* Keeps that `session`, of the script at `path`, was played until `played_ms`. */
void keeper_keep_session(struct keeper *keeper, const struct session *session, const char *path,
                         int32_t played_ms);

/* Keeps the answers of `pain` too. Returns whether they are kept; where not, the line says why. */
bool keeper_keep_pain(struct keeper *keeper, const struct pain *pain);

/* Closes the diary. */
void keeper_end(struct keeper *keeper);

#endif
