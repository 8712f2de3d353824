/* The page that says what each key does, made from the tables that the keys themselves are read by.
 *
 * A part a device, since whoever holds a controller is not helped by the keyboard's. Left and right
 * turn the parts, and anything else leads back, so that nobody can lose their way on it. The menu
 * puts its own keys in front of the session's. What a session does meanwhile is the player's
 * matter.
 */
#ifndef LULL_PLAYER_KEY_PAGE_H
#define LULL_PLAYER_KEY_PAGE_H

#include "base/arena.h"
#include "platform/input.h"
#include "player/keys.h"
#include "scene/leaflet.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct key_page {
    struct arena arena; /* owned: its words */
    struct leaflet leaflet;
    struct leaflet_paragraph paragraphs[LEAFLET_MOST_PARAGRAPHS];
    size_t count;
    size_t starts[PLAYER_DEVICES]; /* the first paragraph for each device; SIZE_MAX: none yet */
    bool open;
    const char *footer;
};

/* An empty page, dark. `footer` (static) is a line at the bottom of every part. The caller ends it
 * with key_page_release. */
struct key_page key_page_make(struct allocator allocator, const char *footer);

/* Begins a part called `title` (static) for those who hold `device`. */
void key_page_begin(struct key_page *page, enum player_device device, const char *title);

/* Adds a line: what is done (static), and the `names` of the keys that do it, which are copied.
 * Without names, or without memory, nothing. */
void key_page_add(struct key_page *page, const char *does, struct text names);

/* Adds the parts of a session with the keys of `own` (NULL: none). */
void key_page_add_session(struct key_page *page, const struct player_own_keys *own);

/* Begins to show it, at the part for whoever pressed `key`. */
void key_page_open(struct key_page *page, enum key key, int64_t now_ms);

/* Takes in what the person did; returns whether that changed anything. It may close the page. */
bool key_page_input(struct key_page *page, const struct input *input, int64_t now_ms);

/* Adds the picture at `now_ms` to `list`, which has the window's size; nothing in the dark. */
void key_page_draw(struct key_page *page, const struct page_look *look, int64_t now_ms,
                   struct draw_list *list);

/* Whether it has been closed and is dark; whether the picture changes by itself after `now_ms`. */
bool key_page_is_over(const struct key_page *page, int64_t now_ms);
bool key_page_moves(const struct key_page *page, int64_t now_ms);

/* Frees its words. */
void key_page_release(struct key_page *page);

#endif
