/* The budget of light, as figures.
 *
 * Said once, for the governor that keeps it and the meter that checks it. Y is relative luminance
 * with full white = 1. The means come from the eye's side: on a 250 cd/m2 screen of 24 inches at 60
 * cm, full white puts 94 lx on the eye, so they are 0.57 and 0.94 lx, below what troubles the
 * light-sensitive (about 0.6 lx) and within the 1 lx advised for the night (Brown et al. 2022, PLOS
 * Biology 20(3)).
 */
#ifndef LULL_CANVAS_LIGHT_LIMITS_H
#define LULL_CANVAS_LIGHT_LIMITS_H

#include "scene/draw_list.h"

struct light_limits {
    float mean;          /* Y of a whole frame */
    float graphics_peak; /* Y of a pixel that is not text */
    float text_peak;     /* Y of a pixel of text */
    float bright_share;  /* share of pixels with Y over LIGHT_BRIGHT */
    float mean_change;   /* of a frame's mean Y within any second */
    float block_change;  /* of a 32 x 32 block's mean Y within any second */
};

/* The rest of the budget is the same for both levels. */
#define LIGHT_BRIGHT          0.08F
#define LIGHT_REVERSAL        0.01F /* a block's Y may turn back by more than this once a second */
#define LIGHT_MELANOPIC_SHARE 0.75F /* of the sums of M and Y over a frame */
#define LIGHT_RED_FREE        0.06F /* linear red over this is not to be saturated: */
#define LIGHT_RED_SHARE       0.80F /* R/(R+G+B) stays below this */

/* What a session of that level may show. */
struct light_limits light_limits_of(enum light_level level);

/* Weights of R, G and B in melanopic light M. */
#define MELANOPIC_RED   0.02F
#define MELANOPIC_GREEN 0.44F
#define MELANOPIC_BLUE  0.73F

#endif
