/* Both texts are walked together. Where they part, the nearest pair of equal lines ahead, within a
 * window, is where they meet again; all before it has been taken out or put in. That is not always
 * the least that differs, but it is found in one walk, and formatting changes lines where they
 * stand.
 */
#include "cli/difference.h"

#include "base/arena.h"

#include <assert.h>

/* How far ahead a line is looked for. Formatting moves and joins few lines at a time; a wider
 * window would cost its square where nothing meets. */
enum { WINDOW_LINES = 60 };

/* A text as its lines, slices of it. */
struct lines {
    struct text *items;
    size_t count;
};

/* A text's lines without their ends; a last line without its end counts too. */
static struct lines split(struct text text, struct arena *arena)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++)
        count += text.bytes[i] == '\n' || i + 1 == text.length;
    struct lines lines = {.items = arena_push(arena, count, sizeof *lines.items), .count = count};
    /* Counted first and then filled, so that a list of any length takes one piece of memory. */
    size_t start = 0;
    for (size_t line = 0; lines.items != NULL && line < count; line++) {
        size_t end = start;
        while (end < text.length && text.bytes[end] != '\n')
            end++;
        lines.items[line] = text_slice(text, start, end);
        start = end + 1;
    }
    return lines;
}

/* Finds the nearest equal lines at or after `*before` and `*after`, and goes there; to both ends
 * where none lie within the window. */
static void meet_again(struct lines a, struct lines b, size_t *before, size_t *after)
{
    /* By how many lines are passed in both texts together: the smallest difference first. */
    for (size_t distance = 1; distance <= 2 * (size_t)WINDOW_LINES; distance++) {
        for (size_t i = 0; i <= distance; i++) {
            size_t at_a = *before + i;
            size_t at_b = *after + distance - i;
            if (at_a < a.count && at_b < b.count && text_equal(a.items[at_a], b.items[at_b])) {
                *before = at_a;
                *after = at_b;
                return;
            }
        }
    }
    *before = *before + WINDOW_LINES < a.count ? *before + WINDOW_LINES : a.count;
    *after = *after + WINDOW_LINES < b.count ? *after + WINDOW_LINES : b.count;
}

/* One side of a hunk, every line after its mark. */
static void print_lines(struct lines lines, size_t start, size_t end, const char *mark,
                        struct buffer *buffer)
{
    assert(start <= end && end <= lines.count);
    for (size_t i = start; i < end; i++) {
        buffer_append_string(buffer, mark);
        buffer_append(buffer, lines.items[i]);
        buffer_append_string(buffer, "\n");
    }
}

/* Hunks without lines around them, in the form of `diff -u0`. */
static void print_hunks(struct lines a, struct lines b, struct buffer *buffer)
{
    size_t before = 0;
    size_t after = 0;
    while (before < a.count || after < b.count) {
        if (before < a.count && after < b.count && text_equal(a.items[before], b.items[after])) {
            before++;
            after++;
            continue;
        }
        size_t from_before = before;
        size_t from_after = after;
        /* Both may stand still only where the other goes on, so the walk always comes to an end. */
        meet_again(a, b, &before, &after);
        /* An empty side is numbered by the line before it, as diff does. */
        buffer_format(buffer, "@@ -%zu,%zu +%zu,%zu @@\n", from_before + (before > from_before),
                      before - from_before, from_after + (after > from_after), after - from_after);
        print_lines(a, from_before, before, "-", buffer);
        print_lines(b, from_after, after, "+", buffer);
    }
}

bool difference_print(const char *name, struct text before, struct text after,
                      struct allocator allocator, struct buffer *buffer)
{
    /* No lines at all, not even the names. */
    if (text_equal(before, after))
        return true;
    struct arena arena = arena_make(allocator);
    struct lines a = split(before, &arena);
    struct lines b = split(after, &arena);
    /* Two names that differ, though it is one file: tools that read a diff want to know which is
     * which. */
    buffer_format(buffer, "--- %s\n+++ %s, formatted\n", name, name);
    if (!arena.failed)
        print_hunks(a, b, buffer);
    bool printed = !arena.failed && !buffer->failed;
    arena_release(&arena);
    return printed;
}
