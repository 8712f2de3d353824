/* Runs of tiles in a row; a run that lies right under one of the same width makes it taller. What
 * moves is round, so a few rectangles are enough, and none holds a tile that has not been written.
 * Looking for the one above costs at most one step for each that there is, and there are few.
 */
#include "canvas/dirty.h"

#include <assert.h>
#include <stdbool.h>

/* Lengthens a rectangle of the row above by `run`, if there is one that fits. */
static bool extend(struct rectangle *rectangles, size_t count, struct rectangle run)
{
    /* From the last on: the rectangle above, if there is one, is among the latest. */
    for (size_t i = count; i > 0; i--) {
        struct rectangle *above = &rectangles[i - 1];
        bool fits = above->x_px == run.x_px && above->width_px == run.width_px &&
                    above->y_px + above->height_px == run.y_px;
        if (fits) {
            above->height_px += run.height_px;
            return true;
        }
    }
    return false;
}

size_t dirty_rectangles(const struct tile_grid *grid, struct rectangle *rectangles)
{
    size_t count = 0;
    for (int row = 0; row < grid->rows; row++) {
        const struct tile *tiles = &grid->tiles[row * grid->columns];
        for (int column = 0; column < grid->columns; column++) {
            if (!tiles[column].composed)
                continue;
            struct rectangle run = {column * TILE_PX, row * TILE_PX, 0, tile_height_px(grid, row)};
            /* Runs end at the first tile that stays, which the outer loop may then skip. */
            for (; column < grid->columns && tiles[column].composed; column++)
                run.width_px += tile_width_px(grid, column);
            /* A row of tiles becomes a block where it can: rectangles cost more to hand on than
             * pixels do. */
            if (!extend(rectangles, count, run))
                rectangles[count++] = run;
        }
    }
    assert(count <= (size_t)grid->columns * (size_t)grid->rows);
    return count;
}
