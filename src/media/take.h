/* A sentence as it was just spoken, made into one as it is to be heard.
 *
 * A microphone or a synthesiser gives too much silence, rumble, hiss, and any loudness. What comes
 * out keeps the budget of narration: −26 LUFS of its one channel, true peaks of at most −6 dB, next
 * to nothing above 8 kHz, 30 to 200 ms of silence at either end, and no clicks. It knows neither
 * where the sound comes from nor where it goes.
 */
#ifndef LULL_MEDIA_TAKE_H
#define LULL_MEDIA_TAKE_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

/* One channel at 48 kHz. */
struct take {
    struct allocator allocator;
    float *samples; /* owned */
    int64_t frames; /* at least 0.4 s */
};

/* Who spoke: what a synthesiser hisses is taken away, and a person's voice is left as it is. */
enum take_speaker { TAKE_PERSON, TAKE_SYNTHESISER };

/* Makes a take of `frames` frames of `samples`, one channel at 48 kHz, which stay as they are; at
 * most a few minutes, since all of it is held in memory. Returns false with `*reason` in plain
 * words that are a sentence without its full stop (static), where nothing is to be heard or there
 * is no memory; there is then nothing to release. */
bool take_make(struct allocator allocator, const float *samples, int64_t frames,
               enum take_speaker speaker, struct take *take, const char **reason);

/* Frees the samples. */
void take_release(struct take *take);

#endif
