/* Encoded into memory, which a sentence fits into many times over, and put into place at once. */
#include "media/recording_writer.h"

#include "base/buffer.h"
#include "base/file.h"
#include "media/vorbis_writer.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_PATH_BYTES = 4096 };

/* The encoder's sink. */
static bool append(void *context, const void *bytes, size_t count)
{
    struct buffer *buffer = context;
    buffer_append(buffer, (struct text){.bytes = bytes, .length = count});
    return !buffer->failed;
}

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

/* Makes the folder that `path` lies in; what lies above it is there, as a script is. */
static bool make_folder(const char *path, const char **reason)
{
    char folder[MOST_PATH_BYTES];
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash - path);
    if (length == 0)
        return true;
    if (length >= sizeof folder) {
        *reason = file_reason(ENAMETOOLONG);
        return false;
    }
    memcpy(folder, path, length);
    folder[length] = '\0';
    if (mkdir(folder, 0777) == 0 || errno == EEXIST)
        return true;
    *reason = file_reason(errno);
    return false;
}

bool recording_writer_write(struct allocator allocator, const char *path, const float *samples,
                            int64_t frames, struct text sentence, const char **reason)
{
    assert(path != NULL && frames > 0);
    struct buffer file = buffer_make(allocator);
    bool done = encode(allocator, samples, frames, sentence, &file);
    if (!done)
        *reason = file_reason(ENOMEM);
    done = done && make_folder(path, reason) &&
           file_replace(allocator, path, buffer_text(&file), reason);
    buffer_release(&file);
    return done;
}
