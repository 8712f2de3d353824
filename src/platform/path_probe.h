/* How long sound is on its way to the ear, as the sound server says: PulseAudio, or PipeWire in its
 * place.
 *
 * SDL keeps its stream to itself, but the server tells of every stream what waits in it and in the
 * device behind it. It is only asked: a stream of our own would change the very way that is to be
 * measured, and with it the session's sound. Nothing here waits: a server that hangs leaves the
 * question open and keeps nobody. It knows no sound and no session.
 */
#ifndef LULL_PLATFORM_PATH_PROBE_H
#define LULL_PLATFORM_PATH_PROBE_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

struct path_probe;

/* Begins to ask about the stream that this process plays. Takes a millisecond. Returns NULL where
 * there is no server or no memory. For the main thread, as all of this. */
struct path_probe *path_probe_start(struct allocator allocator);

/* Goes on asking, without waiting: call it for every picture. Returns whether it is done, and
 * `*depth_frames` then becomes what lies between SDL's asking for a frame of AUDIO_RATE_HZ and its
 * being heard; 0 where the server did not say. */
bool path_probe_turn(struct path_probe *probe, int64_t *depth_frames);

/* Leaves the server. NULL is allowed. */
void path_probe_end(struct path_probe *probe);

#endif
