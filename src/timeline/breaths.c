/* `next_in_ms` is the one moment that matters: the next breath begins there, or what waits takes
 * effect there. Passing it commits one or the other.
 */
#include "timeline/breaths.h"

#include <assert.h>

/* Ends the open span of the lane and opens the one that waited. */
static bool commit_change(struct breaths *breaths)
{
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
    bool free = breaths->waiting.breathing->pattern.count == 0;
    breaths->running = free ? NULL : breaths->waiting.breathing;
    if (!free)
        return true;
    size_t *frees = arena_grow(breaths->arena, breaths->frees, breaths->free_count,
                               &breaths->free_capacity, sizeof *frees);
    if (frees == NULL)
        return false;
    breaths->frees = frees;
    frees[breaths->free_count++] = breaths->count;
    return true;
}

/* Writes down the breath that begins at next_in_ms and finds the next. */
static bool begin_breath(struct breaths *breaths)
{
    struct breath_start *starts = arena_grow(breaths->arena, breaths->starts, breaths->count,
                                             &breaths->capacity, sizeof *starts);
    if (starts == NULL)
        return false;
    breaths->starts = starts;
    starts[breaths->count++] = (struct breath_start){.start_ms = (int32_t)breaths->next_in_ms,
                                                     .span = (uint32_t)(breaths->span_count - 1)};
    int64_t effect_ms = breaths->spans[breaths->span_count - 1].start_ms;
    struct pattern pattern = breathing_pattern_at(breaths->running,
                                                  breaths->next_in_ms - effect_ms);
    breaths->out_ms = breaths->next_in_ms + pattern_out_ms(&pattern);
    breaths->next_in_ms += pattern_length_ms(&pattern);
    return true;
}

/* Passes next_in_ms. False where nothing lies ahead, or there is no memory. */
static bool pass_next_in(struct breaths *breaths)
{
    if (breaths->next_in_ms > LONGEST_SESSION_MS)
        return false;
    if (breaths->waits && !commit_change(breaths))
        return false;
    return breaths->running != NULL && begin_breath(breaths);
}

static bool lies_ahead(const struct breaths *breaths)
{
    return breaths->waits || breaths->running != NULL;
}

void breaths_advance(struct breaths *breaths, int64_t now_ms)
{
    while (lies_ahead(breaths) && breaths->next_in_ms < now_ms)
        if (!pass_next_in(breaths))
            return;
}

int64_t breaths_change(struct breaths *breaths, int64_t now_ms, struct span change,
                       const void *line, const void **replaced)
{
    breaths_advance(breaths, now_ms);
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
    bool this_breath_turns = breaths->running != NULL && breaths->out_ms >= now_ms;
    if (!this_breath_turns) {
        int64_t in_ms;
        if (!breaths_next_in(breaths, now_ms, &in_ms))
            return false;
        breaths_advance(breaths, in_ms + 1);
    }
    *out_ms = breaths->out_ms > now_ms ? breaths->out_ms : now_ms;
    return true;
}

struct breath_count breaths_start_count(const struct breaths *breaths)
{
    return (struct breath_count){.first = breaths->count, .free_before = breaths->free_count};
}

bool breaths_end_count(struct breaths *breaths, struct breath_count count, int64_t amount,
                       int64_t *end_ms)
{
    size_t after = count.first + (size_t)amount;
    while (breaths->count < after && lies_ahead(breaths) && pass_next_in(breaths)) {
    }
    bool became_free = breaths->free_count > count.free_before &&
                       breaths->frees[count.free_before] < after;
    *end_ms = after < breaths->count ? breaths->starts[after].start_ms : breaths->next_in_ms;
    return !became_free;
}

int64_t breaths_end(struct breaths *breaths, int64_t now_ms)
{
    breaths_advance(breaths, now_ms);
    bool runs = breaths->running != NULL && breaths->next_in_ms > now_ms;
    return runs ? breaths->next_in_ms : now_ms;
}
