/* SDL_ttf behind the program's own idea of a font.
 *
 * Needs no display, so that pictures can be made of a session on any machine. Any size, and any
 * script: what the program's typeface does not have is drawn with one of the machine's, and lines
 * that read from right to left, or both ways, stand as their readers expect. For one thread at a
 * time.
 */
#ifndef LULL_PLATFORM_FONTS_H
#define LULL_PLATFORM_FONTS_H

#include "base/allocator.h"
#include "scene/font.h"

struct fonts;

/* Opens the typeface of the file `path`. Returns NULL when it cannot be read or there is no memory;
 * `*problem` then says why and is valid until the next call. */
struct fonts *fonts_open(struct allocator allocator, const char *path, const char **problem);

/* The typeface as scene and canvas ask for it. Valid until fonts_close. */
const struct font *fonts_font(struct fonts *fonts);

/* Gives everything back; NULL is allowed. */
void fonts_close(struct fonts *fonts);

#endif
