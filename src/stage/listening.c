/* Frames come from the recording at their own number, so the device's clock is the only one, and
 * what was heard is known to the frame. Two flags cross between the threads: the main one sets
 * `ending`, the sound's answers with `silent` once the fade is over. Then the device can be closed
 * without a click.
 */
#include "stage/listening.h"

#include "platform/clock.h"

#include <assert.h>
#include <poll.h>

enum {
    FADE_FRAMES = AUDIO_RATE_HZ / 10,
    WAITS_MS =
        300, /* for the fade to be asked for and made; a device that hangs is not waited for */
    LOOKS_EVERY_MS = 10,
};

/* The recording's own frame, faded where it is to end. Runs in the audio callback. */
static float next(struct listening *listening, int64_t frame, bool ending)
{
    if (ending && listening->level > 0)
        /* A straight line of a tenth of a second is soft enough for a voice, and needs no table. */
        listening->level -= 1.0F / FADE_FRAMES;
    bool sounds = frame < listening->frames && listening->level > 0;
    return sounds ? listening->samples[frame] * listening->gain * listening->level : 0;
}

/* Runs in the audio callback: reads what does not change while a device is open, and the flag. */
static void render(void *context, int64_t first_frame, size_t frames, float *stereo)
{
    struct listening *listening = context;
    bool ending = atomic_load(&listening->ending);
    /* The frames were passed over unheard; there is nothing to fill. */
    if (stereo == NULL)
        return;
    for (size_t i = 0; i < frames; i++) {
        float sample = next(listening, first_frame + (int64_t)i, ending);
        stereo[2 * i] = sample;
        stereo[2 * i + 1] = sample;
    }
    if (listening->level <= 0 || first_frame >= listening->frames)
        atomic_store(&listening->silent, true);
}

bool listening_begin(struct listening *listening, const float *samples, int64_t frames, float gain,
                     const char **problem)
{
    assert(listening->audio == NULL && frames > 0 && gain >= 0 && gain <= 1);
    listening->samples = samples;
    listening->frames = frames;
    listening->gain = gain;
    listening->level = 1;
    /* Before the device is opened, since its thread may ask at once. */
    atomic_store(&listening->ending, false);
    atomic_store(&listening->silent, false);
    struct audio_source source = {.render = render, .context = listening};
    *problem = "there is not enough memory";
    listening->audio = audio_open(allocator_system(), source);
    if (listening->audio == NULL)
        return false;
    if (audio_problem(listening->audio) == NULL)
        return true;
    /* Unheard it would be no listening. */
    *problem = "no loudspeaker was found";
    listening_end(listening);
    return false;
}

bool listening_is_over(const struct listening *listening, int64_t now_ns)
{
    return listening->audio != NULL && audio_heard(listening->audio, now_ns) >= listening->frames;
}

void listening_end(struct listening *listening)
{
    if (listening->audio == NULL)
        return;
    /* Without a device nobody makes the fade, and waiting would be for nothing. */
    bool heard = audio_problem(listening->audio) == NULL;
    atomic_store(&listening->ending, true);
    for (int waited_ms = 0; heard && waited_ms < WAITS_MS; waited_ms += LOOKS_EVERY_MS) {
        if (atomic_load(&listening->silent))
            break;
        /* A sleep that needs no clock of its own. */
        (void)poll(NULL, 0, LOOKS_EVERY_MS);
    }
    audio_close(listening->audio);
    listening->audio = NULL;
}
