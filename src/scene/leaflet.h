/* A page of words to be read: paragraphs, on as many parts as the window makes of them.
 *
 * The cautions and the tables of keys are leaflets. The paragraphs are the caller's and stay where
 * they are, since a paragraph is known by its address; the leaflet remembers which part is seen and
 * brings a change of it about softly. What turns its parts, and what leads away from it, is the
 * caller's matter: it knows no keys.
 */
#ifndef LULL_SCENE_LEAFLET_H
#define LULL_SCENE_LEAFLET_H

#include "base/text.h"
#include "scene/draw_list.h"
#include "scene/ease.h"
#include "scene/page.h"
#include "scene/rows.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most paragraphs that one leaflet may have: each is a row. */
enum { LEAFLET_MOST_PARAGRAPHS = ROWS_MOST };

/* How long a leaflet takes to come and to go: words that fill a screen are much light. */
enum { LEAFLET_COMES_MS = 2500, LEAFLET_GOES_MS = 2000 };

/* Some words. The leaflet never changes them. */
struct leaflet_paragraph {
    const char *words;
    const char *aside; /* in a column of its own on the right; NULL: none */
    bool indented;
    bool quiet;      /* a little dimmer than the others */
    bool turns_over; /* it begins a part of its own */
    bool leads;      /* it stands on the part of the paragraph after it, not alone at its end */
};

/* Zero-initialised is a leaflet in the dark. */
struct leaflet {
    struct rows rows;
    struct ease light; /* of the whole page */
    size_t opened_at;  /* the paragraph whose part is seen first */
    bool opening;      /* that part has not been found yet: only the drawing knows parts */
    int part;          /* that is seen, from 0 */
    int parts;         /* how many the window made of it when it was drawn last */
};

/* Begins to show the part that has the paragraph of index `at`, from black. */
void leaflet_appear(struct leaflet *leaflet, size_t at, int64_t now_ms);

/* Turns `by` parts on, or back where it is negative; no further than the first and the last. */
void leaflet_turn(struct leaflet *leaflet, int by);

/* Whether there is a part after the one that is seen. */
bool leaflet_has_more(const struct leaflet *leaflet);

/* Begins to go dark. */
void leaflet_leave(struct leaflet *leaflet, int64_t now_ms);

/* Lays out `count` paragraphs, at most LEAFLET_MOST_PARAGRAPHS, for `look`, brings that about
 * softly, and adds the picture at `now_ms` to `list`, which has the window's size. `footer` is a
 * line at the bottom of every part. All texts must outlive the list. */
void leaflet_draw(struct leaflet *leaflet, const struct leaflet_paragraph *paragraphs, size_t count,
                  struct text footer, const struct page_look *look, int64_t now_ms,
                  struct draw_list *list);

/* How much of its light it shows, 0 to 1. */
double leaflet_light(const struct leaflet *leaflet, int64_t now_ms);

/* Whether the picture changes by itself after `now_ms`. */
bool leaflet_moves(const struct leaflet *leaflet, int64_t now_ms);

#endif
