/* A script read and laid out, for the commands that look at it without playing it. */
#ifndef LULL_CLI_READING_H
#define LULL_CLI_READING_H

#include "base/arena.h"
#include "base/finding.h"
#include "cli/command.h"
#include "language/script.h"
#include "store/narration.h"
#include "timeline/timeline.h"

#include <stdbool.h>

struct reading {
    struct arena arena; /* owned: everything below lives there */
    struct findings findings;
    const char *path;            /* of the script's file; NULL when none has that name */
    const struct script *script; /* NULL when its file cannot be read */
    struct timeline timeline;
    bool laid_out; /* it has no errors, and `timeline` is whole */
    struct narration_folders narration;
};

/* Reads the routine that a person has named `name`, a bundled one or a file, as reading_open does.
 * Returns STATUS_FINE where it is laid out, else the status to leave with, after it has been said
 * on stderr why. reading_close must follow either way. */
enum status reading_open_routine(struct reading *reading, const char *name, bool with_narration);

/* Reads the script at `path` and lays it out, with recordings looked for as playing does where
 * `with_narration` is set, and without any where it is not. What is wrong goes to the findings.
 * `reading` must stay where it is; reading_close must follow. */
void reading_open(struct reading *reading, const char *path, bool with_narration);

/* Whether the script can be used: STATUS_FINE where it is laid out. Else the status to leave with,
 * after the findings, or what else is wrong, have gone to stderr. */
enum status reading_status(struct reading *reading);

/* Gives everything back. */
void reading_close(struct reading *reading);

#endif
