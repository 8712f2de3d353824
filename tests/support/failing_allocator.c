/* Freeing never fails and is no request. */
#include "support/failing_allocator.h"

#include <assert.h>

static void *resize(void *context, void *block, size_t size)
{
    struct failing_allocator *failing = context;
    struct allocator heap = allocator_system();
    if (size == 0) {
        failing->live -= block != NULL;
        assert(failing->live >= 0);
        return heap.resize(heap.context, block, 0);
    }
    failing->requests++;
    bool first = failing->requests == failing->fail_at;
    if (first || (!failing->once && failing_allocator_failed(failing)))
        return NULL;
    void *resized = heap.resize(heap.context, block, size);
    failing->live += block == NULL && resized != NULL;
    return resized;
}

struct allocator failing_allocator_ask(struct failing_allocator *failing)
{
    return (struct allocator){.resize = resize, .context = failing};
}

bool failing_allocator_failed(const struct failing_allocator *failing)
{
    return failing->fail_at > 0 && failing->requests >= failing->fail_at;
}
