/* A tile is found by its colour and number, or made in the place of the one that was used longest
 * ago. The two channels are sums and differences of a middle and a side noise, the side the weaker,
 * which keeps the picture wide but lets it be folded to one channel. Making a tile is filtering a
 * hash at 12 kHz and bringing it up by a windowed sinc: one block in 64 pays for it.
 */
#include "sound/noise.h"

#include "base/exact.h"
#include "base/hash.h"
#include "sound/filter.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    TILE_BLOCKS = 64,
    TILE_FRAMES = TILE_BLOCKS * BLOCK_FRAMES,
    TILE_MS = TILE_BLOCKS * BLOCK_MS,
    SLOW_RATE_HZ = 12000,
    STEPS = SOUND_RATE_HZ / SLOW_RATE_HZ, /* from one slow frame to the next */
    TAPS = 16,                            /* slow frames that make one between them */
    SLOW_FRAMES = TILE_FRAMES / STEPS,
    TILES = 10, /* three colours of a sea, another sound it fades to, and two tiles of each */
};

/* 320 ms of one colour, kept since the blocks around it are asked for next. */
struct tile {
    bool made;
    enum colour colour;
    int32_t number;
    uint64_t used; /* when, counted in uses */
    float left[TILE_FRAMES];
    float right[TILE_FRAMES];
};

struct noise {
    struct allocator allocator;
    float taps[STEPS][TAPS];           /* constant once made */
    float slow[2][SLOW_FRAMES + TAPS]; /* while a tile is made, as is the next */
    float between[STEPS][SLOW_FRAMES];
    uint64_t uses;
    struct tile tiles[TILES];
};

/* Corners in Hz; `side` is the side noise's share in amplitude; `gain` brings it to −26 LUFS, as
 * measured by tests/unit/sound/noise_test.c. */
static const struct recipe {
    double high_pass, slope, low_pass, second_low_pass;
    double side;
    double gain;
} recipes[COLOUR_COUNT] = {
    [COLOUR_DEEP] = {45, 90, 320, 900, 0.25, 0.690},
    [COLOUR_WASH] = {120, 350, 1100, 2200, 0.45, 0.2692},
    [COLOUR_FOAM] = {500, 1600, 2600, 4000, 0.55, 0.1153},
    [COLOUR_RAIN] = {260, 900, 2400, 4200, 0.55, 0.1450},
    [COLOUR_BROWN] = {40, 60, 700, 1600, 0.35, 0.795},
};

/* A windowed sinc that leaves off at 5.4 kHz: 0.9 of the most that 12 kHz can hold, so that what
 * mirrors above 6 kHz is small. One set of taps for each of the STEPS places between slow
 * frames. */
static void make_taps(float taps[STEPS][TAPS])
{
    const double pi = 3.141592653589793;
    const double cutoff = 0.9;
    for (int step = 0; step < STEPS; step++) {
        for (int tap = 0; tap < TAPS; tap++) {
            double x = tap - (TAPS / 2 - 1) - step / (double)STEPS;
            /* There a sine over its angle is 0 / 0, and its limit is 1, here times the cutoff. */
            bool middle = x > -1e-9 && x < 1e-9;
            double sinc = middle ? cutoff : exact_sine(x * cutoff / 2) / (pi * x);
            taps[step][tap] = (float)(sinc * (0.5 + 0.5 * exact_cosine(x / TAPS)));
        }
    }
}

struct noise *noise_create(struct allocator allocator)
{
    struct noise *noise = allocator_allocate(allocator, 1, sizeof *noise);
    if (noise == NULL)
        return NULL;
    noise->allocator = allocator;
    make_taps(noise->taps);
    return noise;
}

/* Two values from −1 to 1 out of one hash: its halves know nothing of each other. */
static void white(uint32_t seed, int64_t index, double *middle, double *side)
{
    uint32_t bits = hash_noise(seed, (uint64_t)index);
    *middle = ((int32_t)(bits >> 16) - 32768) / 32768.0;
    *side = ((int32_t)(bits & 0xffff) - 32768) / 32768.0;
}

/* After so many slow frames a chain has forgotten, to below −120 dB, what was before: its high-pass
 * has the longest memory, 13.8 times 1 / (√½ 2π f) s, and half as much again for the others. */
static int run_in_frames(const struct recipe *recipe)
{
    return (int)(4.7 * SLOW_RATE_HZ / recipe->high_pass);
}

/* Fills `slow` with noise from TAPS / 2 − 1 frames before the slow frame `start` on. */
static void make_slow(struct noise *noise, enum colour colour, int64_t start)
{
    const struct recipe *recipe = &recipes[colour];
    struct filter high_pass = filter_high_pass(recipe->high_pass, SLOW_RATE_HZ);
    struct filter slope = filter_slope(recipe->slope, SLOW_RATE_HZ);
    struct filter low_pass = filter_low_pass(recipe->low_pass, SLOW_RATE_HZ);
    struct filter second_low_pass = filter_low_pass(recipe->second_low_pass, SLOW_RATE_HZ);
    /* Any number will do; it is part of how Lull sounds, so it stays. */
    uint32_t seed = 0x5ea00000u + (uint32_t)colour;
    /* What comes out before frame 0 is thrown away: it only fills the filters. */
    for (int i = -run_in_frames(recipe); i < SLOW_FRAMES + TAPS; i++) {
        double middle;
        double side;
        white(seed, start - (TAPS / 2 - 1) + i, &middle, &side);
        double frame[2] = {middle + side * recipe->side, middle - side * recipe->side};
        filter_next(&high_pass, frame);
        filter_next(&slope, frame);
        filter_next(&low_pass, frame);
        filter_next(&second_low_pass, frame);
        if (i >= 0) {
            noise->slow[0][i] = (float)(frame[0] * recipe->gain);
            noise->slow[1][i] = (float)(frame[1] * recipe->gain);
        }
    }
}

/* One channel at full rate. Step by step over the whole tile, which compilers do four at once; the
 * steps are then put between each other. */
static void bring_up(struct noise *noise, const float *slow, float *full)
{
    for (int step = 0; step < STEPS; step++) {
        const float *taps = noise->taps[step];
        for (int i = 0; i < SLOW_FRAMES; i++) {
            float sum = 0;
            for (int tap = 0; tap < TAPS; tap++)
                sum += slow[i + tap] * taps[tap];
            noise->between[step][i] = sum;
        }
    }
    for (int i = 0; i < SLOW_FRAMES; i++)
        for (int step = 0; step < STEPS; step++)
            full[i * STEPS + step] = noise->between[step][i];
}

/* Makes a tile in the place of another. It is valid from the last line on, which one thread alone
 * can see. */
static void make_tile(struct noise *noise, struct tile *tile, enum colour colour, int32_t number)
{
    make_slow(noise, colour, (int64_t)number * SLOW_FRAMES);
    bring_up(noise, noise->slow[0], tile->left);
    bring_up(noise, noise->slow[1], tile->right);
    tile->made = true;
    tile->colour = colour;
    tile->number = number;
}

/* The tile of that colour and number, made now if need be. Ten tiles are looked through in no time;
 * one that was never made counts as used longest ago. */
static struct tile *find_tile(struct noise *noise, enum colour colour, int32_t number)
{
    struct tile *oldest = &noise->tiles[0];
    struct tile *found = NULL;
    for (int i = 0; i < TILES; i++) {
        struct tile *tile = &noise->tiles[i];
        if (tile->made && tile->colour == colour && tile->number == number)
            found = tile;
        if (tile->used < oldest->used)
            oldest = tile;
    }
    if (found == NULL) {
        found = oldest;
        make_tile(noise, found, colour, number);
    }
    found->used = ++noise->uses;
    return found;
}

void noise_add(struct noise *noise, enum colour colour, int32_t at_ms, struct ramp gain,
               struct block *block)
{
    assert(colour < COLOUR_COUNT);
    assert(at_ms % BLOCK_MS == 0);
    /* Division rounds towards 0, and tiles before the session must not be mirrored into it. */
    int32_t number = at_ms >= 0 ? at_ms / TILE_MS : (at_ms - TILE_MS + 1) / TILE_MS;
    const struct tile *tile = find_tile(noise, colour, number);
    int offset = (at_ms - number * TILE_MS) * SOUND_SAMPLES_PER_MS;
    /* A tile is whole blocks, so a block never lies across two. */
    assert(offset >= 0 && offset + BLOCK_FRAMES <= TILE_FRAMES);
    for (int i = 0; i < BLOCK_FRAMES; i++) {
        float factor = ramp_at(gain, i);
        block->left[i] += tile->left[offset + i] * factor;
        block->right[i] += tile->right[offset + i] * factor;
    }
}

void noise_destroy(struct noise *noise)
{
    if (noise != NULL)
        allocator_release(noise->allocator, noise);
}
