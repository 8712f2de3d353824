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
    const struct script *script; /* NULL when its file cannot be read */
    struct timeline timeline;
    bool laid_out; /* it has no errors, and `timeline` is whole */
    struct narration_folders narration;
};

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
