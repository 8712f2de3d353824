/* The listener's settings, on one quiet page.
 *
 * Everything that the settings file can hold is a row: the arrows choose, left and right change,
 * and whatever was changed holds, for light and colour at once. There is nothing to confirm, and
 * the opposite arrow undoes. A state machine like the menu: input and time go in, a picture and
 * changed settings come out; reading and writing the file is not its business.
 */
#ifndef LULL_SHELL_SETTINGS_PAGE_H
#define LULL_SHELL_SETTINGS_PAGE_H

#include "platform/input.h"
#include "player/keys.h"
#include "scene/draw_list.h"
#include "scene/ease.h"
#include "scene/page.h"
#include "scene/rows.h"
#include "store/settings.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for the name of a key. */
enum { SETTINGS_PAGE_KEY_BYTES = 32 };

struct settings_page {
    struct settings settings; /* as they are now */
    bool touch_hurts;         /* the same of what is kept as an hour */
    struct rows rows;
    struct ease light;                /* of the whole page */
    struct ease highlight;            /* its place, in rows from the top of the list */
    size_t at;                        /* the row under the highlight */
    size_t first;                     /* the row at the top */
    bool left;                        /* the person has gone back */
    struct player_own_keys keys;      /* that the listener has chosen */
    bool asks_key;                    /* the next key is that of the row under the highlight */
    const struct player_deed *key_of; /* whose key was changed; NULL: nobody has */
    char key_name[SETTINGS_PAGE_KEY_BYTES]; /* to what; empty: to the usual one */
    char last_before[SETTINGS_WORD_BYTES]; /* what was played last, where that was forgotten here */

    /* Of the last drawing, for what is pressed. */
    int room; /* rows in sight, at least 1 */
    int list_px;
    int row_px;
    int middle_px; /* left of it a press is a step back, right of it one on */
};

/* Begins to show `settings` and `keys`, from black. */
void settings_page_appear(struct settings_page *page, const struct settings *settings,
                          const struct player_own_keys *keys, bool touch_hurts, int64_t now_ms);

/* Takes in what the person did. Returns whether that changed anything. */
bool settings_page_input(struct settings_page *page, const struct input *input, int64_t now_ms);

/* Adds the picture at `now_ms` to `list`, which has the window's size. */
void settings_page_draw(struct settings_page *page, const struct page_look *look, int64_t now_ms,
                        struct draw_list *list);

/* Says how many rows are in sight, at least 1; the drawing does. */
void settings_page_set_room(struct settings_page *page, int rows, int64_t now_ms);

/* The action whose key was changed since the last call, with the key's name in page->key_name; NULL
 * where none was. */
const struct player_deed *settings_page_take_key(struct settings_page *page);

/* Whether the person has gone back and the page is dark. */
bool settings_page_is_over(const struct settings_page *page, int64_t now_ms);

/* Whether the picture changes by itself after `now_ms`. */
bool settings_page_moves(const struct settings_page *page, int64_t now_ms);

#endif
