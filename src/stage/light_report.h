/* `lull render --light-report`: all pictures of a session, held against the budget of light.
 *
 * What a listener would see is drawn frame after frame with the governor at work, and read by the
 * light meter. Knows no window and no sound.
 */
#ifndef LULL_STAGE_LIGHT_REPORT_H
#define LULL_STAGE_LIGHT_REPORT_H

#include "cli/render.h"

/* Draws the whole session, --fps pictures a second of --size in --hue, and prints the table of what
 * was measured. `path` is not used. Returns STATUS_FINE where the budget is kept,
 * STATUS_SCRIPT_ERRORS where it is not; or else what to leave with, after a line on stderr. A
 * render_kind. */
enum status light_report_write(const struct arguments *arguments, struct session *session,
                               const char *path);

#endif
