/* One movement of a finger or of the mouse, from going down to letting go, as a key.
 *
 * The right mouse button stands for two fingers and the middle one for three, so mouse and touch
 * share one set of gestures. None needs aiming: only how many fingers, which way and how long. What
 * a gesture does is said above, where keys are.
 */
#ifndef LULL_PLATFORM_GESTURE_H
#define LULL_PLATFORM_GESTURE_H

#include "platform/input.h"

#include <stdbool.h>
#include <stdint.h>

/* How far a finger goes before it drags, and how long it stays before it holds. */
enum { GESTURE_DRAG_PX = 48, GESTURE_HOLD_MS = 800 };

/* Zero-initialised: nothing is under way. */
struct gesture {
    int fingers; /* the most that were down; 0: nothing is under way */
    int start_x_px;
    int start_y_px;
    int x_px;
    int y_px;
    int64_t start_ms;
};

/* `fingers` (1 to 3; more count as 3) go down at a point of the window. Those that follow while one
 * is down: the same call, with how many there are by now. */
void gesture_down(struct gesture *gesture, int fingers, int x_px, int y_px, int64_t now_ms);

/* The finger that came first is at another point now. */
void gesture_move(struct gesture *gesture, int x_px, int y_px);

/* The last finger lets go. Fills `input` with INPUT_PRESS at the place where it went down, or with
 * INPUT_KEY; returns false where nothing was under way or where it means nothing. */
bool gesture_up(struct gesture *gesture, int64_t now_ms, struct input *input);

#endif
