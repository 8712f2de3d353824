/* A number that is on its way to another, softly.
 *
 * What a page shows moves and fades by these and by nothing else, so nothing on it can jump: a new
 * aim starts from wherever the number is just then. Time is the caller's, in ms of any clock that
 * only goes forward.
 */
#ifndef LULL_SCENE_EASE_H
#define LULL_SCENE_EASE_H

#include <stdbool.h>
#include <stdint.h>

struct ease {
    double from;
    double to;
    int64_t start_ms;
    int64_t length_ms; /* 0: it is there already */
};

/* A number that rests at `value`. */
struct ease ease_at(double value);

/* Sends it to `to` over `length_ms` from `now_ms` on; an aim that it has already is left alone. */
void ease_aim(struct ease *ease, double to, int64_t length_ms, int64_t now_ms);

/* Where it is at `now_ms`: along a raised cosine from the one value to the other. */
double ease_value(const struct ease *ease, int64_t now_ms);

/* Whether it is still on its way. */
bool ease_moves(const struct ease *ease, int64_t now_ms);

#endif
