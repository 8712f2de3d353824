/* The recording of a sentence, written where it belongs.
 *
 * One channel at 48 kHz in Ogg Vorbis, with the sentence as its title, so that a person who finds
 * the file knows what it is. It is whole or not there at all.
 */
#ifndef LULL_MEDIA_RECORDING_WRITER_H
#define LULL_MEDIA_RECORDING_WRITER_H

#include "base/allocator.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Writes `frames` frames of `samples` (one channel at 48 kHz, ±1) to `path`, in place of what is
 * there, and makes its folders if need be. Returns false with `*reason` in plain words that fit
 * after "cannot write X: " (static). */
bool recording_writer_write(struct allocator allocator, const char *path, const float *samples,
                            int64_t frames, struct text sentence, const char **reason);

#endif
