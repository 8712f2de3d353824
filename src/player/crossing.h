/* What the main thread and the one that makes sound say to each other about a session.
 *
 * Orders and levels go down to the sound, reports of what is being played come up. Orders and
 * reports are rings of atomics with one writer and one reader, so that the sound device's thread
 * never waits for anybody. How far the sound has come is read by a third thread, the worker of
 * player/worker.h. This is no place for recordings (sound/clips.h) or for what is known of the
 * device (platform/feed.h); src/README.md names all that crosses between threads.
 */
#ifndef LULL_PLAYER_CROSSING_H
#define LULL_PLAYER_CROSSING_H

#include "player/transport.h"
#include "sound/levels.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* How many orders and reports may be on their way at once. */
enum { CROSSING_ORDERS = 16, CROSSING_REPORTS = 64 };

/* What the device was given from frame `first_frame` on, counted since the device was opened. */
struct report {
    int64_t first_frame;
    struct transport_stretch stretch;
};

/* A report in atomics: whole only when `crossing.reported` says so. */
struct report_slot {
    _Atomic int64_t first_frame;
    _Atomic int64_t position;
    _Atomic int64_t frames;
    _Atomic float level_from;
    _Atomic float level_to;
    _Atomic int state;
    _Atomic bool moving;
};

/* An order on its way to the sound. */
struct order_slot {
    _Atomic int order;
    _Atomic int64_t frames;
};

struct crossing {
    struct order_slot orders[CROSSING_ORDERS];
    _Atomic unsigned ordered; /* by the main thread */
    _Atomic unsigned obeyed;  /* by the sound's thread */
    struct report_slot reports[CROSSING_REPORTS];
    _Atomic unsigned reported;   /* by the sound's thread */
    _Atomic int64_t rendered_to; /* the session's frame to be rendered next; negative while none
                                    is heard; by the same */
    _Atomic double voice;        /* struct levels, by the main thread */
    _Atomic double pacer;
    _Atomic double ambience;
    _Atomic double chime;
    _Atomic double master;
};

/* Makes it empty, with `levels`. Before there are two threads. */
void crossing_start(struct crossing *crossing, struct levels levels);

/* Main thread: sends an order down. Returns false, and it is lost, where the sound's thread has
 * left CROSSING_ORDERS of them lying. */
bool crossing_order(struct crossing *crossing, enum transport_order order, int64_t frames);

/* Sound's thread: takes the next order; false when there is none. */
bool crossing_take_order(struct crossing *crossing, enum transport_order *order, int64_t *frames);

/* Main thread: sets the levels. The five may arrive one call apart. */
void crossing_set_levels(struct crossing *crossing, struct levels levels);

/* Sound's thread: the levels as they are now. */
struct levels crossing_levels(const struct crossing *crossing);

/* Sound's thread: says what it has put where. */
void crossing_report(struct crossing *crossing, struct report report);

/* Main thread: finds the report that `frame` lies in; where it lies before all that are kept, the
 * oldest, and after them, the newest. False when there is none at all yet. */
bool crossing_find_report(const struct crossing *crossing, int64_t frame, struct report *report);

#endif
