/* Memory that runs out at a chosen moment, and counts what is not given back.
 */
#ifndef LULL_TESTS_FAILING_ALLOCATOR_H
#define LULL_TESTS_FAILING_ALLOCATOR_H

#include "base/allocator.h"

#include <stdbool.h>

/* Zero-initialised but for `fail_at`. */
struct failing_allocator {
    long fail_at; /* the request that fails, from 1; 0: none does */
    bool once;    /* those after it are granted again; otherwise they fail too */
    long requests;
    long live; /* blocks not given back */
};

/* An allocator that asks the heap and counts in `failing`, which must outlive it. */
struct allocator failing_allocator_ask(struct failing_allocator *failing);

/* Whether any request has failed. */
bool failing_allocator_failed(const struct failing_allocator *failing);

#endif
