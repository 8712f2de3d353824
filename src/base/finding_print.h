/* How findings look to people and to tools.
 *
 * For people: `FILE:LINE:COL: error: TEXT [name]`, which every editor's error list reads, and under
 * it the line, a caret and what to write instead. For tools: one JSON object a line.
 */
#ifndef LULL_BASE_FINDING_PRINT_H
#define LULL_BASE_FINDING_PRINT_H

#include "base/buffer.h"
#include "base/finding.h"

#include <stdbool.h>

/* How many findings are shown to people before the rest is only counted. */
enum { FINDINGS_SHOWN = 50 };

/* Appends one finding for people. `colour`: mark what stands out with ANSI escapes. */
void finding_print(const struct finding *finding, bool colour, struct buffer *buffer);

/* Appends one finding as a JSON object and a line end:
 * {"file":…,"line":…,"column":…,"severity":"error"|"warning","name":…,"message":…,"help":…,
 * "source":…}; `line` and `column` are from 1, columns in characters, 0 where there is none. */
void finding_print_json(const struct finding *finding, struct buffer *buffer);

/* Appends the first FINDINGS_SHOWN findings for people and a line that counts the rest, errors
 * before warnings among what is counted. */
void findings_print(const struct findings *findings, bool colour, struct buffer *buffer);

#endif
