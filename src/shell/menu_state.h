/* What a menu is made of: for menu.c, which changes it, and menu_view.c, which draws it. */
#ifndef LULL_SHELL_MENU_STATE_H
#define LULL_SHELL_MENU_STATE_H

#include "scene/ease.h"
#include "scene/rows.h"
#include "shell/catalogue.h"
#include "shell/menu.h"
#include "store/settings.h"

/* Room for the words of a search, in bytes. */
enum { MENU_SEARCH_BYTES = 48 };

/* What the item of a row is. */
enum menu_row { MENU_ROW_ROUTINE, MENU_ROW_HEADING };

/* Everything that a menu remembers. */
struct menu {
    struct allocator allocator;
    const struct library *library;
    struct catalogue catalogue;
    size_t listed;                 /* how much of the library the catalogue was made from */
    const struct routine *routine; /* under the highlight; NULL for an empty list */
    bool chosen;                   /* the person has moved the highlight */
    bool touch_hurts;
    enum key key;                   /* that asked for the page of keys */
    char last[SETTINGS_WORD_BYTES]; /* the name of what was played last */
    bool speaks;
    bool closed; /* the window was closed, or the system asks the program to end */
    char search[MENU_SEARCH_BYTES];
    size_t search_length;
    int64_t typed_ms;      /* when its last letter came */
    int room;              /* lines of the list that the window holds */
    size_t first;          /* index of the line at the top */
    struct rows rows;      /* the list; places count lines from the top of the list */
    struct rows detail;    /* what is said about the routine; all at place 0 */
    struct ease highlight; /* its place, counted like the rows' */
    struct ease light;     /* of the whole page */
    enum menu_wish wish;
};

#endif
