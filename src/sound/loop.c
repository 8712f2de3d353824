/* A round is as long as the recording without its last part, which sounds over the next round's
 * first part; their gains keep the sum of powers, since the two have nothing to do with each other.
 * Where a round is at any moment follows from the time since the loop began, so a seek needs
 * nothing. The first round begins with a seam like any other, under the fade of the sound itself.
 */
#include "sound/loop.h"

#include "base/exact.h"

#include <assert.h>

enum { LONGEST_SEAM_FRAMES = 2 * SOUND_RATE_HZ };

/* Adds one frame of the recording to both channels; one channel goes to both. */
static void add_frame(const struct clip *clip, int64_t frame, float gain, float *left, float *right)
{
    const float *sample = clip->samples + frame * clip->channels;
    *left += sample[0] * gain;
    *right += sample[clip->channels - 1] * gain;
}

void loop_add(const struct clip *clip, int32_t elapsed_ms, struct ramp gain, struct block *block)
{
    assert(elapsed_ms >= 0);
    /* A quarter of a short recording at most, or it would be all seam. */
    int64_t seam = clip->frames / 4 < LONGEST_SEAM_FRAMES ? clip->frames / 4 : LONGEST_SEAM_FRAMES;
    int64_t round = clip->frames - seam;
    /* A recording of nothing is silent. */
    if (round <= 0)
        return;
    int64_t frame = (int64_t)elapsed_ms * SOUND_SAMPLES_PER_MS % round;
    for (int i = 0; i < BLOCK_FRAMES; i++) {
        float factor = ramp_at(gain, i) * clip->gain;
        if (frame < seam) {
            /* Sine and cosine of the same angle: their squares add up to 1. */
            double quarter_turns = (double)frame / (double)seam / 4;
            add_frame(clip, frame, factor * (float)exact_sine(quarter_turns), &block->left[i],
                      &block->right[i]);
            add_frame(clip, round + frame, factor * (float)exact_cosine(quarter_turns),
                      &block->left[i], &block->right[i]);
        } else {
            add_frame(clip, frame, factor, &block->left[i], &block->right[i]);
        }
        frame = frame + 1 < round ? frame + 1 : 0;
    }
}
