/* Paragraphs are broken into lines for the width and put onto parts whole. Every paragraph is a row
 * that is seen or not, so that turning to another part is a crossfade. All of it is done anew at
 * each drawing: a window may have changed, and laying out some dozen paragraphs is quick.
 */
#include "scene/leaflet.h"

#include "scene/brush.h"
#include "scene/lines.h"

#include <assert.h>

/* In units of 1/96 inch, but for the share of the column's width. */
enum {
    INDENT = 32,
    GAP = 10,
    LOW_GAP = 4,
    LOW = 640, /* a page lower than this has the smaller gap, rather than one part more */
    COLUMN_GAP = 24,
    ASIDE_PERCENT = 42,
};

/* Luminances: so many words may be no brighter, for all of them to go within two seconds. */
static const double TEXT_LIGHT = 0.05;
static const double QUIET_LIGHT = 0.035;

/* Where one of a paragraph's two texts stands. */
struct column {
    struct text text;
    int left_px;
    int width_px;
};

/* What everything here is laid out with. */
struct sheet {
    struct page page;
    const struct font *font;
};

/* The column of a paragraph's words; an aside takes its own width off it. */
static struct column words_column(const struct sheet *sheet,
                                  const struct leaflet_paragraph *paragraph)
{
    const struct page *page = &sheet->page;
    int left_px = page->left_px + (paragraph->indented ? page_px(page, INDENT) : 0);
    int right_px = page->right_px;
    /* Room for a second column is left only where there is one. */
    if (paragraph->aside != NULL)
        right_px -= (page->right_px - page->left_px) * ASIDE_PERCENT / 100 +
                    page_px(page, COLUMN_GAP);
    return (struct column){
        .text = text_from(paragraph->words), .left_px = left_px, .width_px = right_px - left_px};
}

/* The column of its aside, at the right; without one, an empty text. */
static struct column aside_column(const struct sheet *sheet,
                                  const struct leaflet_paragraph *paragraph)
{
    const struct page *page = &sheet->page;
    int width_px = (page->right_px - page->left_px) * ASIDE_PERCENT / 100;
    return (struct column){.text = text_from(paragraph->aside == NULL ? "" : paragraph->aside),
                           .left_px = page->right_px - width_px,
                           .width_px = width_px};
}

/* How high a column's lines stand, in pixels. */
static int height_of(const struct sheet *sheet, struct column column)
{
    int height = 0;
    while (column.text.length > 0) {
        (void)lines_next(&column.text, sheet->font, page_px(&sheet->page, PAGE_TEXT),
                         column.width_px);
        height += page_px(&sheet->page, PAGE_LINE);
    }
    return height;
}

/* The higher of its two columns, and the gap below. */
static int height_of_paragraph(const struct sheet *sheet, const struct leaflet_paragraph *paragraph)
{
    int words = height_of(sheet, words_column(sheet, paragraph));
    int aside = height_of(sheet, aside_column(sheet, paragraph));
    bool low = sheet->page.bottom_px < page_px(&sheet->page, LOW);
    return (words > aside ? words : aside) + page_px(&sheet->page, low ? LOW_GAP : GAP);
}

/* How much room the paragraph at `at` asks for on its part: its own height, and for one that leads
 * that of the next as well, so that the two go over together. */
static int room_for(const struct sheet *sheet, const struct leaflet_paragraph *paragraphs,
                    size_t count, size_t at)
{
    int room = height_of_paragraph(sheet, &paragraphs[at]);
    if (paragraphs[at].leads && at + 1 < count)
        room += height_of_paragraph(sheet, &paragraphs[at + 1]);
    return room;
}

/* Where the last line stands; paragraphs end above it. */
static int footer_px(const struct page *page)
{
    return page->bottom_px - page_px(page, PAGE_LINE);
}

/* Works out which part and which height each paragraph has, and aims the rows for the part that is
 * seen. */
static void arrange(struct leaflet *leaflet, const struct leaflet_paragraph *paragraphs,
                    size_t count, const struct sheet *sheet, int64_t now_ms)
{
    struct row_wish wishes[LEAFLET_MOST_PARAGRAPHS];
    int parts[LEAFLET_MOST_PARAGRAPHS];
    const struct page *page = &sheet->page;
    int part = 0;
    int y_px = page->top_px;
    for (size_t i = 0; i < count; i++) {
        int room = room_for(sheet, paragraphs, count, i);
        /* A paragraph that is higher than the whole page stands on one of its own, cut off
         * below. */
        bool full = y_px + room > footer_px(page) || paragraphs[i].turns_over;
        /* At the top of a part even what does not fit has to go somewhere. */
        if (full && y_px > page->top_px) {
            part++;
            y_px = page->top_px;
        }
        parts[i] = part;
        wishes[i] = (struct row_wish){.item = &paragraphs[i], .place = y_px};
        y_px += height_of_paragraph(sheet, &paragraphs[i]);
    }
    leaflet->parts = part + 1;
    /* Where to begin was asked for before anybody knew how many parts there are. */
    if (leaflet->opening && leaflet->opened_at < count)
        leaflet->part = parts[leaflet->opened_at];
    leaflet->opening = false;
    /* A larger window may have fewer parts than the one that was turned to. */
    if (leaflet->part > part)
        leaflet->part = part;
    for (size_t i = 0; i < count; i++)
        /* All have a place, so that turning a part back finds its words where they were. */
        wishes[i].seen = parts[i] == leaflet->part;
    rows_aim(&leaflet->rows, wishes, count, now_ms);
}

void leaflet_appear(struct leaflet *leaflet, size_t at, int64_t now_ms)
{
    assert(at < LEAFLET_MOST_PARAGRAPHS);
    leaflet->opened_at = at;
    /* Which part that is, only laying out can tell. */
    leaflet->opening = true;
    ease_aim(&leaflet->light, 1, LEAFLET_COMES_MS, now_ms);
}

void leaflet_turn(struct leaflet *leaflet, int by)
{
    int part = leaflet->part + by;
    /* Never drawn, it has no parts yet, and stays on its first. */
    int last = leaflet->parts > 0 ? leaflet->parts - 1 : 0;
    leaflet->part = part < 0 ? 0 : part > last ? last : part;
}

bool leaflet_has_more(const struct leaflet *leaflet)
{
    return leaflet->part + 1 < leaflet->parts;
}

void leaflet_leave(struct leaflet *leaflet, int64_t now_ms)
{
    ease_aim(&leaflet->light, 0, LEAFLET_GOES_MS, now_ms);
}

/* Broken into the same lines as when its height was taken. */
static void draw_column(const struct brush *brush, const struct sheet *sheet, double light,
                        struct column column, int y_px)
{
    int size_px = page_px(&sheet->page, PAGE_TEXT);
    while (column.text.length > 0) {
        struct text line = lines_next(&column.text, sheet->font, size_px, column.width_px);
        brush_text(brush, PAINT_TEXT, light, line, size_px, column.left_px, y_px);
        y_px += page_px(&sheet->page, PAGE_LINE);
    }
}

void leaflet_draw(struct leaflet *leaflet, const struct leaflet_paragraph *paragraphs, size_t count,
                  struct text footer, const struct page_look *look, int64_t now_ms,
                  struct draw_list *list)
{
    assert(count <= LEAFLET_MOST_PARAGRAPHS);
    assert(look->font != NULL && look->brightness >= 0 && look->brightness <= 1);
    assert(list->width_px == look->width_px && list->height_px == look->height_px);
    struct sheet sheet = {.page = page_make(look), .font = look->font};
    struct brush brush = {
        .list = list, .hue = look->hue, .light = look->brightness * leaflet_light(leaflet, now_ms)};
    /* At each drawing, since only here the window's size and the font are known. */
    arrange(leaflet, paragraphs, count, &sheet, now_ms);
    for (size_t i = 0; i < leaflet->rows.count; i++) {
        const struct row *row = &leaflet->rows.rows[i];
        /* Rows that still fade out are of paragraphs too, which stay where they are. */
        const struct leaflet_paragraph *paragraph = row->item;
        struct brush dimmed = brush_dimmed(&brush, ease_value(&row->light, now_ms));
        int y_px = (int)ease_value(&row->place, now_ms);
        double light = paragraph->quiet ? QUIET_LIGHT : TEXT_LIGHT;
        draw_column(&dimmed, &sheet, light, words_column(&sheet, paragraph), y_px);
        draw_column(&dimmed, &sheet, QUIET_LIGHT, aside_column(&sheet, paragraph), y_px);
    }
    const struct page *page = &sheet.page;
    int size_px = page_px(page, PAGE_TEXT);
    footer = lines_shorten(list->arena, footer, sheet.font, size_px,
                           page->right_px - page->left_px);
    brush_text(&brush, PAINT_TEXT, QUIET_LIGHT, footer, size_px, page->left_px, footer_px(page));
}

double leaflet_light(const struct leaflet *leaflet, int64_t now_ms)
{
    return ease_value(&leaflet->light, now_ms);
}

bool leaflet_moves(const struct leaflet *leaflet, int64_t now_ms)
{
    return ease_moves(&leaflet->light, now_ms) || rows_move(&leaflet->rows, now_ms);
}
