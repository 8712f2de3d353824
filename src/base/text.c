/* Plain loops over bytes. UTF-8 is decoded by the table of well-formed byte sequences of the
 * Unicode standard (table 3-7), which excludes overlong forms and surrogates by the range of the
 * second byte. Where characters are counted, a byte that is not UTF-8 takes one place, so that any
 * file can be shown and pointed into. Nothing here asks the locale.
 */
#include "base/text.h"

#include <assert.h>
#include <string.h>

/* Words of the language are shorter; a longer one is no slip of any of them. */
enum { LONGEST_COMPARED = 31, NEVER_NEAR = 99 };

struct text text_from(const char *string)
{
    assert(string != NULL);
    return (struct text){.bytes = string, .length = strlen(string)};
}

struct text text_slice(struct text text, size_t start, size_t end)
{
    assert(start <= end && end <= text.length);
    /* An empty text may have no bytes at all, and NULL plus anything is undefined. */
    if (start == end)
        return (struct text){.bytes = text.bytes, .length = 0};
    return (struct text){.bytes = text.bytes + start, .length = end - start};
}

struct text text_tail(struct text text, size_t start)
{
    return text_slice(text, start, text.length);
}

struct text text_cut(struct text text, size_t most)
{
    size_t end = text.length < most ? text.length : most;
    /* Back to where the character begins that the cut would have split. */
    while (end > 0 && end < text.length && ((unsigned char)text.bytes[end] & 0xC0u) == 0x80)
        end--;
    return text_slice(text, 0, end);
}

bool text_equal(struct text a, struct text b)
{
    /* memcmp may not be given NULL, not even for no bytes. */
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

/* ASCII only: the language's own words have no other letters, and a locale must not change them. */
static char folded(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

bool text_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

bool text_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

bool text_is_white(char byte)
{
    return byte == ' ' || byte == '\t';
}

bool text_equal_ignoring_case(struct text a, struct text b)
{
    if (a.length != b.length)
        return false;
    for (size_t i = 0; i < a.length; i++)
        if (folded(a.bytes[i]) != folded(b.bytes[i]))
            return false;
    return true;
}

bool text_is_word(struct text text, const char *word)
{
    /* The word's end is met on the way, so its length is never asked for. */
    for (size_t i = 0; i < text.length; i++)
        if (word[i] == '\0' || folded(text.bytes[i]) != folded(word[i]))
            return false;
    return word[text.length] == '\0';
}

bool text_starts_with(struct text text, struct text prefix)
{
    return text.length >= prefix.length && text_equal(text_slice(text, 0, prefix.length), prefix);
}

bool text_ends_with(struct text text, struct text suffix)
{
    return text.length >= suffix.length &&
           text_equal(text_tail(text, text.length - suffix.length), suffix);
}

/* How many bytes a character takes that starts with `lead`, and the range its second byte must be
 * in; 0 where no character starts so. */
static size_t sequence_length(unsigned char lead, unsigned char *low, unsigned char *high)
{
    /* E0 and F0 would start overlong forms, ED surrogates, F4 what lies beyond U+10FFFF. */
    *low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    *high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

size_t text_decode(struct text text, uint32_t *character)
{
    assert(text.length > 0);
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    unsigned char low;
    unsigned char high;
    size_t length = sequence_length(bytes[0], &low, &high);
    if (length == 0 || length > text.length)
        return 0;
    /* The lead's own bits are those below its marker: seven, or six less its length. */
    uint32_t value = length == 1 ? bytes[0] : bytes[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (bytes[i] < low || bytes[i] > high)
            return 0;
        value = value << 6 | (bytes[i] & 0x3Fu);
        /* Only the second byte's range depends on the lead. */
        low = 0x80;
        high = 0xBF;
    }
    if (character != NULL)
        *character = value;
    return length;
}

bool text_is_control(uint32_t character)
{
    return character < 0x20 || (character >= 0x7F && character <= 0x9F);
}

size_t text_first_control(struct text text, bool tabs)
{
    /* A byte that is not UTF-8 ends the search as well: what it would show cannot be told. */
    for (size_t at = 0; at < text.length;) {
        uint32_t character = 0;
        size_t length = text_decode(text_tail(text, at), &character);
        if (length == 0 || (text_is_control(character) && !(tabs && character == '\t')))
            return at;
        at += length;
    }
    return SIZE_MAX;
}

size_t text_encode(uint32_t character, char bytes[static 4])
{
    /* What the first byte says of the length, by the length. */
    static const uint8_t leads[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    assert(character <= 0x10FFFF);
    size_t length = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    /* From the last byte to the second: each takes the six lowest bits that are left. */
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    bytes[0] = (char)(leads[length] | character);
    return length;
}

size_t text_characters(struct text text)
{
    /* A byte that is not UTF-8 counts as one, as it is shown as one replacement sign. */
    size_t count = 0;
    for (size_t at = 0; at < text.length; count++) {
        size_t length = text_decode(text_tail(text, at), NULL);
        at += length == 0 ? 1 : length;
    }
    return count;
}

/* The cheapest of three ways to the same place. */
static int smallest(int a, int b, int c)
{
    int least = a < b ? a : b;
    return least < c ? least : c;
}

int text_distance(struct text a, struct text b)
{
    /* The table below lies on the stack; this bounds it, and the time, for any text from
     * outside. */
    if (a.length > LONGEST_COMPARED || b.length > LONGEST_COMPARED)
        return NEVER_NEAR;
    /* cost[i][j] is the distance from the first i letters of `a` to the first j of `b`: the optimal
     * string alignment of Damerau's four slips (a letter more, less, other, or two swapped). */
    int cost[LONGEST_COMPARED + 1][LONGEST_COMPARED + 1];
    for (size_t i = 0; i <= a.length; i++)
        cost[i][0] = (int)i;
    for (size_t j = 0; j <= b.length; j++)
        cost[0][j] = (int)j;
    for (size_t i = 1; i <= a.length; i++) {
        for (size_t j = 1; j <= b.length; j++) {
            char x = folded(a.bytes[i - 1]);
            char y = folded(b.bytes[j - 1]);
            cost[i][j] = smallest(cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                                  cost[i - 1][j - 1] + (x != y));
            /* Two neighbours in the wrong order are one slip of the fingers, not two. */
            bool swapped = i > 1 && j > 1 && x == folded(b.bytes[j - 2]) &&
                           y == folded(a.bytes[i - 2]);
            if (swapped && cost[i - 2][j - 2] + 1 < cost[i][j])
                cost[i][j] = cost[i - 2][j - 2] + 1;
        }
    }
    assert(cost[a.length][b.length] >= 0 && cost[a.length][b.length] <= LONGEST_COMPARED);
    return cost[a.length][b.length];
}
