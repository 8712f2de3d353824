/* One soft light makes the orb, a little wider than its radius, so that where it fades out is where
 * the fine ring stands when they meet. Nothing shines farther out: every pixel there would have to
 * be drawn anew with each frame. The ring of the phase before fades while the next one's comes.
 * Whether the orb is there at all follows from the breath lane's spans: the end of the last paced
 * one and the start of the next are known beforehand, which is why it can come early.
 */
#include "scene/pacer.h"

#include "scene/smooth.h"

#include <assert.h>

/* Both slower than the 0.8 s that a crossfade must take, and shorter than most breaths. */
enum { APPEAR_MS = 1500, RING_FADE_MS = 1200 };

/* Luminances at the strongest point: they add up to less than what a calm day may have, 0.08. */
static const double orb_light = 0.045;
static const double ring_light = 0.021;

/* How full the lungs are within a phase, on the curve that the sound has too (sound/curve.h). */
static double fullness_in(const struct breath_moment *moment, double at_ms)
{
    double share = smooth_between(at_ms, moment->phase_start_ms, moment->phase_end_ms);
    return smooth_mix(moment->fullness_from, moment->fullness_to, share);
}

/* Moments before the session have no breath; the rest are whole milliseconds to the timeline. */
static bool find_breath(const struct timeline *timeline, double at_ms, struct breath_moment *moment)
{
    return at_ms >= 0 && at_ms < timeline->length_ms &&
           timeline_breath_at(timeline, (int32_t)at_ms, moment);
}

/* Without a breath the orb is as small as after one. */
double pacer_fullness(const struct timeline *timeline, double at_ms)
{
    struct breath_moment moment;
    return find_breath(timeline, at_ms, &moment) ? fullness_in(&moment, at_ms) : 0;
}

bool pacer_turn(const struct timeline *timeline, double at_ms, double *turn)
{
    struct breath_moment moment;
    if (!find_breath(timeline, at_ms, &moment))
        return false;
    double length_ms = moment.breath_end_ms - moment.breath_start_ms;
    assert(length_ms > 0);
    *turn = (at_ms - moment.breath_start_ms) / length_ms;
    return true;
}

/* A breath lane also says when to breathe freely. */
static bool is_paced(const struct span *span)
{
    return span->breathing != NULL && span->breathing->pattern.count > 0;
}

/* The share left of a pacer that ended before `at_ms`, `count` spans into the lane. */
static double presence_after(const struct lane_spans *lane, size_t count, double at_ms)
{
    while (count > 0 && !is_paced(&lane->spans[count - 1]))
        count--;
    if (count == 0)
        return 0;
    double end_ms = lane->spans[count - 1].end_ms;
    return 1 - smooth_between(at_ms, end_ms, end_ms + APPEAR_MS);
}

/* The share already there of a pacer that begins after `at_ms`, from span `first` on. */
static double presence_before(const struct lane_spans *lane, size_t first, double at_ms)
{
    while (first < lane->count && !is_paced(&lane->spans[first]) &&
           lane->spans[first].start_ms < at_ms + APPEAR_MS)
        first++;
    if (first == lane->count || !is_paced(&lane->spans[first]))
        return 0;
    double start_ms = lane->spans[first].start_ms;
    return smooth_between(at_ms, start_ms - APPEAR_MS, start_ms);
}

/* Between two that are close the later one may come before the earlier has gone. */
double pacer_presence(const struct timeline *timeline, double at_ms)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_BREATH];
    size_t latest = at_ms < 0 ? SIZE_MAX : timeline_latest(lane, (int32_t)at_ms);
    size_t begun = latest == SIZE_MAX ? 0 : latest + 1;
    if (begun > 0 && is_paced(&lane->spans[latest]) && at_ms < lane->spans[latest].end_ms)
        return 1;
    /* Between two runs of breathing both may be partly there. */
    double after = presence_after(lane, begun, at_ms);
    double before = presence_before(lane, begun, at_ms);
    return after > before ? after : before;
}

/* Never smaller than what the eye finds at once, never so large that it fills the disc. */
double pacer_radius_px(double radius_px, double fullness)
{
    assert(fullness >= 0 && fullness <= 1);
    return radius_px * (0.30 + 0.48 * fullness);
}

/* The light's radius is a share of the orb's: at the orb's own edge a hundredth of it is left. */
static void paint_orb(const struct brush *brush, struct disc disc, double fullness)
{
    double radius_px = pacer_radius_px(disc.radius_px, fullness);
    brush_glow(brush, PAINT_BREATH, orb_light, disc.centre, radius_px * 1.06);
}

/* Fine, and yet never thinner than the screen can draw softly. */
static void paint_ring(const struct brush *brush, struct disc disc, double fullness, double share)
{
    double width_px = disc.radius_px * 0.0075;
    brush_ring(brush, PAINT_BREATH, ring_light * share, disc.centre,
               pacer_radius_px(disc.radius_px, fullness), width_px < 1.6 ? 1.6 : width_px);
}

/* Where this phase will end, and, while that ring is still coming, where the one before ended. */
static void paint_rings(const struct brush *brush, struct disc disc,
                        const struct timeline *timeline, const struct breath_moment *now,
                        double at_ms)
{
    double length_ms = now->phase_end_ms - now->phase_start_ms;
    double fade_ms = length_ms < RING_FADE_MS ? length_ms : RING_FADE_MS;
    double come = smooth_between(at_ms, now->phase_start_ms, now->phase_start_ms + fade_ms);
    struct breath_moment before;
    /* A hold ends where it began: its ring is already there and stays. */
    bool follows = find_breath(timeline, now->phase_start_ms - 1.0, &before);
    if (!follows || now->fullness_to < before.fullness_to ||
        now->fullness_to > before.fullness_to) {
        paint_ring(brush, disc, now->fullness_to, come);
        if (follows)
            paint_ring(brush, disc, before.fullness_to, 1 - come);
    } else {
        paint_ring(brush, disc, now->fullness_to, 1);
    }
}

/* Before and after the breath, and while it goes, in the same place: only its light and size
 * change. */
void pacer_paint(const struct brush *brush, struct disc disc, const struct timeline *timeline,
                 double at_ms)
{
    double presence = pacer_presence(timeline, at_ms);
    if (presence <= 0 || disc.radius_px <= 0)
        return;
    struct brush dimmed = brush_dimmed(brush, presence);
    struct breath_moment now;
    if (find_breath(timeline, at_ms, &now)) {
        paint_orb(&dimmed, disc, fullness_in(&now, at_ms));
        paint_rings(&dimmed, disc, timeline, &now, at_ms);
    } else {
        paint_orb(&dimmed, disc, 0);
    }
}
