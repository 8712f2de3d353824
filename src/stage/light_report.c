/* One canvas and one meter for the session's whole length, and a little longer: the light of the
 * last moment has a second to go, too. Time is the session's, so it takes as long as drawing does.
 */
#include "stage/light_report.h"

#include "base/buffer.h"
#include "canvas/light_meter.h"
#include "cli/output.h"
#include "scene/light.h"
#include "scene/session_scene.h"
#include "stage/picture_wish.h"
#include "stage/view_assets.h"

#include <assert.h>

/* With fewer than ten the governor would take each frame for one after a rest, and slow it. */
enum { USUAL_FPS = 30, LEAST_FPS = 10, MOST_FPS = 120, AFTER_MS = 1000 };

/* What the report is made with. */
struct darkroom {
    const struct timeline *timeline;
    struct scene_choices choices;
    struct canvas *canvas;
    struct light_meter *meter;
    struct arena arena; /* of one frame's list */
};

/* Draws and measures the frame at `at_ms`; false when there is no memory. */
static bool expose(struct darkroom *room, const struct picture_wish *wish, int32_t at_ms)
{
    assert(at_ms >= 0);
    arena_clear(&room->arena);
    struct draw_list list = draw_list_make(&room->arena, wish->width_px, wish->height_px,
                                           light_level_of(room->timeline));
    session_scene(room->timeline, at_ms, &room->choices, &list);
    struct frame frame;
    if (!canvas_draw(room->canvas, &list, at_ms, &frame) || room->arena.failed)
        return false;
    light_meter_feed(room->meter, &frame, at_ms);
    return true;
}

/* Every frame from black to black. */
static bool expose_all(struct darkroom *room, const struct picture_wish *wish, int fps)
{
    assert(fps > 0 && room->canvas != NULL && room->meter != NULL);
    int64_t end_ms = room->timeline->length_ms + AFTER_MS;
    for (int64_t i = 0; i * 1000 / fps <= end_ms; i++) {
        if (!expose(room, wish, (int32_t)(i * 1000 / fps)))
            return false;
    }
    return true;
}

static void append_table(struct buffer *text, const struct light_row rows[LIGHT_ROWS])
{
    buffer_format(text, "%-34s %9s %9s\n", "", "measured", "limit");
    for (int i = 0; i < LIGHT_ROWS; i++)
        buffer_format(text, "%-34s %9.5f %9.5f  %s\n", rows[i].name, rows[i].measured,
                      rows[i].limit, rows[i].kept ? "kept" : "TOO MUCH");
}

/* One object, for tools: the same rows under the same names. */
static void append_json(struct buffer *text, const struct light_row rows[LIGHT_ROWS])
{
    const char *before = "{";
    for (int i = 0; i < LIGHT_ROWS; i++) {
        buffer_append_string(text, before);
        buffer_append_json(text, text_from(rows[i].name));
        buffer_format(text, ":{\"measured\":%.6f,\"limit\":%.6f,\"kept\":%s}", rows[i].measured,
                      rows[i].limit, rows[i].kept ? "true" : "false");
        before = ",";
    }
    buffer_append_string(text, "}\n");
}

/* Prints what the meter has found; returns what to leave with. */
static enum status print(const struct darkroom *room, bool json)
{
    struct light_report report = light_meter_read(room->meter);
    enum light_level level = light_level_of(room->timeline);
    struct light_row rows[LIGHT_ROWS];
    struct buffer text = buffer_make(allocator_system());
    light_report_rows(&report, level, rows);
    if (json)
        append_json(&text, rows);
    else
        append_table(&text, rows);
    enum status status = output_write(&text);
    buffer_release(&text);
    /* A table that could not be printed is worse than light. */
    return status == STATUS_FINE && !light_report_keeps(&report, level) ? STATUS_SCRIPT_ERRORS
                                                                        : status;
}

/* With the assets open: the rest of the darkroom, and what is done in it. */
static enum status report(const struct arguments *arguments, const struct timeline *timeline,
                          const struct picture_wish *wish, int fps,
                          const struct view_assets *assets)
{
    struct darkroom room = {
        .timeline = timeline,
        .choices = scene_choices_make(1),
        .canvas = canvas_create(allocator_system(), wish->width_px, wish->height_px,
                                view_assets_font(assets)),
        .meter = light_meter_create(allocator_system(), wish->width_px, wish->height_px),
        .arena = arena_make(allocator_system()),
    };
    room.choices.hue = wish->hue;
    room.choices.font = view_assets_font(assets);
    room.choices.figures = assets->figures;
    enum status status;
    if (room.canvas != NULL && room.meter != NULL && expose_all(&room, wish, fps))
        status = print(&room, arguments_has(arguments, "--json"));
    else
        status = output_no_memory();
    arena_release(&room.arena);
    light_meter_destroy(room.meter);
    canvas_destroy(room.canvas);
    return status;
}

enum status light_report_write(const struct arguments *arguments, struct session *session,
                               const char *path)
{
    (void)path;
    struct picture_wish wish;
    int fps = USUAL_FPS;
    if (!picture_wish_read(arguments, &session->timeline, &wish) ||
        !arguments_read_number(arguments, "--fps", LEAST_FPS, MOST_FPS, &fps))
        return STATUS_WRONG_USAGE;
    struct view_assets assets;
    enum status status = view_assets_open(&assets);
    if (status != STATUS_FINE)
        return status;
    status = report(arguments, &session->timeline, &wish, fps, &assets);
    view_assets_close(&assets);
    return status;
}
