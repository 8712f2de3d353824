/* Every frame of the session's film goes before a meter, whose table is printed: what was measured,
 * the limit, and whether it is kept. Nothing is written but that, and nothing is kept of a frame
 * once the meter has seen it, so a night takes no more memory than a minute.
 */
#include "stage/light_report.h"

#include "base/buffer.h"
#include "canvas/light_meter.h"
#include "cli/output.h"
#include "scene/light.h"
#include "stage/film.h"

#include <assert.h>

/* Every frame from black to black; false when there is no memory. */
static bool expose_all(struct film *film, struct light_meter *meter)
{
    assert(film->frame_count > 0);
    while (film->next < film->frame_count) {
        int32_t at_ms = film_at_ms(film);
        /* The film's own memory, read before the next is drawn into it. */
        struct frame frame;
        if (!film_draw_next(film, &frame))
            return false;
        light_meter_feed(meter, &frame, at_ms);
    }
    return true;
}

/* For people: capitals for what is too much, since it must not be missed and may not be
 * coloured. */
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
        /* Six decimals: the smallest limits are thousandths. */
        buffer_format(text, ":{\"measured\":%.6f,\"limit\":%.6f,\"kept\":%s}", rows[i].measured,
                      rows[i].limit, rows[i].kept ? "true" : "false");
        before = ",";
    }
    buffer_append_string(text, "}\n");
}

/* Prints what the meter has found; returns what to leave with. A session that gives off too much
 * light leaves as a script with errors does, so that a script of the shell can stop at it. */
static enum status print(const struct light_meter *meter, enum light_level level, bool json)
{
    assert(meter != NULL);
    struct light_report report = light_meter_read(meter);
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

enum status light_report_write(const struct arguments *arguments, struct session *session,
                               const char *path)
{
    (void)path;
    struct picture_wish wish;
    struct film film;
    /* Before anything is opened: a false word costs no time. */
    if (!picture_wish_read(arguments, &session->timeline, &wish))
        return STATUS_WRONG_USAGE;
    enum status status = film_open(&film, &session->timeline, &wish);
    if (status != STATUS_FINE)
        return status;
    struct light_meter *meter = light_meter_create(allocator_system(), wish.width_px,
                                                   wish.height_px);
    /* The table only where every frame was seen: half a session could look kinder than it is. */
    if (meter != NULL && expose_all(&film, meter))
        status = print(meter, light_level_of(&session->timeline),
                       arguments_has(arguments, "--json"));
    else
        status = output_no_memory();
    light_meter_destroy(meter);
    film_close(&film);
    return status;
}
