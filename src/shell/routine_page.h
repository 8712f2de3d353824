/* The page about one routine: what it is, what it needs, and when to leave it.
 *
 * The menu has room for a part of that; here all of it can be read before anything begins, in as
 * many parts as the window makes of it. A state machine like the menu: input and time go in, a
 * picture comes out. It plays nothing: whether it is to be played is told when the page is over.
 */
#ifndef LULL_SHELL_ROUTINE_PAGE_H
#define LULL_SHELL_ROUTINE_PAGE_H

#include "platform/input.h"
#include "scene/draw_list.h"
#include "scene/leaflet.h"
#include "scene/page.h"
#include "store/library.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised is a page in the dark. */
struct routine_page {
    struct leaflet leaflet;
    struct leaflet_paragraph paragraphs[LEAFLET_MOST_PARAGRAPHS];
    size_t count;
    bool left;  /* the person has gone on */
    bool plays; /* and wants it played */
};

/* Begins to show the page of `routine` (not NULL; its texts must outlive the page), from black. */
void routine_page_appear(struct routine_page *page, const struct routine *routine, int64_t now_ms);

/* Takes in what the person did: Enter plays, up and down turn to other parts, and anything else
 * leads back. Returns whether that changed anything. */
bool routine_page_input(struct routine_page *page, const struct input *input, int64_t now_ms);

/* Lays the page out for `look`, brings that about softly, and adds the picture at `now_ms` to
 * `list`, which has the window's size. */
void routine_page_draw(struct routine_page *page, const struct page_look *look, int64_t now_ms,
                       struct draw_list *list);

/* Whether the person has gone on and the page is dark; `plays` then says where to. */
bool routine_page_is_over(const struct routine_page *page, int64_t now_ms);

/* Whether the picture changes by itself after `now_ms`. */
bool routine_page_moves(const struct routine_page *page, int64_t now_ms);

#endif
