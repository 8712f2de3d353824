/* What `lull render` can make of a session, one function a kind of file.
 *
 * Each writes the whole file or none of it, needs no display and no sound device, and gives the
 * same bytes every time.
 */
#ifndef LULL_CLI_RENDER_H
#define LULL_CLI_RENDER_H

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

/* Writes what is seen at --at to `path` as PNG, in --size and --hue. Returns as render_wave does,
 * or STATUS_WRONG_USAGE where an option is not understood. */
enum status render_picture(const struct arguments *arguments, struct session *session,
                           const char *path);

#endif
