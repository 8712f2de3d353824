/* Text made to fit a width: broken into lines, or shortened to one. */
#ifndef LULL_SCENE_LINES_H
#define LULL_SCENE_LINES_H

#include "base/arena.h"
#include "base/text.h"
#include "scene/font.h"

#include <stddef.h>

/* Takes from the front of `*text` as many words as one line of `width_px` holds, at least one, and
 * returns them; `*text` is then what follows. An empty line is the end. */
struct text lines_next(struct text *text, const struct font *font, int size_px, int width_px);

/* `text` where it fits into `width_px`, else as many of its characters as do with an ellipsis after
 * them, in `arena`. */
struct text lines_shorten(struct arena *arena, struct text text, const struct font *font,
                          int size_px, int width_px);

#endif
