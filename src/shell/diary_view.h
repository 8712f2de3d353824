/* The picture of the diary: a chart of marks over days, and the lines under it. */
#ifndef LULL_SHELL_DIARY_VIEW_H
#define LULL_SHELL_DIARY_VIEW_H

#include "scene/draw_list.h"
#include "scene/page.h"
#include "shell/diary_page.h"

/* Adds the picture to `list`, which has the window's size, with `light` (0 to 1) of its light. */
void diary_view_draw(const struct page_look *look, const struct diary_page *page, double light,
                     struct draw_list *list);

#endif
