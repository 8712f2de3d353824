/* A chain of blocks, newest first, and a push takes the next bytes of the newest. Each block is
 * twice the last, from 4 KiB up to 1 MiB, so that a small script takes one small block and a large
 * one few large ones. An object that is larger than that gets a block of its own size. A list that
 * grows is copied to a new place while it is small, and is grown where it lies once it fills a
 * block of its own.
 */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum {
    /* A page: enough for most scripts. */
    SMALLEST_BLOCK_BYTES = 4096,
    LARGEST_BLOCK_BYTES = 1 << 20,
    /* An arena does not know what it is asked for, so everything is aligned for the strictest
     * type. */
    ALIGNMENT = alignof(max_align_t),
};

struct arena_block {
    struct arena_block *older; /* NULL: this was the first */
    size_t capacity;           /* bytes after this header */
    size_t used;
    alignas(max_align_t) unsigned char bytes[];
};

struct arena arena_make(struct allocator allocator)
{
    assert(allocator.resize != NULL);
    return (struct arena){.allocator = allocator};
}

/* A new newest block with at least `needed` bytes; NULL when there is no memory. */
static struct arena_block *add_block(struct arena *arena, size_t needed)
{
    size_t capacity = arena->newest == NULL ? SMALLEST_BLOCK_BYTES : arena->newest->capacity * 2;
    /* Doubling without end would leave up to half of a large session's memory unused. */
    if (capacity > LARGEST_BLOCK_BYTES)
        capacity = LARGEST_BLOCK_BYTES;
    if (capacity < needed)
        capacity = needed;
    /* Only a single object near the end of the address space gets this far. */
    if (capacity > SIZE_MAX - sizeof(struct arena_block))
        return NULL;
    struct arena_block *block = allocator_resize(arena->allocator, NULL, 1,
                                                 sizeof(struct arena_block) + capacity);
    if (block == NULL)
        return NULL;
    block->older = arena->newest;
    block->capacity = capacity;
    block->used = 0;
    arena->newest = block;
    assert(block->capacity >= needed);
    arena->total_bytes += sizeof(struct arena_block) + capacity;
    return block;
}

void *arena_push(struct arena *arena, size_t count, size_t size)
{
    assert(arena != NULL && arena->allocator.resize != NULL);
    /* The product below and its rounding up must both fit; a count may come out of a file. */
    if (size != 0 && count > (SIZE_MAX - ALIGNMENT) / size) {
        arena->failed = true;
        return NULL;
    }
    /* Every object starts aligned for anything, since what lies before it was rounded up as
     * well. */
    size_t needed = (count * size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct arena_block *block = arena->newest;
    /* What is left of the old block is given up: looking for gaps would cost more than they are
     * worth. */
    if (block == NULL || block->capacity - block->used < needed) {
        block = add_block(arena, needed);
        if (block == NULL) {
            arena->failed = true;
            return NULL;
        }
    }
    assert(block->used % ALIGNMENT == 0 && block->used + needed <= block->capacity);
    void *object = block->bytes + block->used;
    block->used += needed;
    /* A block that arena_clear has kept still holds what was in it. */
    return memset(object, 0, needed);
}

struct text arena_copy_text(struct arena *arena, struct text text)
{
    char *bytes = arena_push(arena, text.length + 1, 1);
    /* The NUL after it, which zeroing has left there, lets it serve as a C string where it has none
     * inside. */
    if (bytes == NULL)
        return (struct text){0};
    if (text.length > 0)
        memcpy(bytes, text.bytes, text.length);
    return (struct text){.bytes = bytes, .length = text.length};
}

/* The link that leads to the block whose whole content begins at `items`; NULL when none does. */
static struct arena_block **find_own_block(struct arena *arena, const void *items)
{
    assert(items != NULL);
    struct arena_block **link = &arena->newest;
    while (*link != NULL && (const void *)(*link)->bytes != items)
        link = &(*link)->older;
    return *link == NULL ? NULL : link;
}

/* Lets a long list grow where it is: it has a block of its own, which the allocator can extend
 * without keeping the old copy. Returns NULL when there is no memory. */
static void *grow_own_block(struct arena *arena, struct arena_block **link, size_t bytes)
{
    assert(bytes > (*link)->capacity);
    size_t more = bytes - (*link)->capacity;
    struct arena_block *block = allocator_resize(arena->allocator, *link, 1,
                                                 sizeof(struct arena_block) + bytes);
    if (block == NULL) {
        arena->failed = true;
        return NULL;
    }
    /* The allocator may have moved it, and whoever points to it has to follow. */
    *link = block;
    block->capacity = bytes;
    block->used = bytes;
    arena->total_bytes += more;
    return block->bytes;
}

void *arena_grow(struct arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    assert(count <= *capacity && size > 0);
    if (count < *capacity)
        return items;
    /* While a list is small, old copies stay behind in the arena: in all no more than the list
     * itself. */
    /* Eight to begin with: most lists of a script, such as the words of a line, stay below. */
    size_t larger = *capacity == 0 ? 8 : *capacity * 2;
    if (count * size > LARGEST_BLOCK_BYTES) {
        /* From its last move on, a list of this size has had a block of its own. */
        struct arena_block **link = find_own_block(arena, items);
        assert(link != NULL && larger <= SIZE_MAX / 2 / size);
        void *grown = grow_own_block(arena, link, larger * size);
        if (grown != NULL)
            *capacity = larger;
        return grown;
    }
    void *moved = arena_push(arena, larger, size);
    if (moved == NULL)
        return NULL;
    if (count > 0)
        memcpy(moved, items, count * size);
    *capacity = larger;
    return moved;
}

void arena_clear(struct arena *arena)
{
    /* The newest block is as a rule the largest, and the next use will most likely need as much. A
     * single object's own is not kept: arena_grow relies on a long list having one to itself. */
    struct arena_block *kept = arena->newest;
    if (kept != NULL && kept->capacity > LARGEST_BLOCK_BYTES)
        kept = NULL;
    if (kept != NULL) {
        arena->newest = kept->older;
        kept->older = NULL;
    }
    arena_release(arena);
    if (kept != NULL) {
        kept->used = 0;
        arena->newest = kept;
        arena->total_bytes = sizeof(struct arena_block) + kept->capacity;
    }
}

void arena_release(struct arena *arena)
{
    struct arena_block *block = arena->newest;
    while (block != NULL) {
        struct arena_block *older = block->older;
        allocator_release(arena->allocator, block);
        block = older;
    }
    *arena = arena_make(arena->allocator);
}
