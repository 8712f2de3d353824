/* The typefaces of this machine, asked for the characters that the program's own does not have.
 *
 * Which font has which character is fontconfig's knowledge; nothing else is left to it, so that
 * Lull looks the same everywhere where its own letters do. Opens no font and draws nothing. Taking
 * in what a machine has can take some 20 ms, so it waits for the first question. For one thread at
 * a time.
 */
#ifndef LULL_PLATFORM_SYSTEM_FONTS_H
#define LULL_PLATFORM_SYSTEM_FONTS_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Room for any path that Linux opens, its NUL among it. */
enum { SYSTEM_FONT_PATH_BYTES = 4096 };

/* A font's file, and which of those within it: collections hold several. */
struct system_font {
    char path[SYSTEM_FONT_PATH_BYTES];
    long face;
};

/* What the machine has, and what it was asked for. */
struct system_fonts;

/* Asks nothing yet. NULL when there is no memory. */
struct system_fonts *system_fonts_create(struct allocator allocator);

/* Finds the plain sans serif that has the most of `count` `characters`, and at least one, into
 * `*font`. What a font was found for, or none, is not looked for again: false where that leaves
 * nothing to ask, and where no font has any of it. Asking until it says false ends. */
bool system_fonts_find(struct system_fonts *system, const uint32_t *characters, size_t count,
                       struct system_font *font);

/* Gives everything back; NULL is allowed. */
void system_fonts_destroy(struct system_fonts *system);

#endif
