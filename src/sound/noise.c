/* A tile is found by its colour and number, or made in the place of the one that was used longest
 * ago. The two channels are sums and differences of a middle and a side noise, the side the weaker,
 * which keeps the picture wide but lets it be folded to one channel.
 */
#include "sound/noise.h"

#include "base/hash.h"
#include "sound/filter.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

enum {
    TILE_BLOCKS = 64,
    TILE_FRAMES = TILE_BLOCKS * BLOCK_FRAMES,
    TILE_MS = TILE_BLOCKS * BLOCK_MS,
    RUN_IN_FRAMES = 6000,
    TILES = 10, /* three colours of a sea, another sound it fades to, and two tiles of each */
};

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
    [COLOUR_DEEP] = {45, 90, 320, 900, 0.25, 1},
    [COLOUR_WASH] = {120, 350, 1100, 2200, 0.45, 1},
    [COLOUR_FOAM] = {500, 1600, 2600, 4000, 0.55, 1},
    [COLOUR_RAIN] = {260, 900, 2400, 4200, 0.55, 1},
    [COLOUR_BROWN] = {40, 60, 700, 1600, 0.35, 1},
};

struct noise *noise_create(struct allocator allocator)
{
    struct noise *noise = allocator_allocate(allocator, 1, sizeof *noise);
    if (noise != NULL)
        noise->allocator = allocator;
    return noise;
}

/* Two values from −1 to 1 out of one hash. */
static void white(uint32_t seed, int64_t index, double *middle, double *side)
{
    uint32_t bits = hash_noise(seed, (uint64_t)index);
    *middle = ((int32_t)(bits >> 16) - 32768) / 32768.0;
    *side = ((int32_t)(bits & 0xffff) - 32768) / 32768.0;
}

static void make_tile(struct tile *tile, enum colour colour, int32_t number)
{
    const struct recipe *recipe = &recipes[colour];
    struct filter chain[] = {
        filter_high_pass(recipe->high_pass),
        filter_slope(recipe->slope),
        filter_low_pass(recipe->low_pass),
        filter_low_pass(recipe->second_low_pass),
    };
    uint32_t seed = 0x5ea00000u + (uint32_t)colour;
    int64_t start = (int64_t)number * TILE_FRAMES;
    for (int i = -RUN_IN_FRAMES; i < TILE_FRAMES; i++) {
        double middle;
        double side;
        white(seed, start + i, &middle, &side);
        double left = (middle + side * recipe->side) * recipe->gain;
        double right = (middle - side * recipe->side) * recipe->gain;
        for (size_t k = 0; k < sizeof chain / sizeof *chain; k++) {
            left = filter_next(&chain[k], 0, left);
            right = filter_next(&chain[k], 1, right);
        }
        if (i >= 0) {
            tile->left[i] = (float)left;
            tile->right[i] = (float)right;
        }
    }
    tile->made = true;
    tile->colour = colour;
    tile->number = number;
}

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
        make_tile(found, colour, number);
    }
    found->used = ++noise->uses;
    return found;
}

void noise_add(struct noise *noise, enum colour colour, int32_t at_ms, struct ramp gain,
               struct block *block)
{
    assert(colour < COLOUR_COUNT);
    assert(at_ms % BLOCK_MS == 0);
    int32_t number = at_ms >= 0 ? at_ms / TILE_MS : (at_ms - TILE_MS + 1) / TILE_MS;
    const struct tile *tile = find_tile(noise, colour, number);
    int offset = (at_ms - number * TILE_MS) * SOUND_SAMPLES_PER_MS;
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
