/* The page of the diary: the last weeks as calm marks, and in a few plain lines what they come to.
 *
 * A state machine like the menu: input and time go in, a picture and perhaps new answers come out.
 * It reads and keeps nothing itself; whoever has the diary hands it the entries. It shows counts
 * and no more: what helped whom is for the person to say, and perhaps for a doctor.
 */
#ifndef LULL_SHELL_DIARY_PAGE_H
#define LULL_SHELL_DIARY_PAGE_H

#include "base/arena.h"
#include "platform/input.h"
#include "scene/draw_list.h"
#include "scene/ease.h"
#include "scene/page.h"
#include "shell/diary_chart.h"
#include "shell/pain.h"
#include "store/diary.h"
#include "store/diary_summary.h"

#include <stdbool.h>
#include <stdint.h>

/* How many days the chart can show, the nearest first. */
enum { DIARY_PAGE_WEEKS = 6 * 7, DIARY_PAGE_MONTHS = 26 * 7 };

struct diary_page {
    struct arena arena;           /* what is drawn, made anew for every change */
    struct diary_entries entries; /* not owned */
    struct diary_summary summary;
    struct diary_chart chart;
    const char *line; /* what there is to know of the diary itself; empty: nothing. Not owned */
    int32_t today;
    int32_t days;          /* of the chart: DIARY_PAGE_WEEKS or DIARY_PAGE_MONTHS */
    int32_t last;          /* its last day, `today` or before */
    bool changes;          /* the chart goes dark, to be made anew */
    struct ease content;   /* light of the chart and its words */
    struct ease light;     /* of the whole page */
    struct pain pain;      /* the form, where it takes the place of the chart */
    struct page_look look; /* what it was drawn with last: where a press falls */
    bool asks;
    bool left;
};

/* A page that is dark. diary_page_release must follow. */
struct diary_page diary_page_make(struct allocator allocator);

/* Hands it the diary: `entries` up to `today`, and a `line` to tell (both stay the caller's and
 * must stay there until the next call or the release). While the page is dark, or shows the form.
 */
void diary_page_set(struct diary_page *page, const struct diary_entries *entries, int32_t today,
                    const char *line, int64_t now_ms);

/* Begins to show the page, from black. */
void diary_page_appear(struct diary_page *page, int64_t now_ms);

/* Takes in what the person did: Left and Right go back and forth in time, Up and Down show more
 * days or fewer, Enter opens the form about pain, Esc goes back. Returns whether that changed
 * anything. */
bool diary_page_input(struct diary_page *page, const struct input *input, int64_t now_ms);

/* Whether the form has just been given, with an answer in it: true once. Whoever keeps the answers
 * hands over the diary again. */
bool diary_page_is_answered(struct diary_page *page, int64_t now_ms);

/* Brings about what is on its way, and adds the picture at `now_ms` to `list`, which has the
 * window's size. */
void diary_page_draw(struct diary_page *page, const struct page_look *look, int64_t now_ms,
                     struct draw_list *list);

/* Whether the person has gone back and the page is dark. */
bool diary_page_is_over(const struct diary_page *page, int64_t now_ms);

/* Whether anything changes by itself after `now_ms`. */
bool diary_page_moves(const struct diary_page *page, int64_t now_ms);

/* Frees what it drew; the entries stay. */
void diary_page_release(struct diary_page *page);

#endif
