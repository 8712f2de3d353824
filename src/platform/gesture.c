/* Everything is decided at the end, from where and when it began: the longer way of the two, across
 * or along, is the one that was meant. Nothing is to be seen meanwhile, so nothing has to be taken
 * back, and how fast or how straight a finger goes does not matter.
 */
#include "platform/gesture.h"

#include <assert.h>
#include <stdlib.h>

/* More fingers than three count as three: a whole hand on the glass is a tap of three. */
enum { MOST_FINGERS = 3, WAYS = 4 };

void gesture_down(struct gesture *gesture, int fingers, int x_px, int y_px, int64_t now_ms)
{
    assert(gesture != NULL && fingers >= 1);
    /* Later fingers join the gesture that the first began. */
    if (gesture->fingers == 0 || fingers == 1)
        *gesture = (struct gesture){
            .start_x_px = x_px, .start_y_px = y_px, .x_px = x_px, .y_px = y_px, .start_ms = now_ms};
    if (fingers > MOST_FINGERS)
        fingers = MOST_FINGERS;
    if (fingers > gesture->fingers)
        gesture->fingers = fingers;
}

void gesture_move(struct gesture *gesture, int x_px, int y_px)
{
    assert(gesture != NULL);
    gesture->x_px = x_px;
    gesture->y_px = y_px;
}

/* A drag by its fingers and its way: left, right, up, down. One finger is the arrows. */
static enum key drag_key(int fingers, int way)
{
    static const enum key keys[MOST_FINGERS][WAYS] = {
        {KEY_LEFT, KEY_RIGHT, KEY_UP, KEY_DOWN},
        {KEY_TWO_LEFT, KEY_TWO_RIGHT, KEY_TWO_UP, KEY_TWO_DOWN},
        {KEY_THREE_LEFT, KEY_THREE_RIGHT, KEY_THREE_UP, KEY_THREE_DOWN},
    };
    assert(fingers >= 1 && fingers <= MOST_FINGERS && way >= 0 && way < WAYS);
    return keys[fingers - 1][way];
}

/* What fingers mean that have not moved, by how many and how long. */
static enum key still_key(int fingers, int64_t length_ms)
{
    if (length_ms >= GESTURE_HOLD_MS)
        return fingers == 1 ? KEY_HOLD : fingers == 2 ? KEY_TWO_HOLD : KEY_NONE;
    return fingers == 2 ? KEY_TWO_TAP : fingers == 3 ? KEY_THREE_TAP : KEY_NONE;
}

bool gesture_up(struct gesture *gesture, int64_t now_ms, struct input *input)
{
    assert(gesture != NULL && input != NULL);
    struct gesture done = *gesture;
    /* Over, whatever it comes to: the next finger begins anew. */
    *gesture = (struct gesture){.fingers = 0};
    if (done.fingers == 0)
        return false;
    int across_px = done.x_px - done.start_x_px;
    int along_px = done.y_px - done.start_y_px;
    int64_t length_ms = now_ms - done.start_ms;
    /* A tired hand draws no straight lines: the longer way counts. */
    bool flat = abs(across_px) > abs(along_px);
    *input = (struct input){.kind = INPUT_KEY, .x_px = done.start_x_px, .y_px = done.start_y_px};
    /* Far enough to be no trembling; how long it took does not matter then. */
    if (abs(flat ? across_px : along_px) >= GESTURE_DRAG_PX)
        input->key = drag_key(done.fingers, flat ? across_px > 0 : 2 + (along_px > 0));
    else if (done.fingers == 1 && length_ms < GESTURE_HOLD_MS)
        input->kind = INPUT_PRESS;
    else
        input->key = still_key(done.fingers, length_ms);
    return input->kind == INPUT_PRESS || input->key != KEY_NONE;
}
