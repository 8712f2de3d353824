/* Slices of UTF-8 text.
 *
 * A script is read once and then pointed into: words, quoted texts and lines are slices of it. A
 * slice owns nothing and need not end in NUL. Case is folded for ASCII only, since every word of
 * the language is ASCII.
 */
#ifndef LULL_BASE_TEXT_H
#define LULL_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
    const char *bytes; /* not owned; may be NULL when length is 0 */
    size_t length;     /* in bytes */
};

/* The slice of a NUL-ended string, which must outlive it. */
struct text text_from(const char *string);

/* `text` from byte `start` (at most its length) on, or the bytes [start, end) of it. */
struct text text_tail(struct text text, size_t start);
struct text text_slice(struct text text, size_t start, size_t end);

/* The start of `text` that has at most `most` bytes and ends with a whole character. */
struct text text_cut(struct text text, size_t most);

/* Whether both hold the same bytes; `_ignoring_case` folds A–Z. */
bool text_equal(struct text a, struct text b);
bool text_equal_ignoring_case(struct text a, struct text b);

/* Whether `text` is the NUL-ended `word`, ignoring case: what a reader asks of every word of a
 * line, many times over, without measuring `word` each time. */
bool text_is_word(struct text text, const char *word);

/* Whether `text` begins with `prefix`, or ends with `suffix`. */
bool text_starts_with(struct text text, struct text prefix);
bool text_ends_with(struct text text, struct text suffix);

/* The bytes of one character at the start of `text` (not empty): 1 to 4, or 0 where the bytes are
 * not UTF-8 (overlong forms, surrogates and values above U+10FFFF are not; RFC 3629). The character
 * goes to `*character` unless that is NULL. */
size_t text_decode(struct text text, uint32_t *character);

/* Whether `character` is a control character, C0, DEL or C1: invisible in most editors, and some
 * move the cursor of whoever reads them in a terminal (ISO 6429). Tab and line ends are such. */
bool text_is_control(uint32_t character);

/* Where the first byte stands that is not UTF-8, or the first control character, a tab counted only
 * unless `tabs` are allowed; SIZE_MAX where neither stands. */
size_t text_first_control(struct text text, bool tabs);

/* Writes `character`, at most U+10FFFF, as UTF-8; returns how many bytes it took. */
size_t text_encode(uint32_t character, char bytes[static 4]);

/* The number of characters in `text`; a byte that is not UTF-8 counts as one. */
size_t text_characters(struct text text);

/* Whether a byte is a digit, a letter, or white space within a line (space and tab): ASCII alone,
 * since the C library's own would ask the locale. */
bool text_is_digit(char byte);
bool text_is_letter(char byte);
bool text_is_white(char byte);

/* How many single-letter changes (insert, drop, replace, swap of neighbours) lead from `a` to `b`,
 * case folded (optimal string alignment). Texts over 31 bytes are never near: returns 99. */
int text_distance(struct text a, struct text b);

#endif
