/* Plays a session in a window: the loop that ties keys, sound and picture together.
 *
 * The sound device runs by itself; this loop asks what is heard at the moment, draws the picture
 * that belongs to it, and turns keys into orders. While the session stands still it sleeps until a
 * key comes. It decides nothing about what a session is.
 */
#ifndef LULL_PLAYER_PLAYER_H
#define LULL_PLAYER_PLAYER_H

#include "base/allocator.h"
#include "player/controls.h"
#include "player/keys.h"
#include "player/screen.h"
#include "player/session.h"
#include "scene/font.h"
#include "scene/palette.h"
#include "sound/levels.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct figures;

/* Something beside the session that is looked at once a turn: a script that its author works on. */
struct player_aside {
    /* Returns whether the session should fade out at once. `*words`, NULL when called, may become
     * what is to be read meanwhile; they are valid until the next call. NULL: nothing is looked at.
     */
    bool (*look)(void *context, int64_t now_ms, const char **words);
    void *context;
};

/* How a session is to be played. */
struct player_choices {
    int32_t start_ms;
    bool dark;     /* begin with a black screen */
    bool no_voice; /* begin without the voice */
    bool no_captions;
    bool no_figure;
    bool others_black;    /* begin with all other displays black */
    bool pause_unfocused; /* pause when another program gets the keyboard */
    enum hue hue;
    enum rumble rumble;
    float light;                   /* share of the light that a session may have: 0.1 to 1 */
    float text_scale;              /* of the display's own: 0.75 to 3 */
    struct player_own_keys keys;   /* that come before the usual ones */
    struct levels sound;           /* shares of what the session starts with, 0 to 1 each */
    const struct font *font;       /* not owned */
    const struct figures *figures; /* not owned; NULL: no figure */
    struct player_aside aside;
};

/* Everything shown and heard in full, from the start, without font and figures. */
struct player_choices player_choices_make(void);

/* How it ended. */
enum player_end {
    PLAYER_FINISHED,     /* the session was over */
    PLAYER_LEFT,         /* the listener left it */
    PLAYER_QUIT,         /* the window was closed, or the system asked the program to end */
    PLAYER_CALLED_ASIDE, /* by what it was to look at */
    PLAYER_NO_MEMORY,
};

/* What a person may want to know afterwards. */
struct player_report {
    int32_t played_ms;       /* how far into the session it was at the end */
    bool dark;               /* the listener had the screen black by then */
    char sound_problem[200]; /* why there was no sound; empty: there was */
    char damaged[160];       /* which recordings could not be read, or not whole; empty: none */
};

/* Plays `session`, which is playable, on `screen` until it is over or left. Whatever the end, sound
 * and light have faded out by then. Fills `report`. */
enum player_end player_play(struct allocator allocator, struct screen *screen,
                            struct session *session, const struct player_choices *choices,
                            struct player_report *report);

#endif
