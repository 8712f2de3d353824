/* The page that says what this is not, and when not to use it.
 *
 * Shown once at first start and whenever it is asked for. A state machine like the menu: input and
 * time go in, a picture comes out. Where the window is too low for all of it, it has several parts.
 * The words are those of SNNOOP10, the list of red flags in headache (Do and others 2019).
 */
#ifndef LULL_SHELL_SAFETY_H
#define LULL_SHELL_SAFETY_H

#include "platform/input.h"
#include "scene/draw_list.h"
#include "scene/leaflet.h"
#include "scene/page.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct safety {
    struct leaflet leaflet;
    bool touch_hurts; /* the answer to its question */
    bool left;        /* the person has read it */
};

/* What is said of the page, a sentence at each index from 0 on; NULL after the last. Static. */
const char *safety_words(size_t index);

/* The page with its first part, dark until safety_appear. */
struct safety safety_make(bool touch_hurts);

/* Begins to show the page, from black. */
void safety_appear(struct safety *safety, int64_t now_ms);

/* Takes in what the person did: Enter or Escape goes on, Tab answers whether touch hurts, the
 * arrows turn to other parts. Keys that make the menu speak are left to the menu. Returns whether
 * that changed anything. */
bool safety_input(struct safety *safety, const struct input *input, int64_t now_ms);

/* Lays the page out for `look`, brings that about softly, and adds the picture at `now_ms` to
 * `list`, which has the window's size. */
void safety_draw(struct safety *safety, const struct page_look *look, int64_t now_ms,
                 struct draw_list *list);

/* Whether the person has gone on and the page is dark. */
bool safety_is_over(const struct safety *safety, int64_t now_ms);

/* Whether the picture changes by itself after `now_ms`. */
bool safety_moves(const struct safety *safety, int64_t now_ms);

#endif
