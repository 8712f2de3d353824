/* How long sound is on its way to the ear, as the sound server says: PulseAudio, or PipeWire in its
 * place.
 *
 * SDL keeps its stream to itself, so a second one is opened in just the same way, to the same
 * device, and played silence for a second or two; what the server says of that one is true of
 * SDL's. Nothing here waits: a server that hangs leaves the question open and keeps nobody. It
 * knows no sound and no session.
 */
#ifndef LULL_PLATFORM_PATH_PROBE_H
#define LULL_PLATFORM_PATH_PROBE_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

struct path_probe;

/* Begins to ask, for the device that SDL calls `device` (copied; "": the server's default) and
 * blocks of `block_frames` frames of AUDIO_RATE_HZ. Takes a millisecond. Returns NULL where there
 * is no server or no memory. For the main thread, as all of this. */
struct path_probe *path_probe_start(struct allocator allocator, const char *device,
                                    int block_frames);

/* Goes on asking, without waiting: call it for every picture. Returns whether it is done, and
 * `*depth_frames` then becomes what lies between SDL's asking for a frame and its being heard; 0
 * where the server did not say. */
bool path_probe_turn(struct path_probe *probe, int64_t *depth_frames);

/* Takes the stream back. NULL is allowed. */
void path_probe_end(struct path_probe *probe);

#endif
