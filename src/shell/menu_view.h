/* The menu as a picture: which light stands where on a screen of a given size.
 *
 * A pure function of a menu and a time. The list takes the middle, with rows high enough to press
 * without aiming; what the routine under the highlight is stands below it. Figures are those of the
 * light budget for the program's start: text at most Y 0.12, so little of it that the mean stays
 * below 0.002 and even a change of all of it within a second is within the limit.
 */
#ifndef LULL_SHELL_MENU_VIEW_H
#define LULL_SHELL_MENU_VIEW_H

#include "scene/draw_list.h"
#include "scene/page.h"
#include "shell/menu.h"

#include <stdint.h>

/* How many lines of the list the window holds, at least 1. */
int menu_view_room(const struct page_look *look);

/* The line of the list at the point `x_px`, `y_px` of the window, from 0; −1 for none. Across the
 * whole width, so that nobody has to aim. */
int menu_view_line(const struct page_look *look, int x_px, int y_px);

/* Adds the page at `now_ms` to `list`, which has the window's size. Texts of the menu must outlive
 * the list. */
void menu_view_draw(const struct page_look *look, const struct menu *menu, int64_t now_ms,
                    struct draw_list *list);

#endif
