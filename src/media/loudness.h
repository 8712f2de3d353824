/* How loud a recording is to a listener, and the gain that brings it to where it should be.
 *
 * After ITU-R BS.1770-4: weighted as an ear does, gated so that pauses do not count. A recording
 * that goes round under a session may come from anywhere, so its loudness is measured once it is
 * decoded; narration is made to be right, by the same measure.
 */
#ifndef LULL_MEDIA_LOUDNESS_H
#define LULL_MEDIA_LOUDNESS_H

#include <stdint.h>

/* The mean power of `samples` (`frames` frames of `channels`, 1 or 2, interleaved, at 48 kHz) as an
 * ear weighs it, pauses left out: 10 · log10(power) − 0.691 is its loudness in LUFS. 0 where there
 * is nothing to measure: less than 0.4 s, or all of it below −70 LUFS. */
double loudness_power(const float *samples, int64_t frames, int channels);

/* The factor that brings `samples` (`frames` frames of `channels`, 1 or 2, interleaved, at 48 kHz)
 * to −23 LUFS as two loudspeakers play it, one channel from both. At most 4 (12 dB), and 1 where
 * there is nothing to measure: less than 0.4 s, or all of it below −70 LUFS. */
float loudness_gain(const float *samples, int64_t frames, int channels);

#endif
