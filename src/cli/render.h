/* What `lull render` can make of a session, one function a kind of file.
 *
 * Each writes the whole file or none of it, needs no display and no sound device, and gives the
 * same bytes every time.
 */
#ifndef LULL_CLI_RENDER_H
#define LULL_CLI_RENDER_H

#include "base/buffer.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "player/session.h"

/* Writes what is heard to `path` as WAV: 48 kHz, 24 bits, stereo. Returns STATUS_FINE, or
 * STATUS_FILE after a line on stderr that says why not. */
enum status render_wave(const struct arguments *arguments, struct session *session,
                        const char *path);

/* Writes the same to `path` as Ogg Vorbis, with title and chapters. Returns as render_wave does. */
enum status render_vorbis(const struct arguments *arguments, struct session *session,
                          const char *path);

/* Writes what is said and shown to `path` as captions (WebVTT). Returns as render_wave does. */
enum status render_captions(const struct arguments *arguments, struct session *session,
                            const char *path);

/* Writes its timeline to `path` as a picture (SVG), for authors. Returns as render_wave does. */
enum status render_chart(const struct arguments *arguments, struct session *session,
                         const char *path);

/* Writes `text` to `path`, whole or not at all; a text that found no memory is not written. Returns
 * as render_wave does. */
enum status render_text(const struct buffer *text, const char *path);

/* Makes one kind of file of a session that can be played. */
typedef enum status (*render_kind)(const struct arguments *arguments, struct session *session,
                                   const char *path);

/* Loads the session that the arguments of `lull render` name and has `kind` write it to --output
 * (NULL where that was not given). Returns what `kind` does, or else what to leave with, after what
 * is wrong has gone to stderr. */
enum status render_session(const struct arguments *arguments, render_kind kind);

#endif
