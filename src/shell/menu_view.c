/* Everything is measured in units of 1/96 inch and multiplied by a scale, which shrinks where the
 * window would otherwise not hold three rows. From top to bottom: a line for the search or the
 * filter, the list, three lines about the routine, a line of keys where there is room for it.
 */
#include "shell/menu_view.h"

#include "scene/brush.h"
#include "scene/smooth.h"
#include "shell/lines.h"
#include "shell/menu_state.h"

#include <assert.h>
#include <stdio.h>

/* In units of 1/96 inch. */
enum {
    ROW_PITCH = 68,
    LINE_PITCH = 42,
    TITLE_SIZE = 32,
    TEXT_SIZE = 28,
    MARGIN = 40,
    INDENT = 44,
    WIDEST = 1040,
    LEAST_WIDTH = 560,
    LEAST_HEIGHT = 440,
    KEYS_FROM_HEIGHT = 640, /* a lower window has no line of keys */
    DETAIL_LINES = 3,
};

/* Luminances; see the header. */
static const double TITLE_LIGHT = 0.055;
static const double CHOSEN_LIGHT = 0.1;
static const double FAULTY_LIGHT = 0.025;
static const double HEADING_LIGHT = 0.035;
static const double DETAIL_LIGHT = 0.06;
static const double KEYS_LIGHT = 0.028;
static const double PILL_LIGHT = 0.0035;
static const double ORB_LIGHT = 0.045;

struct geometry {
    double unit; /* pixels for 1/96 inch */
    int left_px;
    int right_px;
    int search_px; /* y of each part's top */
    int list_px;
    int detail_px;
    int keys_px; /* 0: no room for it */
    int room;
};

/* What one drawing needs. */
struct view {
    const struct menu *menu;
    const struct font *font;
    struct geometry geometry;
    struct brush brush;
    int64_t now_ms;
};

static int in_px(const struct geometry *geometry, double units)
{
    return (int)(geometry->unit * units + 0.5);
}

static struct geometry measure(const struct menu_look *look)
{
    assert(look->width_px > 0 && look->height_px > 0 && look->scale > 0);
    struct geometry geometry = {.unit = look->scale};
    if (geometry.unit * LEAST_WIDTH > look->width_px)
        geometry.unit = (double)look->width_px / LEAST_WIDTH;
    if (geometry.unit * LEAST_HEIGHT > look->height_px)
        geometry.unit = (double)look->height_px / LEAST_HEIGHT;
    int margin = in_px(&geometry, MARGIN);
    int width = look->width_px - 2 * margin;
    int widest = in_px(&geometry, WIDEST);
    width = width < widest ? width : widest;
    geometry.left_px = (look->width_px - width) / 2;
    geometry.right_px = geometry.left_px + width;

    int line = in_px(&geometry, LINE_PITCH);
    int bottom = look->height_px - margin / 2;
    bool has_keys = look->height_px >= in_px(&geometry, KEYS_FROM_HEIGHT);
    if (has_keys) {
        geometry.keys_px = bottom - line;
        bottom = geometry.keys_px - margin / 2;
    }
    geometry.detail_px = bottom - DETAIL_LINES * line;
    geometry.search_px = margin / 2;
    geometry.list_px = geometry.search_px + line + margin / 4;
    int height = geometry.detail_px - margin / 2 - geometry.list_px;
    geometry.room = height / in_px(&geometry, ROW_PITCH);
    if (geometry.room < 1)
        geometry.room = 1;
    return geometry;
}

int menu_view_room(const struct menu_look *look)
{
    return measure(look).room;
}

int menu_view_line(const struct menu_look *look, int x_px, int y_px)
{
    struct geometry geometry = measure(look);
    if (x_px < 0 || x_px >= look->width_px || y_px < geometry.list_px)
        return -1;
    int line = (y_px - geometry.list_px) / in_px(&geometry, ROW_PITCH);
    return line < geometry.room ? line : -1;
}

/* Draws `text` with its left edge at `x_px`, shortened to `width_px`. */
static void put(const struct view *view, struct text text, double light, int size, int x_px,
                int y_px, int width_px)
{
    int size_px = in_px(&view->geometry, size);
    struct arena *arena = view->brush.list->arena;
    struct text fitting = lines_shorten(arena, text, view->font, size_px, width_px);
    brush_text(&view->brush, PAINT_TEXT, light, fitting, size_px, x_px, y_px);
}

/* "4 min" or "1 h 5 min", in the frame's arena. */
static struct text length_text(struct arena *arena, int32_t length_ms)
{
    enum { BYTES = 24 };
    char *bytes = arena_push(arena, BYTES, 1);
    if (bytes == NULL)
        return (struct text){0};
    int minutes = (length_ms + 30000) / 60000;
    minutes = minutes < 1 ? 1 : minutes;
    int length = minutes < 60 ? snprintf(bytes, BYTES, "%d min", minutes)
                              : snprintf(bytes, BYTES, "%d h %d min", minutes / 60, minutes % 60);
    assert(length > 0 && length < BYTES);
    return (struct text){.bytes = bytes, .length = (size_t)length};
}

/* A routine's title and length; `nearness` is 1 under the highlight and 0 from a row away on. */
static void draw_routine(const struct view *view, const struct routine *routine, double nearness,
                         int y_px)
{
    const struct geometry *geometry = &view->geometry;
    double light = smooth_mix(TITLE_LIGHT, CHOSEN_LIGHT, nearness);
    int x_px = geometry->left_px + in_px(geometry, INDENT);
    int right_px = geometry->right_px;
    if (routine->fault.length > 0) {
        light = FAULTY_LIGHT;
    } else {
        struct text length = length_text(view->brush.list->arena, routine->length_ms);
        int size_px = in_px(geometry, TEXT_SIZE);
        right_px -= view->font->measure(view->font->context, length, size_px);
        put(view, length, light * 0.7, TEXT_SIZE, right_px, y_px + in_px(geometry, 2), INT32_MAX);
        right_px -= in_px(geometry, 24);
    }
    put(view, routine->title, light, TITLE_SIZE, x_px, y_px, right_px - x_px);
}

static void draw_row(const struct view *view, const struct row *row)
{
    const struct geometry *geometry = &view->geometry;
    double place = ease_value(&row->place, view->now_ms);
    double away = place - ease_value(&view->menu->highlight, view->now_ms);
    double pitch = geometry->unit * ROW_PITCH;
    int y_px = geometry->list_px + (int)(place * pitch + (pitch - geometry->unit * 40) / 2);
    struct view dimmed = *view;
    dimmed.brush = brush_dimmed(&view->brush, ease_value(&row->light, view->now_ms));
    if (row->kind == MENU_ROW_HEADING) {
        put(&dimmed, text_from(row->item), HEADING_LIGHT, TEXT_SIZE, geometry->left_px,
            y_px + in_px(geometry, 12), geometry->right_px - geometry->left_px);
        return;
    }
    double nearness = smooth(1 - (away < 0 ? -away : away));
    draw_routine(&dimmed, row->item, nearness, y_px);
}

/* A long soft light behind the chosen row and an orb before it. */
static void draw_highlight(const struct view *view)
{
    const struct geometry *geometry = &view->geometry;
    if (view->menu->routine == NULL)
        return;
    double pitch = geometry->unit * ROW_PITCH;
    double place = ease_value(&view->menu->highlight, view->now_ms);
    float y_px = (float)(geometry->list_px + (place + 0.5) * pitch);
    float left_px = (float)(geometry->left_px + in_px(geometry, 14));
    struct point ends[2] = {{.x_px = left_px, .y_px = y_px},
                            {.x_px = (float)geometry->right_px, .y_px = y_px}};
    brush_line(&view->brush, PAINT_BREATH, PILL_LIGHT, ends, 2, geometry->unit * 8,
               geometry->unit * 30);
    brush_glow(&view->brush, PAINT_BREATH, ORB_LIGHT, ends[0], geometry->unit * 15);
}

/* What the routine is, or what is wrong with it; then what it needs. */
static void draw_detail(const struct view *view, const struct row *row)
{
    const struct geometry *geometry = &view->geometry;
    const struct routine *routine = row->item;
    bool faulty = routine->fault.length > 0;
    struct view dimmed = *view;
    dimmed.brush = brush_dimmed(&view->brush, ease_value(&row->light, view->now_ms));
    struct text rest = faulty ? routine->fault : routine->about;
    int x_px = geometry->left_px + in_px(geometry, INDENT);
    int y_px = geometry->detail_px;
    int lines = routine->needs.length > 0 && !faulty ? DETAIL_LINES - 1 : DETAIL_LINES;
    for (int i = 0; i < lines && rest.length > 0; i++) {
        struct text line = lines_next(&rest, view->font, in_px(geometry, TEXT_SIZE),
                                      geometry->right_px - x_px);
        put(&dimmed, line, DETAIL_LIGHT, TEXT_SIZE, x_px, y_px, geometry->right_px - x_px);
        y_px += in_px(geometry, LINE_PITCH);
    }
    if (routine->needs.length == 0 || faulty)
        return;
    struct buffer needs = buffer_make(view->brush.list->arena->allocator);
    buffer_append_string(&needs, "You need: ");
    buffer_append(&needs, routine->needs);
    struct text line = arena_copy_text(view->brush.list->arena, buffer_text(&needs));
    buffer_release(&needs);
    put(&dimmed, line, HEADING_LIGHT, TEXT_SIZE, x_px, y_px, geometry->right_px - x_px);
}

/* What is searched for, and whether routines that touch are hidden. */
static void draw_search(const struct view *view)
{
    const struct menu *menu = view->menu;
    struct arena *arena = view->brush.list->arena;
    struct buffer words = buffer_make(arena->allocator);
    if (menu->touch_hurts)
        buffer_append_string(&words, "Without touch");
    if (menu->touch_hurts && menu->search_length > 0)
        buffer_append_string(&words, ", with ");
    buffer_append(&words, menu_search(menu));
    if (menu->listed > 0 && menu->routine == NULL)
        buffer_append_string(&words, ": there is none");
    struct text line = arena_copy_text(arena, buffer_text(&words));
    buffer_release(&words);
    put(view, line, DETAIL_LIGHT, TEXT_SIZE, view->geometry.left_px, view->geometry.search_px,
        view->geometry.right_px - view->geometry.left_px);
}

static void draw_keys(const struct view *view)
{
    static const char keys[] = "Enter plays   Tab: touch hurts   ?: when not to   Esc leaves";
    const struct geometry *geometry = &view->geometry;
    if (geometry->keys_px > 0)
        put(view, text_from(keys), KEYS_LIGHT, TEXT_SIZE,
            geometry->left_px + in_px(geometry, INDENT), geometry->keys_px,
            geometry->right_px - geometry->left_px - in_px(geometry, INDENT));
}

void menu_view_draw(const struct menu_look *look, const struct menu *menu, int64_t now_ms,
                    struct draw_list *list)
{
    assert(look->font != NULL && look->brightness >= 0 && look->brightness <= 1);
    struct view view = {.menu = menu,
                        .font = look->font,
                        .geometry = measure(look),
                        .now_ms = now_ms,
                        .brush = {.list = list,
                                  .hue = look->hue,
                                  .light = look->brightness * ease_value(&menu->light, now_ms)}};
    if (view.brush.light <= 0)
        return;
    draw_highlight(&view);
    for (size_t i = 0; i < menu->rows.count; i++)
        draw_row(&view, &menu->rows.rows[i]);
    for (size_t i = 0; i < menu->detail.count; i++)
        draw_detail(&view, &menu->detail.rows[i]);
    draw_search(&view);
    draw_keys(&view);
}
