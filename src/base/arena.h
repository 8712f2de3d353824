/* Memory that is freed all at once.
 *
 * A script, its findings and its timeline live exactly as long as a session, so they are pushed
 * onto one arena and released together: nothing is freed one by one and nothing can leak. An arena
 * does not know what lies in it. Not for use from more than one thread at a time.
 */
#ifndef LULL_BASE_ARENA_H
#define LULL_BASE_ARENA_H

#include "base/allocator.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Zero-initialised but for `allocator` is an empty arena; or use arena_make. */
struct arena {
    struct allocator allocator;
    struct arena_block *newest; /* owned; NULL while empty */
    size_t total_bytes;         /* taken from the allocator so far */
    bool failed;                /* some push has returned NULL since the arena was made */
};

/* Returns an empty arena that takes its blocks from `allocator`. Takes no memory yet. */
struct arena arena_make(struct allocator allocator);

/* Returns `count` objects of `size` bytes, all zero, aligned for any type, valid until
 * arena_release; NULL when there is no memory (and `failed` is set). count × size of 0 gives a
 * valid pointer to nothing. */
void *arena_push(struct arena *arena, size_t count, size_t size);

/* Returns a copy of `text` that lives in the arena, followed by a NUL byte that is not counted;
 * an empty text with `bytes` NULL when there is no memory. */
struct text arena_copy_text(struct arena *arena, struct text text);

/* Makes room for one more in a list that lives in the arena: `items` has `count` objects of `size`
 * bytes used of `*capacity`. Returns the list, moved when it had to grow (the old copy stays in
 * the arena until its release), or NULL when there is no memory. */
void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/* Forgets everything in the arena but keeps its newest block, so that a frame after a frame takes
 * no memory from the allocator once the block is large enough. Nothing that was pushed is valid any
 * more, and `failed` is unset. */
void arena_clear(struct arena *arena);

/* Gives everything back to the allocator; the arena is empty and may be used again. */
void arena_release(struct arena *arena);

#endif
