/* Ogg Vorbis recordings, written: a session as a file that any player opens, with its chapters.
 *
 * What is written depends on the samples and labels alone: the stream's serial number is fixed and
 * no time of day is in it. It makes bytes and hands them on; where they go is the sink's business.
 */
#ifndef LULL_MEDIA_VORBIS_WRITER_H
#define LULL_MEDIA_VORBIS_WRITER_H

#include "base/allocator.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where the bytes of a file go, in order. `write` returns false where it cannot take them. */
struct vorbis_sink {
    bool (*write)(void *context, const void *bytes, size_t count);
    void *context;
};

/* A mark that players of the file can skip to. */
struct vorbis_chapter {
    int32_t start_ms;
    struct text title;
};

/* What a player shows; an empty text makes no comment. Chapters are written as the comments
 * CHAPTER000=00:01:02.345 and CHAPTER000NAME=… (wiki.xiph.org/Chapter_Extension), at most 1000. */
struct vorbis_labels {
    struct text title;
    struct text artist;
    struct text licence;
    const struct vorbis_chapter *chapters;
    size_t chapter_count;
};

struct vorbis_writer;

/* Begins a recording of `channels` channels (1 or 2) at 48 kHz and writes its headers. Returns NULL
 * where there is no memory or the sink refuses. Ended by vorbis_writer_destroy. */
struct vorbis_writer *vorbis_writer_create(struct allocator allocator, int channels,
                                           const struct vorbis_labels *labels,
                                           struct vorbis_sink sink);

/* Encodes `frames` frames of `samples` (interleaved, ±1) behind what is there. Returns false where
 * the sink refused. */
bool vorbis_writer_add(struct vorbis_writer *writer, const float *samples, size_t frames);

/* Writes what is still held back and the end of the stream; nothing may be added afterwards.
 * Returns false where the sink refused. */
bool vorbis_writer_finish(struct vorbis_writer *writer);

/* Frees it, finished or not; NULL is allowed. */
void vorbis_writer_destroy(struct vorbis_writer *writer);

#endif
