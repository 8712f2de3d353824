/* Each tone has its own gain at any moment; a block goes straight from the gains at its start to
 * those at its end. All are 0 where one phase meets the next, so tones of two phases never need to
 * meet. The higher a tone, the fuller the lungs must be for it to be heard, which makes the sound
 * open and close like a mouth.
 */
#include "sound/pacer.h"

#include "sound/curve.h"
#include "sound/tone.h"

#include <assert.h>

enum { SHORTEST_RAMP_MS = 100, LONGEST_TURN_MS = 500, PARTS = 4 };

/* A tone, in millihertz and amplitudes for both channels, and when it joins in. */
struct part {
    struct tone tone;
    int fullness_power; /* how late it comes in as the lungs fill */
};

/* A chord's amplitudes are the square root of its share of the power: at its peak −30 LUFS. */
static const struct part in_parts[PARTS] = {
    {{220000, 0.0231, 0.0231}, 0}, /* A3 */
    {{330000, 0.0165, 0.0193}, 1}, /* E4 */
    {{440000, 0.0132, 0.0112}, 2}, /* A4 */
    {{660000, 0.0042, 0.0050}, 3}, /* E5 */
};
static const struct part out_parts[PARTS] = {
    {{110000, 0.0252, 0.0252}, 0}, /* A2 */
    {{165000, 0.0210, 0.0185}, 0}, /* E3 */
    {{220000, 0.0095, 0.0112}, 1}, /* A3 */
    {{330000, 0.0028, 0.0024}, 3}, /* E4 */
};

/* The turn of a phase: a tenth of it, within limits. */
static double turn_ms(double length_ms)
{
    double turn = length_ms * 0.1;
    if (turn < SHORTEST_RAMP_MS)
        return SHORTEST_RAMP_MS;
    return turn < LONGEST_TURN_MS ? turn : LONGEST_TURN_MS;
}

/* The swell from 0 to 1 and back to 0 of a phase, `elapsed` ms into its `length` ms. */
static double swell(enum breath_phase phase, double elapsed, double length)
{
    double turn = turn_ms(length);
    if (phase == BREATH_HOLD || length < 2 * SHORTEST_RAMP_MS)
        return 0;
    if (phase == BREATH_IN)
        return curve_rise(elapsed, length - turn) * (1 - curve_rise(elapsed - length + turn, turn));
    return curve_rise(elapsed, turn) * (1 - curve_rise(elapsed - turn, length - turn));
}

/* The gain of every tone at `at_ms`: those of the phase that is under way, and 0 for the others.
 * All are 0 while nobody paces the breath. */
static void gains_at(const struct timeline *timeline, int32_t at_ms, double in_gains[PARTS],
                     double out_gains[PARTS])
{
    for (int i = 0; i < PARTS; i++)
        in_gains[i] = out_gains[i] = 0;
    struct breath_moment moment;
    if (!timeline_breath_at(timeline, at_ms, &moment))
        return;
    double elapsed = at_ms - moment.phase_start_ms;
    double length = moment.phase_end_ms - moment.phase_start_ms;
    /* As the orb on the screen has it, so that ear and eye agree on how full the lungs are. */
    double fullness = moment.fullness_from +
                      (moment.fullness_to - moment.fullness_from) * curve_rise(elapsed, length);
    double here = swell(moment.phase, elapsed, length);
    /* A hold has a swell of 0, so it does not matter whose gains it gets. */
    double *gains = moment.phase == BREATH_IN ? in_gains : out_gains;
    const struct part *parts = moment.phase == BREATH_IN ? in_parts : out_parts;
    for (int i = 0; i < PARTS; i++) {
        gains[i] = here;
        for (int power = 0; power < parts[i].fullness_power; power++)
            gains[i] *= fullness;
    }
}

/* Adds the tones of one chord, each on its way from one gain to the next; silent ones cost
 * nothing. */
static void add_parts(const struct part parts[PARTS], const double from[PARTS],
                      const double to[PARTS], int32_t at_ms, struct ramp gain, struct block *block)
{
    for (int i = 0; i < PARTS; i++) {
        struct ramp own = {from[i], to[i]};
        if (own.from > 0 || own.to > 0)
            tone_add(&parts[i].tone, at_ms, ramp_times(own, gain), block);
    }
}

void pacer_add(const struct timeline *timeline, int32_t at_ms, struct ramp gain,
               struct block *block)
{
    assert(at_ms % BLOCK_MS == 0);
    double in_from[PARTS];
    double in_to[PARTS];
    double out_from[PARTS];
    double out_to[PARTS];
    gains_at(timeline, at_ms, in_from, out_from);
    gains_at(timeline, at_ms + BLOCK_MS, in_to, out_to);
    add_parts(in_parts, in_from, in_to, at_ms, gain, block);
    add_parts(out_parts, out_from, out_to, at_ms, gain, block);
}
