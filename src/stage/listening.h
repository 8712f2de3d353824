/* One recording, heard once from its start: how a person hears a take before keeping it.
 *
 * A loudspeaker is open only while something plays, so nothing that sounds can be in the way of a
 * microphone. For the main thread; the sound device's thread reads what listening_begin was given
 * and nothing that changes meanwhile, but for the wish to end.
 */
#ifndef LULL_STAGE_LISTENING_H
#define LULL_STAGE_LISTENING_H

#include "platform/audio.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* Zero-initialised is silence. */
struct listening {
    struct audio *audio; /* NULL: nothing plays */
    const float *samples;
    int64_t frames;
    float gain;
    float level;         /* of the fade at the end; of the thread that renders */
    _Atomic bool ending; /* crosses threads: to fade out now */
    _Atomic bool silent; /* crosses threads: it has faded out */
};

/* Begins to play `frames` frames of `samples` (one channel at 48 kHz), which must stay until
 * listening_end, `gain` times as loud: 0 to 1. `listening` must stay where it is. Returns false
 * where there is no sound device, or no memory, and nothing plays; `*problem` is then why, in the
 * system's words, until the next call of anything that plays. */
bool listening_begin(struct listening *listening, const float *samples, int64_t frames, float gain,
                     const char **problem);

/* Whether something plays that has come to its end by `now_ns`. */
bool listening_is_over(const struct listening *listening, int64_t now_ns);

/* Falls silent within a fade of 100 ms and closes the loudspeaker, which takes about 0.4 s in all;
 * harmless when nothing plays. */
void listening_end(struct listening *listening);

#endif
