/* Ogg Vorbis recordings, read.
 *
 * Whatever is in the file (any rate, one channel or several, several streams one after another, cut
 * short, damaged, no sound at all), reading it ends with samples at 48 kHz or with a reason. It
 * opens regular files only, and knows nothing of what a recording is for.
 */
#ifndef LULL_MEDIA_VORBIS_H
#define LULL_MEDIA_VORBIS_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

/* A recording, decoded. */
struct vorbis_audio {
    struct allocator allocator;
    float *samples; /* owned: at 48 kHz, interleaved, finite, within ±1 */
    int64_t frames; /* at least 1 */
    int channels;
    bool damaged; /* something in the file could not be decoded, or its end is missing */
};

/* Reads from the file's headers how long the recording at `path` is, in ms, rounded half up: from 1
 * to 86,400,000. Takes well under a millisecond. Returns false where it cannot be played. */
bool vorbis_length(const char *path, int32_t *length_ms);

/* Whether the file at `path` begins as an Ogg file does, whole or not. */
bool vorbis_is_begun(const char *path);

/* Whether the recording at `path` can be heard from its beginning to its end. It is decoded for
 * that and not kept, a thousand times as fast as it is heard. Returns false with `*reason` in plain
 * words that fit after "X cannot be heard whole: " (static). */
bool vorbis_is_whole(const char *path, const char **reason);

/* Decodes the recording at `path` to `channels` channels (1: the mean of all it has; 2: the first
 * two, or its one twice), `most_ms` of it at most. Returns false with `*reason` in plain words that
 * fit after "cannot read X: " (static); there is then nothing to release. Not for the audio
 * callback. */
bool vorbis_decode(struct allocator allocator, const char *path, int channels, int32_t most_ms,
                   struct vorbis_audio *audio, const char **reason);

/* Frees the samples. */
void vorbis_release(struct vorbis_audio *audio);

#endif
