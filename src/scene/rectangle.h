/* A rectangle of whole pixels, x to the right and y down. Part of the list type: scene, canvas and
 * platform may include it. */
#ifndef LULL_SCENE_RECTANGLE_H
#define LULL_SCENE_RECTANGLE_H

struct rectangle {
    int x_px;
    int y_px;
    int width_px;
    int height_px;
};

#endif
