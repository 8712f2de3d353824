/* The picture of the form about pain, and what is under a finger in it.
 *
 * In the middle of the window, a line of words and a row of choices for each question; every choice
 * is at least 64 units high and wide where the window allows. Dimmer than any session: it is read
 * with eyes that were closed a moment ago.
 */
#ifndef LULL_SHELL_PAIN_VIEW_H
#define LULL_SHELL_PAIN_VIEW_H

#include "scene/draw_list.h"
#include "scene/page.h"
#include "shell/pain.h"

#include <stdint.h>

/* Adds the picture at `now_ms` to `list`, which has the window's size, with `light` (0 to 1) of its
 * light. */
void pain_view_draw(const struct page_look *look, const struct pain *pain, double light,
                    int64_t now_ms, struct draw_list *list);

/* Where the picture ends, in pixels from the top of the window. */
int pain_view_bottom_px(const struct page_look *look, const struct pain *pain);

/* The choice at `x_px`, `y_px`. */
struct pain_cell pain_view_cell(const struct page_look *look, const struct pain *pain, int x_px,
                                int y_px);

#endif
