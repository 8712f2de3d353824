/* Wanted light to shown light to pixels, one tile at a time, as the governor plans it. */
#ifndef LULL_CANVAS_COMPOSE_H
#define LULL_CANVAS_COMPOSE_H

#include "canvas/dither.h"
#include "canvas/governor.h"
#include "canvas/tile.h"

#include <stdint.h>

/* By how much pixel `at` of a tile changes its Y, in light units, when it goes all the way. */
int32_t compose_change(const struct tile_light *light, const struct light_plan *plan, int at);

/* Brings the tile at (`column`, `row`) forward by one frame: updates what it shows, its mean,
 * whether it is settled, and its part of `pixels` (0x00RRGGBB, `stride_px` a row, of the whole
 * picture). The tile has light. */
void compose_tile(struct tile_grid *grid, int column, int row, const struct light_plan *plan,
                  const struct dither *dither, uint32_t *pixels, int stride_px);

#endif
