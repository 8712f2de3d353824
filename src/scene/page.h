/* The measures that all pages share: how large things are, and the column that words stand in.
 *
 * Everything on a page is measured in units of 1/96 inch. Where a window is too small for a page at
 * the display's own scale the unit shrinks, so that a page always holds together; on a large screen
 * it is never less than it would be on one of 1080 lines.
 */
#ifndef LULL_SCENE_PAGE_H
#define LULL_SCENE_PAGE_H

#include "scene/font.h"
#include "scene/palette.h"

/* Sizes in units: text for reading at 60 cm is at least 28 high, lines 40 apart, and what can be
 * pressed 64 high. */
enum { PAGE_TEXT = 28, PAGE_TITLE = 32, PAGE_LINE = 42, PAGE_ROW = 68, PAGE_MARGIN = 40 };

/* What a page is drawn with. */
struct page_look {
    int width_px; /* of the window, at least 1 */
    int height_px;
    double scale; /* dots per inch / 96, times the text scale of the settings; 0.5 to 8 */
    enum hue hue;
    double brightness; /* 0.1 to 1 */
    const struct font *font;
};

/* Where the words of a page stand. */
struct page {
    double unit; /* pixels for 1/96 inch */
    int left_px;
    int right_px;
    int top_px;
    int bottom_px;
};

/* Pixels for 1/96 inch of a window that has room for them. `width_px`, `height_px` and `scale` are
 * those of a look. */
double page_unit(int width_px, int height_px, double scale);

/* Measures the page for `look`. */
struct page page_make(const struct page_look *look);

/* `units` of 1/96 inch in whole pixels. */
int page_px(const struct page *page, double units);

#endif
