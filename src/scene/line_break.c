/* A line may end at a byte that is behind something that is no space, and either before a space or
 * between two signs of which one is Chinese or Japanese, unless the one must not end a line or the
 * other not begin it. One question, asked of byte after byte in either direction; texts are a
 * sentence long.
 */
#include "scene/line_break.h"

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Ideographs, kana and the signs that go with them, by the blocks of Unicode that hold them. Hangul
 * has spaces between its words. */
static bool is_unspaced(uint32_t character)
{
    return (character >= 0x2E80 && character <= 0xA4CF) ||
           (character >= 0xF900 && character <= 0xFAFF) ||
           (character >= 0xFF01 && character <= 0xFF9F) ||
           (character >= 0x20000 && character <= 0x3FFFF);
}

/* Whether `signs` has the character that `text` begins with. */
static bool begins_with_one_of(struct text text, const char *signs)
{
    size_t length = text_decode(text, NULL);
    /* Sign by sign, as each has one to three bytes of UTF-8. */
    for (struct text left = text_from(signs); left.length > 0 && length > 0;) {
        size_t step = text_decode(left, NULL);
        if (step == length && memcmp(left.bytes, text.bytes, step) == 0)
            return true;
        left = text_tail(left, step);
    }
    return false;
}

/* What closes, stops or lengthens what is before it. */
static bool may_begin(struct text text)
{
    return !begins_with_one_of(text, "、。，．・：；！？）」』】〉》〕ーぁぃぅぇぉっゃゅょゎ々"
                                     "ァィゥェォッャュョヮ…‥,.:;!?)]}”’»");
}

/* What opens goes with what is after it. */
static bool may_end(struct text text)
{
    return !begins_with_one_of(text, "（「『【〈《〔([{“‘«");
}

size_t line_break_character_before(struct text text, size_t end)
{
    assert(end > 0 && end <= text.length);
    size_t start = end - 1;
    /* Back over the bytes that continue a character, of which there are three at most. */
    while (start > 0 && end - start < 4 && ((unsigned char)text.bytes[start] & 0xC0) == 0x80)
        start--;
    return start;
}

/* Whether a line may end at byte `at`, where a character begins. */
static bool may_break(struct text text, size_t at)
{
    if (at == 0 || text_is_white(text.bytes[at - 1]))
        /* Behind a space a line has ended already, where that began. */
        return false;
    if (at == text.length || text_is_white(text.bytes[at]))
        return true;
    struct text before = text_tail(text, line_break_character_before(text, at));
    struct text after = text_tail(text, at);
    /* What is no UTF-8 stays 0 and breaks nowhere. */
    uint32_t last = 0, first = 0;
    (void)text_decode(before, &last);
    (void)text_decode(after, &first);
    return (is_unspaced(last) || is_unspaced(first)) && may_end(before) && may_begin(after);
}

struct text line_break_trim(struct text text)
{
    size_t start = 0;
    size_t end = text.length;
    while (start < end && text_is_white(text.bytes[start]))
        start++;
    while (end > start && text_is_white(text.bytes[end - 1]))
        end--;
    return text_slice(text, start, end);
}

/* `from` may lie within a character. */
size_t line_break_after(struct text text, size_t from)
{
    assert(from <= text.length);
    while (from < text.length) {
        from++;
        bool within = from < text.length && ((unsigned char)text.bytes[from] & 0xC0) == 0x80;
        if (!within && may_break(text, from))
            return from;
    }
    return text.length;
}

size_t line_break_before(struct text text, size_t end)
{
    assert(end <= text.length);
    while (end > 0) {
        end = line_break_character_before(text, end);
        if (may_break(text, end))
            return end;
    }
    return 0;
}
