/* A light meter: holds frames against the budget of light_limits.h and says how near they come.
 *
 * It reads the finished pixels, as an eye would, and trusts nothing that drew them: like a window
 * it only ever sees what a frame's dirty rectangles bring, and takes the rest to be as it was. Feed
 * it every frame of a session; ask once at the end. It prints nothing.
 */
#ifndef LULL_CANVAS_LIGHT_METER_H
#define LULL_CANVAS_LIGHT_METER_H

#include "base/allocator.h"
#include "canvas/canvas.h"
#include "canvas/light_limits.h"

#include <stdbool.h>
#include <stdint.h>

struct light_meter;

/* The largest figures found in any frame, or any second of frames. Y as in light_limits.h. */
struct light_report {
    float mean;
    float graphics_peak; /* of pixels outside the frame's texts */
    float text_peak;     /* of pixels within them */
    float bright_share;  /* 0 to 1 */
    float mean_change;
    float block_change;
    int reversals;         /* of one block within one second */
    float melanopic_share; /* of a frame with any light to speak of (mean Y over 0.0001) */
    float red_share;       /* of a pixel whose linear red is over LIGHT_RED_FREE */
    int64_t frames;
};

/* One line of the budget. */
struct light_row {
    const char *name; /* what is measured, in a few words */
    double measured;
    double limit;
    bool kept;
};

/* How many lines it has. */
enum { LIGHT_ROWS = 9 };

/* A meter for frames of that size; NULL when there is no memory. The caller owns it. */
struct light_meter *light_meter_create(struct allocator allocator, int width_px, int height_px);

/* Reads a frame that was shown from `at_ms` on; times only go forward, and no frame may be left
 * out. Of any second at most the latest 128 frames count for changes. */
void light_meter_feed(struct light_meter *meter, const struct frame *frame, int64_t at_ms);

/* What has been found so far. */
struct light_report light_meter_read(const struct light_meter *meter);

/* The whole budget of that level, line by line, beside what the report says. */
void light_report_rows(const struct light_report *report, enum light_level level,
                       struct light_row rows[LIGHT_ROWS]);

/* Whether the report keeps all of it. */
bool light_report_keeps(const struct light_report *report, enum light_level level);

/* Frees the meter; NULL is allowed. */
void light_meter_destroy(struct light_meter *meter);

#endif
