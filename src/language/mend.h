/* What to write instead: an author's own line, put right.
 *
 * An example shows how lines of a kind look; a line that was meant and misses a comma is helped
 * more by itself with the comma. A mended line is only ever shown when it can be read, so that
 * nobody is sent from one fault to the next.
 */
#ifndef LULL_LANGUAGE_MEND_H
#define LULL_LANGUAGE_MEND_H

#include "language/scanner.h"

/* Makes "write: LINE" the help of the scanner's fault, where the line can be mended by what its
 * readers say of it, step by step; leaves the help as it is otherwise. */
void mend_help(struct scanner *scanner);

#endif
