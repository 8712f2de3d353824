/* Weeks of a diary as marks on a chart: where each entry stands, and how routines are told apart.
 *
 * Geometry alone, in shares of the chart's width and height, so that the dim page and the plot for
 * paper show the same. Time runs to the right by local days, pain upwards; a routine is a form, not
 * a colour. It counts nothing: diary_summary.h does.
 */
#ifndef LULL_SHELL_DIARY_CHART_H
#define LULL_SHELL_DIARY_CHART_H

#include "base/arena.h"
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

/* One entry. */
struct diary_mark {
    double x;      /* 0 at the chart's first day to 1 at its end */
    double before; /* height, 0 for no pain to 1 for the worst; where it was said */
    double after;
    bool says_before;
    bool says_after;
    bool medicine;
    enum diary_form form;
};

/* The start of a month. */
struct diary_month {
    double x;
    const char *name; /* "Nov"; static */
};

/* The most months that can begin within a chart. */
enum { DIARY_CHART_MONTHS = 14 };

/* The days `first` to `first` + `days` - 1. */
struct diary_chart {
    int32_t first;
    int32_t days;
    struct diary_mark *marks; /* in the order of time */
    size_t count;
    struct diary_month months[DIARY_CHART_MONTHS]; /* that begin within those days */
    size_t month_count;
};

/* Charts those of `entries` (as diary_read gives them) that lie in `days` (7 to 400) days from
 * `first` on; `summary`, made of the same diary, says which routines have forms of their own. The
 * marks live in `arena`. Returns false when there is no memory. */
bool diary_chart_make(struct diary_chart *chart, struct arena *arena,
                      const struct diary_entries *entries, const struct diary_summary *summary,
                      int32_t first, int32_t days);

#endif
