/* One line of a script, read from left to right.
 *
 * The scanner knows words, quoted texts, white space and comments, and remembers the first thing
 * that was wrong; what a word means is its reader's business. A line has at most one fault, the
 * leftmost, so reading stops at the first: every function that fails returns false, and its callers
 * return false at once.
 */
#ifndef LULL_LANGUAGE_SCANNER_H
#define LULL_LANGUAGE_SCANNER_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* What is wrong with a line. `name` NULL: nothing. */
struct fault {
    const char *name; /* as in findings: "unknown-word"; static */
    size_t at;        /* byte of the line */
    size_t length;    /* bytes marked */
    struct text message;
    struct text help;
    struct text mending; /* what to put in place of the bytes [mend_start, mend_end) so that the */
    size_t mend_start;   /* line may be read; `bytes` NULL: nobody knows */
    size_t mend_end;
    bool settled; /* it took the place of another fault: its help and mending stay */
};

/* What people write who have not read the manual, and what they mean by it. */
struct meaning {
    const char *word;
    const char *meant;
};

struct scanner {
    struct arena *arena; /* messages and unescaped texts live there */
    struct text line;    /* the whole line, valid UTF-8 */
    size_t at;           /* the next byte to read, never white space but at the end */
    size_t end;          /* where a comment or the white space at the line's end begins */
    size_t refused;      /* the first control character; SIZE_MAX: none */
    const char *example; /* a line of the kind that is being read, for help; static */
    struct fault fault;
};

/* A scanner at byte `start` of `line`, which is valid UTF-8. */
struct scanner scanner_make(struct arena *arena, struct text line, size_t start);

/* Whether nothing is left but a comment. */
bool scanner_at_end(const struct scanner *scanner);

/* The byte at which the comment begins; the line's length when there is none. */
size_t scanner_comment(const struct scanner *scanner);

/* The word that stands next: a run of signs other than white space, quotes, commas, `%`, `#` and
 * control characters. Empty when none does. */
struct text scanner_peek(const struct scanner *scanner);

/* Whether the next word is `word` (in any case); scanner_take also goes past it. */
bool scanner_sees(const struct scanner *scanner, const char *word);
bool scanner_take(struct scanner *scanner, const char *word);

/* Whether the next sign is the comma or the percent sign `sign`; then goes past it. */
bool scanner_take_sign(struct scanner *scanner, char sign);

/* What is still to be read, without the comment. */
struct text scanner_rest(const struct scanner *scanner);

/* Whether a quoted text stands next; a number (a digit, at any rate) that is no percentage; a whole
 * number and a percent sign. */
bool scanner_sees_text(const struct scanner *scanner);
bool scanner_sees_number(const struct scanner *scanner);
bool scanner_sees_percentage(const struct scanner *scanner);

/* Goes `length` bytes on, and past the white space there. */
void scanner_skip(struct scanner *scanner, size_t length);

/* Whether something that must stand here is missing: the line is at its end, or what may follow it
 * stands already. `followers` lists that, with a space between: words, `"` for a quoted text, `0`
 * for a number, `,`. */
bool scanner_misses(const struct scanner *scanner, const char *followers);

/* Records a fault at the next word or sign. Of `scanner_fail_at`, at `length` bytes from `at` on.
 * An unclosed quote or a control character that stands there or before it is what is recorded
 * instead. `message` is a printf format. Both return false. */
bool scanner_fail(struct scanner *scanner, const char *name, const char *message, ...)
    __attribute__((format(printf, 3, 4)));
bool scanner_fail_at(struct scanner *scanner, size_t at, size_t length, const char *name,
                     const char *message, ...) __attribute__((format(printf, 5, 6)));

/* Sets the help of the fault just recorded, a printf format; returns false. */
bool scanner_help(struct scanner *scanner, const char *help, ...)
    __attribute__((format(printf, 2, 3)));

/* Says how to mend the fault just recorded: by putting a text, a printf format, in place of the
 * bytes [start, end) of the line. What mend.h makes of it becomes the fault's help. Returns false.
 */
bool scanner_mend(struct scanner *scanner, size_t start, size_t end, const char *text, ...)
    __attribute__((format(printf, 4, 5)));

/* The same by one of `count` meanings, if the next word is there. Returns false. */
bool scanner_mend_meant(struct scanner *scanner, const struct meaning *meanings, size_t count);

/* Records `missing-word` with the line's example as help. `what`: "a place". */
bool scanner_fail_missing(struct scanner *scanner, const char *what);

/* The same where the very word `word` is missing, which mends it. */
bool scanner_fail_missing_word(struct scanner *scanner, const char *word);

/* Records `unknown-word` at the next word and, as help, the nearest of `words` (with a space
 * between them; may be empty) or the line's example. */
bool scanner_fail_unknown(struct scanner *scanner, const char *words);

/* The nearest of `words` (with a space between them) to `word`; empty when none is near. */
struct text scanner_nearest(struct text word, const char *words);

/* Goes past `word`, which must stand next; `followers` as in scanner_misses. */
bool scanner_require(struct scanner *scanner, const char *word, const char *followers);

/* Reads a quoted text, unescaped, which must stand next. `what` it is, for the message: "the words
 * to say". */
bool scanner_text(struct scanner *scanner, const char *what, const char *followers,
                  struct text *text);

/* Holds that nothing is left; `words` are what could have stood here, as in scanner_fail_unknown.
 */
bool scanner_finish(struct scanner *scanner, const char *words);

#endif
