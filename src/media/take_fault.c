/* Loudness is asked of loudness.h, in which pauses do not count. Sound that was cut off stands at
 * the edge for several samples in a row, which a clean peak that happens to touch it does not.
 * Faults are looked for in the order of their gravity, and the first ends the search.
 */
#include "media/take_fault.h"

#include "media/loudness.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

enum {
    SHORTEST = 19200, /* 0.4 s: the least of which loudness is defined */
    FLAT = 3,         /* so many samples at the edge in a row are no peak any more */
    MOST_CUT = 24,    /* samples in such rows, half a millisecond: a pop that nobody hears */
};

static const float edge = 0.985F;              /* some drivers cut a little below 1 */
static const double quiet_power = 1.172562e-5; /* 10^((−50 + 0.691) / 10): −50 LUFS */

static const char *const advice[TAKE_FAULTS] = {
    [TAKE_FAULT_NONE] = "",
    [TAKE_FAULT_SHORT] = "That was too short. Space begins, and Space ends it.",
    [TAKE_FAULT_SILENT] = "Nothing is to be heard. Is the microphone on?",
    [TAKE_FAULT_QUIET] = "That was very quiet. A little nearer to the microphone?",
    [TAKE_FAULT_LOUD] = "That was too loud for the microphone. A little further away?",
};

/* How many samples stand at the edge in rows that are flat. */
static int64_t count_cut(const float *samples, int64_t frames)
{
    int64_t cut = 0;
    int64_t row = 0;
    for (int64_t i = 0; i < frames; i++) {
        row = fabsf(samples[i]) >= edge ? row + 1 : 0;
        /* The third in a row shows that the two before it were cut off as well. */
        if (row == FLAT)
            cut += FLAT;
        else if (row > FLAT)
            cut++;
    }
    return cut;
}

enum take_fault take_fault_find(const float *samples, int64_t frames)
{
    assert(frames >= 0 && (samples != NULL || frames == 0));
    /* First, since a slip of the finger has no loudness to speak of. */
    if (frames < SHORTEST)
        return TAKE_FAULT_SHORT;
    double power = loudness_power(samples, frames, 1);
    if (power <= 0)
        return TAKE_FAULT_SILENT;
    if (power < quiet_power)
        return TAKE_FAULT_QUIET;
    return count_cut(samples, frames) > MOST_CUT ? TAKE_FAULT_LOUD : TAKE_FAULT_NONE;
}

const char *take_fault_advice(enum take_fault fault)
{
    assert(fault < TAKE_FAULTS);
    return advice[fault];
}
