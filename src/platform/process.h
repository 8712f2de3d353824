/* Another program, run to its end: given a text, and heard out.
 *
 * No shell is between: the words reach the program as they are, so no sentence of a script can
 * become a command. It may take so long and no longer. What the program is for is its caller's
 * business.
 */
#ifndef LULL_PLATFORM_PROCESS_H
#define LULL_PLATFORM_PROCESS_H

#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a program may cost. */
struct process_limits {
    int32_t most_ms;   /* it is ended after this */
    size_t most_bytes; /* and when it prints more than this */
};

/* Runs `words` (ended by NULL; the first is looked for in $PATH unless it has a slash), with
 * `input` as its stdin, and appends its stdout to `output`; its stderr is ours. Returns true where
 * it ended by itself with 0. Else returns false with `*reason` in plain words that fit after "NAME:
 * " (static); nothing that it started in its process group is left running. */
bool process_run(const char *const *words, struct text input, struct process_limits limits,
                 struct buffer *output, const char **reason);

/* Whether `name` is a program that can be found in $PATH. */
bool process_exists(const char *name);

#endif
