/* Reads recordings ahead of where a session plays, and forgets those behind it.
 *
 * A recording takes 11 MB a minute once it is decoded, so a long session's are never all there at
 * once: whoever plays says which part comes next. What cannot be read stays silent, and its caption
 * carries the sentence. One thread at a time; not for the audio callback, which meets the
 * recordings through sound/clips.h.
 */
#ifndef LULL_PLAYER_READER_H
#define LULL_PLAYER_READER_H

#include "base/allocator.h"
#include "sound/sound.h"
#include "timeline/timeline.h"

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

/* The most that is heard of one recording; the rest of a longer file is not. */
enum { READER_MOST_MS = 600000 };

struct reader;

/* Makes a reader that gives `sound` the recordings of `timeline`; both must outlive it.
 * `rendered_to` is the session's frame that a playing device has come to, negative while nothing is
 * heard, so that a recording that comes too late for its start can fade in; NULL where nothing
 * plays meanwhile, as in an export. Returns NULL when there is no memory. */
struct reader *reader_create(struct allocator allocator, const struct timeline *timeline,
                             struct sound *sound, const _Atomic int64_t *rendered_to);

/* A part of a session, in ms; it may reach beyond the session's start and end. */
struct reader_part {
    int32_t from_ms;
    int32_t to_ms; /* not included; at least `from_ms` */
};

/* Sees to it that all recordings that are heard in any of the `count` parts are there, and no
 * others, but for those that are being played. Takes as long as decoding takes, some 5 ms for a
 * sentence. */
void reader_prepare_parts(struct reader *reader, const struct reader_part *parts, size_t count);

/* The same for a single part. */
void reader_prepare(struct reader *reader, int32_t from_ms, int32_t to_ms);

/* How many recordings could not be read so far, or not whole; the file of the first of them goes to
 * `*first`, which lives as long as the timeline; NULL for none. */
size_t reader_failures(const struct reader *reader, const char **first);

/* Takes all recordings back and frees them; NULL is allowed. No thread may be rendering. */
void reader_destroy(struct reader *reader);

#endif
