/* How bright a place was during the last second, and which way it was going.
 *
 * The budget of light speaks of "any one second" and of reversals; this remembers just enough to
 * say how bright the place may be next. It does not know whether the place is a block or the whole
 * picture. Y is relative luminance, 0 to 1; time in milliseconds, on any clock that only goes
 * forward.
 */
#ifndef LULL_CANVAS_LIGHT_HISTORY_H
#define LULL_CANVAS_LIGHT_HISTORY_H

#include <stdint.h>

/* The last second is remembered in slots of this length. */
enum {
    HISTORY_SLOT_MS = 128,
    HISTORY_SLOTS = 9, /* the eight before the running one cover a second and 24 ms */
};

struct light_history {
    float now;
    float lowest[HISTORY_SLOTS]; /* Y in each slot, in a ring */
    float highest[HISTORY_SLOTS];
    int64_t slot; /* the running one: time / HISTORY_SLOT_MS */
    float low;    /* the extremes since the last reversal */
    float high;
    int64_t turned_ms; /* when the last reversal was complete */
    float turned_from; /* the extreme at which it turned */
    int direction;     /* 1 brighter, -1 darker, 0 not known yet */
};

/* The range that a place's Y may have next; `now` lies in it. */
struct light_range {
    float lowest;
    float highest;
};

/* Forgets everything; the place has been at `y` for ever. */
void light_history_start(struct light_history *history, float y);

/* The range that keeps the change within any second to at most `change`, and its pace to twice
 * that a second, `passed_ms` after the last record. */
struct light_range light_history_range(struct light_history *history, int64_t at_ms,
                                       int64_t passed_ms, float change);

/* Narrows `range` so that no reversal follows another within a second. A reversal is a way back of
 * more than 0.01 (the budget of light). */
void light_history_hold(const struct light_history *history, int64_t at_ms,
                        struct light_range *range);

/* Notes that the place has `y` from `at_ms` on. */
void light_history_record(struct light_history *history, int64_t at_ms, float y);

#endif
