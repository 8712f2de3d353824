/* WAV files, written: two channels of 24 bits at 48 kHz.
 *
 * 24 bits hold everything that a quiet mix has, so there is no dither and silence is zeros. These
 * two functions make bytes; whoever calls them knows where to put those.
 */
#ifndef LULL_MEDIA_WAVE_H
#define LULL_MEDIA_WAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The sizes of a file's header and of a frame of two 24-bit samples, and the rate. */
enum { WAVE_HEADER_BYTES = 44, WAVE_FRAME_BYTES = 6, WAVE_RATE_HZ = 48000 };

/* Writes the header of a file of `frames` frames. Returns false where that would be more than a WAV
 * file can hold (4 GiB: 4 h 8 min). */
bool wave_header(int64_t frames, unsigned char header[static WAVE_HEADER_BYTES]);

/* Writes `frames` frames of `stereo` (interleaved, ±1; beyond is clipped, NaN is 0) to `bytes`,
 * which has room for WAVE_FRAME_BYTES each. */
void wave_pack(const float *stereo, size_t frames, unsigned char *bytes);

#endif
