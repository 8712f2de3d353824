/* From top to bottom: which days, the chart, what routines were followed by, days with medicine,
 * keys. The lines take what they need, the chart the rest; where that would be too little, the
 * rarer routines give way, and in a low window everything is drawn smaller. So all is measured
 * first and drawn then, with the same functions breaking the lines both times.
 */
#include "shell/diary_view.h"

#include "base/buffer.h"
#include "scene/brush.h"
#include "scene/lines.h"
#include "store/day.h"

#include <assert.h>
#include <math.h>

/* In units of 1/96 inch. */
enum {
    INDENT = 44,       /* room for forms and numbers to the left of words and chart */
    LEAST_CHART = 110, /* height */
    BELOW_CHART = 84,  /* for sessions without numbers, medicine, and names of months */
    UNSAID_BELOW = 14, /* the middle of their rows, below no pain */
    MEDICINE_BELOW = 34,
    MONTHS_BELOW = 44,
    PLUS = 6, /* arm of a plus, at most */
};

/* From here on discs, rings and squares can be told apart. */
static const double LEAST_RADIUS = 5.5;
static const double MOST_RADIUS = 8;

/* How many routines have a line, at least and at most. */
enum { FEWEST_ROUTINES = 2, MOST_ROUTINES = 4 };

/* As small as a page can be drawn; see page.h. */
static const double LEAST_SCALE = 0.5;

/* Luminances, below the menu's, since a chart has many marks. */
static const double MARK_LIGHT = 0.045;
static const double UNSAID_LIGHT = 0.012;
static const double WAY_LIGHT = 0.012;
static const double MEDICINE_LIGHT = 0.03;
static const double LINE_LIGHT = 0.05;
static const double AXIS_LIGHT = 0.025;

struct view {
    const struct diary_page *diary;
    const struct font *font;
    struct page page;
    struct brush brush; /* its light is that of the page */
    struct point chart; /* its top left corner */
    double width_px;
    double height_px;
    double radius_px; /* of a mark */
};

/* One line of words, shortened where it would leave the page. */
static void put(const struct view *view, struct text text, double light, int x_px, int y_px)
{
    int size_px = page_px(&view->page, PAGE_TEXT);
    struct text fitting = lines_shorten(view->brush.list->arena, text, view->font, size_px,
                                        view->page.right_px - x_px);
    brush_text(&view->brush, PAINT_TEXT, light, fitting, size_px, x_px, y_px);
}

/* A form of straight lines around `centre`. */
static void draw_corners(const struct view *view, double light, struct point centre,
                         enum diary_form form, double radius_px)
{
    enum { MOST = 5 };
    struct point corners[MOST];
    int count = diary_form_corners(form);
    assert(count > 0 && count < MOST);
    /* The last is the first once more, which closes it. */
    for (int i = 0; i <= count; i++) {
        /* In shares of the radius, around the form's middle. */
        double x, y;
        diary_form_corner(form, i, &x, &y);
        corners[i] = (struct point){.x_px = centre.x_px + (float)(radius_px * x),
                                    .y_px = centre.y_px + (float)(radius_px * y)};
    }
    /* An open line and not a filled form: that is what tells it from a disc at the same size. */
    brush_line(&view->brush, PAINT_HAND, light, corners, (size_t)count + 1, view->page.unit * 1.5,
               view->page.unit * 2);
}

/* The factors make the forms look equally large: a glow fades outwards, a ring's line has a width
 * of its own. */
static void draw_form(const struct view *view, enum diary_form form, double light,
                      struct point centre, double radius_px)
{
    switch (form) {
    case DIARY_DISC:
        brush_glow(&view->brush, PAINT_HAND, light, centre, radius_px * 1.4);
        break;
    case DIARY_RING:
        brush_ring(&view->brush, PAINT_HAND, light, centre, radius_px * 0.8, radius_px * 0.5);
        break;
    case DIARY_TRIANGLE:
    case DIARY_SQUARE:
        draw_corners(view, light, centre, form, radius_px);
        break;
    default:
        brush_glow(&view->brush, PAINT_HAND, light, centre, radius_px * 0.7);
    }
}

/* The sign of medicine, as it stands in the diary's words too: "+4". */
static void draw_plus(const struct view *view, struct point centre, double radius_px)
{
    float arm_px = (float)radius_px;
    struct point across[2] = {{centre.x_px - arm_px, centre.y_px},
                              {centre.x_px + arm_px, centre.y_px}};
    struct point down[2] = {{centre.x_px, centre.y_px - arm_px},
                            {centre.x_px, centre.y_px + arm_px}};
    brush_line(&view->brush, PAINT_HAND, MEDICINE_LIGHT, across, 2, view->page.unit,
               view->page.unit * 1.5);
    brush_line(&view->brush, PAINT_HAND, MEDICINE_LIGHT, down, 2, view->page.unit,
               view->page.unit * 1.5);
}

/* Words that live as long as the list. */
static struct text keep_words(const struct view *view, struct buffer *words)
{
    struct text kept = arena_copy_text(view->brush.list->arena, buffer_text(words));
    buffer_release(words);
    return kept;
}

/* From shares of the chart to pixels of the window; 1 is at the top. */
static struct point at(const struct view *view, double x, double height)
{
    return (struct point){.x_px = view->chart.x_px + (float)(x * view->width_px),
                          .y_px = view->chart.y_px + (float)((1 - height) * view->height_px)};
}

/* At a distance in units below where no pain is. */
static struct point below(const struct view *view, double x, int units)
{
    struct point point = at(view, x, 0);
    point.y_px += (float)(view->page.unit * units);
    return point;
}

/* The way from before to after, and the form where it led to. */
static void draw_mark(const struct view *view, const struct diary_mark *mark)
{
    /* Before and after stand above each other, at one time: only pain has changed. */
    struct point ends[2] = {at(view, mark->x, mark->before), at(view, mark->x, mark->after)};
    struct point way[2] = {ends[0], ends[1]};
    /* It ends at the edge of the form: within, an open one would look like another. */
    float radius_px = (float)view->radius_px;
    /* Pixels count downwards: where pain has fallen, the way comes from above. */
    way[1].y_px += mark->before > mark->after ? -radius_px : radius_px;
    if (mark->says_before && mark->says_after &&
        fabs((double)(ends[1].y_px - ends[0].y_px)) > view->radius_px)
        brush_line(&view->brush, PAINT_LINE, WAY_LIGHT, way, 2, view->page.unit,
                   view->page.unit * 2);
    if (mark->says_before && mark->says_after)
        brush_glow(&view->brush, PAINT_HAND, MARK_LIGHT / 2, ends[0], view->radius_px / 2);
    if (mark->says_before || mark->says_after)
        draw_form(view, mark->form, MARK_LIGHT, mark->says_after ? ends[1] : ends[0],
                  view->radius_px);
    else
        /* A session without a number was still one: it stands in a row below the chart, small and
         * dim. */
        draw_form(view, mark->form, UNSAID_LIGHT, below(view, mark->x, UNSAID_BELOW),
                  view->radius_px * 0.7);
}

/* A name where there is room for it before the next one, with the month's days of medicine where
 * those fit too. */
static void draw_month(const struct view *view, const struct diary_month *month)
{
    struct buffer words = buffer_make(view->brush.list->arena->allocator);
    diary_month_say(month, &words);
    struct text text = keep_words(view, &words);
    int size_px = page_px(&view->page, PAGE_TEXT);
    int room_px = (int)((month->next_x - month->x) * view->width_px);
    struct point point = below(view, month->x, MONTHS_BELOW);
    int width_px = view->font->measure(view->font->context, text, size_px);
    bool is_whole = width_px <= room_px;
    if (!is_whole)
        /* Without its days rather than not at all. */
        text = text_from(month->name);
    if (!is_whole && view->font->measure(view->font->context, text, size_px) > room_px)
        return;
    put(view, text, AXIS_LIGHT, (int)point.x_px, (int)point.y_px);
    if (!is_whole || !diary_month_is_marked(month))
        return;
    /* A line under it says what colour must not: that many days of medicine may bring headaches. */
    float under_px = point.y_px + (float)page_px(&view->page, PAGE_LINE - 4);
    struct point ends[2] = {{point.x_px, under_px}, {point.x_px + (float)width_px, under_px}};
    brush_line(&view->brush, PAINT_HAND, MEDICINE_LIGHT, ends, 2, view->page.unit,
               view->page.unit * 1.5);
}

/* A plus a day, as large as days leave room for. */
static void draw_medicine(const struct view *view)
{
    const struct diary_chart *chart = &view->diary->chart;
    double arm_px = view->width_px / chart->days * 0.4;
    /* Never so small that it is a dot, nor larger than beside its sentence. */
    arm_px = fmin(fmax(arm_px, view->page.unit * 2), view->page.unit * PLUS);
    for (size_t i = 0; i < chart->medicine_count; i++)
        draw_plus(view, below(view, chart->medicine[i], MEDICINE_BELOW), arm_px);
}

/* The ends of the scale, months, marks, medicine. No grid, whose lines would be more light than the
 * marks. */
static void draw_chart(const struct view *view)
{
    const struct diary_chart *chart = &view->diary->chart;
    int half_px = page_px(&view->page, PAGE_TEXT) / 2;
    put(view, text_from("10"), AXIS_LIGHT, view->page.left_px, (int)view->chart.y_px - half_px);
    put(view, text_from("0"), AXIS_LIGHT, view->page.left_px,
        (int)(view->chart.y_px + view->height_px) - half_px);
    for (size_t i = 0; i < chart->month_count; i++)
        draw_month(view, &chart->months[i]);
    for (size_t i = 0; i < chart->count; i++)
        draw_mark(view, &chart->marks[i]);
    draw_medicine(view);
}

/* "2026-10-14 to 2026-11-24". */
static void draw_days(const struct view *view)
{
    const struct diary_chart *chart = &view->diary->chart;
    struct buffer words = buffer_make(view->brush.list->arena->allocator);
    day_print(chart->first, &words);
    buffer_append_string(&words, " to ");
    day_print(chart->first + chart->days - 1, &words);
    put(view, keep_words(view, &words), AXIS_LIGHT,
        view->page.left_px + page_px(&view->page, INDENT), view->page.top_px);
}

/* Draws `text` in as many lines as it needs from `y_px` on, and returns where the next one goes. */
static int draw_paragraph(const struct view *view, struct text text, int y_px)
{
    int x_px = view->page.left_px + page_px(&view->page, INDENT);
    while (text.length > 0) {
        struct text line = lines_next(&text, view->font, page_px(&view->page, PAGE_TEXT),
                                      view->page.right_px - x_px);
        put(view, line, LINE_LIGHT, x_px, y_px);
        y_px += page_px(&view->page, PAGE_LINE);
    }
    return y_px;
}

/* The middle of the room for a form beside the line at `y_px`. */
static struct point beside(const struct view *view, int y_px)
{
    return (struct point){
        .x_px = (float)(view->page.left_px + page_px(&view->page, INDENT) / 3),
        .y_px = (float)(y_px + page_px(&view->page, PAGE_TEXT) / 2 + page_px(&view->page, 3))};
}

/* What the routine at `index` was followed by. */
static struct text routine_words(const struct view *view, size_t index)
{
    struct buffer words = buffer_make(view->brush.list->arena->allocator);
    diary_summary_say_routine(&view->diary->summary.routines[index], &words);
    return keep_words(view, &words);
}

/* The first `count` routines, each with the form that its marks have. Returns where the next line
 * goes. */
static int draw_routines(const struct view *view, size_t count, int y_px)
{
    for (size_t i = 0; i < count; i++) {
        draw_form(view, (enum diary_form)i, MARK_LIGHT, beside(view, y_px), view->page.unit * 8);
        y_px = draw_paragraph(view, routine_words(view, i), y_px);
    }
    return y_px;
}

/* What is said below the chart of medicine, and of the diary itself. */
static struct text last_words(const struct view *view)
{
    const struct diary_page *diary = view->diary;
    struct buffer words = buffer_make(view->brush.list->arena->allocator);
    if (diary->line[0] != '\0')
        buffer_format(&words, "The diary: %s.", diary->line);
    else if (diary->entries.count == 0)
        buffer_append_string(&words, "Nothing is kept yet. After a session two digits are enough.");
    else
        diary_summary_say_medicine(&diary->summary, &words);
    if (diary_summary_is_marked(&diary->summary) || diary_chart_is_marked(&diary->chart)) {
        buffer_append_string(&words, " ");
        buffer_append_string(&words, diary_summary_mark());
    }
    return keep_words(view, &words);
}

/* How many lines `text` takes. */
static int count_lines(const struct view *view, struct text text)
{
    int width_px = view->page.right_px - view->page.left_px - page_px(&view->page, INDENT);
    int count = 0;
    for (; text.length > 0; count++)
        /* As draw_paragraph breaks them, or the chart would have another height than its room. */
        (void)lines_next(&text, view->font, page_px(&view->page, PAGE_TEXT), width_px);
    return count;
}

/* Gives the chart what the lines leave. Returns how many routines have a sentence. */
static size_t share_out(struct view *view, int words_lines)
{
    const struct page *page = &view->page;
    int line_px = page_px(page, PAGE_LINE);
    /* What every page has: the days, half a line of air, what is below the chart, the words at its
     * end and the line of keys. */
    int room_px = page->bottom_px - page->top_px - line_px - page_px(page, BELOW_CHART) -
                  line_px / 2 - (words_lines + 1) * line_px;
    size_t routines = 0;
    while (routines < view->diary->summary.count && routines < MOST_ROUTINES) {
        int height_px = count_lines(view, routine_words(view, routines)) * line_px;
        /* Two have a sentence in any case; the caller draws smaller where the chart is then too
         * low. */
        if (routines >= FEWEST_ROUTINES && room_px - height_px < page_px(page, LEAST_CHART))
            break;
        room_px -= height_px;
        routines++;
    }
    int indent_px = page_px(page, INDENT);
    view->chart.x_px = (float)(page->left_px + indent_px);
    view->chart.y_px = (float)(page->top_px + line_px + line_px / 2);
    view->width_px = page->right_px - page->left_px - indent_px;
    /* May be too little, even less than nothing, in a very low window: the caller looks. */
    view->height_px = room_px;
    /* A mark is as large as its day is wide, within what can be told apart and what is calm. */
    double day_px = view->width_px / view->diary->days;
    view->radius_px = fmin(fmax(day_px * 0.6, page->unit * LEAST_RADIUS), page->unit * MOST_RADIUS);
    return routines;
}

void diary_view_draw(const struct page_look *look, const struct diary_page *page, double light,
                     struct draw_list *list)
{
    assert(look->font != NULL && light >= 0 && light <= 1);
    struct view view = {
        .diary = page,
        .font = look->font,
        .page = page_make(look),
        .brush = {.list = list, .hue = look->hue, .light = look->brightness * light}};
    if (view.brush.light <= 0)
        return;
    struct text words = last_words(&view);
    size_t routines = share_out(&view, count_lines(&view, words));
    struct page_look smaller = *look;
    /* Smaller letters take fewer lines, so it is measured anew each time; a few steps as a rule. */
    while (view.height_px < page_px(&view.page, LEAST_CHART) && smaller.scale > LEAST_SCALE) {
        smaller.scale *= 0.95;
        view.page = page_make(&smaller);
        routines = share_out(&view, count_lines(&view, words));
    }
    draw_days(&view);
    draw_chart(&view);
    int y_px = (int)(view.chart.y_px + view.height_px) + page_px(&view.page, BELOW_CHART);
    y_px = draw_routines(&view, routines, y_px);
    if (page->entries.count > 0)
        draw_plus(&view, beside(&view, y_px), view.page.unit * PLUS);
    (void)draw_paragraph(&view, words, y_px);
    put(&view,
        text_from(page->days == DIARY_PAGE_WEEKS
                      ? "Enter: how it is   Arrows: time, months   Esc: back"
                      : "Enter: how it is   Arrows: time, weeks   Esc: back"),
        AXIS_LIGHT, view.page.left_px + page_px(&view.page, INDENT),
        view.page.bottom_px - page_px(&view.page, PAGE_LINE));
}
