/* Both measure the growing front of the text: lines are short, and a page is laid out rarely. Text
 * is cut into slices of itself; only a shortened one is copied, for its ellipsis.
 */
#include "scene/lines.h"

#include <assert.h>
#include <string.h>

static const char ellipsis[] = "\xE2\x80\xA6";

/* Asked of the font for the whole piece, since letters stand closer to some than to others. */
static int width_of(const struct font *font, struct text text, int size_px)
{
    return font->measure(font->context, text, size_px);
}

/* Only a space breaks lines: a title or sentence has no other white space. */
static size_t skip_spaces(struct text text, size_t at)
{
    while (at < text.length && text.bytes[at] == ' ')
        at++;
    return at;
}

/* To the end of the word at `at`; there already where a space stands. */
static size_t skip_word(struct text text, size_t at)
{
    assert(at <= text.length);
    while (at < text.length && text.bytes[at] != ' ')
        at++;
    return at;
}

struct text lines_next(struct text *text, const struct font *font, int size_px, int width_px)
{
    assert(font != NULL && size_px > 0);
    *text = text_tail(*text, skip_spaces(*text, 0));
    /* A word that is wider than the line still gets one, or the text would never end. */
    size_t end = skip_word(*text, 0);
    while (end < text->length) {
        size_t further = skip_word(*text, skip_spaces(*text, end));
        if (width_of(font, text_slice(*text, 0, further), size_px) > width_px)
            break;
        end = further;
    }
    /* Spaces at the break belong to neither line. */
    struct text line = text_slice(*text, 0, end);
    *text = text_tail(*text, skip_spaces(*text, end));
    return line;
}

struct text lines_shorten(struct arena *arena, struct text text, const struct font *font,
                          int size_px, int width_px)
{
    assert(font != NULL && size_px > 0);
    if (width_of(font, text, size_px) <= width_px)
        return text;
    char *bytes = arena_push(arena, text.length + sizeof ellipsis, 1);
    if (bytes == NULL)
        /* Without memory there is no line, and the arena says so. */
        return (struct text){0};
    size_t kept = 0;
    /* By whole characters: half of one would be drawn as a sign of its own. */
    for (size_t at = 0; at < text.length;) {
        size_t length = text_decode(text_tail(text, at), NULL);
        at += length == 0 ? 1 : length;
        memcpy(bytes, text.bytes, at);
        memcpy(bytes + at, ellipsis, sizeof ellipsis);
        struct text candidate = {.bytes = bytes, .length = at + sizeof ellipsis - 1};
        if (width_of(font, candidate, size_px) > width_px)
            break;
        kept = at;
    }
    /* The last candidate was too wide, and lies over what fits. */
    memcpy(bytes, text.bytes, kept);
    memcpy(bytes + kept, ellipsis, sizeof ellipsis);
    return (struct text){.bytes = bytes, .length = kept + sizeof ellipsis - 1};
}
