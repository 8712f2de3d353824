/* A session in plain sentences, so that its author hears it without playing it. */
#ifndef LULL_TIMELINE_EXPLAIN_H
#define LULL_TIMELINE_EXPLAIN_H

#include "base/buffer.h"
#include "language/script.h"
#include "timeline/timeline.h"

#include <stdbool.h>

/* Appends what `timeline`, laid out from `script`, comes to: its title and header, a line for each
 * thing that happens with its clock time, and totals (length, breaths, how long each place is held,
 * the share of silence, recordings that are there and missing). Returns false when there is no
 * memory. */
bool explain_timeline(const struct timeline *timeline, const struct script *script,
                      struct buffer *buffer);

#endif
