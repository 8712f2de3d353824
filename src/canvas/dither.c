/* out = floor(u + t), where u is the light in codes (between two codes in linear light) and t is
 * the mask's value, shaped to a triangle from -0.5 to 1.5: unlike a flat one, it leaves the same
 * grain at every u, so that neither steps nor changes of grain draw contours (Lipshitz, Wannamaker
 * and Vanderkooy 1992, "Quantization and dither: a theoretical survey"). Below half a code out
 * would have to be negative at times. There u is bent to sqrt(2u) - 0.5, for which the mean of
 * max(0, floor(u + t)) is the true u again: the triangle's tail is (u + 0.5)^2 / 2. Both tables
 * carry 8 bits after the point and an offset that keeps them positive.
 */
#include "canvas/dither.h"

#include "canvas/blue_noise.h"
#include "canvas/srgb.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum {
    UNIT_SHIFT = SRGB_LIGHT_SHIFT - 18,
    LEVELS = DITHER_MOST_LIGHT + 1, /* so that 256 times a code fits an int16_t */
    MASK_STRIDE = BLUE_NOISE_SIDE + DITHER_SIDE_PX,
    PIXELS = DITHER_SIDE_PX * DITHER_SIDE_PX,
    RED_X_PX = 21, /* each channel reads the mask elsewhere, which spreads the grain */
    RED_Y_PX = 37,
    BLUE_X_PX = 43,
    BLUE_Y_PX = 11,
    CHANNELS = 3,
};

struct dither {
    struct allocator allocator;
    int16_t entry[LEVELS]; /* 256 (u + 0.5) for every level of light */
    /* 256 (t + 0.5); each row repeats its beginning. */
    int16_t mask[BLUE_NOISE_SIDE * MASK_STRIDE];
};

/* 256 (u + 0.5) of light `level`, which lies from code `code` to the next. */
static int16_t entry_of(uint32_t level, int code)
{
    uint32_t light = level << UNIT_SHIFT;
    double below = srgb_light[code];
    double above = srgb_light[code + 1];
    /* Straight between two codes in linear light, since that is what the eye averages. */
    double u = code + (light - below) / (above - below);
    double placed = u < 0.5 ? sqrt(2 * u) : u + 0.5;
    return (int16_t)(placed * 256 + 0.5);
}

/* Both tables are filled once a canvas; square roots are exact in IEEE 754, so they are the same
 * everywhere. */
static void fill_entries(struct dither *dither)
{
    int code = 0;
    for (uint32_t level = 0; level < LEVELS; level++) {
        /* Levels rise, so the code only ever has to move on. */
        while (srgb_light[code + 1] <= level << UNIT_SHIFT)
            code++;
        dither->entry[level] = entry_of(level, code);
    }
}

/* The inverse of the triangle's cumulative distribution at the middle of the mask's `level`. */
static int16_t shaped(uint8_t level)
{
    /* 0 to 2 here stands for -0.5 to 1.5: the offset of a half is in both tables. */
    double p = (level + 0.5) / 256;
    double t = p < 0.5 ? sqrt(2 * p) : 2 - sqrt(2 * (1 - p));
    return (int16_t)(t * 256 + 0.5);
}

/* Each row goes on with its own beginning, so that no run has to wrap round. */
static void fill_mask(struct dither *dither)
{
    for (int y = 0; y < BLUE_NOISE_SIDE; y++) {
        for (int x = 0; x < MASK_STRIDE; x++) {
            uint8_t level = blue_noise[y * BLUE_NOISE_SIDE + x % BLUE_NOISE_SIDE];
            dither->mask[y * MASK_STRIDE + x] = shaped(level);
        }
    }
}

struct dither *dither_create(struct allocator allocator)
{
    struct dither *dither = allocator_allocate(allocator, 1, sizeof *dither);
    if (dither == NULL)
        return NULL;
    dither->allocator = allocator;
    fill_entries(dither);
    fill_mask(dither);
    return dither;
}

/* The mask as it lies at a place: it repeats, and a run that starts in it never leaves its row. */
static const int16_t *mask_at(const struct dither *dither, int x_px, int y_px)
{
    assert(x_px >= 0 && y_px >= 0);
    return &dither->mask[y_px % BLUE_NOISE_SIDE * MASK_STRIDE + x_px % BLUE_NOISE_SIDE];
}

/* The entries of a square's light. Done for all of it before anything is added: reading what was
 * written a moment before, in pieces of another size, is what a processor is slow at. */
static void look_up(const struct dither *dither, const struct dither_square *square,
                    int16_t entries[CHANNELS][PIXELS])
{
    const int16_t *entry = dither->entry;
    for (int i = 0; i < PIXELS; i++) {
        entries[0][i] = entry[square->red[i]];
        entries[1][i] = entry[square->green[i]];
        entries[2][i] = entry[square->blue[i]];
    }
}

/* A pixel's code from its entry and the mask: floor(u + t), and 0 below. */
static uint32_t code_of(int16_t entry, int16_t mask)
{
    /* Both are below 2^15 together: DITHER_MOST_LIGHT is less than 126 codes, and the mask less
     * than 2. */
    int16_t sum = (int16_t)(entry + mask);
    return (uint16_t)(((sum > 256 ? sum : 256) - 256) >> 8);
}

/* One row of the square, all of it whether the picture has it or not: a fixed length becomes
 * vectors. */
static void draw_row(const int16_t *const entries[CHANNELS], const int16_t *const masks[CHANNELS],
                     uint32_t row[DITHER_SIDE_PX])
{
    for (int i = 0; i < DITHER_SIDE_PX; i++)
        row[i] = code_of(entries[0][i], masks[0][i]) << 16 |
                 code_of(entries[1][i], masks[1][i]) << 8 | code_of(entries[2][i], masks[2][i]);
}

void dither_draw(const struct dither *dither, const struct dither_square *square, uint32_t *pixels,
                 size_t stride_px)
{
    assert(square->width_px > 0 && square->width_px <= DITHER_SIDE_PX);
    assert(square->height_px > 0 && square->height_px <= DITHER_SIDE_PX);
    int16_t entries[CHANNELS][PIXELS];
    look_up(dither, square, entries);
    for (int y = 0; y < square->height_px; y++) {
        int at = y * DITHER_SIDE_PX;
        int x_px = square->x_px;
        int y_px = square->y_px + y;
        const int16_t *const run[CHANNELS] = {&entries[0][at], &entries[1][at], &entries[2][at]};
        const int16_t *const masks[CHANNELS] = {
            mask_at(dither, x_px + RED_X_PX, y_px + RED_Y_PX), mask_at(dither, x_px, y_px),
            mask_at(dither, x_px + BLUE_X_PX, y_px + BLUE_Y_PX)};
        uint32_t *to = &pixels[(size_t)y * stride_px];
        uint32_t row[DITHER_SIDE_PX];
        /* Straight into the picture where the square has whole rows; else by way of a row of its
         * own. */
        bool whole = square->width_px == DITHER_SIDE_PX;
        draw_row(run, masks, whole ? to : row);
        if (!whole)
            memcpy(to, row, (size_t)square->width_px * sizeof *row);
    }
}

void dither_destroy(struct dither *dither)
{
    if (dither != NULL)
        allocator_release(dither->allocator, dither);
}
