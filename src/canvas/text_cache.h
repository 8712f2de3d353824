/* Lines of text that have been drawn once and are kept for the frames that follow.
 *
 * A font may take a millisecond for a line; a caption stands for seconds. The cache does not know
 * where text goes or how bright it is.
 */
#ifndef LULL_CANVAS_TEXT_CACHE_H
#define LULL_CANVAS_TEXT_CACHE_H

#include "base/allocator.h"
#include "base/text.h"
#include "scene/font.h"

#include <stdint.h>

/* The most lines that are kept at once. */
enum { TEXT_CACHE_LINES = 128 };

/* A line of text as it was drawn. */
struct text_cache_line {
    char *text; /* owned, as is the mask's coverage; NULL while the line is unused */
    size_t length;
    int size_px;
    struct text_mask mask;
    uint64_t used_in; /* the frame that last asked for it */
};

struct text_cache {
    struct allocator allocator;
    const struct font *font; /* not owned; NULL draws no text */
    uint64_t frame;
    struct text_cache_line lines[TEXT_CACHE_LINES];
};

/* An empty cache in front of `font`, which must outlive it. */
void text_cache_make(struct allocator allocator, const struct font *font, struct text_cache *cache);

/* Starts a frame: masks handed out from here on stay valid until the next start. */
void text_cache_begin_frame(struct text_cache *cache);

/* The mask of one line of `text`, owned by the cache. NULL where there is no memory, the font
 * cannot draw it, or this frame has asked for more than TEXT_CACHE_LINES different lines. */
const struct text_mask *text_cache_find(struct text_cache *cache, struct text text, int size_px);

/* Gives all memory back. */
void text_cache_release(struct text_cache *cache);

#endif
