/* The figure's art and where places are in it, loaded once.
 *
 * Art is in SVG files, one a view, and `places.txt` beside them says at which view and spots each
 * place of the language is shown; an illustrator can replace all of it. What is missing is a
 * finding, and the figure then does without it. Nothing here changes after loading.
 */
#ifndef LULL_SCENE_FIGURES_H
#define LULL_SCENE_FIGURES_H

#include "base/arena.h"
#include "base/finding.h"
#include "language/place.h"
#include "scene/drawing.h"
#include "scene/view.h"

#include <stdbool.h>

/* The most spots that hands touch at one place. */
enum { SPOTS_MOST = 4 };

/* What of a hand touches there; or the figure as a whole is meant, and its own lines shine. */
enum touch_form { TOUCH_FINGERS, TOUCH_THUMB, TOUCH_PALM, TOUCH_WHOLE };

/* One spot that a hand touches, in shares of the picture (struct stroke). */
struct spot {
    struct point at;
    float radius;      /* of what touches */
    float angle_turns; /* of the line that the fingertips make: 0 is level, clockwise */
    uint8_t form;      /* enum touch_form */
};

/* Where a place and side is shown. */
struct spots {
    enum view view;
    int count; /* 0: it is not shown; else at most SPOTS_MOST */
    struct spot items[SPOTS_MOST];
};

struct figures {
    struct drawing drawings[VIEW_COUNT]; /* VIEW_HEAD_RIGHT is VIEW_HEAD_LEFT mirrored */
    struct spots spots[PLACE_COUNT][3];  /* by enum place_name and enum side */
};

/* Loads the art from `folder` into `arena`. What cannot be read is added to `findings`, a finding a
 * file or line, and is empty in the result. NULL only when there is no memory. */
const struct figures *figures_load(struct arena *arena, const char *folder,
                                   struct findings *findings);

/* Where `place` is shown; `count` is 0 for PLACE_NONE and what the art does not have. */
const struct spots *figures_spots(const struct figures *figures, struct place place);

#endif
