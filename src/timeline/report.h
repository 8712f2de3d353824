/* Findings about a line as it runs. */
#ifndef LULL_TIMELINE_REPORT_H
#define LULL_TIMELINE_REPORT_H

#include "base/finding.h"
#include "language/script.h"

/* Adds an error or a warning at the action's word of `line`; `message` and `help` are texts without
 * a full stop. */
void report_error(struct findings *findings, const struct line *line, const char *name,
                  const char *message, const char *help);
void report_warning(struct findings *findings, const struct line *line, const char *name,
                    const char *message, const char *help);

#endif
