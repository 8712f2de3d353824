/* The unit in which a session's sound is made: 5 ms of stereo.
 *
 * Blocks lie on a fixed grid from the start of the session, whatever chunks a device asks for, so
 * that every sample comes from the same sums in the same order. A block begins on a whole
 * millisecond, where the timeline's arithmetic is exact. Nothing here knows what sounds.
 */
#ifndef LULL_SOUND_BLOCK_H
#define LULL_SOUND_BLOCK_H

#include <stdint.h>

/* The one rate at which sound is made, and the length of a block. */
enum {
    SOUND_RATE_HZ = 48000,
    SOUND_SAMPLES_PER_MS = 48,
    BLOCK_MS = 5,
    BLOCK_FRAMES = BLOCK_MS * SOUND_SAMPLES_PER_MS,
};

/* Samples from −1 to 1, or above while they are being mixed. */
struct block {
    float left[BLOCK_FRAMES];
    float right[BLOCK_FRAMES];
};

/* A gain that goes from one value, at a block's first sample, straight to another, at the next
 * block's first. Envelopes here last 100 ms and more, so that 5 ms of one are as good as straight.
 */
struct ramp {
    double from;
    double to;
};

/* The ramp's value at sample `i` of its block. */
static inline float ramp_at(struct ramp ramp, int i)
{
    return (float)ramp.from + (float)(ramp.to - ramp.from) * ((float)i * (1.0f / BLOCK_FRAMES));
}

/* Both ends of `ramp` times those of `other`. */
static inline struct ramp ramp_times(struct ramp ramp, struct ramp other)
{
    return (struct ramp){ramp.from * other.from, ramp.to * other.to};
}

#endif
