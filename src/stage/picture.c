/* A frame is a draw list of its moment, drawn as a still by a canvas of its own: no light before it
 * is remembered, so any moment can be had without those before. What the output's name asks for is
 * told apart here: a still, numbered pictures, a film, or, without a name, the table of all light.
 */
#include "media/picture.h"
#include "canvas/canvas.h"
#include "cli/output.h"
#include "cli/render.h"
#include "scene/light.h"
#include "scene/session_scene.h"
#include "stage/light_report.h"
#include "stage/performances.h"
#include "stage/picture_series.h"
#include "stage/picture_wish.h"
#include "stage/video.h"
#include "stage/view_assets.h"

#include <assert.h>
#include <string.h>

/* Draws the frame into `canvas` and writes it. */
static enum status draw(struct canvas *canvas, const struct timeline *timeline,
                        const struct picture_wish *wish, const struct view_assets *assets,
                        const char *path)
{
    assert(wish->width_px > 0 && wish->height_px > 0);
    assert(wish->at_ms >= 0);
    struct arena arena = arena_make(allocator_system());
    struct draw_list list = draw_list_make(&arena, wish->width_px, wish->height_px,
                                           light_level_of(timeline));
    /* At the picture's own size, whatever display there is. */
    struct scene_choices choices = scene_choices_make(1);
    choices.hue = wish->hue;
    choices.font = view_assets_font(assets);
    choices.figures = assets->figures;
    session_scene(timeline, wish->at_ms, &choices, &list);
    struct frame frame;
    /* Half a list would be a picture with something missing, which nobody could tell. */
    bool drawn = canvas_draw_still(canvas, &list, &frame) && !arena.failed;
    /* The frame's pixels are the canvas's; the list is not needed any more. */
    arena_release(&arena);
    if (!drawn)
        return output_no_memory();
    const char *reason = picture_write(allocator_system(), path, frame.pixels, frame.width_px,
                                       frame.height_px);
    if (reason == NULL)
        return STATUS_FINE;
    output_complain("cannot write %s: %s", path, reason);
    return STATUS_FILE;
}

/* Draws a session at one moment and writes that as a PNG. Neither a display nor a sound device is
 * asked for. */
static enum status render_picture(const struct arguments *arguments, struct session *session,
                                  const char *path)
{
    struct picture_wish wish;
    if (!picture_wish_read(arguments, &session->timeline, &wish))
        return STATUS_WRONG_USAGE;
    struct view_assets assets;
    enum status status = view_assets_open(&assets);
    if (status != STATUS_FINE)
        return status;
    /* As large as the picture: nothing is scaled afterwards. */
    struct canvas *canvas = canvas_create(allocator_system(), wish.width_px, wish.height_px,
                                          view_assets_font(&assets));
    status = canvas == NULL ? output_no_memory()
                            : draw(canvas, &session->timeline, &wish, &assets, path);
    canvas_destroy(canvas);
    view_assets_close(&assets);
    return status;
}

enum status picture_perform(const struct arguments *arguments)
{
    const char *path = arguments_value(arguments, "--output");
    /* A table of all pictures, where not one of them is asked for. */
    if (path == NULL)
        return render_session(arguments, light_report_write);
    if (!text_ends_with(text_from(path), text_from(".png")))
        return render_session(arguments, video_write);
    /* A percent sign asks for many, also where it turns out to be no pattern. */
    bool numbered = strchr(path, '%') != NULL;
    return render_session(arguments, numbered ? picture_series_write : render_picture);
}
