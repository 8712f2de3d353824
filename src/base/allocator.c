/* The one file that calls the C library's allocation functions. Everything goes through one
 * function of the shape of realloc, so that a test has one place to make a request fail. Sizes are
 * multiplied with a check, so that no caller can ask for less than it means.
 */
#include "base/allocator.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The C library's allocator behind our interface. A size of 0 frees here, since what realloc does
 * with it differs from one C library to the next. */
static void *system_resize(void *context, void *block, size_t size)
{
    (void)context;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

struct allocator allocator_system(void)
{
    return (struct allocator){.resize = system_resize, .context = NULL};
}

void *allocator_resize(struct allocator allocator, void *block, size_t count, size_t size)
{
    assert(allocator.resize != NULL);
    /* Counts come from files too: a product that runs over would be a small block with much in
     * it. */
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return allocator.resize(allocator.context, block, count * size);
}

void *allocator_allocate(struct allocator allocator, size_t count, size_t size)
{
    /* Nothing asked for is NULL as well; a caller who needs that apart from failure asks for at
     * least one. */
    void *block = count == 0 || size == 0 ? NULL : allocator_resize(allocator, NULL, count, size);
    if (block != NULL)
        /* Zeroed, so that a structure half filled when something fails can be released like a whole
         * one. */
        memset(block, 0, count * size);
    return block;
}

void allocator_release(struct allocator allocator, void *block)
{
    if (block != NULL)
        /* Not through allocator_resize, which would multiply; and NULL is nobody's to release. */
        allocator.resize(allocator.context, block, 0);
}
