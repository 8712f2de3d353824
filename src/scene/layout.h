/* Where things stand on a screen of a given size.
 *
 * Figure and pacer are two discs of the same size, side by side where the screen is wide and one
 * above the other where it is tall; captions have a band of two lines under them that nothing else
 * enters, nor the room that is asked for at the top. A session without hands has one disc in the
 * middle. Knows no script and no time.
 */
#ifndef LULL_SCENE_LAYOUT_H
#define LULL_SCENE_LAYOUT_H

#include "scene/draw_list.h"

#include <stdbool.h>

/* Room for something round. */
struct disc {
    struct point centre;
    float radius_px; /* nothing of what stands in it reaches further; 0: it is not shown */
};

struct layout {
    struct disc pacer;
    struct disc figure;
    struct point caption_top_left; /* of the band */
    int caption_width_px;          /* of the band, within which lines are centred */
    int caption_lines;             /* 2; the band is that many pitches high */
    int text_px;                   /* size of the em: at least 28 at 96 dpi */
    int pitch_px;                  /* from line to line: at least 40 at 96 dpi */
};

/* `width_px` and `height_px` of the target, at least 1; `scale` is the display's dots per inch /
 * 96, times the listener's own text scale, 0.5 to 8; `figure_share` 0 to 1 is how far the pacer has
 * made room for the figure (0: no figure); `with_captions` says whether words need any. On a screen
 * too small for everything discs shrink before the text does. `top_px`, at least 0, is kept free
 * of discs at the top, as far as there is room. */
struct layout layout_make(int width_px, int height_px, double scale, double figure_share,
                          bool with_captions, double top_px);

#endif
