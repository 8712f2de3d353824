/* `lull render` of numbered pictures: a whole session, for those who cut films. */
#ifndef LULL_STAGE_PICTURE_SERIES_H
#define LULL_STAGE_PICTURE_SERIES_H

#include "cli/render.h"

/* Writes the session, --fps pictures a second of --size in --hue, to files whose names come of
 * `path`: a `%05d` in it becomes their number from 1 on. Each is whole or not there; where one
 * cannot be written, those before it stay. A render_kind. */
enum status picture_series_write(const struct arguments *arguments, struct session *session,
                                 const char *path);

#endif
