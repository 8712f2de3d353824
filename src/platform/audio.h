/* The sound device, or the lack of one, behind one face.
 *
 * SDL_mixer opens the device; what a session sounds like comes whole from one source through its
 * music hook, because a mixer's channels start on the edges of buffers and words, tones and
 * pictures must meet exactly. Its channels stay free for the program's own short sounds. Where
 * there is no device, or it goes away, the same source is drawn along the system's clock without
 * being asked for sound, so that nobody above has to know the difference. This file knows no
 * sessions.
 */
#ifndef LULL_PLATFORM_AUDIO_H
#define LULL_PLATFORM_AUDIO_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The rate of all sound, and how much of it the device asks for at once. */
enum {
    AUDIO_RATE_HZ = 48000,     /* always; SDL converts where the device has another rate */
    AUDIO_BLOCK_FRAMES = 4096, /* 85 ms: long, since each wake-up costs, and nothing is to be heard
                                   at once in a program where every change is a fade */
};

/* Where the sound comes from. `render` makes the next `frames` frames, which begin with the one
 * numbered `first_frame`, as interleaved stereo of −1 to 1; `stereo` is NULL where nothing can be
 * heard and only time goes on. It runs in the audio callback: it must not allocate, lock, read
 * files or log. */
struct audio_source {
    void (*render)(void *context, int64_t first_frame, size_t frames, float *stereo);
    void *context;
};

struct audio;

/* Opens the default device and begins to draw from `source`, which must live until audio_close.
 * `silent` asks for no device at all. Where none can be opened the result is silent too, and
 * audio_problem says why. Returns NULL only when there is no memory. One at a time. */
struct audio *audio_open(struct allocator allocator, struct audio_source source, bool silent);

/* Why there is no sound, in the system's words, or NULL where there is. Valid until audio_close. */
const char *audio_problem(const struct audio *audio);

/* Which frame of the source is heard at `now_ns` (of clock_now_ns). Never goes back. Without a
 * device this is also what draws from the source, so call it often: at least four times a second.
 * For the thread that opened it. */
int64_t audio_heard(struct audio *audio, int64_t now_ns);

/* Goes on without the device, from the frame that is heard now and without a jump: for when the
 * device has gone away. Nothing is moved to another loudspeaker. */
void audio_go_silent(struct audio *audio, const char *problem);

/* Stops drawing from the source and gives the device back. NULL is allowed. */
void audio_close(struct audio *audio);

#endif
