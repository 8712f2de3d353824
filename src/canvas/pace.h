/* How fast a picture may change: the part of the governor that slows things down.
 *
 * What a tile shows moves from what it showed towards what it wants; the pace, 0 to 1, says how far
 * in this frame. Paces stand at the corners of tiles and are blended in between, so that slowing
 * leaves no seams. Given the light only; it keeps nothing.
 */
#ifndef LULL_CANVAS_PACE_H
#define LULL_CANVAS_PACE_H

#include "canvas/governor.h"
#include "canvas/light_history.h"
#include "canvas/tile.h"

#include <stdbool.h>
#include <stdint.h>

/* A tile that is about to change. */
struct slowing {
    int column;
    int row;
    /* How much the tile's mean Y changes for a pace of 1 at each corner and 0 at the others; until
     * that is measured, the whole change at the first. */
    float change[TILE_CORNERS];
    bool measured;
    float part;               /* of the whole picture that the tile is */
    struct light_range range; /* by how much its mean Y may change; 0 lies in it */
};

/* A frame's moment and what it may change. */
struct pace_moment {
    int64_t at_ms;
    int64_t passed_ms;  /* since the frame before */
    float mean_change;  /* of the picture's mean Y within a second */
    float block_change; /* of a tile's */
};

/* Sets `paces` so that no tile and not the picture as a whole changes too fast, and returns true;
 * false where nothing has to be slowed (`paces` is then left alone). `slowings` has room for all
 * tiles, `paces` for all their corners. Updates the histories' clocks, nothing else. */
bool pace_slow_down(struct tile_grid *grid, const struct light_plan *plan,
                    const struct pace_moment *moment, struct light_history *mean,
                    struct slowing *slowings, float *paces);

/* The mean Y of what the grid shows. */
float pace_mean_shown(const struct tile_grid *grid);

#endif
