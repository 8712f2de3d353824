/* What the menu says to someone whose eyes are closed, and when.
 *
 * The row under the highlight, the name of its group where that has changed, what a key has done,
 * and what stands on the pages of cautions and of one routine. It gives out words; whose recordings
 * say them, and how they come to be heard, others know. A state machine like the menu: what has
 * changed and time go in, the next words come out. Every word that it has is in
 * assets/narration/menu.txt too, or is a routine's title, need or caution.
 */
#ifndef LULL_SHELL_SPOKEN_H
#define LULL_SHELL_SPOKEN_H

#include "base/text.h"
#include "shell/menu.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most that waits to be said, and how long it is quiet before a row and between two. */
enum { SPOKEN_MOST = 16, SPOKEN_SETTLES_MS = 350, SPOKEN_GAP_MS = 250 };

/* Something to be said. All texts belong to others, who outlive it. */
struct utterance {
    struct text words;
    const char *script_path; /* of the routine whose words they are; NULL: of none */
    const char *otherwise;   /* to be said where nobody has recorded the words; NULL: nothing */
    const char *heading;     /* the name of a group, of which these are the words; NULL: of none */
};

/* Zero-initialised is a silent menu. */
struct spoken {
    bool on;
    struct utterance queue[SPOKEN_MOST];
    size_t count; /* of the queue */
    size_t next;  /* of these, what comes next */
    int64_t due_ms;
    const char *heading;           /* that was said last */
    const struct routine *routine; /* that was said last; NULL: it is to be said */
    bool found_none;               /* that was said last */
    bool busy;                     /* something was being said when it was asked last */
};

/* Turns it on or off and says so. */
void spoken_turn(struct spoken *spoken, bool on, int64_t now_ms);

/* Says the row under the highlight when that is another one than before. Call it often while the
 * menu is shown. */
void spoken_follow(struct spoken *spoken, const struct menu *menu, int64_t now_ms);

/* Forgets what it said, so that the row is said again when the menu comes back, and says nothing
 * more until then. */
void spoken_hush(struct spoken *spoken);

/* Says that routines that touch are hidden, or shown again. */
void spoken_say_touch(struct spoken *spoken, bool touch_hurts, int64_t now_ms);

/* Says the page of cautions, from its beginning. */
void spoken_say_cautions(struct spoken *spoken, int64_t now_ms);

/* Says what `routine` needs and all its cautions; its texts must outlive their being said. */
void spoken_say_routine(struct spoken *spoken, const struct routine *routine, int64_t now_ms);

/* Whether `*utterance` is to be said now; `busy` tells whether something is still being said. */
bool spoken_next(struct spoken *spoken, bool busy, int64_t now_ms, struct utterance *utterance);

/* Whether there is anything left to say. */
bool spoken_waits(const struct spoken *spoken);

#endif
