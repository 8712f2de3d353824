/* One line of text as it stands on a screen: runs of one direction, one script and one typeface.
 *
 * Text is kept in the order in which it is said; a line that mixes Arabic or Hebrew with Latin or
 * digits is shown in another. This is the step between: bidirectional order by FriBidi (Unicode's
 * annex 9), scripts as HarfBuzz knows them. Knows no letters' shapes and no widths: which typeface
 * draws a character is filled in by platform/typefaces. For any thread.
 */
#ifndef LULL_PLATFORM_LINE_H
#define LULL_PLATFORM_LINE_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More of a line is not drawn: several screens full. */
enum { LINE_MOST_CHARACTERS = 1024 };

/* How a character stands to the one before it. */
enum line_bond {
    BOND_NONE,   /* a letter or sign, which needs a typeface that has it */
    BOND_LOOSE,  /* a space, which is as good in the typeface of the word before */
    BOND_JOINED, /* a mark on the letter before, or a sign without a shape */
};

/* Characters in the order in which they are said. */
struct line {
    struct text text; /* not owned */
    size_t count;
    uint32_t characters[LINE_MOST_CHARACTERS];
    uint16_t starts[LINE_MOST_CHARACTERS + 1]; /* the byte at which each begins, and the end */
    uint32_t scripts[LINE_MOST_CHARACTERS];    /* ISO 15924, four letters in 32 bits */
    int32_t shown[LINE_MOST_CHARACTERS];     /* from left to right: which character stands there */
    int8_t levels[LINE_MOST_CHARACTERS];     /* odd: from right to left */
    uint8_t bonds[LINE_MOST_CHARACTERS];     /* enum line_bond */
    uint8_t typefaces[LINE_MOST_CHARACTERS]; /* 0 until someone chooses */
};

/* A stretch that can be drawn at once. */
struct line_run {
    struct text text;
    bool leftward;  /* it reads from right to left */
    char script[5]; /* "Arab" */
    uint8_t typeface;
};

/* Reads `text` into `line`, which points into it; what is over LINE_MOST_CHARACTERS is left out,
 * and bytes that are not UTF-8 count as U+FFFD. Returns false when there is no memory for finding
 * out the order. */
bool line_read(struct text text, struct line *line);

/* Whether `text` as a whole reads from right to left: what its first letter says. */
bool line_reads_leftward(struct text text);

/* The next run from left to right, from `*at` (0 at first) on, which moves behind it. False at the
 * line's end. */
bool line_next_run(const struct line *line, size_t *at, struct line_run *run);

#endif
