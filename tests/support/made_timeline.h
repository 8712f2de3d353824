/* A timeline from the text of a script, for tests that say what they hear as a script does.
 */
#ifndef LULL_TESTS_MADE_TIMELINE_H
#define LULL_TESTS_MADE_TIMELINE_H

#include "base/arena.h"
#include "base/finding.h"
#include "timeline/timeline.h"

#include <stdbool.h>

struct made_timeline {
    struct arena arena; /* everything lives here */
    struct findings findings;
    struct script *script; /* NULL: there was no memory */
    struct timeline timeline;
    bool laid_out;
};

/* Reads `text` and lays it out with no narration; what it includes is looked for in the current
 * folder. made_timeline_release must follow. */
void made_timeline_read(struct made_timeline *made, struct allocator allocator, struct text text);

/* The same of the file at `path`. */
void made_timeline_read_file(struct made_timeline *made, struct allocator allocator,
                             const char *path);

/* The same of a text that must have no errors, with memory from the heap. */
void made_timeline_must(struct made_timeline *made, const char *text);

/* Whether there is a finding of that name and line. */
bool made_timeline_has(const struct made_timeline *made, const char *name, unsigned line);

/* Appends the table that `lull timeline` prints. */
void made_timeline_print(const struct made_timeline *made, struct buffer *buffer);

void made_timeline_release(struct made_timeline *made);

#endif
