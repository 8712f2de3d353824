/* A draw list to pixels, on the processor.
 *
 * Light is added up in linear light, kept within the budget by the governor, and dithered to 8 bits
 * with a mask that stands still. Only tiles whose light has changed are drawn, and only they are
 * handed on: a still picture costs one pass over the list. Every machine makes the same pixels. A
 * canvas knows no window, no file and no session; text comes through a font that it is given.
 *
 * What a listener sees is made with canvas_draw, frame after frame; a single picture (an export, a
 * test) with canvas_draw_still, on a canvas of its own. Not for the audio callback; one thread at a
 * time.
 */
#ifndef LULL_CANVAS_CANVAS_H
#define LULL_CANVAS_CANVAS_H

#include "base/allocator.h"
#include "scene/draw_list.h"
#include "scene/font.h"
#include "scene/rectangle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct canvas;

/* What drawing has made. Everything in it is owned by the canvas and valid until the next call. */
struct frame {
    const uint32_t *pixels; /* 0x00RRGGBB, width_px x height_px, row by row without gaps */
    int width_px;
    int height_px;
    const struct rectangle *dirty; /* what differs from the frame before, without overlap; all of it
                                    * after canvas_create and canvas_resize */
    size_t dirty_count;
    const struct rectangle *texts; /* where text stands, or its light lingers that has left the
                                    * list; for a meter that judges it apart */
    size_t text_count;
    bool settled; /* false while light is still on its way to what the list asks for: draw again
                   * soon, even if the list stays the same */
};

/* A black canvas of that size (each at least 1). `font` (not owned, must outlive the canvas; NULL
 * draws no text) is only called from within canvas_draw. NULL when there is no memory. The caller
 * owns it. */
struct canvas *canvas_create(struct allocator allocator, int width_px, int height_px,
                             const struct font *font);

/* Changes the size. What is shown is stretched to it, so that a resize is no flash either. False
 * when there is no memory: the canvas stays as it was. */
bool canvas_resize(struct canvas *canvas, int width_px, int height_px);

/* Draws `list`, whose size is the canvas's, for the moment `at_ms` (0 or more) of a clock that only
 * goes forward: time as the eye sees it, not the session's, which may be sought. Light moves no
 * faster than the budget allows; the very first frame is black. `*frame` is filled in any case;
 * false when some of it could not be drawn for want of memory. Takes memory only where light or a
 * text is new. */
bool canvas_draw(struct canvas *canvas, const struct draw_list *list, int64_t at_ms,
                 struct frame *frame);

/* Draws `list` as a picture by itself: the budget of a single frame holds, and nothing is slowed.
 */
bool canvas_draw_still(struct canvas *canvas, const struct draw_list *list, struct frame *frame);

/* Frees everything; NULL is allowed. */
void canvas_destroy(struct canvas *canvas);

#endif
