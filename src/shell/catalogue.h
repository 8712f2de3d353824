/* What the menu lists: the routines that suit, under the names of their phases.
 *
 * What was played last stands on top of them, alone. A plain list made anew from the library
 * whenever that, the words searched for or the listener's choice has changed. It remembers nothing
 * and draws nothing.
 */
#ifndef LULL_SHELL_CATALOGUE_H
#define LULL_SHELL_CATALOGUE_H

#include "base/allocator.h"
#include "base/text.h"
#include "store/library.h"

#include <stdbool.h>
#include <stddef.h>

/* A line of the list: the name of a phase, or a routine. */
struct catalogue_item {
    const char *heading;           /* static; NULL: a routine */
    const struct routine *routine; /* NULL: a heading */
};

/* Zero-initialised but for `allocator` is an empty catalogue. */
struct catalogue {
    struct allocator allocator;
    struct catalogue_item *items; /* owned */
    size_t count;
    size_t capacity;
};

/* What a list is to hold. */
struct catalogue_choice {
    struct text
        search;       /* only what has these letters in title, about, needs or name; may be empty */
    bool touch_hurts; /* nothing that touches */
    const char *last; /* the name of what was played last; may be empty */
};

/* Fills `catalogue` anew with what `choice` leaves of `library`. Returns false when there is no
 * memory; the list is then empty. */
bool catalogue_fill(struct catalogue *catalogue, const struct library *library,
                    struct catalogue_choice choice);

/* The index of `routine`, or SIZE_MAX. */
size_t catalogue_find(const struct catalogue *catalogue, const struct routine *routine);

/* The name of the group that the item at `index` stands in, or NULL where it is none. Static. */
const char *catalogue_heading(const struct catalogue *catalogue, size_t index);

/* The index of the routine that is `steps` (either way) from the one at `index` on, as far as there
 * are any; SIZE_MAX for a list without routines. An `index` that is none, or a heading, counts as
 * just before the first. */
size_t catalogue_step(const struct catalogue *catalogue, size_t index, int steps);

/* Frees the list; it is empty and may be filled again. */
void catalogue_release(struct catalogue *catalogue);

#endif
