/* The sound is asked for block by block, with recordings decoded a little ahead, and written beside
 * the file's place until it is whole.
 */
#include "base/file.h"
#include "cli/output.h"
#include "cli/render.h"
#include "media/wave.h"
#include "player/reader.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { PART_FRAMES = 4800, PART_MS = 100, AHEAD_MS = 2000 };

/* What one export works with. */
struct export
{
    struct session *session;
    struct reader *reader;
    int descriptor;
};

static bool write_all(int descriptor, const unsigned char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t put = write(descriptor, bytes, length);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        bytes += put;
        length -= (size_t)put;
    }
    return true;
}

/* Writes the header and every sample. Returns false with errno where the disk refuses. */
static bool write_sound(const struct export *export, int64_t frames)
{
    unsigned char header[WAVE_HEADER_BYTES];
    float stereo[PART_FRAMES * 2];
    unsigned char bytes[PART_FRAMES * WAVE_FRAME_BYTES];
    struct levels levels = levels_default(export->session->timeline.phases);
    bool fits = wave_header(frames, header);
    assert(fits); /* asked before */
    if (!fits || !write_all(export->descriptor, header, sizeof header))
        return false;
    for (int64_t at = 0; at < frames; at += PART_FRAMES) {
        int64_t left = frames - at;
        size_t count = left < PART_FRAMES ? (size_t)left : PART_FRAMES;
        int32_t at_ms = (int32_t)(at / PART_FRAMES * PART_MS);
        reader_prepare(export->reader, at_ms, at_ms + AHEAD_MS);
        sound_render(export->session->sound, &levels, at, count, stereo);
        wave_pack(stereo, count, bytes);
        if (!write_all(export->descriptor, bytes, count * WAVE_FRAME_BYTES))
            return false;
    }
    return true;
}

/* Writes to a new file and puts it into its place. */
static enum status write_file(struct export *export, int64_t frames, const char *path)
{
    const char *reason = NULL;
    struct file_replacement replacement;
    bool done = file_replacement_begin(&replacement, allocator_system(), path, &reason);
    if (done) {
        export->descriptor = replacement.descriptor;
        done = write_sound(export, frames);
        if (done) {
            done = file_replacement_finish(&replacement, &reason);
        } else {
            reason = strerror(errno);
            file_replacement_abandon(&replacement);
        }
    }
    if (!done)
        output_complain("cannot write %s: %s", path, reason);
    return done ? STATUS_FINE : STATUS_FILE;
}

enum status render_wave(const struct arguments *arguments, struct session *session,
                        const char *path)
{
    (void)arguments;
    unsigned char header[WAVE_HEADER_BYTES];
    int64_t frames = sound_length_samples(session->sound);
    if (!wave_header(frames, header)) {
        output_complain("cannot write %s: the session is too long for a WAV file", path);
        return STATUS_FILE;
    }
    struct export export = {.session = session};
    export.reader = reader_create(allocator_system(), &session->timeline, session->sound, NULL);
    if (export.reader == NULL)
        return output_no_memory();
    enum status status = write_file(&export, frames, path);
    reader_destroy(export.reader);
    return status;
}
