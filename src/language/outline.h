/* Which line belongs to which, by the white space they begin with.
 *
 * A line belongs to the nearest line above whose white space is a proper beginning of its own; the
 * first line of all sets the outermost white space, and the first line of a block its block's. The
 * outline compares white space byte by byte and never counts columns, so that tabs have no width.
 * It works line by line, in time that grows with the white space alone.
 */
#ifndef LULL_LANGUAGE_OUTLINE_H
#define LULL_LANGUAGE_OUTLINE_H

#include "base/arena.h"
#include "base/text.h"
#include "language/script.h"

#include <stdbool.h>

/* How a line stands. */
enum placing {
    PLACED,
    PLACED_FIRST_OF_BLOCK,
    PLACED_BADLY, /* not the white space of its block */
};

/* A line in its place. */
struct entry {
    struct entry *next;   /* the next line of the file */
    struct entry *parent; /* NULL: outermost */
    struct line *line;
    struct text white;       /* the white space it begins with */
    struct text block_white; /* of the lines under it, once there is one */
    struct line *last_child;
    enum placing placing;
    unsigned depth; /* 0: outermost */
    bool has_block;
    bool is_header;
    /* Of the first line of a block, for who judges the block: whether it may not be there, and what
     * would be wrong with the line (NULL: nothing) if it might. */
    bool is_unwanted;
    const struct fault *fault_elsewhere;
};

struct outline_node;

/* Zero-initialised but for `arena`, which must outlive it, is an empty outline. */
struct outline {
    struct arena *arena;
    struct outline_node *root;
    struct text outermost_white;
    struct line *last_outermost;
    struct entry *first;
    struct entry *last;
};

/* Adds `line`, which begins with `white`, under the line it belongs to; the outermost lines are
 * chained from `*first_line`. Header lines are no part of the tree and are not chained. Returns
 * NULL when there is no memory. */
struct entry *outline_add(struct outline *outline, struct line *line, struct text white,
                          bool is_header, struct line **first_line);

#endif
