/* The timeline as text: a table for people and tests, and JSON for tools. */
#ifndef LULL_TIMELINE_PRINT_H
#define LULL_TIMELINE_PRINT_H

#include "base/buffer.h"
#include "timeline/timeline.h"

#include <stdbool.h>

/* Where the rows go. Called with some hundred kilobytes at a time; false ends the printing. */
typedef bool (*print_sink)(void *context, struct text piece);

/* Prints the timeline as tab-separated rows under a header line: start, end, lane, action, detail,
 * line; times in seconds with three decimals; ordered by start, lane, then line of the script.
 * Returns false where the sink does, or there is no memory. Linear in the number of rows. */
bool timeline_print(const struct timeline *timeline, struct allocator allocator, print_sink sink,
                    void *context);

/* Prints the same as one JSON object a line: {"start":…,"end":…,"lane":…,"action":…,"detail":…,
 * "line":…}. */
bool timeline_print_json(const struct timeline *timeline, struct allocator allocator,
                         print_sink sink, void *context);

/* Appends the detail of a row, without escapes: "in 4s, out 6s", "left shoulder". */
void span_print_detail(const struct span *span, struct buffer *buffer);

/* Appends where a span's line stands: "7", or "parts/b.lull:3". */
void span_print_line(uint32_t line, const struct inclusion *inclusion, struct buffer *buffer);

/* The word for a lane: "breath". */
const char *lane_word(enum lane lane);

#endif
