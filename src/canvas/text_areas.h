/* Where words shine, for whoever judges their light apart from that of graphics.
 *
 * Words that the draw list has given up may be seen for a while longer, because the governor lets
 * their light go slowly; they are words until the last of it has gone. Knows rectangles and tiles,
 * no letters.
 */
#ifndef LULL_CANVAS_TEXT_AREAS_H
#define LULL_CANVAS_TEXT_AREAS_H

#include "canvas/tile.h"
#include "scene/rectangle.h"

#include <stdbool.h>
#include <stddef.h>

/* The most areas that are known at once: twice as many lines as a frame can show. */
enum { TEXT_AREAS_MOST = 256 };

/* All zeros is none. */
struct text_areas {
    struct rectangle areas[TEXT_AREAS_MOST];
    bool standing[TEXT_AREAS_MOST]; /* asked for by this frame, not left over from one before */
    size_t count;
};

/* Starts a frame: what stood is left over now, until it is added again. */
void text_areas_begin(struct text_areas *areas);

/* Adds a line of text of this frame. Where there is no room for more, one that is left over makes
 * room, and without one the line is left out: its light then counts as graphics. */
void text_areas_add(struct text_areas *areas, struct rectangle area);

/* Ends a frame, after composing: forgets what is left over where every tile shows what it wants. */
void text_areas_settle(struct text_areas *areas, const struct tile_grid *grid);

/* The picture of `from` is stretched to the size of `to`, and the areas in it. */
void text_areas_stretch(struct text_areas *areas, const struct tile_grid *from,
                        const struct tile_grid *to);

#endif
