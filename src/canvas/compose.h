/* Wanted light to shown light to pixels, one tile at a time, as the governor plans it. */
#ifndef LULL_CANVAS_COMPOSE_H
#define LULL_CANVAS_COMPOSE_H

#include "canvas/dither.h"
#include "canvas/governor.h"
#include "canvas/tile.h"

#include <stdint.h>

/* By how much the mean Y of a tile of that size changes for a pace of 1 at each of its corners and
 * 0 at the others: top left, top right, bottom left, bottom right. The tile has light. */
void compose_measure(const struct tile *tile, int width_px, int height_px,
                     const struct light_plan *plan, float changes[TILE_CORNERS]);

/* Writes what the tile at (`column`, `row`), which has changed, wants to its part of `pixels`
 * (0x00RRGGBB, of the whole picture), before the governor is asked: it nearly always agrees, and
 * right after rasterising the light is still near the processor. The tile has light. */
void compose_ahead(const struct tile_grid *grid, int column, int row, const struct dither *dither,
                   uint32_t *pixels);

/* Brings the tile at (`column`, `row`) forward by one frame: updates what it shows, its mean,
 * whether it is settled, and its part of `pixels` where that is not yet what it shows. The tile has
 * light, and if it has changed, compose_ahead has been called. */
void compose_tile(struct tile_grid *grid, int column, int row, const struct light_plan *plan,
                  const struct dither *dither, uint32_t *pixels);

#endif
