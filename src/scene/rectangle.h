/* A rectangle of whole pixels.
 *
 * Part of the list type, so that what draws can say what has changed and what shows pixels need not
 * know who drew them. x to the right and y down.
 */
#ifndef LULL_SCENE_RECTANGLE_H
#define LULL_SCENE_RECTANGLE_H

struct rectangle {
    int x_px;
    int y_px;
    int width_px; /* 0 or less: nothing */
    int height_px;
};

#endif
