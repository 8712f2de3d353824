/* The program's typeface, and those of this machine that stand in for what it does not have.
 *
 * The program's own comes first for every character that it has, so Latin looks the same
 * everywhere. A substitute is looked for when a character needs one, and kept. Includes SDL; knows
 * no order and no pixels. For one thread at a time.
 */
#ifndef LULL_PLATFORM_TYPEFACES_H
#define LULL_PLATFORM_TYPEFACES_H

#include "base/allocator.h"
#include "platform/line.h"

#include <SDL_ttf.h>

struct typefaces;

/* Opens the typeface of the file `path`. Returns NULL when it cannot be read or there is no memory;
 * `*problem` then says why and is valid until the next call. SDL_ttf must have been started. */
struct typefaces *typefaces_open(struct allocator allocator, const char *path,
                                 const char **problem);

/* Whether the program's own typeface has `character`. */
bool typefaces_own(struct typefaces *typefaces, uint32_t character);

/* Chooses for every character of `line` a typeface that has it, and the program's own (0) where
 * none does. */
void typefaces_choose(struct typefaces *typefaces, struct line *line);

/* Typeface `index` at a size, ready to draw `script` (four letters of ISO 15924) in that direction.
 * NULL where FreeType refuses. Valid until the next call. */
TTF_Font *typefaces_at(struct typefaces *typefaces, int index, int size_px, const char *script,
                       bool leftward);

/* Gives everything back; NULL is allowed. */
void typefaces_close(struct typefaces *typefaces);

#endif
