/* Each entry is placed by its own local time, so that an evening stands at the right of its day; a
 * mark of a whole day stands in its middle. Entries come in the order of time, so those of a day
 * follow each other and one walk makes all marks. Room for marks and medicine is taken once, for as
 * many as there are entries: no day needs more.
 */
#include "shell/diary_chart.h"

#include "base/text.h"
#include "store/day.h"

#include <assert.h>
#include <math.h>

/* A routine's form is its place in the summary, which has those with most sessions first; so the
 * forms beside the sentences and the marks cannot disagree. */
static enum diary_form form_of(const struct diary_entry *entry, const struct diary_summary *summary)
{
    /* A headache that was noted by hand. */
    if (entry->routine.length == 0)
        return DIARY_OTHER;
    for (size_t i = 0; i < summary->count && i < DIARY_OTHER; i++)
        if (text_equal(summary->routines[i].routine, entry->routine))
            return (enum diary_form)i;
    return DIARY_OTHER;
}

/* Shares of the chart's height. What was not said stands at no pain, where the mark's `says_` keeps
 * it from being drawn as such. */
static double height_of(int pain)
{
    assert(pain >= PAIN_NOT_SAID && pain <= PAIN_MOST);
    return pain == PAIN_NOT_SAID ? 0 : (double)pain / PAIN_MOST;
}

bool diary_chart_is_by_day(const struct diary_chart *chart)
{
    return chart->days > DIARY_CHART_ENTRY_DAYS;
}

/* Where the middle of an entry's day is. */
static double middle_of_day(const struct diary_chart *chart, const struct diary_entry *entry)
{
    return (moment_day(entry->moment) - chart->first + 0.5) / chart->days;
}

/* Where an entry stands within its day. */
static double x_of(const struct diary_chart *chart, const struct diary_entry *entry)
{
    enum { MINUTES_A_DAY = 24 * 60 };
    int hour;
    int minute;
    moment_clock(entry->moment, &hour, &minute);
    /* Local days and clocks, as the person lived them, whatever zone the machine is in by now. */
    double day = moment_day(entry->moment) - chart->first;
    return (day + (double)(hour * 60 + minute) / MINUTES_A_DAY) / chart->days;
}

/* An entry by itself, as a mark. */
static struct diary_mark mark_of(const struct diary_chart *chart, const struct diary_entry *entry,
                                 const struct diary_summary *summary)
{
    return (struct diary_mark){
        .x = diary_chart_is_by_day(chart) ? middle_of_day(chart, entry) : x_of(chart, entry),
        .before = height_of(entry->before),
        .after = height_of(entry->after),
        .says_before = entry->before != PAIN_NOT_SAID,
        .says_after = entry->after != PAIN_NOT_SAID,
        .form = form_of(entry, summary),
    };
}

/* Makes a day's mark one of what came later that day, too: from before its first session to after
 * its last. Pain that was said before a session whose end was not said is no way from anywhere,
 * once the day has led somewhere. */
static void go_on(struct diary_mark *mark, const struct diary_mark *later)
{
    /* A mark that says nothing yet takes all from the later entry, its form as well. */
    bool says_nothing = !mark->says_before && !mark->says_after;
    if (says_nothing && later->says_before) {
        mark->says_before = true;
        mark->before = later->before;
    }
    if (later->says_after) {
        mark->says_after = true;
        mark->after = later->after;
    }
    if (says_nothing || later->says_after)
        mark->form = later->form;
}

/* Adds what an entry comes to; `is_same_day` as the one before. Of months, an entry of the same day
 * only changes that day's mark. */
static void add_entry(struct diary_chart *chart, const struct diary_entry *entry,
                      const struct diary_summary *summary, bool is_same_day)
{
    assert(chart->marks != NULL && chart->medicine != NULL);
    struct diary_mark mark = mark_of(chart, entry, summary);
    double middle = middle_of_day(chart, entry);
    if (is_same_day && diary_chart_is_by_day(chart))
        go_on(&chart->marks[chart->count - 1], &mark);
    else
        /* Never more than there are entries, for which there is room. */
        chart->marks[chart->count++] = mark;
    /* The last that was marked is this day or an earlier one, as entries come by days. */
    bool is_counted = chart->medicine_count > 0 &&
                      chart->medicine[chart->medicine_count - 1] >= middle;
    /* A day counts once, however often medicine was noted in it: guidelines count days. */
    if (entry->medicine && !is_counted)
        chart->medicine[chart->medicine_count++] = middle;
}

/* The first day of the month after that of `date`, which is a first day too. */
static struct date month_after(struct date date)
{
    date.year += date.month / 12;
    date.month = date.month % 12 + 1;
    return date;
}

/* The months that begin within the chart, with their days of medicine; a month's count is of the
 * whole month, also where the chart ends within it, since the limits are by month. */
static void add_months(struct diary_chart *chart, const struct diary_entries *entries)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct date date = day_date(chart->first);
    /* The month that the chart begins in has its name at the next. */
    date.day = 1;
    int32_t end = chart->first + chart->days;
    while (chart->month_count < DIARY_CHART_MONTHS && day_of_date(date) < end) {
        int32_t day = day_of_date(date);
        int month = date.month;
        date = month_after(date);
        int32_t next = day_of_date(date);
        /* Begun before the chart: there is no place for its name. */
        if (day < chart->first)
            continue;
        chart->months[chart->month_count++] = (struct diary_month){
            .x = (double)(day - chart->first) / chart->days,
            .next_x = (double)((next < end ? next : end) - chart->first) / chart->days,
            .name = names[month - 1],
            .medicine_days = diary_summary_medicine_days(entries, day, next - 1)};
    }
}

bool diary_month_is_marked(const struct diary_month *month)
{
    return month->medicine_days >= DIARY_MEDICINE_MARK_DAYS;
}

bool diary_chart_is_marked(const struct diary_chart *chart)
{
    for (size_t i = 0; i < chart->month_count; i++)
        if (diary_month_is_marked(&chart->months[i]))
            return true;
    return false;
}

void diary_month_say(const struct diary_month *month, struct buffer *text)
{
    buffer_append_string(text, month->name);
    if (month->medicine_days > 0)
        buffer_format(text, " +%d", month->medicine_days);
}

int diary_form_corners(enum diary_form form)
{
    return form == DIARY_TRIANGLE ? 3 : form == DIARY_SQUARE ? 4 : 0;
}

void diary_form_corner(enum diary_form form, int index, double *x, double *y)
{
    const double turn = 6.283185307179586; /* once round, in radians */
    int corners = diary_form_corners(form);
    assert(corners > 0);
    /* Half a corner further, a square stands on its side and not on its tip. */
    double turns = (index + (form == DIARY_SQUARE ? 0.5 : 0)) / corners;
    *x = sin(turns * turn);
    *y = -cos(turns * turn);
}

bool diary_chart_make(struct diary_chart *chart, struct arena *arena,
                      const struct diary_entries *entries, const struct diary_summary *summary,
                      int32_t first, int32_t days)
{
    assert(chart != NULL && entries != NULL && summary != NULL);
    assert(days >= 7 && days <= 400);
    *chart = (struct diary_chart){.first = first, .days = days};
    add_months(chart, entries);
    chart->marks = arena_push(arena, entries->count, sizeof *chart->marks);
    chart->medicine = arena_push(arena, entries->count, sizeof *chart->medicine);
    if (chart->marks == NULL || chart->medicine == NULL)
        return false;
    /* No day of the chart, so that the first entry is never taken for a second of its day. */
    int32_t day_before = first - 1;
    for (size_t i = 0; i < entries->count; i++) {
        int32_t day = moment_day(entries->items[i].moment);
        /* The diary may reach back years; the chart is of its days alone. */
        if (day < first || day >= first + days)
            continue;
        add_entry(chart, &entries->items[i], summary, day == day_before);
        day_before = day;
    }
    return true;
}
