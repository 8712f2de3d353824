/* What each key does in the menu: one table for the menu and for its page of keys.
 *
 * Most of it holds on the other pages as well: the arrows, Enter, and Esc to go back. Which keys a
 * device has is platform/input.h's matter, and letters are not here, since they search.
 */
#ifndef LULL_SHELL_MENU_KEYS_H
#define LULL_SHELL_MENU_KEYS_H

#include "platform/input.h"
#include "player/key_page.h"

/* What a key can make the menu do. */
enum menu_action {
    MENU_NOTHING,
    MENU_UP,
    MENU_DOWN,
    MENU_PAGE_UP,
    MENU_PAGE_DOWN,
    MENU_FIRST,
    MENU_LAST,
    MENU_PLAY,
    MENU_ABOUT,    /* what the routine is and needs, and when to leave it */
    MENU_TOUCH,    /* hide what touches, or show it again */
    MENU_SPEAK,    /* say what is shown, or be silent again */
    MENU_CAUTIONS, /* when not to use this */
    MENU_DIARY,
    MENU_SETTINGS,
    MENU_KEYS,
    MENU_UNTYPE,
    MENU_LEAVE,
};

/* What `key` asks for. */
enum menu_action menu_keys_action(enum key key);

/* Whether `key` asks for a page in the place of the list. */
bool menu_keys_opens_page(enum key key);

/* Adds a part for each device that the menu can be used with. */
void menu_keys_describe(struct key_page *page);

#endif
