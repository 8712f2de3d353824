/* What stands in the `d` of an SVG path, as straight lines.
 *
 * Understands M L H V C S Q Z, absolute and relative (SVG 1.1, chapter 8.3), which is what drawing
 * programs write; arcs (A) and T are refused. Knows nothing of the file around it.
 */
#ifndef LULL_SCENE_PATH_DATA_H
#define LULL_SCENE_PATH_DATA_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>

/* Takes what is read: `start` begins a new line at a point, `go` continues it to another. Each
 * returns false when there is no memory. */
struct path_sink {
    bool (*start)(void *context, double x, double y);
    bool (*go)(void *context, double x, double y);
    void *context;
};

/* Reads one number at the start of `*text`, after white space and at most one comma, and moves
 * `*text` behind it; false, with `*text` as it was, when there is none. No locale has a say. */
bool path_data_number(struct text *text, double *number);

/* Sends the lines of `data` to `sink`; curves become straight pieces no longer than `piece`, in the
 * units of the data (> 0). False where it cannot be read or the sink ran out of memory. */
bool path_data_read(struct text data, double piece, const struct path_sink *sink);

#endif
