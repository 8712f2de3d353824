/* The menu: a quiet list of routines, as a state machine.
 *
 * Input and time go in; a wish comes out (play this, leave) and, from menu_view.h, a picture. It
 * knows no window, plays nothing and keeps no clock: time is the caller's, in ms of any clock that
 * only goes forward. Whatever it shows comes over at least 0.8 s, the whole page over two seconds,
 * so that nothing startles.
 */
#ifndef LULL_SHELL_MENU_H
#define LULL_SHELL_MENU_H

#include "base/allocator.h"
#include "base/text.h"
#include "platform/input.h"
#include "store/library.h"

#include <stdbool.h>
#include <stdint.h>

struct menu;

/* What the person wants, once the page has gone dark for it. */
enum menu_wish {
    MENU_STAYS,
    MENU_PLAYS,    /* the routine of menu_routine */
    MENU_TELLS,    /* the page about that routine */
    MENU_EXPLAINS, /* the page that says when not to use this */
    MENU_SHOWS_DIARY,
    MENU_SHOWS_KEYS,
    MENU_SHOWS_SETTINGS,
    MENU_LEAVES,
};

/* How long the page takes to come and to go. */
enum { MENU_COMES_MS = 2000, MENU_GOES_MS = 1200 };

/* A menu of `library` (not owned, it must outlive the menu), dark until menu_appear. Returns NULL
 * when there is no memory. The caller destroys it. */
struct menu *menu_create(struct allocator allocator, const struct library *library);

/* Begins to show the page, from black: at first, and when a session or another page is over. The
 * wish is MENU_STAYS again. */
void menu_appear(struct menu *menu, int64_t now_ms);

/* Takes in what the library has read since. The routine under the highlight stays there once the
 * person has moved it; until then it is the first. */
void menu_refresh(struct menu *menu, int64_t now_ms);

/* Says how many lines of the list the window holds, at least 1; the view knows. */
void menu_set_room(struct menu *menu, int lines, int64_t now_ms);

/* Puts the routine called `name` on top, as what was played last, shorter than
 * SETTINGS_WORD_BYTES; empty: none. Where there is none of that name nothing changes. */
void menu_set_last(struct menu *menu, const char *name, int64_t now_ms);

/* Hides the routines that touch, or shows them again. */
void menu_hide_touch(struct menu *menu, bool touch_hurts, int64_t now_ms);

/* Takes in what the person did. `line` is the line of the list that an INPUT_PRESS or INPUT_POINTER
 * is on, as menu_view_line says, or −1. Returns whether that changed anything. */
bool menu_input(struct menu *menu, const struct input *input, int line, int64_t now_ms);

/* Searches for nothing any more: what was found has been played. */
void menu_forget_search(struct menu *menu, int64_t now_ms);

/* What the person wants; anything but MENU_STAYS comes only after the page has gone dark. */
enum menu_wish menu_wish(const struct menu *menu, int64_t now_ms);

/* Whether it goes dark for a wish. */
bool menu_goes(const struct menu *menu);

/* The routine under the highlight, or NULL when the list is empty. */
const struct routine *menu_routine(const struct menu *menu);

/* The name of the group that routine stands in, or NULL. Static. */
const char *menu_heading(const struct menu *menu);

/* Whether the menu is to say what it shows: as was set, or as a key has turned it since. */
void menu_set_speaks(struct menu *menu, bool speaks);
bool menu_speaks(const struct menu *menu);

/* The key that asked for the page of keys: it tells which device is in the person's hand. */
enum key menu_key(const struct menu *menu);

/* Whether routines that touch are hidden, and what has been typed to search. */
bool menu_touch_hurts(const struct menu *menu);
struct text menu_search(const struct menu *menu);

/* Whether the picture changes by itself after `now_ms`. */
bool menu_moves(const struct menu *menu, int64_t now_ms);

/* Frees the menu; NULL is allowed. */
void menu_destroy(struct menu *menu);

#endif
