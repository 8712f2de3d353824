/* What paints a scene: shapes in luminance and one hue, rounded before they enter the list.
 *
 * Positions are rounded to 1/64 px and light to 1/65536, in this one place, so that what
 * moves less than an eye can see changes nothing and costs nothing. A brush also
 * carries how much of its light the moment allows, so that nothing that paints with it can forget.
 */
#ifndef LULL_SCENE_BRUSH_H
#define LULL_SCENE_BRUSH_H

#include "scene/draw_list.h"
#include "scene/palette.h"

struct brush {
    struct draw_list *list; /* not owned */
    enum hue hue;
    double light; /* 0 to 1: everything painted is multiplied by it */
};

/* The same brush with `share` (0 to 1) of its light. */
struct brush brush_dimmed(const struct brush *brush, double share);

/* A disc of light, `luminance` in its middle; see struct glow. */
void brush_glow(const struct brush *brush, enum paint paint, double luminance, struct point centre,
                double radius_px);

/* A whole ring, or an arc clockwise `from_turns` to `to_turns` from the top; see struct ring. Rings
 * of no radius or width paint nothing. */
void brush_ring(const struct brush *brush, enum paint paint, double luminance, struct point centre,
                double radius_px, double width_px);
void brush_arc(const struct brush *brush, enum paint paint, double luminance, struct ring arc);

/* A soft line through `count` points (at least 2), which are copied and rounded into the list's
 * arena; see struct path. */
void brush_line(const struct brush *brush, enum paint paint, double luminance,
                const struct point *points, size_t count, double width_px, double softness_px);

/* One line of text whose top left corner is at whole pixels `x_px`, `y_px`; the bytes must outlive
 * the list. */
void brush_text(const struct brush *brush, enum paint paint, double luminance, struct text text,
                int size_px, int x_px, int y_px);

#endif
