/* A system is a stretch of some minutes, the fewest that keep the whole to a page. In each, a lane
 * is a strip: the breath a curve, sound and light the height they rise to, everything else boxes
 * with their words in them. A sentence is cut off where the next begins; the pointer on its
 * box shows all of it.
 */
#include "timeline/chart.h"

#include "language/words.h"
#include "timeline/print.h"

#include <assert.h>

/* In pixels of the picture. */
enum {
    MARGIN = 24,
    LABELS = 64, /* the lanes' names, left of the strips */
    STRIP = 1480,
    HEAD = 56, /* the title */
    GAP = 6,   /* between strips */
    SYSTEM_GAP = 30,
    TEXT_X = 4,
    TEXT_RISE = 7, /* of a box's words over its bottom */
    AXIS = 18,
    MOST_SYSTEMS = 12, /* so many still make one page */
    TICKS = 8,         /* about as many a system */
};

/* How high each lane's strip is. */
static const int heights[LANE_COUNT] = {
    [LANE_CHAPTER] = 20, [LANE_BREATH] = 36, [LANE_HANDS] = 24,
    [LANE_VOICE] = 24,   [LANE_SOUND] = 24,  [LANE_LIGHT] = 24,
};

/* What a system may last, and how far its ticks are apart. */
static const int32_t lengths_s[] = {60, 120, 300, 600, 1800, 3600, 7200};
static const int32_t ticks_s[] = {1, 2, 5, 10, 30, 60, 120, 300, 600, 900};

/* Classes of one letter, as a long session has many elements: h heading, q quiet labels, g ground,
 * b box, s the height of sound and light, v voice, l the breath's line, t ticks, c chapters. Dim,
 * like the session that it shows. */
static const char style[] =
    "<style>"
    "text{font:12px sans-serif;fill:#8fa396}"
    ".h{font-size:20px;fill:#a9bdb0}.q{fill:#5f7066}"
    ".g{fill:#0a0d0b}.b{fill:#1c2a22;stroke:#2f4238}.s{fill:#16201b}.v{fill:#22332a;stroke:#3b5346}"
    ".l{fill:none;stroke:#6f9a80;stroke-width:1.5}.t{stroke:#26332c}.c{stroke:#4b6356}"
    "</style>\n";

/* One stretch of the session on its way into the picture. */
struct system {
    const struct timeline *timeline;
    struct buffer *svg;
    int32_t start_ms;
    int32_t end_ms;
    int top; /* of the strip that is being drawn */
    int height;
};

/* Where a moment stands in its strip, in pixels from its left edge. What lies outside comes out
 * below 0 or beyond STRIP, and the strip's own svg cuts it off. */
static double x_of(const struct system *system, int32_t at_ms)
{
    assert(system->end_ms > system->start_ms);
    return (double)(at_ms - system->start_ms) * STRIP / (system->end_ms - system->start_ms);
}

/* Minutes and seconds, or hours too where there are any. */
static void append_time(struct buffer *svg, int32_t at_s)
{
    if (at_s >= 3600)
        buffer_format(svg, "%d:%02d:%02d", at_s / 3600, at_s / 60 % 60, at_s % 60);
    else
        buffer_format(svg, "%d:%02d", at_s / 60, at_s % 60);
}

/* What a box says: its action where that is not plain from the lane, and its detail. */
static void append_words(const struct span *span, enum lane lane, struct buffer *svg)
{
    /* Gathered apart, since it is escaped as a whole on its way into the picture. */
    struct buffer detail = buffer_make(svg->allocator);
    if (lane == LANE_HANDS && span->action != ACTION_DO) {
        buffer_append_string(&detail, action_word((enum action)span->action));
        buffer_append_string(&detail, " ");
    }
    span_print_detail(span, &detail);
    buffer_append_markup(svg, buffer_text(&detail));
    svg->failed |= detail.failed;
    buffer_release(&detail);
}

/* A box as long as its span. Its words may go on past it, up to `words_end_ms`; where it began in
 * the system before, they stand here once more. */
static void draw_box(const struct system *system, const struct span *span, enum lane lane,
                     int32_t words_end_ms)
{
    struct buffer *svg = system->svg;
    int32_t start_ms = span->start_ms < system->start_ms ? system->start_ms : span->start_ms;
    double x = x_of(system, start_ms);
    double width = x_of(system, span->end_ms) - x;
    /* An svg within another cuts off what leaves it: that is what ends a long sentence. The title
     * is what the pointer shows. */
    buffer_format(svg, "<svg x=\"%.2f\" width=\"%.2f\" height=\"%d\"><title>", x,
                  x_of(system, words_end_ms) - x, system->height);
    append_words(span, lane, svg);
    buffer_format(svg,
                  "</title><rect class=\"%s\" width=\"%.2f\" height=\"%d\" rx=\"3\"/>"
                  "<text x=\"%d\" y=\"%d\">",
                  lane == LANE_VOICE ? "v" : "b", width, system->height, TEXT_X,
                  system->height - TEXT_RISE);
    append_words(span, lane, svg);
    buffer_append_string(svg, "</text></svg>\n");
}

/* A chapter has no length: a line, and its title from there on. */
static void draw_chapter(const struct system *system, const struct span *span)
{
    double x = x_of(system, span->start_ms);
    buffer_format(system->svg, "<path class=\"c\" d=\"M%.2f 0v%d\"/><text x=\"%.2f\" y=\"%d\">", x,
                  system->height, x + TEXT_X, system->height - TEXT_RISE);
    append_words(span, LANE_CHAPTER, system->svg);
    buffer_append_string(system->svg, "</text>\n");
}

/* Sound and light: from the height of the span before to their own, over their fade. */
static void draw_level(const struct system *system, const struct span *span, int from_percent)
{
    struct buffer *svg = system->svg;
    int32_t length_ms = span->end_ms - span->start_ms;
    /* A fade that the next change interrupts has not come to its end; the slope is a little too
     * steep then, which a chart may be. */
    int32_t over_ms = span->over_ms < length_ms ? span->over_ms : length_ms;
    double x = x_of(system, span->start_ms);
    double height = (double)system->height / 100;
    buffer_append_string(svg, "<g><title>");
    /* The lane is of concern for hands alone, so one name serves for the light as well. */
    append_words(span, LANE_SOUND, svg);
    buffer_format(svg, "</title><path class=\"s\" d=\"M%.2f %dV%.2fL%.2f %.2fH%.2fV%dz\"/>", x,
                  system->height, height * (100 - from_percent),
                  x_of(system, span->start_ms + over_ms), height * (100 - span->percent),
                  x_of(system, span->end_ms), system->height);
    buffer_format(svg, "<text x=\"%.2f\" y=\"%d\">", x + TEXT_X, system->height - TEXT_RISE);
    append_words(span, LANE_SOUND, svg);
    buffer_append_string(svg, "</text></g>\n");
}

/* One way in or out. Both ends are level, as a raised cosine's are. */
static void append_phase(const struct system *system, const struct breath_moment *moment)
{
    double x = x_of(system, moment->phase_start_ms);
    double end = x_of(system, moment->phase_end_ms);
    /* With the control points at 0.3642 of the way, a cubic is within 1 % of half a cosine. */
    double control = (end - x) * 0.3642;
    double from = system->height * (1 - moment->fullness_from);
    double to = system->height * (1 - moment->fullness_to);
    buffer_format(system->svg, "M%.2f %.2fC%.2f %.2f %.2f %.2f %.2f %.2f", x, from, x + control,
                  from, end - control, to, end, to);
}

/* The curve that the pacer follows. */
static void draw_breath(const struct system *system)
{
    const struct timeline *timeline = system->timeline;
    buffer_append_string(system->svg, "<path class=\"l\" d=\"");
    for (size_t i = 0; i < timeline->breath_count; i++) {
        struct breath_moment moment;
        int32_t at_ms = timeline->breaths[i].start_ms;
        if (at_ms >= system->end_ms)
            break;
        /* Phase by phase, each from the moment the one before it ended; the last ends in another
         * breath, or in none. */
        while (timeline_breath_at(timeline, at_ms, &moment) && moment.breath == i) {
            if (moment.phase_end_ms > system->start_ms)
                append_phase(system, &moment);
            at_ms = moment.phase_end_ms;
        }
    }
    buffer_append_string(system->svg, "\"/>\n");
}

/* When the span after the one at `index` begins; `end_ms` where there is none. */
static int32_t next_ms(const struct lane_spans *spans, size_t index, int32_t end_ms)
{
    return index + 1 < spans->count ? spans->spans[index + 1].start_ms : end_ms;
}

/* The light before any line of the script has changed it: all of what the listener chose. */
static void draw_first_light(const struct system *system)
{
    const struct lane_spans *light = &system->timeline->lanes[LANE_LIGHT];
    int32_t end_ms = light->count > 0 ? light->spans[0].start_ms : system->timeline->length_ms;
    if (end_ms > system->start_ms)
        buffer_format(system->svg, "<rect class=\"s\" width=\"%.2f\" height=\"%d\"/>\n",
                      x_of(system, end_ms), system->height);
}

/* What of a lane falls into the system. */
static void draw_spans(const struct system *system, enum lane lane)
{
    const struct lane_spans *spans = &system->timeline->lanes[lane];
    /* Before the first change there is no sound, and all of the light. */
    int percent = lane == LANE_LIGHT ? 100 : 0;
    if (lane == LANE_LIGHT)
        draw_first_light(system);
    for (size_t i = 0; i < spans->count; i++) {
        const struct span *span = &spans->spans[i];
        if (span->start_ms >= system->end_ms)
            return;
        /* The second half is for chapters, which have no length. */
        bool seen = span->end_ms > system->start_ms || span->start_ms >= system->start_ms;
        if (seen && lane == LANE_CHAPTER)
            draw_chapter(system, span);
        else if (seen && (lane == LANE_SOUND || lane == LANE_LIGHT))
            draw_level(system, span, percent);
        /* Hands at rest are an empty place in their strip. */
        else if (seen && (lane != LANE_HANDS || span->action != ACTION_REST))
            draw_box(system, span, lane, next_ms(spans, i, system->end_ms));
        percent = span->percent;
    }
}

/* One strip, with its name before it. */
static void draw_strip(struct system *system, enum lane lane)
{
    system->height = heights[lane];
    buffer_format(system->svg, "<text class=\"q\" x=\"%d\" y=\"%d\">%s</text>\n", MARGIN,
                  system->top + system->height - TEXT_RISE, lane_word(lane));
    buffer_format(system->svg, "<svg x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\">\n",
                  MARGIN + LABELS, system->top, STRIP, system->height);
    if (lane == LANE_BREATH)
        draw_breath(system);
    else
        draw_spans(system, lane);
    buffer_append_string(system->svg, "</svg>\n");
    system->top += system->height + GAP;
}

/* Thin lines over all strips, at round times. */
static void draw_axis(const struct system *system, int height)
{
    int32_t length_s = (system->end_ms - system->start_ms) / 1000;
    size_t step = 0;
    /* The closest ticks that are few enough for their times to be read. */
    while (step + 1 < sizeof ticks_s / sizeof ticks_s[0] && length_s / ticks_s[step] > TICKS)
        step++;
    for (int32_t at_s = 0; at_s < length_s; at_s += ticks_s[step]) {
        double x = MARGIN + LABELS + x_of(system, system->start_ms + at_s * 1000);
        buffer_format(system->svg,
                      "<path class=\"t\" d=\"M%.2f %dv%d\"/><text class=\"q\" x=\"%.2f\" y=\"%d\">",
                      x, system->top, height, x + TEXT_X, system->top + height + AXIS - GAP);
        append_time(system->svg, system->start_ms / 1000 + at_s);
        buffer_append_string(system->svg, "</text>\n");
    }
}

/* How high all strips of a system are. */
static int strips_height(void)
{
    int height = 0;
    for (int lane = 0; lane < LANE_COUNT; lane++)
        height += heights[lane] + GAP;
    return height;
}

/* How long a system is: the least of the lengths with which there are few enough, or else a share
 * of the session. */
static int32_t system_length_ms(int32_t session_ms)
{
    for (size_t i = 0; i < sizeof lengths_s / sizeof lengths_s[0]; i++)
        if (session_ms <= (int64_t)lengths_s[i] * 1000 * MOST_SYSTEMS)
            return lengths_s[i] * 1000;
    return (session_ms + MOST_SYSTEMS - 1) / MOST_SYSTEMS;
}

void timeline_chart(const struct timeline *timeline, struct text title, struct buffer *svg)
{
    assert(timeline->length_ms > 0);
    int32_t length_ms = system_length_ms(timeline->length_ms);
    /* The last one is as long as the others, so that a minute is as wide in every line; what the
     * session does not fill of it stays empty. */
    int32_t systems = (timeline->length_ms + length_ms - 1) / length_ms;
    int strips = strips_height();
    int width = MARGIN + LABELS + STRIP + MARGIN;
    int height = HEAD + systems * (strips + AXIS + SYSTEM_GAP) + MARGIN;
    buffer_format(svg,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
                  "viewBox=\"0 0 %d %d\">\n%s<rect class=\"g\" width=\"%d\" height=\"%d\"/>"
                  "<text class=\"h\" x=\"%d\" y=\"%d\">",
                  width, height, width, height, style, width, height, MARGIN, HEAD - MARGIN);
    buffer_append_markup(svg, title);
    buffer_append_string(svg, "</text>\n");
    for (int32_t i = 0; i < systems; i++) {
        struct system system = {.timeline = timeline,
                                .svg = svg,
                                .start_ms = i * length_ms,
                                .end_ms = (i + 1) * length_ms,
                                .top = HEAD + i * (strips + AXIS + SYSTEM_GAP)};
        draw_axis(&system, strips);
        for (int lane = 0; lane < LANE_COUNT; lane++)
            draw_strip(&system, (enum lane)lane);
    }
    buffer_append_string(svg, "</svg>\n");
}
