/* What tests measure of sound that was rendered: loudness, peaks, steps and tones.
 *
 * Loudness and true peak are libebur128's (EBU R 128), not the program's own.
 */
#ifndef LULL_TESTS_HEARD_H
#define LULL_TESTS_HEARD_H

#include "sound/sound.h"

#include <stddef.h>
#include <stdint.h>

/* Renders `frames` frames of `sound` from `from` on in calls of 1024. To be freed. */
float *heard_render(struct sound *sound, const struct levels *levels, int64_t from, size_t frames);

/* Interleaved stereo at 48 kHz: integrated loudness in LUFS; −200 for silence. */
double heard_loudness(const float *stereo, size_t frames);

/* The highest true peak of both channels, in dB. */
double heard_true_peak_db(const float *stereo, size_t frames);

/* The root of the mean square of both channels. */
double heard_rms(const float *stereo, size_t frames);

/* The largest step from one sample of a channel to its next. */
double heard_largest_step(const float *stereo, size_t frames);

/* The amplitude of the tone `hertz` in the left channel, under a Hann window. */
double heard_tone(const float *stereo, size_t frames, double hertz);

#endif
