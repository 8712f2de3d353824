/* The tiles of a canvas: squares of light, and what is known of each.
 *
 * A tile is at once the unit of redrawing and the block of the light budget, so that what has been
 * drawn has also been measured. Light is kept as whole numbers: sums of them are exact, and the
 * same on every machine. A tile does not know what shines on it.
 */
#ifndef LULL_CANVAS_TILE_H
#define LULL_CANVAS_TILE_H

#include "base/allocator.h"
#include "canvas/light_history.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A tile, and the fixed point in which its light is counted. */
enum {
    TILE_PX = 32, /* the block of the light budget */
    TILE_PIXELS = TILE_PX * TILE_PX,
    LIGHT_SHIFT = 18,                       /* full white = 2^18 light units; */
    LIGHT_ONE = 1 << LIGHT_SHIFT,           /* the budget keeps everything below 0.2 of it */
    LIGHT_MOST = 52000,                     /* what dithering can place */
    LIGHT_RED_MOST = 55 * LIGHT_ONE / 1000, /* of red that stands alone */
    GAIN_ONE = 1 << 16,                     /* a factor of 1 where light is dimmed */
};

/* Weights of the channels in relative luminance Y (ITU-R BT.709), in parts of 65536. */
enum { LUMINANCE_RED = 13933, LUMINANCE_GREEN = 46871, LUMINANCE_BLUE = 4732 };

/* The order of the planes of light in a tile. */
enum channel { RED, GREEN, BLUE, CHANNELS };

/* Light of a tile's pixels in light units, row by row; 0 where the tile leaves the picture. */
struct tile_plane {
    uint16_t channel[CHANNELS][TILE_PIXELS];
};

/* The light of one tile. */
struct tile_light {
    struct tile_plane planes[2];
    struct tile_plane *wanted; /* one of them: what the draw list asks for */
    struct tile_plane *shown; /* what the governor has let through: the same one while they agree */
};

/* What is known of the light that a tile asks for. */
struct tile_sums {
    uint32_t channel[CHANNELS]; /* light units over all its pixels */
    uint32_t sure_red;          /* red that stays even if the governor takes all blue away */
    uint16_t brightest;         /* the largest Y of a pixel, in light units; 0 while it cannot be */
    uint16_t bright_pixels;     /* bright. How many have a Y that the budget counts as bright */
};

struct tile {
    struct tile_light *light; /* owned by the grid; NULL until something shines here */
    uint64_t hash;            /* of all that shines here, last time */
    uint64_t next_hash;       /* and this time */
    struct tile_sums wanted;
    float shown_mean;             /* Y, full white = 1 */
    struct light_history history; /* of shown_mean */
    uint32_t gain;                /* with which it was last composed */
    uint32_t blue_gain;
    bool changed;  /* asks for other light than last time */
    bool settled;  /* shows what it asks for, within the static limits */
    bool composed; /* its pixels were written this time */
};

/* All the tiles of a canvas. */
struct tile_grid {
    struct allocator allocator;
    int width_px;
    int height_px;
    int columns;
    int rows;
    struct tile *tiles; /* owned; row by row */
};

/* Makes a black grid for a picture of that size (each at least 1) in `*grid`; false when there is
 * no memory, and `*grid` is then empty. Release with tile_grid_release. */
bool tile_grid_make(struct allocator allocator, int width_px, int height_px,
                    struct tile_grid *grid);

/* The pixels of the picture that lie in tile (`column`, `row`): 1 to TILE_PX each way. */
int tile_width_px(const struct tile_grid *grid, int column);
int tile_height_px(const struct tile_grid *grid, int row);

/* Gives `tile` its light, black, unless it has it. False when there is no memory. */
bool tile_light_up(const struct tile_grid *grid, struct tile *tile);

/* Parts what a lit tile wants from what it shows, so that one can change without the other. Both
 * stay as they are; with `fresh`, what is wanted is about to be overwritten and may be anything. */
void tile_light_part(struct tile_light *light, bool fresh);

/* Shows in `to`, which is black, what `from` shows, stretched: a picture that changes its size
 * keeps its light until it is drawn anew. Where there is no memory it stays black. */
void tile_grid_stretch(const struct tile_grid *from, struct tile_grid *to);

/* Y, in light units, of light in light units; also of sums of light. */
static inline uint64_t luminance(uint64_t red, uint64_t green, uint64_t blue)
{
    return (red * LUMINANCE_RED + green * LUMINANCE_GREEN + blue * LUMINANCE_BLUE) >> 16;
}

/* Red light (in light units, as the others) such that red is not saturated: below LIGHT_RED_FREE
 * anything goes; over it, at most three times the other two together, a share of 0.75. Both leave
 * dithering its room. */
static inline uint16_t light_calm_red(uint32_t red, uint32_t green, uint32_t blue)
{
    uint32_t most = 3 * (green + blue);
    most = most > LIGHT_RED_MOST ? most : LIGHT_RED_MOST;
    return (uint16_t)(red < most ? red : most);
}

/* Gives all memory back. */
void tile_grid_release(struct tile_grid *grid);

#endif
