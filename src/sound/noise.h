/* Endless soft noise in a few colours, any moment of which can be had by itself.
 *
 * It is white noise from a hash of the sample's number, so it never repeats, run through filters. A
 * filter remembers; so that no sample hangs on what was played before it, noise is made in tiles
 * of 320 ms, each from filters that start empty well ahead of it. By then what would have come
 * before is forgotten to below −120 dB, and neighbouring tiles meet without a seam. Nothing in it
 * is above 6 kHz: the noise is made at a quarter of the rate and then brought up.
 *
 * Tiles are kept in a small cache of fixed size. It knows nothing of sessions or loudness.
 */
#ifndef LULL_SOUND_NOISE_H
#define LULL_SOUND_NOISE_H

#include "base/allocator.h"
#include "sound/block.h"

#include <stdint.h>

/* What a noise is to sound like. */
enum colour {
    COLOUR_DEEP,  /* the body of the sea */
    COLOUR_WASH,  /* water that runs up a beach */
    COLOUR_FOAM,  /* its fizz */
    COLOUR_RAIN,  /* rain on leaves, far off */
    COLOUR_BROWN, /* 6 dB an octave down, with the highest taken off */
    COLOUR_COUNT,
};

struct noise;

/* Returns NULL when there is no memory (about 1.4 MB). Ended by noise_destroy. */
struct noise *noise_create(struct allocator allocator);

/* Adds the block of `colour` that starts at `at_ms` (a multiple of BLOCK_MS; negative is allowed),
 * times `gain`, to `block`. At gain 1 every colour has the loudness of −26 LUFS, each channel about
 * as loud, and the channels alike enough to be added to one. Safe in the audio callback; a new tile
 * costs about 0.2 ms. */
void noise_add(struct noise *noise, enum colour colour, int32_t at_ms, struct ramp gain,
               struct block *block);

/* Frees it; NULL is allowed. */
void noise_destroy(struct noise *noise);

#endif
