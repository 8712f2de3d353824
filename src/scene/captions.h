/* The words of the voice, to be read.
 *
 * A caption comes with its sentence and stays until the next or a little longer. One too long for
 * two lines is shown page after page within its time. What a `do` line says is shown where the
 * voice is silent. Knows a font only by what it can measure.
 */
#ifndef LULL_SCENE_CAPTIONS_H
#define LULL_SCENE_CAPTIONS_H

#include "scene/brush.h"
#include "scene/font.h"
#include "scene/layout.h"
#include "timeline/timeline.h"

/* Up to two lines of a text, as they are broken for a width. */
struct caption_page {
    struct text lines[2];
    int line_count; /* 0 to 2 */
};

/* Breaks as much of `text` as two lines of `width_px` hold between words, as evenly as it can, into
 * `page`, and returns what is left for the next page (empty at the end). A word wider than a line
 * is broken within. */
struct text captions_break(struct text text, const struct font *font, int text_px, int width_px,
                           struct caption_page *page);

/* How visible words from `start_ms` to `end_ms` are at `at_ms`, 0 to 1: they come over 0.8 s, and
 * go over 0.8 s from a second after their end; or, where others follow within 2.5 s, from `next_ms`
 * (INFINITY: nothing follows), just as those come. */
double captions_visibility(double start_ms, double end_ms, double next_ms, double at_ms);

/* Paints the captions of `at_ms` into the layout's band. */
void captions_paint(const struct brush *brush, const struct layout *layout, const struct font *font,
                    const struct timeline *timeline, double at_ms);

#endif
