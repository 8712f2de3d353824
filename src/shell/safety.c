/* Paragraphs are broken into lines for the width and put onto parts whole. Every paragraph is a row
 * that is seen or not, so that turning to another part is a crossfade.
 */
#include "shell/safety.h"

#include "scene/brush.h"
#include "shell/lines.h"

#include <assert.h>

enum { INDENT = 32, GAP = 10 }; /* in units of 1/96 inch */
enum { COMES_MS = 2500, GOES_MS = 2000 };

/* Luminances: so many words may be no brighter, for all of them to go within two seconds. */
static const double TEXT_LIGHT = 0.05;
static const double QUIET_LIGHT = 0.035;

struct paragraph {
    const char *words;
    bool indented;
    bool quiet;
};

static const struct paragraph paragraphs[] = {
    /* The flags that call for care at once, in a patient's words (SNNOOP10; Do and others 2019). */
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

static_assert((int)PARAGRAPHS <= (int)ROWS_MOST, "each paragraph is a row");

/* Indented words are indented on the left alone. */
static int width_of(const struct paragraph *paragraph, const struct page *page)
{
    int indent = paragraph->indented ? page_px(page, INDENT) : 0;
    return page->right_px - page->left_px - indent;
}

/* How high a paragraph stands, in pixels. */
static int height_of(const struct paragraph *paragraph, const struct page *page,
                     const struct font *font)
{
    int height = page_px(page, GAP);
    struct text rest = text_from(paragraph->words);
    while (rest.length > 0) {
        (void)lines_next(&rest, font, page_px(page, PAGE_TEXT), width_of(paragraph, page));
        height += page_px(page, PAGE_LINE);
    }
    return height;
}

/* Where the line of keys stands; paragraphs end above it. */
static int keys_px(const struct page *page)
{
    return page->bottom_px - page_px(page, PAGE_LINE);
}

/* Works out which part and which height each paragraph has, and aims the rows for the part that is
 * seen. */
static void arrange(struct safety *safety, const struct page *page, const struct font *font,
                    int64_t now_ms)
{
    struct row_wish wishes[PARAGRAPHS];
    int parts[PARAGRAPHS];
    assert(safety->part >= 0);
    int part = 0;
    int y_px = page->top_px;
    for (size_t i = 0; i < PARAGRAPHS; i++) {
        int height = height_of(&paragraphs[i], page, font);
        /* A paragraph that is higher than the whole page stands on one of its own, cut off
         * below. */
        if (y_px + height > keys_px(page) && y_px > page->top_px) {
            part++;
            y_px = page->top_px;
        }
        parts[i] = part;
        wishes[i] = (struct row_wish){.item = &paragraphs[i], .place = y_px};
        y_px += height;
    }
    safety->parts = part + 1;
    /* A larger window may have fewer parts than the one that was turned to. */
    if (safety->part > part)
        safety->part = part;
    for (size_t i = 0; i < PARAGRAPHS; i++)
        /* All have a place, so that turning a part back finds its words where they were. */
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

/* Whatever is pressed leads on: this page must never be a trap. */
static bool go_on(struct safety *safety, int64_t now_ms)
{
    assert(!safety->left);
    safety->left = true;
    ease_aim(&safety->light, 0, GOES_MS, now_ms);
    return true;
}

/* Turning past the last part does nothing; how many there are only the drawing knows. */
static bool press_key(struct safety *safety, enum key key, int64_t now_ms)
{
    switch (key) {
    case KEY_ENTER:
    case KEY_ESCAPE:
    case KEY_PLAY:
    case KEY_HELP:
    case KEY_PAD_Y:
    case KEY_PAD_BACK:
    case KEY_HOLD:
        return go_on(safety, now_ms);
    case KEY_TAB:
    case KEY_LEFT_STICK:
    case KEY_TWO_TAP:
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
    /* It is going dark: what is pressed now was meant for it already. */
    if (safety->left)
        return false;
    if (input->kind == INPUT_PRESS || input->kind == INPUT_QUIT)
        return go_on(safety, now_ms);
    return input->kind == INPUT_KEY && press_key(safety, input->key, now_ms);
}

/* Broken into the same lines as when its height was taken. */
static void draw_paragraph(const struct brush *brush, const struct page *page,
                           const struct font *font, const struct paragraph *paragraph, int y_px)
{
    assert(paragraph->words != NULL);
    int size_px = page_px(page, PAGE_TEXT);
    int width_px = width_of(paragraph, page);
    struct text rest = text_from(paragraph->words);
    while (rest.length > 0) {
        struct text line = lines_next(&rest, font, size_px, width_px);
        brush_text(brush, PAINT_TEXT, paragraph->quiet ? QUIET_LIGHT : TEXT_LIGHT, line, size_px,
                   page->right_px - width_px, y_px);
        y_px += page_px(page, PAGE_LINE);
    }
}

/* The keys, and the answer to the question. Words that outlive the list. */
static struct text last_line(const struct safety *safety)
{
    bool more = safety->parts > 1;
    if (safety->touch_hurts)
        return text_from(more ? "Touch hurts: hidden.   Enter goes on   Down: more"
                              : "Touch hurts: hidden.   Enter goes on");
    return text_from(more ? "Enter goes on   Down: more" : "Enter goes on");
}

void safety_draw(struct safety *safety, const struct page_look *look, int64_t now_ms,
                 struct draw_list *list)
{
    assert(look->font != NULL && look->brightness >= 0 && look->brightness <= 1);
    assert(list->width_px == look->width_px && list->height_px == look->height_px);
    struct page page = page_make(look);
    /* At each drawing, since only here the window's size and the font are known. */
    arrange(safety, &page, look->font, now_ms);
    struct brush brush = {.list = list,
                          .hue = look->hue,
                          .light = look->brightness * ease_value(&safety->light, now_ms)};
    for (size_t i = 0; i < safety->rows.count; i++) {
        const struct row *row = &safety->rows.rows[i];
        struct brush dimmed = brush_dimmed(&brush, ease_value(&row->light, now_ms));
        draw_paragraph(&dimmed, &page, look->font, row->item, (int)ease_value(&row->place, now_ms));
    }
    brush_text(&brush, PAINT_TEXT, QUIET_LIGHT, last_line(safety), page_px(&page, PAGE_TEXT),
               page.left_px, keys_px(&page));
}

bool safety_is_over(const struct safety *safety, int64_t now_ms)
{
    return safety->left && !ease_moves(&safety->light, now_ms);
}

bool safety_moves(const struct safety *safety, int64_t now_ms)
{
    return ease_moves(&safety->light, now_ms) || rows_move(&safety->rows, now_ms);
}
