/* A growing array in the frame's arena. It is never sorted nor looked into: light adds up, so any
 * order gives the same picture.
 */
#include "scene/draw_list.h"

#include <assert.h>

struct draw_list draw_list_make(struct arena *arena, int width_px, int height_px,
                                enum light_level level)
{
    assert(arena != NULL && width_px > 0 && height_px > 0);
    return (struct draw_list){
        .arena = arena, .width_px = width_px, .height_px = height_px, .level = level};
}

void draw_list_add(struct draw_list *list, struct shape shape)
{
    assert(shape.colour.red >= 0 && shape.colour.green >= 0 && shape.colour.blue >= 0);
    bool black = shape.colour.red <= 0 && shape.colour.green <= 0 && shape.colour.blue <= 0;
    /* Other shapes that are empty are left out by the brush, which rounds them. */
    bool empty = shape.kind == SHAPE_TEXT && shape.caption.text.length == 0;
    /* Black adds no light, so leaving it out changes no pixel and saves its drawing. */
    if (black || empty)
        return;
    struct shape *shapes = arena_grow(list->arena, list->shapes, list->count, &list->capacity,
                                      sizeof(struct shape));
    if (shapes == NULL)
        return;
    /* Without memory the shape is missing from this frame, and the arena says so. */
    list->shapes = shapes;
    list->shapes[list->count++] = shape;
}
