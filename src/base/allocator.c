/* The one file that calls the C library's allocation functions. Sizes are multiplied with a check,
 * so that no caller can ask for less than it means.
 */
#include "base/allocator.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
    if (size != 0 && count > SIZE_MAX / size)
        return NULL;
    return allocator.resize(allocator.context, block, count * size);
}

void *allocator_allocate(struct allocator allocator, size_t count, size_t size)
{
    void *block = count == 0 || size == 0 ? NULL : allocator_resize(allocator, NULL, count, size);
    if (block != NULL)
        memset(block, 0, count * size);
    return block;
}

void allocator_release(struct allocator allocator, void *block)
{
    if (block != NULL)
        allocator.resize(allocator.context, block, 0);
}
