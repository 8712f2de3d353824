/* The phase at the block's start is exact; within a block a rotation steps on from there, and 240
 * steps of it in doubles lose nothing that a float could hold.
 */
#include "sound/tone.h"

#include "base/exact.h"

#include <assert.h>

void tone_add(const struct tone *tone, int32_t at_ms, struct ramp gain, struct block *block)
{
    assert(tone->millihertz > 0 && tone->millihertz <= 20000000);
    /* millihertz × milliseconds: a million of them are one turn */
    int64_t millionths = (int64_t)tone->millihertz * at_ms % 1000000;
    double turns = (double)millionths / 1e6;
    double step = tone->millihertz / 1000.0 / SOUND_RATE_HZ;
    double x = exact_cosine(turns);
    double y = exact_sine(turns);
    double step_x = exact_cosine(step);
    double step_y = exact_sine(step);
    float left = (float)tone->left;
    float right = (float)tone->right;
    for (int i = 0; i < BLOCK_FRAMES; i++) {
        float value = (float)y * ramp_at(gain, i);
        block->left[i] += value * left;
        block->right[i] += value * right;
        double next = x * step_x - y * step_y;
        y = x * step_y + y * step_x;
        x = next;
    }
}
