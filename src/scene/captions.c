/* A line break is found by measuring: as many words as fit, and where two lines are enough, moved
 * back to the middle. Pages share a sentence's time by their length in characters, which is near
 * enough to how long the words take to say. At any moment at most two captions are seen: the one
 * that holds and the one before it, going.
 */
#include "scene/captions.h"

#include "scene/line_break.h"
#include "scene/smooth.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* How long a caption takes to come or go, how long it stays when nothing follows, and how soon
 * another must follow for it to stay until then. One goes while the next comes, so that their band
 * keeps its light: a short dark in between would be two turns of light within a second, and the
 * governor would hold the new words back to prevent it. */
enum { FADE_MS = 800, LINGER_MS = 1000, WAIT_MS = 2500 };

/* Captions are this far ahead of their words: their first light is too dim for a screen's darkest
 * step, and without it they were seen 30 to 40 ms late (tests/live/test-session). */
enum { AHEAD_MS = 30 };

/* Of the 0.12 that text may have in an attack, a calm day's share of light included. */
static const double text_light = 0.13;

/* A font's own measure, in whole pixels. */
static int width_of(const struct font *font, struct text text, int text_px)
{
    return font->measure(font->context, text, text_px);
}

/* As many characters of a word wider than a line as fit, at least one: broken it can still be read,
 * beyond the screen's edge it cannot. */
static size_t squeezed(struct text word, const struct font *font, int text_px, int width_px)
{
    size_t end = word.length;
    while (width_of(font, text_slice(word, 0, end), text_px) > width_px) {
        size_t shorter = line_break_character_before(word, end);
        if (shorter == 0)
            break;
        end = shorter;
    }
    return end;
}

/* How many bytes of `text` one line holds, more than none. Measuring costs the most here, so the
 * search starts where the line would end if all characters were equally wide. */
static size_t line_end(struct text text, const struct font *font, int text_px, int width_px)
{
    assert(width_px > 0);
    int all_px = width_of(font, text, text_px);
    if (all_px <= width_px)
        return text.length;
    /* At worst the search then moves a few words back or on from here. */
    size_t share = (size_t)((double)text.length * width_px / all_px);
    size_t end = line_break_after(text, share);
    while (end > 0 && width_of(font, text_slice(text, 0, end), text_px) > width_px)
        end = line_break_before(text, end);
    while (end < text.length) {
        size_t further = line_break_after(text, end);
        if (width_of(font, text_slice(text, 0, further), text_px) > width_px)
            break;
        end = further;
    }
    struct text word = text_slice(text, 0, line_break_after(text, 0));
    return end > 0 ? end : squeezed(word, font, text_px, width_px);
}

/* The break nearest to the middle of `text`, at or before `end`, after which the rest fits too. */
static size_t even_break(struct text text, size_t end, const struct font *font, int text_px,
                         int width_px)
{
    size_t before = line_break_before(text, text.length / 2 + 1);
    size_t after = line_break_after(text, text.length / 2);
    /* Of the word ends on either side of the middle, the nearer one. */
    bool later = before == 0 || after - text.length / 2 < text.length / 2 - before;
    size_t middle = later ? after : before;
    if (middle >= end)
        return end;
    int rest_px = width_of(font, line_break_trim(text_tail(text, middle)), text_px);
    return rest_px <= width_px ? middle : end;
}

/* Two lines at most; what they cannot hold is the next page's. */
struct text captions_break(struct text text, const struct font *font, int text_px, int width_px,
                           struct caption_page *page)
{
    assert(font != NULL && text_px > 0);
    *page = (struct caption_page){0};
    text = line_break_trim(text);
    if (text.length == 0)
        return text;
    size_t first = line_end(text, font, text_px, width_px);
    struct text rest = line_break_trim(text_tail(text, first));
    if (rest.length == 0) {
        page->lines[page->line_count++] = text;
        return rest;
    }
    size_t second = line_end(rest, font, text_px, width_px);
    /* All of it fits on two lines: then they may as well be of one length. */
    if (second == rest.length) {
        first = even_break(text, first, font, text_px, width_px);
        rest = line_break_trim(text_tail(text, first));
        second = rest.length;
    }
    page->lines[page->line_count++] = line_break_trim(text_slice(text, 0, first));
    page->lines[page->line_count++] = line_break_trim(text_slice(rest, 0, second));
    return line_break_trim(text_tail(rest, second));
}

/* Coming and going are two factors, so that a caption cut short in its coming goes from where it
 * is. */
double captions_visibility(double start_ms, double end_ms, double next_ms, double at_ms)
{
    assert(start_ms <= end_ms);
    if (at_ms < start_ms)
        return 0;
    double come = smooth_between(at_ms, start_ms, start_ms + FADE_MS);
    /* Either just as the next comes, or a while after the words. */
    double go_ms = next_ms - end_ms < WAIT_MS ? next_ms : end_ms + LINGER_MS;
    return come * (1 - smooth_between(at_ms, go_ms, go_ms + FADE_MS));
}

/* Whether the font would set `text` from right to left. */
static bool reads_leftward(const struct font *font, struct text text)
{
    return font->reads_leftward != NULL && font->reads_leftward(font->context, text);
}

/* A line reads as its whole text does, whatever its own first letter says: where the two differ the
 * line is given the mark of direction that the writing systems have for this. Without memory it
 * goes without. */
static struct text directed(struct arena *arena, const struct font *font, struct text line,
                            bool leftward)
{
    static const char right_to_left[] = "\u200F", left_to_right[] = "\u200E";
    enum { MARK_BYTES = sizeof right_to_left - 1 };
    if (reads_leftward(font, line) == leftward)
        return line;
    char *bytes = arena_push(arena, MARK_BYTES + line.length, 1);
    if (bytes == NULL)
        return line;
    memcpy(bytes, leftward ? right_to_left : left_to_right, MARK_BYTES);
    memcpy(bytes + MARK_BYTES, line.bytes, line.length);
    return (struct text){bytes, MARK_BYTES + line.length};
}

/* Lines are centred on whole pixels, where letters are sharpest, and one line stands in the
 * middle of the band, so that the eye finds it at one height. */
static void paint_page(const struct brush *brush, const struct layout *layout,
                       const struct font *font, const struct caption_page *page, bool leftward,
                       double visibility)
{
    assert(page->line_count > 0 && visibility >= 0 && visibility <= 1);
    int top_px = (int)layout->caption_top_left.y_px +
                 (layout->caption_lines - page->line_count) * layout->pitch_px / 2;
    for (int i = 0; i < page->line_count; i++) {
        struct text line = directed(brush->list->arena, font, page->lines[i], leftward);
        int width_px = width_of(font, line, layout->text_px);
        int x_px = (int)layout->caption_top_left.x_px + (layout->caption_width_px - width_px) / 2;
        brush_text(brush, PAINT_TEXT, text_light * visibility, line, layout->text_px, x_px,
                   top_px + i * layout->pitch_px);
    }
}

/* Paints the pages of one span that are seen at `at_ms`; returns how visible they are together. */
static double paint_span(const struct brush *brush, const struct layout *layout,
                         const struct font *font, const struct span *span, double next_ms,
                         double at_ms)
{
    double length_ms = span->end_ms - span->start_ms;
    double visible = 0;
    /* A page begins when the words before it have been said, as far as one can tell without
     * listening. */
    struct text left = line_break_trim(span->text);
    while (left.length > 0) {
        struct caption_page page;
        double from = 1 - (double)left.length / (double)span->text.length;
        left = captions_break(left, font, layout->text_px, layout->caption_width_px, &page);
        double to = 1 - (double)left.length / (double)span->text.length;
        double start_ms = span->start_ms + from * length_ms;
        double end_ms = span->start_ms + to * length_ms;
        /* A page within a sentence goes as the next comes; the last waits for the next caption. */
        double share = captions_visibility(start_ms, end_ms, left.length > 0 ? end_ms : next_ms,
                                           at_ms);
        if (share > 0)
            paint_page(brush, layout, font, &page, reads_leftward(font, span->text), share);
        visible = share > visible ? share : visible;
    }
    return visible;
}

/* A lane of hands has spans without words, whose text is of no concern here. */
static bool has_words(const struct span *span)
{
    return span->action == ACTION_SAY || span->action == ACTION_SHOW || span->action == ACTION_DO;
}

/* Paints what `lane` shows at `at_ms`: its latest words and those before them. */
static double paint_lane(const struct brush *brush, const struct layout *layout,
                         const struct font *font, const struct lane_spans *lane, double at_ms)
{
    size_t latest = timeline_latest(lane, (int32_t)at_ms);
    if (latest == SIZE_MAX)
        return 0;
    double visible = 0;
    /* Two are enough: whatever came before them has gone by now, or is too short to have come. */
    for (size_t i = latest > 0 ? latest - 1 : 0; i <= latest; i++) {
        const struct span *span = &lane->spans[i];
        if (!has_words(span))
            continue;
        /* What follows without words leaves the caption its time. */
        bool follows = i + 1 < lane->count && has_words(&lane->spans[i + 1]);
        double next_ms = follows ? lane->spans[i + 1].start_ms : (double)INFINITY;
        double share = paint_span(brush, layout, font, span, next_ms, at_ms);
        visible = share > visible ? share : visible;
    }
    return visible;
}

/* What is to be done is shown in the measure that the voice leaves room. */
void captions_paint(const struct brush *brush, const struct layout *layout, const struct font *font,
                    const struct timeline *timeline, double at_ms)
{
    if (font == NULL || at_ms < 0)
        return;
    double shown_ms = at_ms + AHEAD_MS;
    double voice = paint_lane(brush, layout, font, &timeline->lanes[LANE_VOICE], shown_ms);
    struct brush left = brush_dimmed(brush, 1 - voice);
    paint_lane(&left, layout, font, &timeline->lanes[LANE_HANDS], shown_ms);
}
