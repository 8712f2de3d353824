/* The tiles that were written, as few rectangles. */
#ifndef LULL_CANVAS_DIRTY_H
#define LULL_CANVAS_DIRTY_H

#include "canvas/tile.h"
#include "scene/rectangle.h"

#include <stddef.h>

/* Fills `rectangles`, which has room for one a tile, with rectangles that cover all tiles marked as
 * composed and no others, without overlap. Returns how many. */
size_t dirty_rectangles(const struct tile_grid *grid, struct rectangle *rectangles);

#endif
