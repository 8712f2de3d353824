/* Two values and the time between them; the curve is the scene's. Where it is at a moment is worked
 * out when asked, so nothing has to be stepped on from picture to picture.
 */
#include "scene/ease.h"

#include "scene/smooth.h"

#include <assert.h>

struct ease ease_at(double value)
{
    return (struct ease){.from = value, .to = value};
}

void ease_aim(struct ease *ease, double to, int64_t length_ms, int64_t now_ms)
{
    assert(length_ms > 0);
    /* Aiming where it aims already must not begin the way anew. */
    double difference = to - ease->to;
    if (difference > -1e-9 && difference < 1e-9)
        return;
    /* From where it has come by now: a change of mind never jumps. */
    *ease = (struct ease){
        .from = ease_value(ease, now_ms), .to = to, .start_ms = now_ms, .length_ms = length_ms};
}

double ease_value(const struct ease *ease, int64_t now_ms)
{
    assert(ease->length_ms >= 0);
    if (!ease_moves(ease, now_ms))
        return ease->to;
    double share = (double)(now_ms - ease->start_ms) / (double)ease->length_ms;
    return smooth_mix(ease->from, ease->to, smooth(share));
}

bool ease_moves(const struct ease *ease, int64_t now_ms)
{
    /* A length of 0 is that of a value that has never been aimed. */
    return ease->length_ms > 0 && now_ms < ease->start_ms + ease->length_ms;
}
