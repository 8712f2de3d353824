/* White space is a word over two letters, space and tab, and the lines above are kept in a trie of
 * such words: each node knows the last line that began with exactly its word. Walking down a line's
 * own white space passes every proper beginning of it; the latest line met is the one it belongs
 * to. Nothing is ever taken out: a line that a later one has closed off is simply not the latest.
 */
#include "language/outline.h"

#include <assert.h>

struct outline_node {
    struct outline_node *longer[2]; /* by one more space, by one more tab */
    struct entry *latest;           /* the last line that began so */
};

/* The node one `white` sign further; made when it is not there. NULL: no memory. */
static struct outline_node *step(struct outline *outline, struct outline_node *node, char white)
{
    assert(white == ' ' || white == '\t');
    struct outline_node **longer = &node->longer[white == '\t'];
    if (*longer == NULL)
        *longer = arena_push(outline->arena, 1, sizeof **longer);
    return *longer;
}

/* Of two lines the one that stands further down; NULL is above all. */
static struct entry *later(struct entry *a, struct entry *b)
{
    if (a == NULL || b == NULL)
        return a == NULL ? b : a;
    return a->line->number > b->line->number ? a : b;
}

/* Walks down `white`; `*parent` is the latest line met before its end, NULL for an outermost line.
 * Returns the node of `white` itself, or NULL when there is no memory. */
static struct outline_node *walk(struct outline *outline, struct text white, struct entry **parent)
{
    *parent = NULL;
    if (outline->root == NULL)
        outline->root = arena_push(outline->arena, 1, sizeof *outline->root);
    struct outline_node *node = outline->root;
    for (size_t i = 0; i < white.length && node != NULL; i++) {
        /* Before the step: a line with the same white space is a sister and no parent. */
        *parent = later(*parent, node->latest);
        node = step(outline, node, white.bytes[i]);
    }
    return node;
}

/* Holds an outermost line to the white space of the first, which need not be none: a pasted script
 * may stand a few spaces in. */
static enum placing place_outermost(struct outline *outline, struct text white)
{
    if (outline->first == NULL)
        outline->outermost_white = white;
    return text_equal(white, outline->outermost_white) ? PLACED : PLACED_BADLY;
}

/* Puts a line under `parent`, the nearest line above whose white space is a beginning of its
 * own. */
static enum placing place_under(struct entry *parent, struct entry *entry, struct text white)
{
    entry->parent = parent;
    assert(parent->line != NULL);
    entry->depth = parent->depth + 1;
    /* The first line of a block sets its white space, and its sisters are held to it. */
    if (parent->has_block)
        return text_equal(white, parent->block_white) ? PLACED : PLACED_BADLY;
    parent->has_block = true;
    parent->block_white = white;
    return PLACED_FIRST_OF_BLOCK;
}

/* Chains a line of the tree behind its elder sister. What stands, wrongly, under a header line is
 * chained as if it stood beside it. */
static void chain(struct outline *outline, struct entry *entry, struct line **first_line)
{
    /* Nested, since a header line may wrongly stand under another. */
    struct entry *parent = entry->parent;
    while (parent != NULL && parent->is_header)
        parent = parent->parent;
    struct line **last = parent != NULL ? &parent->last_child : &outline->last_outermost;
    struct line **first = parent != NULL ? &parent->line->first_child : first_line;
    if (*last == NULL)
        *first = entry->line;
    else
        (*last)->next = entry->line;
    *last = entry->line;
}

struct entry *outline_add(struct outline *outline, struct line *line, struct text white,
                          bool is_header, struct line **first_line)
{
    assert(outline->arena != NULL);
    struct entry *entry = arena_push(outline->arena, 1, sizeof *entry);
    struct entry *parent;
    struct outline_node *node = walk(outline, white, &parent);
    if (entry == NULL || node == NULL)
        return NULL;
    entry->line = line;
    entry->is_header = is_header;
    entry->white = white;
    /* Header lines take part: what is indented under one has to be seen to be faulted. */
    entry->placing = parent == NULL ? place_outermost(outline, white)
                                    : place_under(parent, entry, white);
    if (!is_header)
        chain(outline, entry, first_line);
    /* Lines that stand badly count as well, so that one slip does not move all that follow. */
    node->latest = entry;
    if (outline->first == NULL)
        outline->first = entry;
    else
        outline->last->next = entry;
    outline->last = entry;
    return entry;
}
