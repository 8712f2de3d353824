/* Three colours of noise, each with a height of water that it follows. The wash follows the breath
 * 0.4 s late and the foam 0.9 s late, so that the wave breaks just after the turn. The breath is
 * empty at every start and end of pacing, and so nothing steps there.
 */
#include "sound/sea.h"

#include "base/exact.h"
#include "sound/curve.h"

enum { WASH_LATE_MS = 400, FOAM_LATE_MS = 900 };

/* How full the lungs are, 0 to 1; 0 where nobody paces the breath. */
static double fullness(const struct timeline *timeline, int32_t at_ms)
{
    struct breath_moment moment;
    if (at_ms < 0 || !timeline_breath_at(timeline, at_ms, &moment))
        return 0;
    double elapsed = at_ms - moment.phase_start_ms;
    double share = curve_rise(elapsed, moment.phase_end_ms - moment.phase_start_ms);
    return moment.fullness_from + (moment.fullness_to - moment.fullness_from) * share;
}

/* Slow waves from 0 to 1: two tides of 13.1 s and 17.9 s that drift against each other, so that no
 * two minutes are alike. */
static double drift(int32_t at_ms)
{
    double first = exact_sine(at_ms / 13100.0);
    double second = exact_sine(at_ms / 17900.0 + 0.3);
    return (2 + first + second) / 4;
}

/* How high each colour of noise stands; see noise.h for what they are. */
struct water {
    double deep, wash, foam;
};

/* Squares and cubes of the fullness: the brighter the colour, the nearer to the crest it is heard.
 */
static struct water water_at(const struct timeline *timeline, int32_t at_ms)
{
    double swell = fullness(timeline, at_ms);
    double wash = fullness(timeline, at_ms - WASH_LATE_MS);
    double foam = fullness(timeline, at_ms - FOAM_LATE_MS);
    /* By ear: a sum of what is always there, the drift, and what the breath brings. Wash and foam
     * drift later than the deep, as a wave does that runs up a beach. */
    return (struct water){
        .deep = 0.42 + 0.12 * drift(at_ms) + 0.22 * swell,
        .wash = 0.20 + 0.20 * drift(at_ms - 2000) + 0.62 * wash * wash,
        .foam = 0.05 + 0.08 * drift(at_ms - 3000) + 0.30 * foam * foam * foam,
    };
}

void sea_add(struct noise *noise, const struct timeline *timeline, int32_t at_ms, struct ramp gain,
             struct block *block)
{
    struct water from = water_at(timeline, at_ms);
    struct water to = water_at(timeline, at_ms + BLOCK_MS);
    noise_add(noise, COLOUR_DEEP, at_ms, ramp_times(gain, (struct ramp){from.deep, to.deep}),
              block);
    noise_add(noise, COLOUR_WASH, at_ms, ramp_times(gain, (struct ramp){from.wash, to.wash}),
              block);
    noise_add(noise, COLOUR_FOAM, at_ms, ramp_times(gain, (struct ramp){from.foam, to.foam}),
              block);
}
