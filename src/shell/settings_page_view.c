/* One column: what a setting is on the left, what is chosen on the right; below them what the
 * chosen row does, and the keys. Drawing measures first and tells the page how many rows are in
 * sight and where they are, since presses are understood by that.
 */
#include "scene/brush.h"
#include "scene/lines.h"
#include "scene/smooth.h"
#include "shell/settings_page.h"
#include "shell/settings_rows.h"

#include <assert.h>
#include <string.h>

/* In units of 1/96 inch, but for the lines and the share of a row's width. */
enum { INDENT = 44, TEXT_TOP = 14, HELP_LINES = 2, MOST_VALUE_PERCENT = 60 };

/* Luminances, those of the menu: a page of about as many words. */
static const double LABEL_LIGHT = 0.055;
static const double CHOSEN_LIGHT = 0.1;
static const double HELP_LIGHT = 0.06;
static const double KEYS_LIGHT = 0.028;
static const double PILL_LIGHT = 0.0035;
static const double ORB_LIGHT = 0.045;

/* The value as a person would say it, in the frame's arena. */
static struct text value_text(const struct settings_page *page, const struct settings_row *row,
                              struct arena *arena)
{
    struct buffer value = buffer_make(arena->allocator);
    if (strcmp(row->name, "touch-hurts") == 0)
        buffer_append_string(&value, page->touch_hurts ? "on" : "off");
    else
        /* As the file has it, so that page and file speak of the same thing. */
        settings_value(&page->settings, row->name, &value);
    buffer_append_string(&value, row->unit);
    struct text text = arena_copy_text(arena, buffer_text(&value));
    buffer_release(&value);
    /* Looked up with the unit on it: words that have plainer ones have no unit. */
    const char *plainer = settings_rows_plainer(row->name, text);
    return plainer == NULL ? text : text_from(plainer);
}

/* All the keys that do it now, or the question for another; in the frame's arena. */
static struct text key_text(const struct settings_page *page, const struct player_deed *deed,
                            struct arena *arena)
{
    /* Only the row under the highlight can ask. */
    if (page->asks_key && settings_rows_at(page->at).deed == deed)
        return text_from("press a key");
    struct buffer names = buffer_make(arena->allocator);
    player_keys_name(&page->keys, deed->action, DEVICE_KEYBOARD, &names);
    /* Of other devices' only those that were chosen, as they are written in the file. */
    for (size_t i = 0; i < page->keys.count; i++) {
        const struct player_key *own = &page->keys.keys[i];
        /* The keyboard's stand there already. */
        if (own->action != deed->action || own->device == DEVICE_KEYBOARD)
            continue;
        /* A key is named as it would be if it were pressed: in the words that the file knows. */
        struct input pressed = {.kind = INPUT_KEY, .key = own->key};
        buffer_append_string(&names, names.length > 0 ? ", " : "");
        player_keys_name_pressed(&pressed, &names);
    }
    struct text text = arena_copy_text(arena, buffer_text(&names));
    buffer_release(&names);
    return text;
}

/* What one drawing needs. */
struct view {
    struct settings_page *page;
    const struct font *font;
    struct page measures;
    struct brush brush;
    int64_t now_ms;
};

/* Draws `text`, shortened to `width_px`, at `x_px`; or, for one that is negative, so that it ends
 * at −`x_px`. Returns its width. */
static int put(const struct view *view, struct text text, double light, int x_px, int y_px,
               int width_px)
{
    int size_px = page_px(&view->measures, PAGE_TEXT);
    struct text fitting = lines_shorten(view->brush.list->arena, text, view->font, size_px,
                                        width_px);
    int width = view->font->measure(view->font->context, fitting, size_px);
    brush_text(&view->brush, PAINT_TEXT, light, fitting, size_px, x_px < 0 ? -x_px - width : x_px,
               y_px);
    return width;
}

/* What it is on the left, what is chosen on the right; both brighten under the highlight. */
static void draw_row(const struct view *view, const struct row *row)
{
    const struct page *measures = &view->measures;
    struct settings_row shown = settings_rows_at((size_t)row->kind);
    struct arena *arena = view->brush.list->arena;
    double place = ease_value(&row->place, view->now_ms);
    double away = place - ease_value(&view->page->highlight, view->now_ms);
    /* From a row away on it is the label's light: smooth takes what is below 0 for 0. */
    double light = smooth_mix(LABEL_LIGHT, CHOSEN_LIGHT, smooth(1 - (away < 0 ? -away : away)));
    int y_px = view->page->list_px +
               (int)(place * measures->unit * PAGE_ROW + measures->unit * TEXT_TOP);
    int left_px = measures->left_px + page_px(measures, INDENT);
    int gap_px = page_px(measures, INDENT / 2);
    struct view dimmed = *view;
    dimmed.brush = brush_dimmed(&view->brush, ease_value(&row->light, view->now_ms));
    struct text value = shown.deed == NULL ? value_text(view->page, &shown, arena)
                                           : key_text(view->page, shown.deed, arena);
    /* The value first: a label that is cut short is still known, a value is not. */
    int width_px = measures->right_px - left_px - gap_px;
    int value_px = put(&dimmed, value, light * 0.8, -measures->right_px, y_px,
                       width_px * MOST_VALUE_PERCENT / 100);
    put(&dimmed, text_from(shown.label), light, left_px, y_px, width_px - value_px);
}

/* A long soft light behind the chosen row and an orb before it, as in the menu. */
static void draw_highlight(const struct view *view)
{
    const struct page *measures = &view->measures;
    double place = ease_value(&view->page->highlight, view->now_ms);
    float y_px = (float)(view->page->list_px + (place + 0.5) * measures->unit * PAGE_ROW);
    struct point ends[2] = {
        {.x_px = (float)(measures->left_px + page_px(measures, 14)), .y_px = y_px},
        {.x_px = (float)measures->right_px, .y_px = y_px}};
    brush_line(&view->brush, PAINT_BREATH, PILL_LIGHT, ends, 2, measures->unit * 8,
               measures->unit * 30);
    brush_glow(&view->brush, PAINT_BREATH, ORB_LIGHT, ends[0], measures->unit * 15);
}

/* What the chosen row does, and at the bottom the keys. */
static void draw_help(const struct view *view)
{
    const struct page *measures = &view->measures;
    int line_px = page_px(measures, PAGE_LINE);
    int left_px = measures->left_px + page_px(measures, INDENT);
    int width_px = measures->right_px - left_px;
    /* Room for the longest help is kept for every row, so that the keys below never move. */
    int y_px = measures->bottom_px - (HELP_LINES + 1) * line_px;
    struct text rest = text_from(settings_rows_at(view->page->at).help);
    /* What does not fit into a narrow window is left out. */
    for (int i = 0; i < HELP_LINES && rest.length > 0; i++, y_px += line_px)
        put(view, lines_next(&rest, view->font, page_px(measures, PAGE_TEXT), width_px), HELP_LIGHT,
            left_px, y_px, width_px);
    put(view, text_from("Left, Right: change   Esc: back"), KEYS_LIGHT, left_px,
        measures->bottom_px - line_px, width_px);
}

/* However low the window, the row under the highlight can be seen. */
static void measure(struct settings_page *page, const struct page *measures,
                    const struct page_look *look, int64_t now_ms)
{
    int bottom_px = measures->bottom_px - (HELP_LINES + 1) * page_px(measures, PAGE_LINE);
    /* Whole rows only: half of one could not be read. */
    int room = (bottom_px - measures->top_px) / page_px(measures, PAGE_ROW);
    page->list_px = measures->top_px;
    page->row_px = page_px(measures, PAGE_ROW);
    page->middle_px = look->width_px / 2;
    /* This sends rows on their way, so it comes before they are drawn. */
    settings_page_set_room(page, room < 1 ? 1 : room, now_ms);
}

void settings_page_draw(struct settings_page *page, const struct page_look *look, int64_t now_ms,
                        struct draw_list *list)
{
    assert(look->font != NULL && look->brightness >= 0 && look->brightness <= 1);
    assert(list->width_px == look->width_px && list->height_px == look->height_px);
    struct view view = {.page = page,
                        .font = look->font,
                        .measures = page_make(look),
                        .now_ms = now_ms,
                        .brush = {.list = list,
                                  .hue = look->hue,
                                  .light = look->brightness * ease_value(&page->light, now_ms)}};
    measure(page, &view.measures, look, now_ms);
    /* A dark page adds nothing to the list, and so costs nothing to draw. */
    if (view.brush.light <= 0)
        return;
    draw_highlight(&view);
    for (size_t i = 0; i < page->rows.count; i++)
        draw_row(&view, &page->rows.rows[i]);
    draw_help(&view);
}
