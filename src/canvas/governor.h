/* The last word on light: whatever a script, a bug or a user's colour asks for, what leaves the
 * canvas keeps the budget of light_limits.h.
 *
 * Too much light is dimmed by one factor for the whole picture, too much blue by another; too fast
 * a change is slowed, block by block, with no visible seams. When nothing is wrong it costs a sum
 * over the tiles. It sees light only, and does not know what the picture is of. Peaks and saturated
 * red are kept pixel by pixel, in raster.h and compose.h.
 */
#ifndef LULL_CANVAS_GOVERNOR_H
#define LULL_CANVAS_GOVERNOR_H

#include "canvas/light_history.h"
#include "canvas/light_limits.h"
#include "canvas/tile.h"

#include <stdbool.h>
#include <stdint.h>

/* How the wanted light is to become the light that is shown. */
struct light_plan {
    uint32_t gain;      /* of red and green, 0 to GAIN_ONE */
    uint32_t blue_gain; /* of blue: at most `gain` */
    /* How far each corner of the tiles may go from what it showed towards what it wants, 0 to 1;
     * (columns + 1) x (rows + 1), row by row. NULL: all the way everywhere. */
    const float *paces;
};

struct governor {
    struct allocator allocator;
    struct light_history mean; /* of the whole picture */
    int64_t last_ms;           /* when it last recorded; -1 before the first time */
    bool resized;              /* the grid shows a stretched picture, not recorded yet */
    float *paces;              /* owned */
    struct slowing *slowings;  /* owned: room for one a tile */
};

/* Makes a governor for grids of the same size as `grid`. With `before`, `grid` was stretched from
 * that governor's, and what it remembers goes along; where it is NULL, `grid` is black. False when
 * there is no memory; `*governor` is then empty. Release with governor_release. */
bool governor_make(struct allocator allocator, const struct tile_grid *grid,
                   const struct governor *before, struct governor *governor);

/* The plan for a picture that stands alone, with nothing before it: only the limits on one frame.
 */
struct light_plan governor_plan_still(const struct tile_grid *grid, enum light_level level);

/* The plan for the frame at `at_ms` (0 or more, on a clock that only goes forward), given what the
 * tiles want and what they show. The paces are valid until the next call. */
struct light_plan governor_plan(struct governor *governor, struct tile_grid *grid,
                                enum light_level level, int64_t at_ms);

/* Whether `tile` has to be composed again under that plan. */
bool governor_must_compose(const struct tile *tile, const struct light_plan *plan);

/* Notes what the grid shows from `at_ms` on. Call after composing. */
void governor_record(struct governor *governor, const struct tile_grid *grid, int64_t at_ms);

/* Gives all memory back. */
void governor_release(struct governor *governor);

#endif
