/* Lines on a page that come, move and go softly.
 *
 * The page says which lines it wants where; the rows bring that about: a line that is new fades in
 * at its place, one that stays travels to its new place, one that is no longer wanted fades out. So
 * scrolling, searching and a list that fills by itself all look alike and calm. What a line says is
 * the page's business: here it is known by an address alone.
 */
#ifndef LULL_SCENE_ROWS_H
#define LULL_SCENE_ROWS_H

#include "scene/ease.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most rows there can be, and how long they take to come, go and move. */
enum { ROWS_MOST = 96, ROWS_FADE_MS = 800, ROWS_TRAVEL_MS = 450 };

/* A line that a page wants. */
struct row_wish {
    const void *item; /* what tells it from others */
    int kind;         /* the page's own: what `item` points to */
    double place;     /* in the page's own unit, downwards */
    bool seen;        /* false: it may travel there, but unseen */
};

/* A row that is seen, or is coming or going. */
struct row {
    const void *item;
    int kind;
    struct ease place;
    struct ease light; /* 0 to 1 */
};

/* Zero-initialised is no rows. */
struct rows {
    struct row rows[ROWS_MOST];
    size_t count;
};

/* Aims for the `count` lines of `wishes`, each item once. What is wanted takes the room of what
 * still fades out, where there is not enough for both; more than ROWS_MOST are left out. */
void rows_aim(struct rows *rows, const struct row_wish *wishes, size_t count, int64_t now_ms);

/* Whether any of them is still on its way. */
bool rows_move(const struct rows *rows, int64_t now_ms);

#endif
