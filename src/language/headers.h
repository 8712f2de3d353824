/* The lines before the first action: title, about, phase and the rest.
 *
 * One row of a table and one function each, as with actions. Whether a header line stands early
 * enough and only once is judged here too, since a bad one does not count.
 */
#ifndef LULL_LANGUAGE_HEADERS_H
#define LULL_LANGUAGE_HEADERS_H

#include "language/scanner.h"
#include "language/script.h"

#include <stdbool.h>

/* Whether the line at the scanner begins with a word of the header. */
bool headers_begin(const struct scanner *scanner);

/* Reads a header line into `header`; `late`: an action stands above. `seen` is a set of the header
 * words read so far, zero at first. Returns false on a fault, with `header` as it was. */
bool headers_read(struct scanner *scanner, struct header *header, bool late, unsigned *seen);

/* Whether the line at the scanner begins with the `index`-th word of the header, however spelled.
 */
bool headers_sees(const struct scanner *scanner, size_t index);

/* The `index`-th word of the header in canonical order; NULL past the last. */
const char *headers_word(size_t index);

/* The other spelling of that word, for tables that others make; NULL where it has none. `index` as
 * for headers_word, not past the last. A static string. */
const char *headers_other_spelling(size_t index);

#endif
