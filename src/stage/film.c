/* One canvas for the session's whole length, and a little longer: the light of the last moment has
 * a second to go, too. Time is the session's, so it takes as long as drawing does. The governor
 * sees one frame after the other and remembers what light there was, so frames can only be drawn in
 * order.
 */
#include "stage/film.h"

#include "cli/output.h"
#include "scene/light.h"

#include <assert.h>

enum { AFTER_MS = 1000 }; /* what the light budget looks back on */

enum status film_open(struct film *film, const struct timeline *timeline,
                      const struct picture_wish *wish)
{
    assert(wish->fps > 0 && timeline->length_ms > 0);
    *film = (struct film){.timeline = timeline,
                          .arena = arena_make(allocator_system()),
                          .width_px = wish->width_px,
                          .height_px = wish->height_px,
                          .fps = wish->fps};
    film->frame_count = ((int64_t)timeline->length_ms + AFTER_MS) * wish->fps / 1000 + 1;
    enum status status = view_assets_open(&film->assets);
    if (status != STATUS_FINE)
        return status;
    /* As a listener who has changed no setting sees it, but for the hue. */
    film->choices = scene_choices_make(1);
    film->choices.hue = wish->hue;
    film->choices.font = view_assets_font(&film->assets);
    film->choices.figures = film->assets.figures;
    film->canvas = canvas_create(allocator_system(), wish->width_px, wish->height_px,
                                 film->choices.font);
    if (film->canvas != NULL)
        return STATUS_FINE;
    film_close(film);
    return output_no_memory();
}

int32_t film_at_ms(const struct film *film)
{
    /* From the frame's number each time, so that no error adds up; 24 h at 120 a second fit
     * easily. */
    return (int32_t)(film->next * 1000 / film->fps);
}

bool film_draw_next(struct film *film, struct frame *frame)
{
    assert(film->next < film->frame_count);
    int32_t at_ms = film_at_ms(film);
    /* The list of the frame before; its block is kept for this one. */
    arena_clear(&film->arena);
    struct draw_list list = draw_list_make(&film->arena, film->width_px, film->height_px,
                                           light_level_of(film->timeline));
    session_scene(film->timeline, at_ms, &film->choices, &list);
    film->next++;
    /* Half a list would be a picture with something missing, which nobody could tell. */
    return canvas_draw(film->canvas, &list, at_ms, frame) && !film->arena.failed;
}

void film_close(struct film *film)
{
    canvas_destroy(film->canvas);
    arena_release(&film->arena);
    view_assets_close(&film->assets);
}
