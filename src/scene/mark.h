/* One soft mark: the touch of one hand at one spot.
 *
 * Turns the numbers of a touch into lights around a point. Knows neither time nor body.
 */
#ifndef LULL_SCENE_MARK_H
#define LULL_SCENE_MARK_H

#include "scene/brush.h"
#include "scene/figures.h"
#include "scene/touch.h"

/* A mark at its place in the target. */
struct mark {
    struct point centre;
    float radius_px;   /* of what touches */
    float gap_px;      /* between rings, at most */
    float angle_turns; /* of the fingertips' line */
    uint8_t form;      /* enum touch_form */
    bool turns_left;   /* circles run the other way round, as a left hand's do */
};

/* Paints `mark` doing `touch`; `turn` 0 to 1 is how far circles, pulses and rings have come. */
void mark_paint(const struct brush *brush, const struct mark *mark, const struct touch *touch,
                double turn);

#endif
