/* One walk over the entries for the routines, and one for each span of days with medicine. Routines
 * are few, so each is looked for among those before it. Entries come in the order of their days, so
 * a day is counted when it is another than the last. Nothing is weighed or averaged: whole sessions
 * are counted, and the sentences give the counts.
 */
#include "store/diary_summary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What a person who knows the routine by its title would look for. */
static struct text shown_title(const struct diary_entry *entry)
{
    return entry->title.length > 0 ? entry->title : entry->routine;
}

/* The routine's row, made where it is not there yet; NULL when there is no memory. Routines are
 * told apart by what `lull play` calls them, since a title may change. */
static struct diary_routine *find_row(struct diary_summary *summary, struct arena *arena,
                                      size_t *capacity, struct text routine)
{
    for (size_t i = 0; i < summary->count; i++)
        if (text_equal(summary->routines[i].routine, routine))
            return &summary->routines[i];
    struct diary_routine *rows = arena_grow(arena, summary->routines, summary->count, capacity,
                                            sizeof *rows);
    if (rows == NULL)
        return NULL;
    summary->routines = rows;
    rows[summary->count] = (struct diary_routine){.routine = routine};
    return &rows[summary->count++];
}

/* Counts a session whose pain was said both times. */
static void count_session(struct diary_routine *row, const struct diary_entry *entry)
{
    row->title = shown_title(entry); /* the last one stays, which is the latest */
    row->sessions++;
    /* Any step counts: what difference matters to a head, nobody else can say. */
    if (entry->after < entry->before)
        row->better++;
    else if (entry->after > entry->before)
        row->worse++;
    else
        row->same++;
}

/* The most often done first; then as a list of titles, so that the order is always the same. */
static int compare_routines(const void *left, const void *right)
{
    assert(left != NULL && right != NULL);
    const struct diary_routine *a = left;
    const struct diary_routine *b = right;
    if (a->sessions != b->sessions)
        return a->sessions > b->sessions ? -1 : 1;
    size_t shorter = a->title.length < b->title.length ? a->title.length : b->title.length;
    /* The bytes of UTF-8 sort as its characters do. */
    int order = shorter == 0 ? 0 : memcmp(a->title.bytes, b->title.bytes, shorter);
    if (order != 0)
        return order;
    return a->title.length < b->title.length ? -1 : a->title.length > b->title.length;
}

int diary_summary_medicine_days(const struct diary_entries *entries, int32_t first, int32_t last)
{
    int days = 0;
    assert(first <= last);
    /* A day before all, so that the first one counts. */
    int32_t counted = DAY_FIRST - 1;
    for (size_t i = 0; i < entries->count; i++) {
        int32_t day = moment_day(entries->items[i].moment);
        if (!entries->items[i].medicine || day < first || day > last || day == counted)
            continue;
        counted = day;
        days++;
    }
    return days;
}

bool diary_summary_make(struct diary_summary *summary, struct arena *arena,
                        const struct diary_entries *entries, int32_t first, int32_t last,
                        int32_t today)
{
    assert(today >= DAY_FIRST && today <= DAY_LAST);
    size_t capacity = 0;
    /* A page may show a week that goes on beyond today. */
    last = last < today ? last : today;
    *summary = (struct diary_summary){.last = last, .is_today = last == today};
    for (size_t i = 0; i < entries->count; i++) {
        /* Entries before `first` are there for the medicine alone. */
        const struct diary_entry *entry = &entries->items[i];
        /* A headache without a routine says nothing of any; half an answer says nothing either. */
        int32_t day = moment_day(entry->moment);
        if (day < first || day > last || entry->routine.length == 0 ||
            entry->before == PAIN_NOT_SAID || entry->after == PAIN_NOT_SAID)
            continue;
        struct diary_routine *row = find_row(summary, arena, &capacity, entry->routine);
        if (row == NULL)
            return false;
        count_session(row, entry);
    }
    if (summary->count > 1)
        qsort(summary->routines, summary->count, sizeof *summary->routines, compare_routines);
    /* Both are counted, since on the second of a month the calendar's count says little. */
    struct date date = day_date(last);
    /* From the first of its month on. */
    date.day = 1;
    summary->medicine_days_month = diary_summary_medicine_days(entries, day_of_date(date), last);
    summary->medicine_days_span = diary_summary_medicine_days(
        entries, last - DIARY_MEDICINE_SPAN_DAYS + 1, last);
    return true;
}

bool diary_summary_is_marked(const struct diary_summary *summary)
{
    return summary->medicine_days_month >= DIARY_MEDICINE_MARK_DAYS ||
           summary->medicine_days_span >= DIARY_MEDICINE_MARK_DAYS;
}

void diary_summary_say_routine(const struct diary_routine *routine, struct buffer *text)
{
    /* A session is one of the three, so nothing is counted twice or lost. */
    assert(routine->sessions == routine->better + routine->same + routine->worse);
    buffer_append(text, routine->title);
    if (routine->sessions < DIARY_FEWEST_SESSIONS) {
        buffer_format(text, ": %zu session%s, too few to tell.", routine->sessions,
                      routine->sessions == 1 ? "" : "s");
        return;
    }
    buffer_format(text, ": less pain after %zu of %zu sessions", routine->better,
                  routine->sessions);
    if (routine->same > 0)
        buffer_format(text, ", the same after %zu", routine->same);
    if (routine->worse > 0)
        buffer_format(text, ", more after %zu", routine->worse);
    buffer_append_string(text, ".");
}

void diary_summary_say_medicine(const struct diary_summary *summary, struct buffer *text)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    /* English, as all that the program says. */
    int month = day_date(summary->last).month;
    assert(month >= 1 && month <= 12);
    /* In the midst of some other month its name would promise more than was counted. */
    if (!summary->is_today) {
        buffer_format(text, "Medicine on %d of the %d days up to ", summary->medicine_days_span,
                      DIARY_MEDICINE_SPAN_DAYS);
        day_print(summary->last, text);
        buffer_append_string(text, ".");
        return;
    }
    buffer_format(text, "Medicine on %d day%s in %s, on %d of the last %d days.",
                  summary->medicine_days_month, summary->medicine_days_month == 1 ? "" : "s",
                  months[month - 1], summary->medicine_days_span, DIARY_MEDICINE_SPAN_DAYS);
}

const char *diary_summary_mark(void)
{
    return "Medicine on 10 days a month or more can itself bring headaches: a good reason to talk "
           "to a doctor.";
}
