/* A few lines, searched one by one; the one that has gone unused for longest makes room. A page
 * shows some dozens of lines, so most frames find all theirs and the font is not asked at all.
 */
#include "canvas/text_cache.h"

#include <assert.h>
#include <string.h>

void text_cache_make(struct allocator allocator, const struct font *font, struct text_cache *cache)
{
    *cache = (struct text_cache){.allocator = allocator, .font = font};
}

void text_cache_begin_frame(struct text_cache *cache)
{
    /* Counted rather than timed: 64 bits of frames never come to an end. */
    cache->frame++;
}

/* Makes a line free for another text; it may be free already. */
static void empty_line(struct text_cache *cache, struct text_cache_line *line)
{
    allocator_release(cache->allocator, line->text);
    allocator_release(cache->allocator, (void *)line->mask.coverage);
    *line = (struct text_cache_line){0};
}

/* Copies `text` and what the font draws of it into `line`, which is empty. */
static bool fill_line(struct text_cache *cache, struct text_cache_line *line, struct text text,
                      int size_px)
{
    /* The font's mask lives only until its next call, hence the copy. */
    struct text_mask drawn = {0};
    if (!cache->font->rasterise(cache->font->context, text, size_px, &drawn))
        return false;
    size_t bytes = (size_t)drawn.width_px * (size_t)drawn.height_px;
    /* Only white space, for example: there is nothing to keep, and nothing to draw. */
    if (bytes == 0)
        return false;
    line->text = allocator_allocate(cache->allocator, text.length, 1);
    uint8_t *coverage = allocator_allocate(cache->allocator, bytes, 1);
    line->mask = (struct text_mask){drawn.width_px, drawn.height_px, coverage};
    /* Either may be there without the other; emptying a line takes what it has. */
    if (line->text == NULL || coverage == NULL) {
        empty_line(cache, line);
        return false;
    }
    memcpy(line->text, text.bytes, text.length);
    memcpy(coverage, drawn.coverage, bytes);
    line->length = text.length;
    line->size_px = size_px;
    return true;
}

/* The same text at another size is another picture. */
static bool line_holds(const struct text_cache_line *line, struct text text, int size_px)
{
    assert(size_px > 0);
    return line->text != NULL && line->size_px == size_px && line->length == text.length &&
           memcmp(line->text, text.bytes, text.length) == 0;
}

const struct text_mask *text_cache_find(struct text_cache *cache, struct text text, int size_px)
{
    assert(text.length > 0 && size_px > 0);
    struct text_cache_line *oldest = &cache->lines[0];
    for (int i = 0; i < TEXT_CACHE_LINES; i++) {
        struct text_cache_line *line = &cache->lines[i];
        if (line_holds(line, text, size_px)) {
            line->used_in = cache->frame;
            return &line->mask;
        }
        /* One that was never used has 0, and so goes first. */
        if (line->used_in < oldest->used_in)
            oldest = line;
    }
    /* A line that this frame uses must stay, since its mask is still to be drawn from. */
    if (cache->font == NULL || oldest->used_in == cache->frame)
        return NULL;
    empty_line(cache, oldest);
    if (!fill_line(cache, oldest, text, size_px))
        return NULL;
    oldest->used_in = cache->frame;
    return &oldest->mask;
}

void text_cache_release(struct text_cache *cache)
{
    for (int i = 0; i < TEXT_CACHE_LINES; i++)
        empty_line(cache, &cache->lines[i]);
}
