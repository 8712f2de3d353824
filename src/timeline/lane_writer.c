/* A growing list whose last span may be open. */
#include "timeline/lane_writer.h"

void lane_writer_add(struct lane_writer *writer, struct arena *arena, struct span span)
{
    struct span *spans = arena_grow(arena, writer->spans, writer->count, &writer->capacity,
                                    sizeof *spans);
    if (spans == NULL)
        return;
    writer->spans = spans;
    spans[writer->count++] = span;
}

bool lane_writer_close(struct lane_writer *writer, int32_t now_ms)
{
    struct span *current = lane_writer_current(writer);
    writer->open = false;
    if (current == NULL)
        return true;
    current->end_ms = now_ms;
    if (current->start_ms < now_ms)
        return true;
    writer->count--;
    return false;
}

bool lane_writer_open(struct lane_writer *writer, struct arena *arena, struct span span,
                      int32_t now_ms)
{
    bool had_length = lane_writer_close(writer, now_ms);
    span.start_ms = now_ms;
    size_t before = writer->count;
    lane_writer_add(writer, arena, span);
    writer->open = writer->count > before;
    return had_length;
}

struct span *lane_writer_current(const struct lane_writer *writer)
{
    return writer->open && writer->count > 0 ? &writer->spans[writer->count - 1] : NULL;
}

struct lane_spans lane_writer_spans(const struct lane_writer *writer)
{
    return (struct lane_spans){.spans = writer->spans, .count = writer->count};
}
