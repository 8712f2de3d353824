/* For each action, numbers as a function of the time in its span. In the first 1.2 s of a span they
 * are mixed with where the span before it stood when it ended. So a moment depends on two spans at
 * most, wherever it is come to from.
 */
#include "scene/touch.h"

#include "scene/pacer.h"
#include "scene/smooth.h"

#include <assert.h>
#include <math.h>

/* PASS_MS: one action passes to the next. TURN_MS: a circle without a breath. The others: an arc
 * for what is left, which things shorter than that do not get. */
enum { PASS_MS = 1200, TURN_MS = 5000, LEFT_LEAST_MS = 5000, LEFT_FADE_MS = 1200 };

/* How much of idle hands is seen, and of hands on their way. */
static const double resting = 0.48;
static const double travelling = 0.62;

/* 1 for light to 3 for firm. */
static double depth_of(const struct span *span)
{
    assert(span->pressure <= PRESSURE_FIRM);
    /* The enum begins with light as 0. */
    return span->pressure + 1.0;
}

/* Whatever presses is seen the better the deeper it does. */
static struct touch pressing(const struct span *span)
{
    double depth = depth_of(span);
    return (struct touch){.presence = 0.7 + 0.1 * depth, .depth = depth};
}

/* What was held before is let go: the pressure leaves as it spreads. */
static struct touch releasing(const struct lane_spans *lane, size_t index, double at_ms)
{
    const struct span *span = &lane->spans[index];
    double share = smooth_between(at_ms, span->start_ms, span->end_ms);
    /* What was pressed before is what spreads; after a rest there is nothing to let go. */
    double depth = 0;
    if (index > 0) {
        const struct span *before = &lane->spans[index - 1];
        bool pressed = before->action == ACTION_HOLD || before->action == ACTION_LIFT ||
                       before->action == ACTION_CIRCLE || before->action == ACTION_TENSE;
        depth = pressed ? depth_of(before) : 0;
    }
    return (struct touch){.presence = smooth_mix(0.9, resting, share),
                          .depth = depth * (1 - share),
                          .spread = depth > 0 ? share : 0};
}

/* What span `index` of the hands' lane does at `at_ms`, by itself: pressing is common to most, and
 * each has one number of its own by which it is told from the others. */
static struct touch own_touch(const struct lane_spans *lane, size_t index, double at_ms)
{
    const struct span *span = &lane->spans[index];
    struct touch touch = {.presence = resting};
    switch (span->action) {
    case ACTION_MOVE:
        return (struct touch){.presence = travelling};
    case ACTION_HOLD:
        return pressing(span);
    case ACTION_RELEASE:
        return releasing(lane, index, at_ms);
    case ACTION_CIRCLE:
        touch = pressing(span);
        touch.orbit = 1;
        return touch;
    case ACTION_STROKE:
        touch = pressing(span);
        touch.glide = 1;
        return touch;
    case ACTION_LIFT:
        touch = pressing(span);
        touch.raise = 1;
        return touch;
    case ACTION_TENSE:
        touch = pressing(span);
        touch.gather = 1;
        return touch;
    case ACTION_DO:
        return (struct touch){.presence = 0.8, .pulse = 1};
    default:
        assert(span->action == ACTION_REST);
        return touch;
    }
}

/* Spread belongs to a release alone and is not mixed: rings that came back in would look like a
 * new pressure. */
static struct touch mixed(struct touch a, struct touch b, double share)
{
    return (struct touch){.presence = smooth_mix(a.presence, b.presence, share),
                          .depth = smooth_mix(a.depth, b.depth, share),
                          .spread = b.spread,
                          .orbit = smooth_mix(a.orbit, b.orbit, share),
                          .raise = smooth_mix(a.raise, b.raise, share),
                          .gather = smooth_mix(a.gather, b.gather, share),
                          .pulse = smooth_mix(a.pulse, b.pulse, share),
                          .glide = smooth_mix(a.glide, b.glide, share)};
}

/* A release starts from the depth that was held, so its depth needs no mixing. */
struct touch touch_at(const struct timeline *timeline, double at_ms)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_HANDS];
    size_t index = timeline_latest(lane, (int32_t)at_ms);
    if (index == SIZE_MAX)
        return (struct touch){0};
    const struct span *span = &lane->spans[index];
    struct touch before = {0};
    if (index > 0)
        before = own_touch(lane, index - 1, span->start_ms);
    /* A span too short to pass in is passed through as it is. */
    double pass_ms = PASS_MS;
    if (span->end_ms - span->start_ms < PASS_MS)
        pass_ms = span->end_ms - span->start_ms;
    /* From where the span before stood when it was left, to this one's own. */
    double share = smooth_between(at_ms, span->start_ms, span->start_ms + pass_ms);
    struct touch touch = mixed(before, own_touch(lane, index, at_ms), share);
    /* Mixed, it would fade twice: by passing over and by itself. */
    bool lets_go = span->action == ACTION_RELEASE;
    if (lets_go) {
        struct touch own = own_touch(lane, index, at_ms);
        touch.depth = own.depth;
    }
    return touch;
}

/* The place before span `index`. */
static struct place place_before(const struct lane_spans *lane, size_t index)
{
    return index > 0 ? lane->spans[index - 1].place : (struct place){PLACE_NONE, SIDE_BOTH};
}

/* The first place is not travelled to: the hands appear there. */
struct travel touch_travel(const struct timeline *timeline, double at_ms)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_HANDS];
    size_t index = timeline_latest(lane, (int32_t)at_ms);
    if (index == SIZE_MAX)
        return (struct travel){.share = 1};
    const struct span *span = &lane->spans[index];
    struct travel travel = {.from = place_before(lane, index), .to = span->place, .share = 1};
    /* Nowhere to come from. */
    if (travel.from.name == PLACE_NONE)
        travel.from = travel.to;
    if (span->action == ACTION_MOVE || span->action == ACTION_STROKE)
        travel.share = smooth_between(at_ms, span->start_ms, span->end_ms);
    return travel;
}

/* One clock for all, so that both hands and everything they do move together. */
double touch_turn(const struct timeline *timeline, double at_ms)
{
    double turn = 0;
    if (!pacer_turn(timeline, at_ms, &turn))
        turn = fmod(at_ms, TURN_MS) / TURN_MS;
    return turn;
}

/* Short things are over before an arc could be read. */
bool touch_left(const struct timeline *timeline, double at_ms, double *left, double *visible)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_HANDS];
    size_t index = timeline_find(lane, (int32_t)at_ms);
    if (index == SIZE_MAX)
        return false;
    const struct span *span = &lane->spans[index];
    double length_ms = span->end_ms - span->start_ms;
    bool holds = span->action == ACTION_HOLD || span->action == ACTION_CIRCLE ||
                 span->action == ACTION_LIFT || span->action == ACTION_TENSE ||
                 span->action == ACTION_DO;
    if (!holds || length_ms < LEFT_LEAST_MS)
        return false;
    /* timeline_find has seen to it that this moment is within the span. */
    *left = (span->end_ms - at_ms) / length_ms;
    *visible = smooth_between(at_ms, span->start_ms, span->start_ms + LEFT_FADE_MS) *
               (1 - smooth_between(at_ms, span->end_ms - LEFT_FADE_MS, span->end_ms));
    return true;
}
