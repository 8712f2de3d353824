/* Any bytes as a recording: decoding ends, and what it gives are samples within ±1; what is whole
 * is not damaged.
 *
 * The decoder opens files by their path, so the bytes are put into one in memory.
 */
#include "media/vorbis.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { MOST_MS = 20000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[] = "/dev/shm/vorbis-fuzz-XXXXXX";
    int descriptor = mkstemp(path);
    assert(descriptor >= 0);
    ssize_t written = write(descriptor, bytes, length);
    assert(written == (ssize_t)length);
    close(descriptor);

    struct vorbis_audio audio;
    const char *reason;
    int32_t length_ms;
    if (vorbis_length(path, &length_ms))
        assert(length_ms >= 1);
    bool whole = vorbis_is_whole(path, &reason);
    if (vorbis_decode(allocator_system(), path, 1 + (int)(length % 2), MOST_MS, &audio, &reason)) {
        for (int64_t i = 0; i < audio.frames * audio.channels; i++)
            assert(audio.samples[i] >= -1 && audio.samples[i] <= 1);
        assert(!whole || !audio.damaged);
        vorbis_release(&audio);
    }
    unlink(path);
    return 0;
}
