/* Recordings that are there and cannot be heard whole, as findings.
 *
 * Laying a script out opens its recordings for their lengths alone, which a file that is cut short
 * or overwritten in its middle may still have. Here each is read to its end, so that their author
 * learns of it before a listener does. Those that come with the program are not an author's to
 * mend, and are left alone.
 */
#ifndef LULL_CLI_DAMAGE_H
#define LULL_CLI_DAMAGE_H

#include "cli/reading.h"

/* Adds the warning `damaged-recording` to the findings of `reading`, which must be laid out, for
 * each file of a person's own that is damaged, and `long-recording` for each that is whole and
 * longer than what is played of one: once, at the first line that would play it. Takes a thousandth
 * of what there is to hear. */
void damage_find(struct reading *reading);

#endif
