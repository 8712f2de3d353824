/* Where a line of text may end: after a word, and in scripts that put no spaces between words after
 * any sign that may stand last.
 *
 * A small part of Unicode's annex 14: enough for captions of two lines, with no tables. Thai, Lao
 * and Khmer, whose words only a dictionary knows, are not broken here. Knows no widths.
 */
#ifndef LULL_SCENE_LINE_BREAK_H
#define LULL_SCENE_LINE_BREAK_H

#include "base/text.h"

/* `text` without the white space at either end, which is no part of a line that is centred. */
struct text line_break_trim(struct text text);

/* The first place after byte `from` of `text` at which a line may end; its length at the last. */
size_t line_break_after(struct text text, size_t from);

/* The last place before byte `end` of `text` at which a line may end; 0 when there is none. */
size_t line_break_before(struct text text, size_t end);

/* The start of the last character before byte `end` (over 0) of `text`. */
size_t line_break_character_before(struct text text, size_t end);

#endif
