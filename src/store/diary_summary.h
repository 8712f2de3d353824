/* What a diary comes to: which routine was followed by less pain how often, and on how many days
 * medicine was taken.
 *
 * It counts, and claims nothing: pain passes by itself too, so the words are "less pain after 5
 * of 7 sessions", and of fewer than five sessions it says that they are too few to tell. The words
 * are here, so that a page and a command say the same. What is counted are the days that somebody
 * looks at, so that no sentence is of other days than the marks above it.
 */
#ifndef LULL_STORE_DIARY_SUMMARY_H
#define LULL_STORE_DIARY_SUMMARY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "store/diary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Below so many sessions nothing is said of a routine. */
enum { DIARY_FEWEST_SESSIONS = 5 };

/* From so many days with medicine a month on, the medicine itself may bring headaches (ICHD-3 8.2,
 * medication-overuse headache: 10 days a month for triptans, opioids and combined painkillers, 15
 * for simple ones; the lower mark, since the diary does not ask which). */
enum { DIARY_MEDICINE_MARK_DAYS = 10, DIARY_MEDICINE_SPAN_DAYS = 30 };

/* One routine, by the sessions whose pain was said both before and after. */
struct diary_routine {
    struct text routine;
    struct text title; /* the latest; the routine's name where it has none */
    size_t sessions;   /* at least 1 */
    size_t better;     /* less pain after than before */
    size_t same;
    size_t worse;
};

/* All that is counted. */
struct diary_summary {
    struct diary_routine *routines; /* those with most sessions first, then by title */
    size_t count;
    int32_t last;            /* the last day that was counted */
    bool is_today;           /* it is today */
    int medicine_days_month; /* days with medicine in the calendar month of `last`, up to it */
    int medicine_days_span;  /* and in the DIARY_MEDICINE_SPAN_DAYS days that end with it */
};

/* Counts the sessions of the days `first` to `last` among `entries`, which diary_read has given,
 * and the medicine of the month and the span that end with `last`, at most `today`. What it finds
 * lives in `arena`, its texts as long as the entries'. Returns false when there is no memory. */
bool diary_summary_make(struct diary_summary *summary, struct arena *arena,
                        const struct diary_entries *entries, int32_t first, int32_t last,
                        int32_t today);

/* On how many of the days `first` to `last` medicine was taken. */
int diary_summary_medicine_days(const struct diary_entries *entries, int32_t first, int32_t last);

/* Whether the days with medicine reach the mark, in the month or in the span. */
bool diary_summary_is_marked(const struct diary_summary *summary);

/* Appends what is to be said of a routine, in one sentence without an end of line: "Soft sighs:
 * less pain after 5 of 7 sessions, the same after 1, more after 1." or "Soft sighs: 3 sessions, too
 * few to tell." */
void diary_summary_say_routine(const struct diary_routine *routine, struct buffer *text);

/* Appends how many days had medicine, in one sentence: "Medicine on 4 days in November, on 5 of the
 * last 30 days." Or, where the last day is not today: "Medicine on 5 of the 30 days up to
 * 2026-11-03." */
void diary_summary_say_medicine(const struct diary_summary *summary, struct buffer *text);

/* What to add where diary_summary_is_marked: a reason to talk to a doctor. A static string of one
 * or two sentences. */
const char *diary_summary_mark(void);

#endif
