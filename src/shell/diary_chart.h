/* Weeks of a diary as marks on a chart: where each entry stands, and how routines are told apart.
 *
 * Of a few weeks each entry has a mark; of months each day has one, since marks that lie on each
 * other say nothing.
 *
 * Geometry alone, in shares of the chart's width and height, so that the dim page and the plot for
 * paper show the same. Time runs to the right by local days, pain upwards; a routine is a form, not
 * a colour. It counts nothing: diary_summary.h does.
 */
#ifndef LULL_SHELL_DIARY_CHART_H
#define LULL_SHELL_DIARY_CHART_H

#include "base/arena.h"
#include "base/buffer.h"
#include "store/diary.h"
#include "store/diary_summary.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How an entry is drawn: the routines with most sessions have a form each, all others share one,
 * and so do headaches that were noted by hand. */
enum diary_form {
    DIARY_DISC,
    DIARY_RING,
    DIARY_TRIANGLE,
    DIARY_SQUARE,
    DIARY_OTHER, /* a small disc */
    DIARY_FORMS,
};

/* One entry; or a day, from before its first to after its last, with the form of the last. */
struct diary_mark {
    double x;      /* 0 at the chart's first day to 1 at its end */
    double before; /* height, 0 for no pain to 1 for the worst; where it was said */
    double after;
    bool says_before;
    bool says_after;
    enum diary_form form;
};

/* The start of a month. */
struct diary_month {
    double x;
    double next_x;     /* where the next one begins, or the chart ends */
    const char *name;  /* "Nov"; static */
    int medicine_days; /* of the whole month, as far as it has been */
};

/* The most months that can begin within a chart, and the most days of which each entry has a mark
 * of its own. */
enum { DIARY_CHART_MONTHS = 14, DIARY_CHART_ENTRY_DAYS = 63 };

/* The days `first` to `first` + `days` - 1. */
struct diary_chart {
    int32_t first;
    int32_t days;
    struct diary_mark *marks; /* in the order of time */
    size_t count;
    double *medicine; /* the middle of each day with medicine, as shares of the width */
    size_t medicine_count;
    struct diary_month months[DIARY_CHART_MONTHS]; /* that begin within those days */
    size_t month_count;
};

/* Whether a mark stands for a whole day. */
bool diary_chart_is_by_day(const struct diary_chart *chart);

/* Whether a month is one of those that diary_summary_mark speaks of. */
bool diary_month_is_marked(const struct diary_month *month);

/* Whether there is one among the chart's. */
bool diary_chart_is_marked(const struct diary_chart *chart);

/* Appends how a month is called on a chart: "Nov", or "Nov +4" where it had medicine. */
void diary_month_say(const struct diary_month *month, struct buffer *text);

/* How many corners `form` has; 0 for those that are round. */
int diary_form_corners(enum diary_form form);

/* Where corner `index` of `form` stands: `*x` to the right of its middle and `*y` below it, in
 * shares of its radius. The first is at the top; a square stands on its side. */
void diary_form_corner(enum diary_form form, int index, double *x, double *y);

/* Charts those of `entries` (as diary_read gives them) that lie in `days` (7 to 400) days from
 * `first` on; `summary`, made of the same diary, says which routines have forms of their own. The
 * marks live in `arena`. Returns false when there is no memory. */
bool diary_chart_make(struct diary_chart *chart, struct arena *arena,
                      const struct diary_entries *entries, const struct diary_summary *summary,
                      int32_t first, int32_t days);

#endif
