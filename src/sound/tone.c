/* The phase at the block's start is exact; within a block a rotation steps on from there, and 60
 * steps of it in doubles lose nothing that a float could hold. Four frames are turned at once, as
 * four hands of one clock, since each alone would wait for its last step.
 */
#include "sound/tone.h"

#include "base/exact.h"

#include <assert.h>

enum { HANDS = 4 };

_Static_assert(BLOCK_FRAMES % HANDS == 0, "a block is made of whole turns of the hands");

void tone_add(const struct tone *tone, int32_t at_ms, struct ramp gain, struct block *block)
{
    assert(tone->millihertz > 0 && tone->millihertz <= 20000000);
    /* Millihertz × milliseconds: a million of them are one turn. Whole numbers, so that the phase
     * is exact after eight hours as after a second. */
    int64_t millionths = (int64_t)tone->millihertz * at_ms % 1000000;
    double turns = (double)millionths / 1e6;
    double step = tone->millihertz / 1000.0 / SOUND_RATE_HZ;
    /* One step of all hands: four samples on. */
    double step_x = exact_cosine(step * HANDS);
    double step_y = exact_sine(step * HANDS);
    double x[HANDS];
    double y[HANDS];
    /* The hands start one sample apart, each at its exact place. */
    for (int hand = 0; hand < HANDS; hand++) {
        x[hand] = exact_cosine(turns + step * hand);
        y[hand] = exact_sine(turns + step * hand);
    }
    float left = (float)tone->left;
    float right = (float)tone->right;
    for (int i = 0; i < BLOCK_FRAMES; i += HANDS) {
        for (int hand = 0; hand < HANDS; hand++) {
            float value = (float)y[hand] * ramp_at(gain, i + hand);
            block->left[i + hand] += value * left;
            block->right[i + hand] += value * right;
            /* A rotation by the step: the addition theorems, four multiplications in the place of a
             * sine. */
            double next = x[hand] * step_x - y[hand] * step_y;
            y[hand] = x[hand] * step_y + y[hand] * step_x;
            x[hand] = next;
        }
    }
}
