/* Pixels of a canvas, read by the meter that judges whole routines. */
#include "support/page_light.h"

#include "canvas/canvas.h"
#include "canvas/light_meter.h"

#include <assert.h>
#include <stdio.h>

enum { FRAMES_PER_SECOND = 30, AFTER_MS = 1000 };

/* Whether the page was seen and kept every row. */
static bool judge(const struct light_meter *meter, enum hue hue)
{
    struct light_report report = light_meter_read(meter);
    struct light_row rows[LIGHT_ROWS];
    light_report_rows(&report, LIGHT_ATTACK, rows);
    bool kept = report.mean > 0;
    for (int i = 0; i < LIGHT_ROWS; i++) {
        kept = kept && rows[i].kept;
        if (!rows[i].kept)
            (void)fprintf(stderr, "hue %d: %s is %g, the limit %g\n", (int)hue, rows[i].name,
                          rows[i].measured, rows[i].limit);
    }
    return kept;
}

/* Draws all pictures of the page in one hue; false where there is no memory. */
static bool show(const struct page_look *look, int64_t length_ms, page_light_draw *draw, void *page,
                 struct canvas *canvas, struct light_meter *meter)
{
    struct arena arena = arena_make(allocator_system());
    bool complete = true;
    for (int64_t i = 0; i * 1000 / FRAMES_PER_SECOND < length_ms + AFTER_MS; i++) {
        int64_t at_ms = i * 1000 / FRAMES_PER_SECOND;
        arena_clear(&arena);
        struct draw_list list = draw_list_make(&arena, look->width_px, look->height_px,
                                               LIGHT_ATTACK);
        if (at_ms < length_ms)
            draw(page, look, at_ms, &list);
        struct frame frame;
        complete = canvas_draw(canvas, &list, at_ms, &frame) && complete;
        light_meter_feed(meter, &frame, at_ms);
    }
    arena_release(&arena);
    return complete;
}

bool page_light_keeps(const struct page_look *look, int64_t length_ms, page_light_draw *draw,
                      void *page)
{
    static const enum hue hues[] = {HUE_MOSS, HUE_EMBER, HUE_ASH};
    assert(length_ms > 0);
    bool kept = true;
    for (size_t i = 0; i < sizeof hues / sizeof hues[0]; i++) {
        struct page_look coloured = *look;
        coloured.hue = hues[i];
        struct canvas *canvas = canvas_create(allocator_system(), look->width_px, look->height_px,
                                              look->font);
        struct light_meter *meter = light_meter_create(allocator_system(), look->width_px,
                                                       look->height_px);
        assert(canvas != NULL && meter != NULL);
        kept = show(&coloured, length_ms, draw, page, canvas, meter) && kept;
        kept = judge(meter, hues[i]) && kept;
        light_meter_destroy(meter);
        canvas_destroy(canvas);
    }
    return kept;
}

bool page_light_keeps_still(const struct page_look *look, const struct draw_list *list)
{
    struct canvas *canvas = canvas_create(allocator_system(), look->width_px, look->height_px,
                                          look->font);
    struct light_meter *meter = light_meter_create(allocator_system(), look->width_px,
                                                   look->height_px);
    assert(canvas != NULL && meter != NULL);
    struct frame frame;
    bool complete = canvas_draw_still(canvas, list, &frame);
    light_meter_feed(meter, &frame, 0);
    bool kept = judge(meter, look->hue);
    light_meter_destroy(meter);
    canvas_destroy(canvas);
    return complete && kept;
}
