/* From top to bottom: a line for the search or the filter, the list, some lines about the routine
 * under the highlight, and a line of keys where there is room for it. The higher the window, the
 * more of the cautions are among those lines.
 */
#include "shell/menu_view.h"

#include "scene/brush.h"
#include "scene/lines.h"
#include "scene/smooth.h"
#include "shell/menu_state.h"

#include <assert.h>
#include <stdio.h>

/* In units of 1/96 inch, but for the lines. */
enum {
    INDENT = 44,
    KEYS_FROM_HEIGHT = 640, /* a lower window has no line of keys */
    DETAIL_LINES = 4,       /* about a routine in a low window, and the most in a high one */
    MOST_DETAIL_LINES = 9,
    DETAIL_LINE_EVERY = 128, /* one more for so much more height */
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
    struct page page;
    int list_px; /* y of each part's top */
    int detail_px;
    int detail_lines;
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

/* Works from both ends inwards: what stands at the bottom has fixed heights, and the list gets the
 * rest. */
static struct geometry measure(const struct page_look *look)
{
    struct geometry geometry = {.page = page_make(look)};
    const struct page *page = &geometry.page;
    int gap = page_px(page, PAGE_MARGIN) / 2;
    int line = page_px(page, PAGE_LINE);
    int bottom = page->bottom_px;
    int extra_px = look->height_px - page_px(page, KEYS_FROM_HEIGHT);
    geometry.detail_lines = DETAIL_LINES;
    if (extra_px >= 0) {
        geometry.keys_px = bottom - line;
        bottom = geometry.keys_px - gap;
        geometry.detail_lines += extra_px / page_px(page, DETAIL_LINE_EVERY);
        if (geometry.detail_lines > MOST_DETAIL_LINES)
            geometry.detail_lines = MOST_DETAIL_LINES;
    } else {
        /* Rows have room of their own above and below their words, and have to do with that. */
        gap /= 2;
    }
    geometry.detail_px = bottom - geometry.detail_lines * line;
    /* The line above it is kept free for the search, also while nothing is searched for: the list
     * must not move when the first letter is typed. */
    geometry.list_px = page->top_px + line;
    /* However low the window, the routine under the highlight can be seen. */
    geometry.room = (geometry.detail_px - gap - geometry.list_px) / page_px(page, PAGE_ROW);
    if (geometry.room < 1)
        geometry.room = 1;
    return geometry;
}

int menu_view_room(const struct page_look *look)
{
    return measure(look).room;
}

int menu_view_line(const struct page_look *look, int x_px, int y_px)
{
    struct geometry geometry = measure(look);
    /* All of a row's width is its target: nobody should have to aim. */
    if (x_px < 0 || x_px >= look->width_px || y_px < geometry.list_px)
        return -1;
    int line = (y_px - geometry.list_px) / page_px(&geometry.page, PAGE_ROW);
    return line < geometry.room ? line : -1;
}

/* Draws `text` with its left edge at `x_px`, shortened to `width_px`. */
static void put(const struct view *view, struct text text, double light, int size, int x_px,
                int y_px, int width_px)
{
    assert(light >= 0 && light <= 1);
    int size_px = page_px(&view->geometry.page, size);
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
    /* To the nearest minute, but never none: a choice is made by it, not a plan. */
    int minutes = (length_ms + 30000) / 60000;
    minutes = minutes < 1 ? 1 : minutes;
    int length = minutes < 60 ? snprintf(bytes, BYTES, "%d min", minutes)
                              : snprintf(bytes, BYTES, "%d h %d min", minutes / 60, minutes % 60);
    assert(length > 0 && length < BYTES);
    return (struct text){.bytes = bytes, .length = (size_t)length};
}

/* How wide what is said about a routine may be. */
static int detail_width_px(const struct page *page)
{
    return page->right_px - page->left_px - page_px(page, INDENT);
}

/* A routine's title and length; `nearness` is 1 under the highlight and 0 from a row away on. */
static void draw_routine(const struct view *view, const struct routine *routine, double nearness,
                         int y_px)
{
    const struct geometry *geometry = &view->geometry;
    const struct page *page = &geometry->page;
    double light = smooth_mix(TITLE_LIGHT, CHOSEN_LIGHT, nearness);
    int x_px = page->left_px + page_px(page, INDENT);
    int right_px = page->right_px;
    /* It can still be chosen, to read what is wrong; it has no length. */
    if (routine->fault.length > 0) {
        light = FAULTY_LIGHT;
    } else {
        struct text length = length_text(view->brush.list->arena, routine->length_ms);
        int size_px = page_px(page, PAGE_TEXT);
        right_px -= view->font->measure(view->font->context, length, size_px);
        /* Smaller letters than the title's stand two units lower, on the same line to the eye. */
        put(view, length, light * 0.7, PAGE_TEXT, right_px, y_px + page_px(page, 2), INT32_MAX);
        right_px -= page_px(page, 24);
    }
    put(view, routine->title, light, PAGE_TITLE, x_px, y_px, right_px - x_px);
}

/* The title brightens as the highlight comes near and dims as it leaves, since both follow from
 * the same distance: nothing has to be told that the choice has changed. */
static void draw_row(const struct view *view, const struct row *row)
{
    const struct geometry *geometry = &view->geometry;
    const struct page *page = &geometry->page;
    double place = ease_value(&row->place, view->now_ms);
    /* In rows: both places are counted in them. */
    double away = place - ease_value(&view->menu->highlight, view->now_ms);
    double pitch = page->unit * PAGE_ROW;
    int y_px = geometry->list_px + (int)(place * pitch + (pitch - page->unit * 40) / 2);
    /* Words of 40 units stand in the middle of the row's height. */
    struct view dimmed = *view;
    dimmed.brush = brush_dimmed(&view->brush, ease_value(&row->light, view->now_ms));
    if (row->kind == MENU_ROW_HEADING) {
        put(&dimmed, text_from(row->item), HEADING_LIGHT, PAGE_TEXT, page->left_px,
            y_px + page_px(page, 12), page->right_px - page->left_px);
        return;
    }
    double nearness = smooth(1 - (away < 0 ? -away : away));
    draw_routine(&dimmed, row->item, nearness, y_px);
}

/* A long soft light behind the chosen row and an orb before it. */
static void draw_highlight(const struct view *view)
{
    const struct geometry *geometry = &view->geometry;
    const struct page *page = &geometry->page;
    if (view->menu->routine == NULL)
        return;
    double pitch = page->unit * PAGE_ROW;
    double place = ease_value(&view->menu->highlight, view->now_ms);
    float y_px = (float)(geometry->list_px + (place + 0.5) * pitch);
    /* Within the indent, so that the orb stands clear of the words. */
    float left_px = (float)(page->left_px + page_px(page, 14));
    struct point ends[2] = {{.x_px = left_px, .y_px = y_px},
                            {.x_px = (float)page->right_px, .y_px = y_px}};
    brush_line(&view->brush, PAINT_BREATH, PILL_LIGHT, ends, 2, page->unit * 8, page->unit * 30);
    brush_glow(&view->brush, PAINT_BREATH, ORB_LIGHT, ends[0], page->unit * 15);
}

/* How many lines `text` makes below the list. */
static int lines_of(const struct view *view, struct text text)
{
    const struct page *page = &view->geometry.page;
    int count = 0;
    for (; text.length > 0; count++)
        (void)lines_next(&text, view->font, page_px(page, PAGE_TEXT), detail_width_px(page));
    return count;
}

/* Draws the first `lines` lines of `text` at the line `at` below the list. */
static void draw_lines(const struct view *view, struct text text, double light, int at, int lines)
{
    const struct page *page = &view->geometry.page;
    int size_px = page_px(page, PAGE_TEXT);
    for (int i = at; i < at + lines && text.length > 0; i++)
        brush_text(&view->brush, PAINT_TEXT, light,
                   lines_next(&text, view->font, size_px, detail_width_px(page)), size_px,
                   page->left_px + page_px(page, INDENT),
                   view->geometry.detail_px + i * page_px(page, PAGE_LINE));
}

/* "You need: ..." in the frame's arena, since the list keeps no copy of words; empty where nothing
 * is needed. */
static struct text needs_text(struct arena *arena, const struct routine *routine)
{
    if (routine->needs.length == 0)
        return (struct text){0};
    struct buffer needs = buffer_make(arena->allocator);
    buffer_append_string(&needs, "You need: ");
    buffer_append(&needs, routine->needs);
    struct text text = arena_copy_text(arena, buffer_text(&needs));
    buffer_release(&needs);
    return text;
}

/* What the routine is, what it needs, and as many of its cautions as have room whole: half of one
 * could say the opposite. The page about the routine has all of them. */
static void draw_routine_detail(const struct view *view, const struct routine *routine)
{
    int room = view->geometry.detail_lines;
    struct text needs = needs_text(view->brush.list->arena, routine);
    int need_lines = lines_of(view, needs);
    /* However much there is to say about it, what it needs is kept in sight. */
    need_lines = need_lines > room / 2 ? room / 2 : need_lines;
    /* What the routine is comes first, and is cut where it leaves no room for what is needed. */
    int at = lines_of(view, routine->about);
    at = at > room - need_lines ? room - need_lines : at;
    draw_lines(view, routine->about, DETAIL_LIGHT, 0, at);
    draw_lines(view, needs, HEADING_LIGHT, at, need_lines);
    at += need_lines;
    for (size_t i = 0; i < routine->caution_count; i++) {
        int lines = lines_of(view, routine->cautions[i]);
        if (at + lines > room)
            return;
        draw_lines(view, routine->cautions[i], HEADING_LIGHT, at, lines);
        at += lines;
    }
}

/* What there is to say about the routine of `row`, or what is wrong with it. */
static void draw_detail(const struct view *view, const struct row *row)
{
    const struct routine *routine = row->item;
    struct view dimmed = *view;
    /* Of two routines, one comes while the other goes, at the same place: their lights add up to
     * one. */
    dimmed.brush = brush_dimmed(&view->brush, ease_value(&row->light, view->now_ms));
    if (routine->fault.length > 0)
        draw_lines(&dimmed, routine->fault, DETAIL_LIGHT, 0, view->geometry.detail_lines);
    else
        draw_routine_detail(&dimmed, routine);
}

/* What is searched for, and whether routines that touch are hidden. */
static void draw_search(const struct view *view)
{
    const struct menu *menu = view->menu;
    const struct page *page = &view->geometry.page;
    struct arena *arena = view->brush.list->arena;
    struct buffer words = buffer_make(arena->allocator);
    /* Said as long as it holds: a list that is shorter than it was should say why. */
    if (menu->touch_hurts)
        buffer_append_string(&words, "Without touch");
    if (menu->touch_hurts && menu->search_length > 0)
        buffer_append_string(&words, ", with ");
    buffer_append(&words, menu_search(menu));
    /* While the library is still being read, nothing found yet means nothing. */
    if (menu->listed > 0 && menu->routine == NULL)
        buffer_append_string(&words, ": there is none");
    struct text line = arena_copy_text(arena, buffer_text(&words));
    buffer_release(&words);
    put(view, line, DETAIL_LIGHT, PAGE_TEXT, page->left_px, page->top_px,
        page->right_px - page->left_px);
}

/* The faintest words of the page: needed once, then known. */
static void draw_keys(const struct view *view)
{
    static const char keys[] =
        "Enter plays   Right: more   F1: keys   Tab: touch hurts   Space: aloud";
    const struct geometry *geometry = &view->geometry;
    const struct page *page = &geometry->page;
    /* In a low window the page of keys has to do. */
    if (geometry->keys_px > 0)
        put(view, text_from(keys), KEYS_LIGHT, PAGE_TEXT, page->left_px + page_px(page, INDENT),
            geometry->keys_px, page->right_px - page->left_px - page_px(page, INDENT));
}

void menu_view_draw(const struct page_look *look, const struct menu *menu, int64_t now_ms,
                    struct draw_list *list)
{
    assert(look->font != NULL && look->brightness >= 0 && look->brightness <= 1);
    assert(list->width_px == look->width_px && list->height_px == look->height_px);
    struct view view = {.menu = menu,
                        .font = look->font,
                        .geometry = measure(look),
                        .now_ms = now_ms,
                        .brush = {.list = list,
                                  .hue = look->hue,
                                  .light = look->brightness * ease_value(&menu->light, now_ms)}};
    /* A dark page adds nothing to the list, and so costs nothing to draw. */
    if (view.brush.light <= 0)
        return;
    /* From back to front: the highlight lies under the words. */
    draw_highlight(&view);
    for (size_t i = 0; i < menu->rows.count; i++)
        draw_row(&view, &menu->rows.rows[i]);
    for (size_t i = 0; i < menu->detail.count; i++)
        draw_detail(&view, &menu->detail.rows[i]);
    draw_search(&view);
    draw_keys(&view);
}
