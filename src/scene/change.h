/* One thing that is shown in one place, and becomes another softly.
 *
 * What is there goes dark before the next comes, so that two texts never lie over each other. What
 * it is, is the page's business: here it is known by an address alone.
 */
#ifndef LULL_SCENE_CHANGE_H
#define LULL_SCENE_CHANGE_H

#include "scene/ease.h"

#include <stdbool.h>
#include <stdint.h>

/* How long words take to go and to come; a text's whole crossfade is at least 0.8 s. */
enum { CHANGE_GOES_MS = 400, CHANGE_COMES_MS = 800 };

/* Zero-initialised is nothing, in the dark. */
struct change {
    const void *shown;  /* NULL: nothing */
    const void *wanted; /* as it was aimed for last */
    struct ease light;  /* of what is shown, 0 to 1 */
};

/* Aims for `wanted` (NULL: for nothing) and returns what is to be shown at `now_ms`, with the light
 * of change_light; NULL: nothing. Call it for every picture. */
const void *change_follow(struct change *change, const void *wanted, int64_t now_ms);

/* How much of its light there is, 0 to 1. */
double change_light(const struct change *change, int64_t now_ms);

/* Whether the picture changes by itself after `now_ms`. */
bool change_moves(const struct change *change, int64_t now_ms);

#endif
