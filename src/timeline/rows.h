/* The rows of a timeline, one after the other, in the order in which they are printed: by start,
 * then by lane, then by the line of the script.
 */
#ifndef LULL_TIMELINE_ROWS_H
#define LULL_TIMELINE_ROWS_H

#include "base/arena.h"
#include "timeline/timeline.h"

#include <stdbool.h>

/* One list of rows on its way out. Chimes are a list of their own in the sound lane. */
struct row_stream {
    enum lane lane;
    const struct span *spans;
    size_t count;
    size_t next;
};

/* A walk over all rows. Only for its functions. */
struct rows {
    struct row_stream streams[LANE_COUNT + 1];
};

/* Begins a walk over `timeline`, which must outlive it. Takes memory for the lanes whose rows may
 * begin together from `arena`; false when there is none. */
bool rows_begin(struct rows *rows, struct arena *arena, const struct timeline *timeline);

/* The next row and its lane; NULL after the last. */
const struct span *rows_next(struct rows *rows, enum lane *lane);

#endif
