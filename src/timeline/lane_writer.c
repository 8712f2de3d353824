/* A growing list whose last span may be open. The open span stands in the list already and ends
 * where it begins, so that a lane is well formed at every moment, also when memory runs out.
 * Closing gives it its end, or takes it out again where it has none.
 */
#include "timeline/lane_writer.h"

#include <assert.h>

void lane_writer_add(struct lane_writer *writer, struct arena *arena, struct span span)
{
    assert(span.start_ms >= 0 && span.start_ms <= span.end_ms);
    struct span *spans = arena_grow(arena, writer->spans, writer->count, &writer->capacity,
                                    sizeof *spans);
    /* The arena remembers that it failed, and the layout looks there once a line. */
    if (spans == NULL)
        return;
    writer->spans = spans;
    spans[writer->count++] = span;
}

bool lane_writer_close(struct lane_writer *writer, int32_t now_ms)
{
    assert(now_ms >= 0);
    struct span *current = lane_writer_current(writer);
    writer->open = false;
    /* Where the lane was closed already there is nothing to lose, and so nothing to warn of. */
    if (current == NULL)
        return true;
    assert(now_ms >= current->start_ms); /* time only moves forward */
    current->end_ms = now_ms;
    if (current->start_ms < now_ms)
        return true;
    /* It began in this very moment, so no listener ever met it. */
    writer->count--;
    return false;
}

bool lane_writer_open(struct lane_writer *writer, struct arena *arena, struct span span,
                      int32_t now_ms)
{
    bool had_length = lane_writer_close(writer, now_ms);
    span.start_ms = now_ms;
    span.end_ms = now_ms; /* until the next change, or the session, ends it */
    /* Adding may fail for want of memory, and then there is no span to be open. */
    size_t before = writer->count;
    lane_writer_add(writer, arena, span);
    writer->open = writer->count > before;
    return had_length;
}

struct span *lane_writer_current(const struct lane_writer *writer)
{
    /* Nothing is added behind an open span but by lane_writer_open, so the last is the open one. */
    return writer->open && writer->count > 0 ? &writer->spans[writer->count - 1] : NULL;
}

struct lane_spans lane_writer_spans(const struct lane_writer *writer)
{
    return (struct lane_spans){.spans = writer->spans, .count = writer->count};
}
