/* WAV files, read: what speech synthesisers make.
 *
 * PCM of 8 to 32 bits and floats, any rate and number of channels, also where the header does not
 * know its length because the file went through a pipe. It comes out as narration is kept: one
 * channel at 48 kHz.
 */
#ifndef LULL_MEDIA_WAVE_READER_H
#define LULL_MEDIA_WAVE_READER_H

#include "base/allocator.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads the WAV file whose bytes are `file`. The mean of its channels goes to `*samples`, at 48 kHz
 * and within ±1, which the caller frees with `allocator`; their number to `*frames`, at least 1.
 * Returns false with `*reason` in plain words that are a sentence without its full stop (static);
 * there is then nothing to free. */
bool wave_reader_read(struct allocator allocator, struct text file, float **samples,
                      int64_t *frames, const char **reason);

#endif
