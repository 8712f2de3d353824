/* Findings: what is wrong, where, and what to write instead.
 *
 * Everything that can be wrong with a script, or with the world (a file that cannot be read), is
 * collected as findings and shown together; nothing below the commands prints or exits. A finding
 * does not know who made it.
 */
#ifndef LULL_BASE_FINDING_H
#define LULL_BASE_FINDING_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Errors keep a script from playing; warnings do not. */
enum severity { SEVERITY_ERROR, SEVERITY_WARNING };

struct finding {
    enum severity severity;
    const char *name;    /* "same-lane"; static */
    const char *file;    /* as shown to the reader; lives in the findings' arena or longer */
    unsigned line;       /* from 1; 0: the file as a whole */
    unsigned column;     /* in characters, from 1; 0: the line as a whole */
    unsigned width;      /* characters marked, at least 1 */
    struct text source;  /* the line as it stands, without its end */
    struct text message; /* one plain sentence without a full stop */
    struct text help;    /* what to write instead; may be empty */
    uint32_t key;        /* findings_add's own: where to look for it */
};

/* A list that keeps the order of adding until it is sorted. */
struct findings {
    struct arena *arena; /* not owned: what is added lives there */
    struct finding *items;
    size_t count;
    size_t capacity;
    size_t errors;   /* how many are errors */
    size_t warnings; /* how many are warnings */
    uint32_t *slots; /* hash table of 1-based indexes into items, by file, line and name */
    size_t slot_count;
};

/* An empty list whose findings will live in `arena`, which must outlive it. */
struct findings findings_make(struct arena *arena);

/* Adds a copy of `finding` (its texts are copied too; `file` and `name` are not). Does nothing
 * where the same name is already there for the same file and line; when there is no memory the
 * arena's `failed` says so. Constant time on average. */
void findings_add(struct findings *findings, struct finding finding);

/* Puts the findings in the order of files as first added, then of lines and columns. */
void findings_sort(struct findings *findings);

#endif
