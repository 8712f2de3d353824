/* Texts in the order in which they came, each once: what a session needs, and its cautions.
 *
 * The struct stands in script.h, since a header is made of them; here is what may be done with it.
 */
#ifndef LULL_LANGUAGE_TEXT_SET_H
#define LULL_LANGUAGE_TEXT_SET_H

#include "language/script.h"

/* Adds `text` (not copied) unless it is there already. Constant time on average; when there is no
 * memory the arena's `failed` says so. */
void text_set_add(struct text_set *set, struct arena *arena, struct text text);

#endif
