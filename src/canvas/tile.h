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
    TILE_CORNERS = 4,                       /* top left, top right, bottom left, bottom right */
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

/* What is known of the light that a tile asks for. */
struct tile_sums {
    uint32_t channel[CHANNELS]; /* light units over all its pixels */
    uint32_t sure_red;          /* red that stays even if the governor takes all blue away */
    uint16_t brightest;         /* the largest Y of a pixel, in light units; 0 while it cannot be */
    uint16_t bright_pixels;     /* how many have a Y that the budget counts as bright */
};

/* Small: every frame looks at all of them, several times. */
struct tile {
    struct tile_plane *planes; /* owned by the grid: two; NULL until something shines here */
    uint64_t hash;             /* of all that shines here, last time */
    uint64_t next_hash;        /* and this time */
    uint64_t shapes;           /* which shapes of the list that is: tile_shape_bit of each */
    size_t shapes_seen;        /* the latest of them, counted from 1 */
    struct tile_sums wanted;
    float shown_mean; /* Y, full white = 1 */
    uint32_t gain;    /* with which it was last composed */
    uint32_t blue_gain;
    uint8_t wanted_plane; /* 0 or 1: what the draw list asks for */
    uint8_t shown_plane;  /* what the governor has let through: the same one while they agree */
    bool changed;         /* asks for other light than last time */
    bool settled;         /* shows what it asks for, within the static limits */
    bool composed;        /* its pixels were written this time */
};

/* All the tiles of a canvas. */
struct tile_grid {
    struct allocator allocator;
    int width_px;
    int height_px;
    int columns;
    int rows;
    struct tile *tiles;              /* owned; row by row */
    struct light_history *histories; /* owned; of each tile's shown_mean */
};

/* Makes a black grid for a picture of that size (each at least 1) in `*grid`; false when there is
 * no memory, and `*grid` is then empty. Release with tile_grid_release. */
bool tile_grid_make(struct allocator allocator, int width_px, int height_px,
                    struct tile_grid *grid);

/* The pixels of the picture that lie in tile (`column`, `row`): 1 to TILE_PX each way. */
int tile_width_px(const struct tile_grid *grid, int column);
int tile_height_px(const struct tile_grid *grid, int row);

/* Stands for the shape at `index` of a draw list in a tile's `shapes`. In a list of more than 64,
 * some share a bit: a bit that is missing is sure, one that is there has to be looked into. */
static inline uint64_t tile_shape_bit(size_t index)
{
    return UINT64_C(1) << index % 64;
}

/* Gives `tile` its planes, black, unless it has them. False when there is no memory. */
bool tile_light_up(const struct tile_grid *grid, struct tile *tile);

/* The light that a tile with planes wants. */
static inline struct tile_plane *tile_wanted(const struct tile *tile)
{
    return &tile->planes[tile->wanted_plane];
}

/* The light that it shows. */
static inline struct tile_plane *tile_shown(const struct tile *tile)
{
    return &tile->planes[tile->shown_plane];
}

/* Parts what a lit tile wants from what it shows, so that one can change without the other. Both
 * stay as they are; with `fresh`, what is wanted is about to be overwritten and may be anything. */
void tile_part(struct tile *tile, bool fresh);

/* Shows in `to`, which is black, what `from` shows, stretched: a picture that changes its size
 * keeps its light until it is drawn anew. Where there is no memory it stays black. Each tile goes
 * on from the history of the old one under its middle; what it shows now is yet to be recorded. */
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
