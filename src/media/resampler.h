/* From any sample rate to 48 kHz.
 *
 * A windowed sinc of our own and no library's, so that a recording comes to the same samples to the
 * bit on every machine: the libraries choose their code by the processor. It works on a whole
 * recording at once and knows nothing of files.
 */
#ifndef LULL_MEDIA_RESAMPLER_H
#define LULL_MEDIA_RESAMPLER_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

/* The rate that comes out, and the lowest and highest that may go in. */
enum { RESAMPLER_RATE_HZ = 48000, RESAMPLER_LOWEST_HZ = 4000, RESAMPLER_HIGHEST_HZ = 384000 };

/* How many frames at 48 kHz `frames` at `rate_hz` become: the same time, rounded. */
int64_t resampler_frames(int64_t frames, int rate_hz);

/* Writes `input` (`frames` frames of `channels` interleaved samples at `rate_hz`, from
 * RESAMPLER_LOWEST_HZ to RESAMPLER_HIGHEST_HZ) to `output`, which has room for resampler_frames of
 * them. Frame 0 stays at time 0; outside is silence. The passband is flat to 85 % of the lower
 * rate's half, and what would be mirrored is 80 dB down. Returns false when there is no memory for
 * the filter. */
bool resampler_run(struct allocator allocator, const float *input, int64_t frames, int channels,
                   int rate_hz, float *output);

#endif
