/* `next_in_ms` is the one moment that matters: the next breath begins there, or what waits takes
 * effect there. Passing it commits one or the other. Every question moves time forward first, so
 * that what has gone by is settled before anything is said about what comes; a question that looks
 * ahead passes only moments that no later line can change.
 */
#include "timeline/breaths.h"

#include <assert.h>

/* Ends the open span of the lane and opens the one that waited. */
static bool commit_change(struct breaths *breaths)
{
    assert(breaths->waits && breaths->waiting.breathing != NULL);
    struct span *spans = arena_grow(breaths->arena, breaths->spans, breaths->span_count,
                                    &breaths->span_capacity, sizeof *spans);
    if (spans == NULL)
        return false;
    breaths->spans = spans;
    if (breaths->span_count > 0)
        spans[breaths->span_count - 1].end_ms = (int32_t)breaths->next_in_ms;
    spans[breaths->span_count] = breaths->waiting;
    spans[breaths->span_count++].start_ms = (int32_t)breaths->next_in_ms;
    breaths->waits = false;
    /* A pattern without phases is how the tree says `breathe freely`. */
    bool free = breaths->waiting.breathing->pattern.count == 0;
    breaths->running = free ? NULL : breaths->waiting.breathing;
    if (!free)
        return true;
    /* Remembered by how many breaths there were, not by when: a count that needs one more breath
     * than there were fails by it, however the times fall. */
    size_t *frees = arena_grow(breaths->arena, breaths->frees, breaths->free_count,
                               &breaths->free_capacity, sizeof *frees);
    if (frees == NULL)
        return false;
    breaths->frees = frees;
    frees[breaths->free_count++] = breaths->count;
    return true;
}

/* The lengths of a breath. An easing goes by whole breaths: each keeps those that it had when it
 * began. */
static struct pattern pattern_of(const struct breaths *breaths, struct breath_start breath)
{
    assert(breath.span < breaths->span_count);
    const struct span *span = &breaths->spans[breath.span];
    struct pattern pattern = breathing_pattern_at(span->breathing,
                                                  breath.start_ms - span->start_ms);
    assert(pattern_length_ms(&pattern) > 0); /* or time would stand still */
    return pattern;
}

/* Writes down the breath that begins at next_in_ms and finds the next. */
static bool begin_breath(struct breaths *breaths)
{
    assert(breaths->running != NULL && breaths->span_count > 0);
    struct breath_start *starts = arena_grow(breaths->arena, breaths->starts, breaths->count,
                                             &breaths->capacity, sizeof *starts);
    if (starts == NULL)
        return false;
    breaths->starts = starts;
    struct breath_start breath = {.start_ms = (int32_t)breaths->next_in_ms,
                                  .span = (uint32_t)(breaths->span_count - 1)};
    starts[breaths->count++] = breath;
    struct pattern pattern = pattern_of(breaths, breath);
    breaths->out_ms = breaths->next_in_ms + pattern_out_ms(&pattern);
    breaths->next_in_ms += pattern_length_ms(&pattern);
    return true;
}

/* Passes next_in_ms. False where nothing lies ahead, or there is no memory. */
static bool pass_next_in(struct breaths *breaths)
{
    /* Keeps times within 32 bits, and ends a count of 10,000 breaths that nobody will get to
     * see. */
    if (breaths->next_in_ms > LONGEST_SESSION_MS)
        return false;
    if (breaths->waits && !commit_change(breaths))
        return false;
    return breaths->running != NULL && begin_breath(breaths);
}

/* Whether `next_in_ms` means anything: something runs, or will. */
static bool lies_ahead(const struct breaths *breaths)
{
    return breaths->waits || breaths->running != NULL;
}

void breaths_advance(struct breaths *breaths, int64_t now_ms)
{
    /* Before, not at `now_ms`: a breath due at this very moment may still be replaced. */
    while (lies_ahead(breaths) && breaths->next_in_ms < now_ms)
        if (!pass_next_in(breaths))
            return;
}

int64_t breaths_change(struct breaths *breaths, int64_t now_ms, struct span change,
                       const void *line, const void **replaced)
{
    assert(change.breathing != NULL && now_ms >= 0);
    breaths_advance(breaths, now_ms);
    /* Nobody breathes along yet, so nobody is interrupted by starting at once. */
    if (!lies_ahead(breaths))
        breaths->next_in_ms = now_ms;
    *replaced = breaths->waits ? breaths->waiting_line : NULL;
    breaths->waits = true;
    breaths->waiting = change;
    breaths->waiting_line = line;
    return breaths->next_in_ms;
}

bool breaths_next_in(struct breaths *breaths, int64_t now_ms, int64_t *in_ms)
{
    breaths_advance(breaths, now_ms);
    /* What waits will rule from that moment on, so it decides, whatever runs until then. */
    *in_ms = breaths->next_in_ms;
    return breaths->waits ? breaths->waiting.breathing->pattern.count > 0
                          : breaths->running != NULL;
}

bool breaths_next_turn(struct breaths *breaths, int64_t now_ms, int64_t *in_ms)
{
    return breaths_next_in(breaths, now_ms, in_ms) || (breaths->waits && *in_ms > now_ms);
}

bool breaths_next_out(struct breaths *breaths, int64_t now_ms, int64_t *out_ms)
{
    breaths_advance(breaths, now_ms);
    *out_ms = breaths->out_ms;
    /* A breath has one out-breath, at its first `out`; once that is past, the next breath's is
     * meant. */
    if (breaths->running != NULL && breaths->out_ms >= now_ms)
        return true;
    int64_t in_ms;
    if (!breaths_next_in(breaths, now_ms, &in_ms))
        return false;
    /* Passing the in-breath fixes it, but the caller only ever waits beyond it, so nothing could
     * have replaced it any more. */
    breaths_advance(breaths, in_ms + 1);
    /* An in-breath after LONGEST_SESSION_MS is not passed, and is itself too late for any wait. */
    *out_ms = breaths->out_ms > in_ms ? breaths->out_ms : in_ms;
    return true;
}

struct breath_count breaths_start_count(const struct breaths *breaths)
{
    return (struct breath_count){.first = breaths->count, .free_before = breaths->free_count};
}

bool breaths_end_count(struct breaths *breaths, struct breath_count count, int64_t amount,
                       int64_t *end_ms)
{
    assert(amount > 0 && count.first <= breaths->count);
    size_t after = count.first + (size_t)amount;
    /* Looks ahead, but never past the count's own end: the lines within the count have run by
     * now, and the next one runs at that end, so no change can come in between. */
    while (breaths->count < after && lies_ahead(breaths) && pass_next_in(breaths)) {
    }
    bool became_free = breaths->free_count > count.free_before &&
                       breaths->frees[count.free_before] < after;
    /* Where breaths run out early, the moment at which they did is the best that can be said. */
    *end_ms = breaths->next_in_ms;
    if (breaths->count >= after) {
        /* Its last breath's own end, since the one after it may begin later: breathing can have
         * been free in between. */
        struct breath_start last = breaths->starts[after - 1];
        struct pattern pattern = pattern_of(breaths, last);
        *end_ms = last.start_ms + pattern_length_ms(&pattern);
    }
    return !became_free;
}

int64_t breaths_end(struct breaths *breaths, int64_t now_ms)
{
    breaths_advance(breaths, now_ms);
    bool runs = breaths->running != NULL && breaths->next_in_ms > now_ms;
    return runs ? breaths->next_in_ms : now_ms;
}
