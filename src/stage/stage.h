/* A window with a typeface and the figure's art, and sessions played in it.
 *
 * What `lull play` and the menu share: everything is opened once and lasts for any number of
 * sessions. Says on stderr what could not be had.
 */
#ifndef LULL_STAGE_STAGE_H
#define LULL_STAGE_STAGE_H

#include "cli/arguments.h"
#include "cli/command.h"
#include "player/player.h"
#include "player/screen.h"
#include "player/session.h"
#include "scene/page.h"
#include "stage/preferences.h"
#include "stage/view_assets.h"

#include <stdbool.h>
#include <stdint.h>

struct stage {
    struct view_assets assets;
    struct screen *screen;
};

/* Opens a window where `windowed` is set, else takes a whole display: the one that `--display`
 * says, or else the pointer is on. Returns STATUS_FINE; or else what to leave with, after a line on
 * stderr, and there is nothing to close. */
enum status stage_open(struct stage *stage, const struct arguments *arguments, bool windowed);

/* What pages are drawn with on `list` for a person with these `preferences`. Taken anew for every
 * picture: the window may have another size or density than a moment ago. */
struct page_look stage_look(const struct stage *stage, const struct preferences *preferences,
                            const struct draw_list *list);

/* Loads the script at `path`, whether it can be played or not; `narrator` as below. What is wrong
 * is in its findings. NULL where there is no memory; else the caller releases it. Needs no stage.
 */
struct session *stage_read(const char *path, const char *narrator);

/* Loads the script at `path` into `*session`, which the caller releases; `narrator` is the voice
 * among the program's own that is to be heard, as the setting has it. Returns STATUS_FINE; or
 * else what to leave with, after what is wrong has gone to stderr, and `*session` is NULL. Needs no
 * stage. */
enum status stage_load(const char *path, const char *narrator, struct session **session);

/* How a session is to be played, and what follows it. */
struct stage_wishes {
    struct player_choices choices; /* the stage fills in font and figures */
    int64_t stay_ms;               /* how long it stays black when it is over; 0: not at all */
    const char *diary_path;        /* its script's, for the diary; NULL: it is not kept there */
};

/* Plays `session`; when it is over, it stays black until a key is pressed or the wished time has
 * gone by, and asks how the pain is where it is kept in the diary; that it also asks who has left a
 * session of which a minute was played, where it would stay at all. On a screen that the listener
 * had made black it asks only once a key is pressed, and nobody who has left. Returns STATUS_FINE,
 * or STATUS_FILE after a line on stderr for want of memory. `*goes_back` becomes whether the person
 * left the session or that blackness; otherwise nobody is there or the system asks the program to
 * end, and it should. */
enum status stage_play(struct stage *stage, struct session *session,
                       const struct stage_wishes *wishes, bool *goes_back);

/* Closes the window. */
void stage_close(struct stage *stage);

#endif
