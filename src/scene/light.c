/* A fade needs to know where the one before stood, and so on; but one that ran its course stands at
 * its own percentage, so the search goes back only to the last of those. What script and session
 * leave are shares, which whoever paints multiplies.
 */
#include "scene/light.h"

#include "scene/smooth.h"

#include <assert.h>

/* Slow enough that the mean light of the fullest picture stays within 0.002 a second. */
enum { FADE_IN_MS = 3000, FADE_OUT_MS = 4000, SHORT_SESSION_MS = 14000 };

/* Where a fade ends. */
static double target_of(const struct span *span)
{
    return span->percent / 100.0;
}

/* Where a fade that started from `before` stands at a moment. */
static double faded(const struct span *span, double before, double at_ms)
{
    double end_ms = (double)span->start_ms + span->over_ms;
    return smooth_mix(before, target_of(span), smooth_between(at_ms, span->start_ms, end_ms));
}

double light_of_script(const struct timeline *timeline, double at_ms)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_LIGHT];
    size_t latest = at_ms < 0 ? SIZE_MAX : timeline_latest(lane, (int32_t)at_ms);
    if (latest == SIZE_MAX)
        return 1;
    /* Back to the last fade that ran its course, or to the first of all. */
    size_t first = latest;
    while (first > 0 && lane->spans[first].start_ms - lane->spans[first - 1].start_ms <
                            lane->spans[first - 1].over_ms)
        first--;
    /* From there each later fade was cut short by the next, and starts where that one found it. */
    double light = first > 0 ? target_of(&lane->spans[first - 1]) : 1;
    for (size_t i = first; i < latest; i++)
        light = faded(&lane->spans[i], light, lane->spans[i + 1].start_ms);
    return faded(&lane->spans[latest], light, at_ms);
}

/* Both fades at once, for a session so short that they meet. */
double light_of_session(const struct timeline *timeline, double at_ms)
{
    double length_ms = timeline->length_ms;
    if (at_ms < 0 || at_ms >= length_ms)
        return 0;
    /* In a session of a few seconds both fades are shorter, or it would never be seen in full. */
    double pace = length_ms < SHORT_SESSION_MS ? length_ms / SHORT_SESSION_MS : 1;
    double risen = smooth_between(at_ms, 0, FADE_IN_MS * pace);
    double left = 1 - smooth_between(at_ms, length_ms - FADE_OUT_MS * pace, length_ms);
    assert(risen >= 0 && left >= 0);
    return risen * left;
}

/* Whoever does not say what a session is for may be ill while it runs. */
enum light_level light_level_of(const struct timeline *timeline)
{
    unsigned mild = PHASE_BETWEEN | PHASE_DAILY;
    bool calm = timeline->phases != 0 && (timeline->phases & ~mild) == 0;
    return calm ? LIGHT_CALM : LIGHT_ATTACK;
}
