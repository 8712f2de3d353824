/* The lanes are in order already, so they are merged: of all lanes' next rows, the one that stands
 * first goes out. Only chapters and chimes can share a moment within their lane; those are copied
 * and put in the order of their lines.
 */
#include "timeline/rows.h"

#include <assert.h>
#include <stdlib.h>

/* The main script and sixteen includes are seventeen numbers; one is to spare. */
enum { STREAMS = LANE_COUNT + 1, DEEPEST_INCLUSION = 18 };

/* The line numbers that lead to a row, outermost first: of the includes, and of the row itself.
 * Returns how many there are. `path` has room for DEEPEST_INCLUSION. */
static int line_path(uint32_t line, const struct inclusion *inclusion, uint32_t *path)
{
    int depth = 1;
    for (const struct inclusion *i = inclusion; i != NULL; i = i->parent)
        depth++;
    assert(depth <= DEEPEST_INCLUSION);
    /* Filled from its end, since an inclusion knows only who included it. */
    int at = depth;
    path[--at] = line;
    for (const struct inclusion *i = inclusion; i != NULL; i = i->parent)
        path[--at] = i->line;
    return depth;
}

/* Less than 0 where row `a` stands before row `b` in the script, 0 where both are of one line. */
static int compare_lines(const struct span *a, const struct span *b)
{
    /* An included file's rows stand at the line of its `include`, however its own lines are
     * numbered. */
    uint32_t a_path[DEEPEST_INCLUSION];
    uint32_t b_path[DEEPEST_INCLUSION];
    int a_depth = line_path(a->line, a->inclusion, a_path);
    int b_depth = line_path(b->line, b->inclusion, b_path);
    for (int i = 0; i < a_depth && i < b_depth; i++)
        if (a_path[i] != b_path[i])
            return a_path[i] < b_path[i] ? -1 : 1;
    /* An `include` has no row of its own, so what comes to here is the same line twice. */
    return a_depth - b_depth;
}

/* The order of the printed table. Two rows of one lane never meet here, but for chimes and
 * sound. */
static int compare_rows(const struct span *a, enum lane a_lane, const struct span *b,
                        enum lane b_lane)
{
    if (a->start_ms != b->start_ms)
        return a->start_ms < b->start_ms ? -1 : 1;
    if (a_lane != b_lane)
        return a_lane < b_lane ? -1 : 1;
    return compare_lines(a, b);
}

/* A span and its place in its list, so that sorting keeps the order of equals. */
struct ordered {
    const struct span *span;
    size_t index; /* in the list as it came */
};

/* For qsort: by line, then as they came. */
static int compare_ordered(const void *left, const void *right)
{
    const struct ordered *a = left;
    const struct ordered *b = right;
    /* Rounds of a `repeat` give the same line again in the same moment; they stay as they came. */
    int order = compare_lines(a->span, b->span);
    return order != 0 ? order : a->index < b->index ? -1 : 1;
}

/* Sorts the rows [start, end) of `spans`, which begin together, by their lines. False when there is
 * no memory. */
static bool sort_moment(struct span *spans, size_t start, size_t end, struct arena *scratch)
{
    assert(start < end);
    size_t count = end - start;
    struct ordered *order = arena_push(scratch, count, sizeof *order);
    /* What is sorted are places, and the spans are then put there from a copy: a span is many times
     * as large as what qsort would have to move. */
    struct span *copy = arena_push(scratch, count, sizeof *copy);
    if (order == NULL || copy == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        copy[i] = spans[start + i];
        order[i] = (struct ordered){.span = &copy[i], .index = i};
    }
    qsort(order, count, sizeof *order, compare_ordered);
    for (size_t i = 0; i < count; i++)
        spans[start + i] = *order[i].span;
    return true;
}

/* Makes a stream of a lane whose rows may begin together. False when there is no memory. */
static bool sort_stream(struct row_stream *stream, struct arena *scratch)
{
    struct span *spans = arena_push(scratch, stream->count, sizeof *spans);
    if (spans == NULL)
        return false;
    /* The timeline is shared and never changes, hence the copy. */
    for (size_t i = 0; i < stream->count; i++)
        spans[i] = stream->spans[i];
    stream->spans = spans;
    for (size_t start = 0; start < stream->count;) {
        size_t end = start + 1;
        while (end < stream->count && spans[end].start_ms == spans[start].start_ms)
            end++;
        if (end - start > 1 && !sort_moment(spans, start, end, scratch))
            return false;
        start = end;
    }
    return true;
}

bool rows_begin(struct rows *rows, struct arena *arena, const struct timeline *timeline)
{
    assert(timeline->length_ms >= 0);
    for (int lane = 0; lane < LANE_COUNT; lane++)
        rows->streams[lane] = (struct row_stream){.lane = (enum lane)lane,
                                                  .spans = timeline->lanes[lane].spans,
                                                  .count = timeline->lanes[lane].count};
    rows->streams[LANE_COUNT] = (struct row_stream){
        .lane = LANE_SOUND, .spans = timeline->chimes.spans, .count = timeline->chimes.count};
    return sort_stream(&rows->streams[LANE_CHAPTER], arena) &&
           sort_stream(&rows->streams[LANE_COUNT], arena);
}

const struct span *rows_next(struct rows *rows, enum lane *lane)
{
    /* Seven streams: a look at each costs less than keeping a heap of them. */
    struct row_stream *first = NULL;
    for (int i = 0; i < STREAMS; i++) {
        struct row_stream *stream = &rows->streams[i];
        if (stream->next < stream->count &&
            (first == NULL || compare_rows(&stream->spans[stream->next], stream->lane,
                                           &first->spans[first->next], first->lane) < 0))
            first = stream;
    }
    if (first == NULL)
        return NULL;
    assert(first->next < first->count);
    *lane = first->lane;
    return &first->spans[first->next++];
}
