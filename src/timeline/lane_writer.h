/* One lane while it is written: at most one open span, which the next change ends.
 *
 * A change that is replaced in the very moment it was made never was: its span is taken out again.
 */
#ifndef LULL_TIMELINE_LANE_WRITER_H
#define LULL_TIMELINE_LANE_WRITER_H

#include "base/arena.h"
#include "timeline/timeline.h"

#include <stdbool.h>
#include <stddef.h>

struct lane_writer {
    struct span *spans;
    size_t count;
    size_t capacity;
    bool open; /* the last span has no end yet */
};

/* Adds a span as it is. Without memory the arena's `failed` says so. */
void lane_writer_add(struct lane_writer *writer, struct arena *arena, struct span span);

/* Ends the open span, if there is one, at `now_ms`. Returns false where that span had no length and
 * was taken out. */
bool lane_writer_close(struct lane_writer *writer, int32_t now_ms);

/* Opens a span that begins at `now_ms`, ending the one before; returns as lane_writer_close. */
bool lane_writer_open(struct lane_writer *writer, struct arena *arena, struct span span,
                      int32_t now_ms);

/* The open span; NULL when there is none. Valid until the next is added. */
struct span *lane_writer_current(const struct lane_writer *writer);

/* The lane as written. */
struct lane_spans lane_writer_spans(const struct lane_writer *writer);

#endif
