/* Paragraphs are broken into lines for the width and put onto parts whole. Every paragraph is a row
 * that is seen or not, so that turning to another part is a crossfade.
 */
#include "shell/safety.h"

#include "scene/brush.h"
#include "shell/lines.h"

#include <assert.h>

/* In units of 1/96 inch. */
enum { TEXT_SIZE = 28, LINE_PITCH = 42, GAP = 12, MARGIN = 40, INDENT = 32, WIDEST = 1040 };
enum { LEAST_WIDTH = 560, LEAST_HEIGHT = 440, COMES_MS = 2000, GOES_MS = 1000 };

static const double TEXT_LIGHT = 0.07;
static const double QUIET_LIGHT = 0.045;

struct paragraph {
    const char *words;
    bool indented;
    bool quiet;
};

static const struct paragraph paragraphs[] = {
    {.words = "Lull is support beside medical care, not a treatment."},
    {.words = "Do not use this now, seek care, if you have"},
    {.words = "a sudden headache, the worst ever", .indented = true},
    {.words = "fever, or a stiff neck", .indented = true},
    {.words = "weakness, numbness or confusion, or trouble speaking or seeing, that is new",
     .indented = true},
    {.words = "a headache after an injury of the head or neck", .indented = true},
    {.words = "a new headache after 50, in pregnancy or after birth, with cancer or a weak immune "
              "system",
     .indented = true},
    {.words =
         "a headache that is worse when you lie, stand, cough or strain, or that gets steadily "
         "worse",
     .indented = true},
    {.words = "a painful red eye, or a change from your usual pattern", .indented = true},
    {.words = "painkillers on 10 days a month or more", .indented = true},
    {.words =
         "Ask a doctor first if you have trouble with blood vessels, clotting or unstable blood "
         "pressure."},
    {.words = "Does touch hurt now? Tab hides every routine that touches.", .quiet = true},
};

enum { PARAGRAPHS = sizeof paragraphs / sizeof paragraphs[0] };

/* The last line of every part. */
static const char touch_hurts_words[] = "Touch hurts: hidden.   Enter goes on   Arrows: more";
static const char touch_words[] = "Enter goes on   Arrows: more";

struct geometry {
    double unit; /* pixels for 1/96 inch */
    int left_px;
    int width_px;
    int top_px;
    int keys_px; /* y of the last line; paragraphs end above it */
};

static int in_px(const struct geometry *geometry, double units)
{
    return (int)(geometry->unit * units + 0.5);
}

static struct geometry measure(const struct menu_look *look)
{
    struct geometry geometry = {.unit = look->scale};
    if (geometry.unit * LEAST_WIDTH > look->width_px)
        geometry.unit = (double)look->width_px / LEAST_WIDTH;
    if (geometry.unit * LEAST_HEIGHT > look->height_px)
        geometry.unit = (double)look->height_px / LEAST_HEIGHT;
    int margin = in_px(&geometry, MARGIN);
    int widest = in_px(&geometry, WIDEST);
    geometry.width_px = look->width_px - 2 * margin;
    geometry.width_px = geometry.width_px < widest ? geometry.width_px : widest;
    geometry.left_px = (look->width_px - geometry.width_px) / 2;
    geometry.top_px = margin;
    geometry.keys_px = look->height_px - margin / 2 - in_px(&geometry, LINE_PITCH);
    return geometry;
}

/* How high a paragraph stands, in pixels. */
static int height_of(const struct paragraph *paragraph, const struct geometry *geometry,
                     const struct font *font)
{
    int width = geometry->width_px - (paragraph->indented ? in_px(geometry, INDENT) : 0);
    int size_px = in_px(geometry, TEXT_SIZE);
    int height = in_px(geometry, GAP);
    struct text rest = text_from(paragraph->words);
    while (rest.length > 0) {
        (void)lines_next(&rest, font, size_px, width);
        height += in_px(geometry, LINE_PITCH);
    }
    return height;
}

/* Works out which part and which height each paragraph has, and aims the rows for the part that is
 * seen. */
static void arrange(struct safety *safety, const struct geometry *geometry, const struct font *font,
                    int64_t now_ms)
{
    struct row_wish wishes[PARAGRAPHS];
    int parts[PARAGRAPHS];
    int part = 0;
    int y_px = geometry->top_px;
    for (size_t i = 0; i < PARAGRAPHS; i++) {
        int height = height_of(&paragraphs[i], geometry, font);
        if (y_px + height > geometry->keys_px && y_px > geometry->top_px) {
            part++;
            y_px = geometry->top_px;
        }
        parts[i] = part;
        wishes[i] = (struct row_wish){.item = &paragraphs[i], .place = y_px};
        y_px += height;
    }
    if (safety->part > part)
        safety->part = part;
    for (size_t i = 0; i < PARAGRAPHS; i++)
        wishes[i].seen = parts[i] == safety->part;
    rows_aim(&safety->rows, wishes, PARAGRAPHS, now_ms);
}

struct safety safety_make(bool touch_hurts)
{
    return (struct safety){.touch_hurts = touch_hurts};
}

void safety_appear(struct safety *safety, int64_t now_ms)
{
    safety->left = false;
    safety->part = 0;
    ease_aim(&safety->light, 1, COMES_MS, now_ms);
}

static bool go_on(struct safety *safety, int64_t now_ms)
{
    safety->left = true;
    ease_aim(&safety->light, 0, GOES_MS, now_ms);
    return true;
}

static bool press_key(struct safety *safety, enum key key, int64_t now_ms)
{
    switch (key) {
    case KEY_ENTER:
    case KEY_ESCAPE:
    case KEY_PLAY:
    case KEY_HELP:
        return go_on(safety, now_ms);
    case KEY_TAB:
        safety->touch_hurts = !safety->touch_hurts;
        return true;
    case KEY_DOWN:
    case KEY_RIGHT:
    case KEY_PAGE_DOWN:
    case KEY_SPACE:
        safety->part++; /* drawing brings it back when it was the last */
        return true;
    case KEY_UP:
    case KEY_LEFT:
    case KEY_PAGE_UP:
        safety->part -= safety->part > 0 ? 1 : 0;
        return true;
    default:
        return false;
    }
}

bool safety_input(struct safety *safety, const struct input *input, int64_t now_ms)
{
    if (safety->left)
        return false;
    if (input->kind == INPUT_PRESS || input->kind == INPUT_QUIT)
        return go_on(safety, now_ms);
    return input->kind == INPUT_KEY && press_key(safety, input->key, now_ms);
}

static void draw_paragraph(const struct brush *brush, const struct geometry *geometry,
                           const struct font *font, const struct paragraph *paragraph, int y_px)
{
    int indent = paragraph->indented ? in_px(geometry, INDENT) : 0;
    int size_px = in_px(geometry, TEXT_SIZE);
    struct text rest = text_from(paragraph->words);
    while (rest.length > 0) {
        struct text line = lines_next(&rest, font, size_px, geometry->width_px - indent);
        brush_text(brush, PAINT_TEXT, paragraph->quiet ? QUIET_LIGHT : TEXT_LIGHT, line, size_px,
                   geometry->left_px + indent, y_px);
        y_px += in_px(geometry, LINE_PITCH);
    }
}

void safety_draw(struct safety *safety, const struct menu_look *look, int64_t now_ms,
                 struct draw_list *list)
{
    assert(look->font != NULL && look->brightness >= 0 && look->brightness <= 1);
    struct geometry geometry = measure(look);
    arrange(safety, &geometry, look->font, now_ms);
    struct brush brush = {.list = list,
                          .hue = look->hue,
                          .light = look->brightness * ease_value(&safety->light, now_ms)};
    for (size_t i = 0; i < safety->rows.count; i++) {
        const struct row *row = &safety->rows.rows[i];
        struct brush dimmed = brush_dimmed(&brush, ease_value(&row->light, now_ms));
        draw_paragraph(&dimmed, &geometry, look->font, row->item,
                       (int)ease_value(&row->place, now_ms));
    }
    const char *words = safety->touch_hurts ? touch_hurts_words : touch_words;
    brush_text(&brush, PAINT_TEXT, QUIET_LIGHT, text_from(words), in_px(&geometry, TEXT_SIZE),
               geometry.left_px, geometry.keys_px);
}

bool safety_is_over(const struct safety *safety, int64_t now_ms)
{
    return safety->left && !ease_moves(&safety->light, now_ms);
}

bool safety_moves(const struct safety *safety, int64_t now_ms)
{
    return ease_moves(&safety->light, now_ms) || rows_move(&safety->rows, now_ms);
}
