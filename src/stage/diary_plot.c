/* `lull diary --plot`: weeks of the diary as a picture to print, or to show a doctor.
 *
 * The chart's geometry is the page's, drawn by cairo on a light ground for paper, or on a dark one
 * for the screen. The file is made in memory and put in its place when it is whole.
 */
#include "base/buffer.h"
#include "base/file.h"
#include "cli/arguments.h"
#include "cli/diary_opening.h"
#include "cli/output.h"
#include "shell/diary_chart.h"
#include "stage/performances.h"
#include "store/diary_summary.h"

#include <assert.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <math.h>
#include <string.h>

/* A sheet of A4 on its side at 96 dots an inch, and its parts. */
enum {
    WIDTH = 1123,
    HEIGHT = 794,
    LEFT = 90,
    RIGHT = WIDTH - 60,
    TOP = 110,
    BOTTOM = 520,
    TEXT = 17,
    TITLE = 24,
    LINE = 27,
    UNSAID_BELOW = 16,
    MEDICINE_BELOW = 38,
    MONTHS_BELOW = 68,
};

/* How many days are shown when nobody says which: half a year. */
enum { USUAL_DAYS = 26 * 7, LEAST_DAYS = 7, MOST_DAYS = 400 };

/* Grey levels of the two grounds, 0 to 1: what is drawn on them, strong and faint. */
struct ground {
    double paper;
    double ink;
    double faint;
};

/* On black the ink is dim enough to be looked at in the dark. */
static const struct ground light_ground = {.paper = 1, .ink = 0.1, .faint = 0.8};
static const struct ground dark_ground = {.paper = 0, .ink = 0.36, .faint = 0.13};

static const double TURN = 6.283185307179586; /* once round, in radians */
static const double RADIUS = 5.5;             /* of a form */
static const double PLUS = 5;                 /* arm of a plus, at most */

struct plot {
    cairo_t *cairo;
    struct ground ground;
    struct diary_chart chart;
    struct diary_summary summary;
};

/* Everything is grey: a plot is printed, copied and faxed, and forms tell what colours would. */
static void set_grey(const struct plot *plot, double grey)
{
    cairo_set_source_rgb(plot->cairo, grey, grey, grey);
}

/* In units of the sheet, with the font that is set by now. */
static double width_of(const struct plot *plot, const char *words)
{
    cairo_text_extents_t extents;
    cairo_text_extents(plot->cairo, words, &extents);
    return extents.x_advance;
}

/* `y` is where the letters stand, not their top. */
static void put(const struct plot *plot, const char *words, double x, double y)
{
    set_grey(plot, plot->ground.ink);
    cairo_move_to(plot->cairo, x, y);
    cairo_show_text(plot->cairo, words);
}

/* From shares of the chart to the sheet; 1 is the worst pain, at the top. */
static double x_of(double share)
{
    return LEFT + share * (RIGHT - LEFT);
}

/* `pain` is a share as well: 0 for none, 1 for the worst. */
static double y_of(double pain)
{
    return BOTTOM - pain * (BOTTOM - TOP);
}

/* The forms of the page, drawn sharp. A form is first filled and then outlined along the same
 * path. */
static void draw_form(const struct plot *plot, enum diary_form form, double x, double y,
                      double radius)
{
    int corners = diary_form_corners(form);
    cairo_set_line_width(plot->cairo, 1.6);
    cairo_new_path(plot->cairo);
    for (int i = 0; i < corners; i++) {
        double corner_x, corner_y;
        diary_form_corner(form, i, &corner_x, &corner_y);
        cairo_line_to(plot->cairo, x + radius * corner_x, y + radius * corner_y);
    }
    if (corners == 0)
        cairo_arc(plot->cairo, x, y, form == DIARY_OTHER ? radius / 2 : radius, 0, TURN);
    cairo_close_path(plot->cairo);
    /* Paper is within an open form, not the line that leads to it. */
    bool is_open = corners > 0 || form == DIARY_RING;
    set_grey(plot, is_open ? plot->ground.paper : plot->ground.ink);
    cairo_fill_preserve(plot->cairo);
    set_grey(plot, plot->ground.ink);
    if (is_open)
        cairo_stroke(plot->cairo);
    cairo_new_path(plot->cairo);
}

/* In the grey and width that are set by now. */
static void draw_line(const struct plot *plot, double x, double from, double to_x, double to)
{
    cairo_new_path(plot->cairo);
    cairo_move_to(plot->cairo, x, from);
    cairo_line_to(plot->cairo, to_x, to);
    cairo_stroke(plot->cairo);
}

/* The sign of medicine, in the chart and beside its sentence. */
static void draw_plus(const struct plot *plot, double x, double y, double arm)
{
    set_grey(plot, plot->ground.ink);
    cairo_set_line_width(plot->cairo, 1.3);
    draw_line(plot, x - arm, y, x + arm, y);
    draw_line(plot, x, y - arm, x, y + arm);
}

/* The way first and the form over it, so that an open form is not crossed by a line. */
static void draw_mark(const struct plot *plot, const struct diary_mark *mark)
{
    double x = x_of(mark->x);
    /* Where it led to; where that was not said, where it began. */
    double pain = mark->says_after ? mark->after : mark->before;
    set_grey(plot, (plot->ground.ink + plot->ground.faint) / 2);
    cairo_set_line_width(plot->cairo, 1);
    if (mark->says_before && mark->says_after) {
        draw_line(plot, x, y_of(mark->before), x, y_of(mark->after));
        /* A short bar where the way begins: where before and after are close, that is all there is
         * to see. */
        draw_line(plot, x - 2, y_of(mark->before), x + 2, y_of(mark->before));
    }
    if (mark->says_before || mark->says_after)
        draw_form(plot, mark->form, x, y_of(pain), RADIUS);
    else
        draw_form(plot, mark->form, x, BOTTOM + UNSAID_BELOW, RADIUS * 0.6);
}

/* A plus a day, as large as days leave room for. */
static void draw_medicine(const struct plot *plot)
{
    /* Two in five of a day's width, so that pluses of two days in a row do not touch. */
    double arm = fmin(fmax(0.4 * (RIGHT - LEFT) / plot->chart.days, 2), PLUS);
    for (size_t i = 0; i < plot->chart.medicine_count; i++)
        draw_plus(plot, x_of(plot->chart.medicine[i]), BOTTOM + MEDICINE_BELOW, arm);
}

/* A name, as far as there is room before the next, and a line under it where the month had medicine
 * on many days. */
static void draw_month(const struct plot *plot, const struct diary_month *month)
{
    double x = x_of(month->x);
    struct buffer words = buffer_make(allocator_system());
    diary_month_say(month, &words);
    double width = words.failed ? 0 : width_of(plot, words.bytes);
    /* With its number of days, or else the name alone, or nothing: names that overlap say less. */
    bool is_whole = !words.failed && x + width <= x_of(month->next_x);
    if (is_whole)
        put(plot, words.bytes, x, BOTTOM + MONTHS_BELOW);
    else if (x + width_of(plot, month->name) <= x_of(month->next_x))
        put(plot, month->name, x, BOTTOM + MONTHS_BELOW);
    if (is_whole && diary_month_is_marked(month)) {
        cairo_set_line_width(plot->cairo, 1.3);
        draw_line(plot, x, BOTTOM + MONTHS_BELOW + 5, x + width, BOTTOM + MONTHS_BELOW + 5);
    }
    buffer_release(&words);
}

/* Lines for every other number of pain, and the months. */
static void draw_axes(const struct plot *plot)
{
    cairo_set_line_width(plot->cairo, 1);
    for (int pain = 0; pain <= PAIN_MOST; pain += 2) {
        char number[8];
        (void)snprintf(number, sizeof number, "%d", pain);
        set_grey(plot, plot->ground.faint);
        draw_line(plot, LEFT, y_of((double)pain / PAIN_MOST), RIGHT,
                  y_of((double)pain / PAIN_MOST));
        put(plot, number, LEFT - 32, y_of((double)pain / PAIN_MOST) + TEXT / 3.0);
    }
    for (size_t i = 0; i < plot->chart.month_count; i++)
        draw_month(plot, &plot->chart.months[i]);
}

/* Words and their place; releases `words`. */
static void put_words(const struct plot *plot, struct buffer *words, double x, double y)
{
    /* The NUL of the literal is the byte: a buffer without any has no bytes at all to point to. */
    buffer_append(words, (struct text){.bytes = "", .length = 1});
    if (!words->failed)
        put(plot, buffer_text(words).bytes, x, y);
    buffer_release(words);
}

/* What the numbers are, of which days, and how a mark is read: a sheet has nobody to ask. */
static void draw_title(const struct plot *plot)
{
    struct buffer words = buffer_make(allocator_system());
    buffer_append_string(&words, "Pain, 0 to 10, ");
    day_print(plot->chart.first, &words);
    buffer_append_string(&words, " to ");
    day_print(plot->chart.first + plot->chart.days - 1, &words);
    cairo_set_font_size(plot->cairo, TITLE);
    put_words(plot, &words, LEFT, TOP - 50);
    cairo_set_font_size(plot->cairo, TEXT);
    put(plot,
        diary_chart_is_by_day(&plot->chart)
            ? "A form stands where the pain was after a day's last session; a line leads to it "
              "from before the first."
            : "A form stands where the pain was after a session; a line leads to it from before.",
        LEFT, TOP - 22);
}

/* What a routine was followed by, its title cut as far as the sheet's width asks for. The numbers
 * are what matters, so never the end of the sentence; a byte at a time, which is a few hundred
 * measurings at most. */
static void put_routine(const struct plot *plot, const struct diary_routine *routine, double y)
{
    bool fits = false;
    for (size_t keep = routine->title.length; !fits && keep > 0; keep--) {
        struct buffer title = buffer_make(allocator_system());
        struct buffer words = buffer_make(allocator_system());
        struct diary_routine shown = *routine;
        buffer_append(&title, text_cut(routine->title, keep));
        buffer_append_string(&title, keep < routine->title.length ? "…" : "");
        shown.title = buffer_text(&title);
        diary_summary_say_routine(&shown, &words);
        /* Without memory it ends here, and put_words puts nothing. */
        fits = words.failed || LEFT + width_of(plot, words.bytes) <= RIGHT;
        if (fits)
            put_words(plot, &words, LEFT, y);
        buffer_release(&words);
        buffer_release(&title);
    }
}

/* What it comes to, as on the page and in the table, for the routines with forms of their own. */
static void draw_words(const struct plot *plot)
{
    double y = BOTTOM + MONTHS_BELOW + LINE + LINE / 2.0;
    for (size_t i = 0; i < plot->summary.count && i < DIARY_OTHER; i++) {
        draw_form(plot, (enum diary_form)i, LEFT - 25, y - TEXT / 3.0, RADIUS);
        put_routine(plot, &plot->summary.routines[i], y);
        y += LINE;
    }
    struct buffer words = buffer_make(allocator_system());
    diary_summary_say_medicine(&plot->summary, &words);
    draw_plus(plot, LEFT - 25, y - TEXT / 3.0, PLUS);
    put_words(plot, &words, LEFT, y);
    if (diary_summary_is_marked(&plot->summary) || diary_chart_is_marked(&plot->chart))
        put(plot, diary_summary_mark(), LEFT, y + LINE);
}

/* From the ground up: the axes lie under the marks. */
static void draw(const struct plot *plot)
{
    set_grey(plot, plot->ground.paper);
    cairo_paint(plot->cairo);
    /* The system's own: the sheet is read by others, on other machines, and an SVG only names its
     * font. */
    cairo_select_font_face(plot->cairo, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           CAIRO_FONT_WEIGHT_NORMAL);
    draw_title(plot);
    draw_axes(plot);
    for (size_t i = 0; i < plot->chart.count; i++)
        draw_mark(plot, &plot->chart.marks[i]);
    draw_medicine(plot);
    draw_words(plot);
}

/* cairo hands its file over piece by piece. */
static cairo_status_t append(void *context, const unsigned char *bytes, unsigned int length)
{
    struct buffer *file = context;
    buffer_append(file, (struct text){.bytes = (const char *)bytes, .length = length});
    return file->failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

/* Draws into `file`, as SVG or PNG. Returns whether there was memory for it. */
static bool make(struct plot *plot, bool is_svg, struct buffer *file)
{
    /* Twice as fine as a screen, for paper. */
    enum { PNG_SCALE = 2 };
    assert(plot->chart.days >= LEAST_DAYS && plot->chart.days <= MOST_DAYS);
    cairo_surface_t *surface = is_svg ? cairo_svg_surface_create_for_stream(append, file, WIDTH,
                                                                            HEIGHT)
                                      : cairo_image_surface_create(CAIRO_FORMAT_RGB24,
                                                                   PNG_SCALE * WIDTH,
                                                                   PNG_SCALE * HEIGHT);
    plot->cairo = cairo_create(surface);
    if (!is_svg)
        cairo_scale(plot->cairo, PNG_SCALE, PNG_SCALE);
    draw(plot);
    bool done = cairo_status(plot->cairo) == CAIRO_STATUS_SUCCESS;
    if (done && !is_svg)
        done = cairo_surface_write_to_png_stream(surface, append, file) == CAIRO_STATUS_SUCCESS;
    /* Finished before it is asked how it went: an SVG is written when its surface ends. */
    cairo_destroy(plot->cairo);
    cairo_surface_finish(surface);
    done = done && cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS && !file->failed;
    cairo_surface_destroy(surface);
    return done;
}

/* The days that --from and --to say, else half a year up to today. */
static bool read_days(const struct arguments *arguments, int32_t *first, int32_t *days)
{
    const char *from = arguments_value(arguments, "--from");
    const char *to = arguments_value(arguments, "--to");
    int32_t last = moment_day(moment_now());
    if ((to != NULL && !day_read(text_from(to), &last)) ||
        (from != NULL && !day_read(text_from(from), first))) {
        output_complain("--from and --to need a day such as 2026-11-01");
        return false;
    }
    /* From the end backwards, whichever end was said. */
    if (from == NULL)
        *first = last - USUAL_DAYS + 1;
    *days = last - *first + 1;
    if (*days >= LEAST_DAYS && *days <= MOST_DAYS)
        return true;
    output_complain("a plot shows %d to %d days, not %d", LEAST_DAYS, MOST_DAYS, (int)*days);
    return false;
}

/* Reads the diary and charts those days. */
static enum status chart(struct plot *plot, struct arena *arena, int32_t first, int32_t days)
{
    struct diary *diary = diary_opening(DIARY_READ);
    if (diary == NULL)
        return STATUS_FILE;
    /* All of the diary: medicine of a month is counted from before the first day, too. */
    struct diary_entries entries;
    bool done = diary_read(diary, arena, DAY_FIRST, DAY_LAST, &entries);
    enum status status = diary_opening_judge(diary, done);
    /* At once, so that no other program waits for it while this one draws. */
    diary_close(diary);
    if (status != STATUS_FINE)
        return status;
    if (!diary_summary_make(&plot->summary, arena, &entries, first, first + days - 1,
                            moment_day(moment_now())) ||
        !diary_chart_make(&plot->chart, arena, &entries, &plot->summary, first, days))
        return output_no_memory();
    return STATUS_FINE;
}

/* Whether the name ends so and has something before it. */
static bool has_ending(const char *path, const char *ending)
{
    size_t length = strlen(path);
    size_t ending_length = strlen(ending);
    return length > ending_length && strcmp(path + length - ending_length, ending) == 0;
}

enum status diary_plot_perform(const struct arguments *arguments)
{
    const char *path = arguments_value(arguments, "--plot");
    assert(path != NULL); /* lull sends no other */
    /* By the ending, as everywhere: one option less. */
    bool is_svg = has_ending(path, ".svg");
    struct plot plot = {.ground = arguments_has(arguments, "--dark") ? dark_ground : light_ground};
    int32_t first;
    int32_t days;
    if (!is_svg && !has_ending(path, ".png")) {
        output_complain("\"%s\" should end in .svg or .png, to say what to make", path);
        return STATUS_WRONG_USAGE;
    }
    if (!read_days(arguments, &first, &days))
        return STATUS_WRONG_USAGE;
    struct arena arena = arena_make(allocator_system());
    struct buffer file = buffer_make(allocator_system());
    enum status status = chart(&plot, &arena, first, days);
    if (status == STATUS_FINE && !make(&plot, is_svg, &file))
        status = output_no_memory();
    const char *reason = NULL;
    if (status == STATUS_FINE &&
        !file_replace(allocator_system(), path, buffer_text(&file), &reason)) {
        output_complain("cannot write %s: %s", path, reason);
        status = STATUS_FILE;
    }
    buffer_release(&file);
    arena_release(&arena);
    return status;
}
