/* One row a level. */
#include "canvas/light_limits.h"

struct light_limits light_limits_of(enum light_level level)
{
    /* The budget, row by row: relative luminance with full white = 1, shares of pixels, change
     * within a second. A 24-inch screen of 250 cd/m² at 60 cm then gives the eye under 1 lx. */
    static const struct light_limits attack = {
        .mean = 0.006F,
        .graphics_peak = 0.05F,
        .text_peak = 0.12F,
        .bright_share = 0.02F,
        .mean_change = 0.002F,
        .block_change = 0.03F,
    };
    static const struct light_limits calm = {
        .mean = 0.010F,
        .graphics_peak = 0.08F,
        .text_peak = 0.20F,
        .bright_share = 0.03F,
        .mean_change = 0.004F,
        .block_change = 0.04F,
    };
    /* Whatever is not known to be calm gets the lower light. */
    return level == LIGHT_CALM ? calm : attack;
}
