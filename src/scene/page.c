/* One column in the middle, no wider than is easy to read. First the unit is found, from the
 * display's density and the window's size, then everything else in units of it.
 */
#include "scene/page.h"

#include <assert.h>

/* In units of 1/96 inch. */
enum { WIDEST = 1040, LEAST_WIDTH = 560, LEAST_HEIGHT = 440, USUAL_HEIGHT = 1080 };

double page_unit(int width_px, int height_px, double scale)
{
    assert(width_px > 0 && height_px > 0 && scale > 0);
    /* Many large screens do not say how dense they are, or say it wrongly. */
    int shorter_px = width_px < height_px ? width_px : height_px;
    double least = (double)shorter_px / USUAL_HEIGHT;
    return scale > least ? scale : least;
}

struct page page_make(const struct page_look *look)
{
    struct page page = {.unit = page_unit(look->width_px, look->height_px, look->scale)};
    /* A small window gets smaller words rather than fewer: what is needed stays on the page. */
    if (page.unit * LEAST_WIDTH > look->width_px)
        page.unit = (double)look->width_px / LEAST_WIDTH;
    if (page.unit * LEAST_HEIGHT > look->height_px)
        page.unit = (double)look->height_px / LEAST_HEIGHT;
    int margin = page_px(&page, PAGE_MARGIN);
    /* The least width is 560 units and both margins 80, so there is always a column. */
    int width = look->width_px - 2 * margin;
    int widest = page_px(&page, WIDEST);
    width = width < widest ? width : widest;
    assert(page.unit > 0 && width <= widest);
    page.left_px = (look->width_px - width) / 2;
    page.right_px = page.left_px + width;
    /* A little nearer to the edges above and below, where pages are short of room. */
    page.top_px = margin * 3 / 4;
    page.bottom_px = look->height_px - margin / 2;
    return page;
}

int page_px(const struct page *page, double units)
{
    return (int)(page->unit * units + 0.5);
}
