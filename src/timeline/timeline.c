/* Binary searches over lists in order of start, and the arithmetic of one breath.
 *
 * A breath is found by its start; its pattern is that of its span, mixed with the one it eases to
 * by how far the easing had come when the breath began.
 */
#include "timeline/timeline.h"

#include <assert.h>

size_t timeline_latest(const struct lane_spans *lane, int32_t at_ms)
{
    size_t low = 0;
    size_t high = lane->count; /* everything before `low` has started, nothing from `high` on */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lane->spans[middle].start_ms <= at_ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? SIZE_MAX : low - 1;
}

size_t timeline_find(const struct lane_spans *lane, int32_t at_ms)
{
    size_t latest = timeline_latest(lane, at_ms);
    return latest != SIZE_MAX && at_ms < lane->spans[latest].end_ms ? latest : SIZE_MAX;
}

/* The index of the last breath that began at or before `at_ms`; SIZE_MAX when none has. */
static size_t latest_breath(const struct timeline *timeline, int32_t at_ms)
{
    size_t low = 0;
    /* As timeline_latest, over the other kind of list. */
    size_t high = timeline->breath_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (timeline->breaths[middle].start_ms <= at_ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? SIZE_MAX : low - 1;
}

struct pattern breathing_pattern_at(const struct breathing *breathing, int64_t since_effect_ms)
{
    assert(breathing != NULL && breathing->pattern.count > 0 && since_effect_ms >= 0);
    if (breathing->easing_to.count == 0)
        return breathing->pattern;
    return pattern_mix(&breathing->pattern, &breathing->easing_to, since_effect_ms,
                       breathing->easing_ms);
}

/* How far the lungs have come by phase `index` of `pattern`: the in-phases since the last
 * out-phase share the way up to 1 by their lengths, the out-phases since the last in-phase the way
 * down to 0. */
static double fullness_before(const struct pattern *pattern, int index)
{
    assert(index >= 0 && index <= pattern->count);
    /* Backwards: holds are passed over, since they neither fill nor empty; the run ends at the
     * first phase that moves the other way. */
    int first = index;
    enum breath_phase direction = BREATH_HOLD; /* of the last phase before `index` that moves */
    int64_t before_ms = 0;
    for (; first > 0; first--) {
        enum breath_phase phase = (enum breath_phase)pattern->phases[first - 1];
        if (phase == BREATH_HOLD)
            continue;
        if (direction != BREATH_HOLD && phase != direction)
            break;
        direction = phase;
        before_ms += pattern->lengths_ms[first - 1];
    }
    /* Forwards: the rest of the same run, which shares the same way. */
    int64_t run_ms = before_ms;
    for (int i = index; i < pattern->count; i++) {
        enum breath_phase phase = (enum breath_phase)pattern->phases[i];
        if (phase == direction)
            run_ms += pattern->lengths_ms[i];
        else if (phase != BREATH_HOLD)
            break;
    }
    /* Nothing has moved yet: a breath begins with empty lungs. */
    if (direction == BREATH_HOLD)
        return 0;
    double share = (double)before_ms / (double)run_ms;
    assert(share >= 0 && share <= 1);
    return direction == BREATH_IN ? share : 1 - share;
}

bool timeline_breath_at(const struct timeline *timeline, int32_t at_ms,
                        struct breath_moment *moment)
{
    size_t index = latest_breath(timeline, at_ms);
    if (index == SIZE_MAX)
        return false;
    const struct breath_start *breath = &timeline->breaths[index];
    const struct lane_spans *lane = &timeline->lanes[LANE_BREATH];
    assert(breath->start_ms <= at_ms);
    assert(breath->span < lane->count);
    const struct span *span = &lane->spans[breath->span];
    /* The breath was the last of its span: breathing became free after it, or the session is
     * over. */
    if (at_ms >= span->end_ms)
        return false;
    struct pattern pattern = breathing_pattern_at(span->breathing,
                                                  breath->start_ms - span->start_ms);
    /* At the end of a phase the next one has begun; the last lasts until the next breath's
     * start. */
    int32_t phase_start_ms = breath->start_ms;
    int phase = 0;
    while (phase + 1 < pattern.count && at_ms >= phase_start_ms + pattern.lengths_ms[phase])
        phase_start_ms += pattern.lengths_ms[phase++];
    *moment = (struct breath_moment){
        .phase = (enum breath_phase)pattern.phases[phase],
        .phase_start_ms = phase_start_ms,
        .phase_end_ms = phase_start_ms + pattern.lengths_ms[phase],
        .breath_start_ms = breath->start_ms,
        .breath_end_ms = breath->start_ms + (int32_t)pattern_length_ms(&pattern),
        .breath = index,
        .fullness_from = fullness_before(&pattern, phase),
        .fullness_to = fullness_before(&pattern, phase + 1),
    };
    return true;
}
