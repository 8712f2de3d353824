/* A ring of slots with the lowest and highest Y in each. A place that is not drawn has not changed,
 * so slots that have passed since the last call are filled with its present Y when next asked.
 * Reversals are found as a zigzag: the way is known, and turns once Y has come back far enough.
 * Whatever the meter counts is counted here a little earlier, so that it never has to count it.
 */
#include "canvas/light_history.h"

#include <assert.h>
#include <stdbool.h>

/* Just under the budget's 0.01, since dithered pixels are measured, not these figures. */
static const float REVERSAL = 0.0095F;
/* A slow turn is over for every meter when Y has come back by this. */
static const float REVERSED = 0.0105F;
/* How far a place may have come back when its hold ends: not yet a reversal for any meter. */
static const float SLACK = 0.0085F;
/* A second and a few frames more, since frames seldom fall on its end. */
enum { HOLD_MS = 1050 };

void light_history_start(struct light_history *history, float y)
{
    *history = (struct light_history){.now = y, .low = y, .high = y, .turned_ms = -HOLD_MS};
    for (int i = 0; i < HISTORY_SLOTS; i++) {
        history->lowest[i] = y;
        history->highest[i] = y;
    }
}

/* Brings the ring forward to the slot of `at_ms`. A clock that has stood still moves nothing. */
static void move_on(struct light_history *history, int64_t at_ms)
{
    int64_t slot = at_ms / HISTORY_SLOT_MS;
    if (slot <= history->slot)
        return;
    int64_t first = history->slot + 1;
    /* After more than a whole ring every slot is filled once. */
    if (first < slot - HISTORY_SLOTS + 1)
        first = slot - HISTORY_SLOTS + 1;
    for (int64_t i = first; i <= slot; i++) {
        history->lowest[i % HISTORY_SLOTS] = history->now;
        history->highest[i % HISTORY_SLOTS] = history->now;
    }
    history->slot = slot;
}

struct light_range light_history_range(struct light_history *history, int64_t at_ms,
                                       int64_t passed_ms, float change)
{
    assert(at_ms >= 0 && passed_ms >= 0 && change > 0);
    move_on(history, at_ms);
    float lowest = history->now;
    float highest = history->now;
    for (int i = 0; i < HISTORY_SLOTS; i++) {
        lowest = history->lowest[i] < lowest ? history->lowest[i] : lowest;
        highest = history->highest[i] > highest ? history->highest[i] : highest;
    }
    /* Twice the change in a second is the steepest a fade may be for a moment. */
    float step = change * 2 * (float)passed_ms / 1000;
    struct light_range range = {highest - change, lowest + change};
    if (range.lowest < history->now - step)
        range.lowest = history->now - step;
    if (range.highest > history->now + step)
        range.highest = history->now + step;
    /* What was shown may have gone a little beyond the range by rounding. */
    if (range.lowest > history->now)
        range.lowest = history->now;
    if (range.highest < history->now)
        range.highest = history->now;
    return range;
}

void light_history_hold(const struct light_history *history, int64_t at_ms,
                        struct light_range *range)
{
    if (at_ms - history->turned_ms >= HOLD_MS)
        return;
    /* Granted little by little: an orb that begins to ebb right after it has swollen never meets
     * the hold, and what meets it creeps on instead of standing still. */
    float slack = SLACK * (float)(at_ms - history->turned_ms) / HOLD_MS;
    float floor = history->high - slack < history->now ? history->high - slack : history->now;
    float ceiling = history->low + slack > history->now ? history->low + slack : history->now;
    if (history->direction > 0 && range->lowest < floor)
        range->lowest = floor;
    if (history->direction < 0 && range->highest > ceiling)
        range->highest = ceiling;
}

/* Notes that the place has turned to `direction`, and begins to look for the next turn from
 * here. */
static void turn(struct light_history *history, int direction, int64_t at_ms)
{
    /* The first way that a place takes turns nothing round. */
    if (history->direction != 0)
        history->turned_ms = at_ms;
    history->turned_from = direction > 0 ? history->low : history->high;
    history->direction = direction;
    history->low = history->now;
    history->high = history->now;
}

/* A place that turns slowly is still turning while it is between the two figures. */
static void go_on_turning(struct light_history *history, int64_t at_ms, float before)
{
    float back = (history->now - history->turned_from) * (float)history->direction;
    bool onward = (history->now - before) * (float)history->direction > 0;
    if (onward && back < REVERSED && history->turned_ms >= 0)
        history->turned_ms = at_ms;
}

void light_history_record(struct light_history *history, int64_t at_ms, float y)
{
    move_on(history, at_ms);
    int64_t slot = history->slot % HISTORY_SLOTS;
    float before = history->now;
    history->now = y;
    if (y < history->lowest[slot])
        history->lowest[slot] = y;
    if (y > history->highest[slot])
        history->highest[slot] = y;
    if (y < history->low)
        history->low = y;
    if (y > history->high)
        history->high = y;
    /* The first of these that holds: a place cannot turn both ways in one frame. */
    if (history->direction <= 0 && y > history->low + REVERSAL)
        turn(history, 1, at_ms);
    else if (history->direction >= 0 && y < history->high - REVERSAL)
        turn(history, -1, at_ms);
    else
        go_on_turning(history, at_ms, before);
}
