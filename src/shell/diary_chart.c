/* Each entry is placed by its own local time, so that an evening stands at the right of its day. */
#include "shell/diary_chart.h"

#include "base/text.h"
#include "store/day.h"

#include <assert.h>

static enum diary_form form_of(const struct diary_entry *entry, const struct diary_summary *summary)
{
    if (entry->routine.length == 0)
        return DIARY_OTHER;
    for (size_t i = 0; i < summary->count && i < DIARY_OTHER; i++)
        if (text_equal(summary->routines[i].routine, entry->routine))
            return (enum diary_form)i;
    return DIARY_OTHER;
}

static double height_of(int pain)
{
    assert(pain >= PAIN_NOT_SAID && pain <= PAIN_MOST);
    return pain == PAIN_NOT_SAID ? 0 : (double)pain / PAIN_MOST;
}

static struct diary_mark mark_of(const struct diary_chart *chart, const struct diary_entry *entry,
                                 const struct diary_summary *summary)
{
    enum { MINUTES_A_DAY = 24 * 60 };
    int hour;
    int minute;
    moment_clock(entry->moment, &hour, &minute);
    double day = moment_day(entry->moment) - chart->first;
    return (struct diary_mark){
        .x = (day + (double)(hour * 60 + minute) / MINUTES_A_DAY) / chart->days,
        .before = height_of(entry->before),
        .after = height_of(entry->after),
        .says_before = entry->before != PAIN_NOT_SAID,
        .says_after = entry->after != PAIN_NOT_SAID,
        .medicine = entry->medicine,
        .form = form_of(entry, summary),
    };
}

static void add_months(struct diary_chart *chart)
{
    static const char *const names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    struct date date = day_date(chart->first);
    /* The month that the chart begins in has its name at the next. */
    date.day = 1;
    while (chart->month_count < DIARY_CHART_MONTHS) {
        int32_t day = day_of_date(date);
        if (day >= chart->first + chart->days)
            return;
        if (day >= chart->first)
            chart->months[chart->month_count++] = (struct diary_month){
                .x = (double)(day - chart->first) / chart->days, .name = names[date.month - 1]};
        date.year += date.month / 12;
        date.month = date.month % 12 + 1;
    }
}

bool diary_chart_make(struct diary_chart *chart, struct arena *arena,
                      const struct diary_entries *entries, const struct diary_summary *summary,
                      int32_t first, int32_t days)
{
    assert(chart != NULL && entries != NULL && summary != NULL);
    assert(days >= 7 && days <= 400);
    *chart = (struct diary_chart){.first = first, .days = days};
    add_months(chart);
    chart->marks = arena_push(arena, entries->count, sizeof *chart->marks);
    if (chart->marks == NULL)
        return false;
    for (size_t i = 0; i < entries->count; i++) {
        int32_t day = moment_day(entries->items[i].moment);
        if (day >= first && day < first + days)
            chart->marks[chart->count++] = mark_of(chart, &entries->items[i], summary);
    }
    return true;
}
