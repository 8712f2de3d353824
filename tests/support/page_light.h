/* The light meter before a page: what a page puts on a screen, held against the whole budget of
 * light.
 *
 * Pages belong to the program's start and its end, so it is the budget of an attack that holds.
 */
#ifndef LULL_TESTS_PAGE_LIGHT_H
#define LULL_TESTS_PAGE_LIGHT_H

#include "scene/draw_list.h"
#include "scene/page.h"

#include <stdbool.h>
#include <stdint.h>

/* Adds the page at `at_ms` to `list`. At 0 the page begins anew; `page` is the test's own. */
typedef void page_light_draw(void *page, const struct page_look *look, int64_t at_ms,
                             struct draw_list *list);

/* Has `draw` draw the page 30 times a second for `length_ms`, in three hues, as a window shows it:
 * each hue from a black screen on, and on for a second after the last picture. Whether something
 * was seen and all rows of the budget are kept; says on stderr which are not. */
bool page_light_keeps(const struct page_look *look, int64_t length_ms, page_light_draw *draw,
                      void *page);

/* The same for one picture that stands alone, in the hue of `look`. */
bool page_light_keeps_still(const struct page_look *look, const struct draw_list *list);

#endif
