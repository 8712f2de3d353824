/* The timeline as a picture: its lanes one above the other, from left to right, as SVG.
 *
 * For authors, who see at a glance what meets what: words and breaths, hands and chapters. Like
 * music it goes on in a next system where a line is full. It is a document and no picture of a
 * session: nothing of the scene is in it.
 */
#ifndef LULL_TIMELINE_CHART_H
#define LULL_TIMELINE_CHART_H

#include "base/buffer.h"
#include "timeline/timeline.h"

/* Appends the chart of `timeline`, headed by `title`, to `svg`. Where there is no memory,
 * `svg->failed` is set. */
void timeline_chart(const struct timeline *timeline, struct text title, struct buffer *svg);

#endif
