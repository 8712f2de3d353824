/* The sentence is encoded into memory, which it fits into many times over, and then put into its
 * place at once. So a fault of the encoder touches no file, and a full disk leaves the old
 * recording.
 */
#include "media/recording_writer.h"

#include "base/buffer.h"
#include "base/file.h"
#include "media/vorbis_writer.h"

#include <assert.h>
#include <errno.h>

/* The encoder's sink: `context` is a buffer. False when it found no memory, which ends the
 * encoding. */
static bool append(void *context, const void *bytes, size_t count)
{
    assert(context != NULL);
    struct buffer *buffer = context;
    buffer_append(buffer, (struct text){.bytes = bytes, .length = count});
    return !buffer->failed;
}

/* The whole file as bytes behind `file`; false when there is no memory, the only thing that can
 * fail while nothing but memory is written to. */
static bool encode(struct allocator allocator, const float *samples, int64_t frames,
                   struct text sentence, struct buffer *file)
{
    struct vorbis_labels labels = {.title = sentence};
    struct vorbis_sink sink = {.write = append, .context = file};
    struct vorbis_writer *writer = vorbis_writer_create(allocator, 1, &labels, sink);
    bool done = writer != NULL && vorbis_writer_add(writer, samples, (size_t)frames) &&
                vorbis_writer_finish(writer);
    vorbis_writer_destroy(writer);
    return done;
}

bool recording_writer_write(struct allocator allocator, const char *path, const float *samples,
                            int64_t frames, struct text sentence, const char **reason)
{
    assert(path != NULL && frames > 0);
    struct buffer file = buffer_make(allocator);
    bool done = encode(allocator, samples, frames, sentence, &file);
    if (!done)
        *reason = file_reason(ENOMEM);
    if (done) {
        /* A person who has kept nothing yet has not even the folder above it. */
        file_make_folders(path);
        done = file_replace(allocator, path, buffer_text(&file), reason);
    }
    buffer_release(&file);
    return done;
}
