/* Another program, run to its end: given a text and heard out, or fed bit by bit.
 *
 * No shell is between: the words reach the program as they are, so no sentence of a script can
 * become a command. One that is heard out may take so long and no longer. What the program is for
 * is its caller's business.
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

/* A program that is given something bit by bit, as it is made. */
struct process_stream {
    int descriptor; /* for its user to write to, its stdin; what it does not take is EPIPE, where
                     * SIGPIPE is ignored */
    int id;
};

/* Starts `words`, as process_run does; its stdout and stderr are our stderr. Returns false with
 * `*reason` likewise; otherwise process_stream_close must follow. */
bool process_stream_open(const char *const *words, struct process_stream *stream,
                         const char **reason);

/* Tells it that nothing more comes, and waits until it has ended, however long that takes; where
 * `end_it` is set it is ended at once instead. Returns true where it ended by itself with 0, else
 * false with `*reason` likewise. */
bool process_stream_close(struct process_stream *stream, bool end_it, const char **reason);

/* Whether `name` is a program that can be found in $PATH. */
bool process_exists(const char *name);

#endif
