/* The last stage: nothing leaves the program above −10 dBTP.
 *
 * The limiter looks 40 ms ahead and back, and its gain is a function of the blocks there alone, so
 * it remembers nothing. It works on whole blocks: each needs a gain, the least gain needed nearby
 * is taken, and a smooth average of those is never above what any one of them needs.
 */
#ifndef LULL_SOUND_LIMITER_H
#define LULL_SOUND_LIMITER_H

#include "sound/block.h"

/* How far around a block the limiter looks. */
enum {
    LIMITER_REACH = 3,   /* blocks, twice: for the least, then for the average */
    LIMITER_CONTEXT = 8, /* frames of the neighbouring blocks that a true peak needs */
    LIMITER_TAPS = 2 * LIMITER_CONTEXT,
    LIMITER_NEEDS = 4 * LIMITER_REACH + 3, /* gains needed around a block, itself in the middle */
    LIMITER_BLOCKS = (LIMITER_NEEDS - 1) / 2 + 1, /* how many blocks ahead and back it looks */
};

/* Constant once made. */
struct limiter {
    float taps[3][LIMITER_TAPS]; /* for ¼, ½ and ¾ of a sample */
};

/* Computes the taps. */
struct limiter limiter_make(void);

/* The gain from 0 to 1 that brings every sample of `block`, and what lies between samples (four
 * times oversampled, as in ITU-R BS.1770-4, annex 2), under −10 dBTP. `before` and `after` are its
 * neighbours. Safe in the audio callback, as is the next. */
double limiter_need(const struct limiter *limiter, const struct block *before,
                    const struct block *block, const struct block *after);

/* The gain over the middle block of LIMITER_NEEDS blocks that need `needs`. Adjacent blocks' ramps
 * meet. */
struct ramp limiter_gain(const double needs[LIMITER_NEEDS]);

#endif
