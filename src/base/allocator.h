/* Where memory comes from.
 *
 * Every part of the program that needs memory is handed a `struct allocator` and asks it; only
 * allocator.c knows malloc. That is what lets a test make the n-th request fail, for every n, and
 * what keeps hidden allocations out of code that must not make any (the audio callback).
 */
#ifndef LULL_BASE_ALLOCATOR_H
#define LULL_BASE_ALLOCATOR_H

#include <stddef.h>

/* A source of memory. Copied freely: it holds no state of its own, `context` does. */
struct allocator {
    /* Works like realloc: `block` NULL allocates, `size` 0 frees and returns NULL. Returns NULL
     * when there is no memory; `block` is then still valid. The memory is not cleared. */
    void *(*resize)(void *context, void *block, size_t size);
    void *context;
};

/* The C library's heap. Never fails to give the allocator itself. */
struct allocator allocator_system(void);

/* Asks `allocator` for `count` objects of `size` bytes, all zero. Returns NULL when there is no
 * memory or count × size does not fit in size_t. The caller frees with allocator_release. */
void *allocator_allocate(struct allocator allocator, size_t count, size_t size);

/* Changes `block` (NULL: a new one) to hold `count` objects of `size` bytes; what is new is not
 * cleared. Returns NULL and leaves `block` valid when there is no memory. */
void *allocator_resize(struct allocator allocator, void *block, size_t count, size_t size);

/* Gives `block` back; NULL is allowed. */
void allocator_release(struct allocator allocator, void *block);

#endif
