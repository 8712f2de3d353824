/* `lull render` of a film: pictures and sound of a session in one file, for a screen without Lull.
 */
#ifndef LULL_STAGE_VIDEO_H
#define LULL_STAGE_VIDEO_H

#include "cli/render.h"

/* Writes the session to `path`, --fps pictures a second of --size in --hue with its sound and
 * chapters: WebM (VP9) where it ends in .webm, else Matroska (H.264). ffmpeg packs it, and must be
 * installed. The file is whole or not there. A render_kind. */
enum status video_write(const struct arguments *arguments, struct session *session,
                        const char *path);

#endif
