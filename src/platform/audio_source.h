/* Where sound comes from, to those who draw it: a device, or time itself.
 *
 * One function and its context, so that platform/ can play a session without knowing what that is.
 */
#ifndef LULL_PLATFORM_AUDIO_SOURCE_H
#define LULL_PLATFORM_AUDIO_SOURCE_H

#include <stddef.h>
#include <stdint.h>

/* The rate of all sound, and how much of it a device asks for at once. */
enum {
    AUDIO_RATE_HZ = 48000,     /* always; SDL converts where the device has another rate */
    AUDIO_BLOCK_FRAMES = 4096, /* 85 ms: long, since each wake-up costs, and nothing is to be heard
                                   at once in a program where every change is a fade */
};

/* `render` makes the next `frames` frames, which begin with the one numbered `first_frame`, as
 * interleaved stereo of −1 to 1; `stereo` is NULL where nothing can be heard and only time goes on.
 * It runs in the audio callback: it must not allocate, lock, read files or log. */
struct audio_source {
    void (*render)(void *context, int64_t first_frame, size_t frames, float *stereo);
    void *context;
};

#endif
