/* What the hands do at a moment, as a handful of numbers.
 *
 * Each action of the script is a way in which these numbers move while its span lasts; where one
 * action follows another they pass softly from one's to the other's. Knows nothing of where the
 * hands are drawn, nor of pixels.
 */
#ifndef LULL_SCENE_TOUCH_H
#define LULL_SCENE_TOUCH_H

#include "timeline/timeline.h"

#include <stdbool.h>

/* All are 0 where nothing of the kind happens. */
struct touch {
    double presence; /* 0 to 1: how much of the hands is seen */
    double depth;    /* 0 to 3: how deep they press; 1 light, 2 gentle, 3 firm */
    double spread;   /* 0 to 1: how far a pressure that was let go has gone outward */
    double orbit;    /* 0 to 1: how far they are out on their small circle */
    double raise;    /* 0 to 1: how far they are drawn up */
    double gather;   /* 0 to 1: how tense it is there */
    double pulse;    /* 0 to 1: how much a slow pulse moves them */
    double glide;    /* 0 to 1: how much of a trail they leave */
};

/* Where the hands are between two places. */
struct travel {
    struct place from; /* PLACE_NONE before their first place */
    struct place to;
    double share; /* 0 to 1 of the way */
};

/* What the hands do at `at_ms` (0 or more). */
struct touch touch_at(const struct timeline *timeline, double at_ms);

/* Where they are. Both places are PLACE_NONE before the hands have any. */
struct travel touch_travel(const struct timeline *timeline, double at_ms);

/* How far circles and pulses have come at `at_ms`, 0 to 1 and over again: in step with the breath
 * where one is paced, else once in 5 s. */
double touch_turn(const struct timeline *timeline, double at_ms);

/* How much of what the hands do at `at_ms` is left, 1 to 0, and how visible that should be, 0 to 1:
 * only what holds for 5 s or more and is no travel shows it. False where nothing does. */
bool touch_left(const struct timeline *timeline, double at_ms, double *left, double *visible);

#endif
