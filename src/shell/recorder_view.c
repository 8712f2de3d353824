/* From the bottom up: keys, status, and in what is left of the page the sentence, in the largest of
 * three sizes in which it fits. Every text is a change: what was there goes dark before the next
 * comes. Words are measured by writing them with no light, so that there is one way to break them.
 */
#include "shell/recorder_view.h"

#include "base/arena.h"
#include "scene/brush.h"
#include "scene/captions.h"

#include <assert.h>
#include <stdio.h>

/* Luminances. The sentence is what is read for minutes. */
static const double SENTENCE_LIGHT = 0.1;
static const double STATUS_LIGHT = 0.06;
static const double QUIET_LIGHT = 0.03;
static const double RECORDS_LIGHT = 0.006; /* of the glow, in a silent room */
static const double LEVEL_LIGHT = 0.022;   /* what a loud voice adds */

/* In units of 1/96 inch. */
enum { GLOW = 300, COUNT_CHARACTERS = 48 };

/* Sizes of a sentence, and how many times its size a line of it is high. */
static const int sizes[] = {44, 36, PAGE_TEXT};
static const double PITCH = 1.5;

struct view {
    const struct page_look *look;
    struct page page;
    struct brush brush;
};

/* Writes `text` in centred lines, the first at `y_px`, and returns how many they are. With no light
 * it only counts. Broken as captions are, which know scripts without spaces. */
static int write_lines(const struct view *view, struct text text, double light, int size_px,
                       int pitch_px, int y_px)
{
    const struct font *font = view->look->font;
    const struct page *page = &view->page;
    int width_px = page->right_px - page->left_px;
    int count = 0;
    while (text.length > 0) {
        struct caption_page lines;
        text = captions_break(text, font, size_px, width_px, &lines);
        for (int i = 0; i < lines.line_count; i++, count++) {
            int line_px = font->measure(font->context, lines.lines[i], size_px);
            brush_text(&view->brush, PAINT_TEXT, light, lines.lines[i], size_px,
                       page->left_px + (width_px - line_px) / 2, y_px + count * pitch_px);
        }
    }
    return count;
}

/* Which sentence of how many, in the list's memory. */
static void write_count(const struct view *view, const struct recorder *recorder, size_t index,
                        double share)
{
    char *words = arena_push(view->brush.list->arena, COUNT_CHARACTERS, 1);
    if (words == NULL)
        return;
    (void)snprintf(words, COUNT_CHARACTERS, "%zu of %zu", index + 1, recorder->count);
    (void)write_lines(view, text_from(words), QUIET_LIGHT * share, page_px(&view->page, PAGE_TEXT),
                      page_px(&view->page, PAGE_LINE), view->page.top_px);
}

/* The sentence in the middle of its room. One that is too long even in the smallest size begins at
 * the top, so that its beginning can be read. */
static void write_sentence(const struct view *view, struct text text, double share, int top_px,
                           int bottom_px)
{
    /* The largest first; the loop ends with the smallest, whether it fits or not. */
    size_t choice = 0;
    int size_px;
    int pitch_px;
    int height_px;
    do {
        size_px = page_px(&view->page, sizes[choice]);
        pitch_px = (int)(size_px * PITCH);
        height_px = write_lines(view, text, 0, size_px, pitch_px, 0) * pitch_px;
    } while (height_px > bottom_px - top_px && ++choice < sizeof sizes / sizeof sizes[0]);
    int room_px = bottom_px - top_px - height_px;
    (void)write_lines(view, text, SENTENCE_LIGHT * share, size_px, pitch_px,
                      top_px + (room_px > 0 ? room_px / 2 : 0));
}

/* Writes what `change` shows above `bottom_px`, and returns where its first line is. */
static int write_above(const struct view *view, struct change *change, const char *words,
                       double light, int bottom_px, int64_t now_ms)
{
    int size_px = page_px(&view->page, PAGE_TEXT);
    int pitch_px = page_px(&view->page, PAGE_LINE);
    const char *shown = change_follow(change, words, now_ms);
    struct text text = text_from(shown == NULL ? "" : shown);
    int lines = write_lines(view, text, 0, size_px, pitch_px, 0);
    int top_px = bottom_px - (lines > 1 ? lines : 1) * pitch_px;
    (void)write_lines(view, text, light * change_light(change, now_ms), size_px, pitch_px, top_px);
    return top_px;
}

/* A glow behind the sentence: it says that the microphone is open, and, by swelling, that it
 * hears. */
static void draw_glow(const struct view *view, const struct recorder *recorder, int middle_px,
                      int64_t now_ms)
{
    /* Both are easings, so the glow can neither appear at once nor flicker with syllables. */
    double light = RECORDS_LIGHT * ease_value(&recorder->records, now_ms) +
                   LEVEL_LIGHT * ease_value(&recorder->level, now_ms);
    struct point centre = {.x_px = (float)(view->look->width_px / 2), .y_px = (float)middle_px};
    brush_glow(&view->brush, PAINT_BREATH, light, centre, view->page.unit * GLOW);
}

void recorder_view_draw(struct recorder *recorder, const struct page_look *look, int64_t now_ms,
                        struct draw_list *list)
{
    assert(look->font != NULL && list->width_px == look->width_px);
    struct view view = {
        .look = look,
        .page = page_make(look),
        .brush = {.list = list,
                  .hue = look->hue,
                  .light = look->brightness * ease_value(&recorder->light, now_ms)}};
    const struct recorder_sentence *shown = change_follow(
        &recorder->sentence, &recorder->sentences[recorder->at], now_ms);
    int bottom_px = write_above(&view, &recorder->keys, recorder_keys(recorder), QUIET_LIGHT,
                                view.page.bottom_px, now_ms);
    /* Each stands on the one before: a long status on two lines leaves the sentence less room. */
    bottom_px = write_above(&view, &recorder->status, recorder_status(recorder), STATUS_LIGHT,
                            bottom_px, now_ms);
    int top_px = view.page.top_px + page_px(&view.page, PAGE_LINE);
    draw_glow(&view, recorder, (top_px + bottom_px) / 2, now_ms);
    /* Between two sentences, in the dark. */
    if (shown == NULL)
        return;
    double share = change_light(&recorder->sentence, now_ms);
    write_count(&view, recorder, (size_t)(shown - recorder->sentences), share);
    write_sentence(&view, shown->text, share, top_px, bottom_px);
}
