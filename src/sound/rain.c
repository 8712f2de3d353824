/* Time is cut into slots of 80 ms, each with one drop or none, which may sound into the next slots.
 * A drop is a short tone that swells and dies; the rustle breathes a little in slow gusts. A block
 * looks at every slot whose drop could reach it, four or so.
 */
#include "sound/rain.h"

#include "base/exact.h"
#include "base/hash.h"
#include "sound/curve.h"
#include "sound/tone.h"

#include <assert.h>
#include <stdbool.h>

/* Rise and fall of a drop; DROP_SEED may be any number, and makes Lull's rain what it is. */
enum { SLOT_MS = 80, DROP_RISE_MS = 30, DROP_FALL_MS = 110, DROP_SEED = 0xd409 };

/* Two slow waves of 23.3 s and 9.7 s: 1.5 dB up or down. */
static double gust(int32_t at_ms)
{
    double slow = exact_sine(at_ms / 23300.0) + exact_sine(at_ms / 9700.0 + 0.6);
    return 0.92 + 0.09 * slow;
}

/* A drop's loudness `elapsed` ms after it began. Squared, the fall is steep at first and has a soft
 * end, as in water. */
static double drop_swell(double elapsed)
{
    double fall = 1 - curve_rise(elapsed - DROP_RISE_MS, DROP_FALL_MS);
    return curve_rise(elapsed, DROP_RISE_MS) * fall * fall;
}

/* A share from 0 to 1 out of eight bits of a hash. */
static double share(uint32_t bits, int shift)
{
    return ((bits >> shift) & 0xff) / 255.0;
}

/* Everything about a drop comes from two hashes of its slot. */
static void add_drop(int32_t slot, int32_t at_ms, struct ramp gain, struct block *block)
{
    uint32_t bits = hash_noise(DROP_SEED, (uint64_t)slot);
    uint32_t more = hash_noise(DROP_SEED + 1, (uint64_t)slot);
    /* 150 of 256 slots, some seven drops a second. */
    bool falls = (bits & 0xff) < 150;
    double start_ms = slot * (double)SLOT_MS + share(bits, 8) * SLOT_MS;
    struct ramp swell = {drop_swell(at_ms - start_ms), drop_swell(at_ms + BLOCK_MS - start_ms)};
    if (!falls || (swell.from <= 0 && swell.to <= 0))
        return;
    /* Squared, so that most drops are low: 420 Hz to 1.2 kHz. */
    double height = share(bits, 16);
    /* The product of two shares makes loud drops, the near ones, rare. */
    double loudness = 0.016 + 0.044 * share(bits, 24) * share(more, 0);
    /* Up to 17.5 % more on one side than in the middle. */
    double side = 0.35 * (share(more, 8) - 0.5);
    struct tone tone = {
        .millihertz = 420000 + (int32_t)(height * height * 780000),
        .left = loudness * (1 + side),
        .right = loudness * (1 - side),
    };
    tone_add(&tone, at_ms, ramp_times(swell, gain), block);
}

void rain_add(struct noise *noise, int32_t at_ms, struct ramp gain, struct block *block)
{
    assert(at_ms >= 0);
    struct ramp rustle = {gust(at_ms), gust(at_ms + BLOCK_MS)};
    noise_add(noise, COLOUR_RAIN, at_ms, ramp_times(rustle, gain), block);
    int32_t last = (at_ms + BLOCK_MS) / SLOT_MS;
    /* One slot more, as a drop may begin at its slot's very end. */
    int32_t first = (at_ms - DROP_RISE_MS - DROP_FALL_MS) / SLOT_MS - 1;
    for (int32_t slot = first > 0 ? first : 0; slot <= last; slot++)
        add_drop(slot, at_ms, gain, block);
}
