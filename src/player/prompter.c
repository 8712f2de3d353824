/* The sound's thread plays the place that it took last. When it is asked for another it lets the
 * present one fade to nothing first, and only then takes the next, so that the main thread never
 * frees what is still heard. A third recording waits on the main thread's side until a place is
 * free; only the latest waits, since nobody wants to hear the others by then.
 */
#include "player/prompter.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* As everywhere: sound is made at 48 kHz. */
enum { FRAMES_A_MS = 48 };

void prompter_start(struct prompter *prompter)
{
    assert(prompter != NULL);
    *prompter = (struct prompter){.position = 0};
    atomic_init(&prompter->asked, 0);
    atomic_init(&prompter->taken, 0);
    atomic_init(&prompter->done, true);
}

/* A recording that someone made themselves may be of any loudness. */
static float safe_gain(const struct vorbis_audio *audio, float gain)
{
    float peak = 0;
    for (int64_t i = 0; i < audio->frames; i++)
        peak = fmaxf(peak, fabsf(audio->samples[i]));
    return peak * gain > PROMPTER_PEAK ? PROMPTER_PEAK / peak : gain;
}

/* Frees a recording, and leaves silence in its place. */
static void release(struct prompt *prompt)
{
    if (prompt->audio.samples != NULL)
        vorbis_release(&prompt->audio);
    *prompt = (struct prompt){.gain = 0};
}

/* Hands over what waits, if the place for it is free. What is being played stays where it is until
 * the other place has been taken. */
static void hand_over(struct prompter *prompter)
{
    unsigned asked = atomic_load(&prompter->asked);
    if (!prompter->waits || asked != atomic_load(&prompter->taken))
        return;
    struct prompt *place = &prompter->places[(asked + 1) & 1];
    release(place);
    *place = prompter->waiting;
    prompter->waiting = (struct prompt){.gain = 0};
    prompter->waits = false;
    /* Last: once this is raised the place is the sound's. */
    atomic_store(&prompter->asked, asked + 1);
}

void prompter_say(struct prompter *prompter, struct vorbis_audio audio, float gain)
{
    assert(audio.samples == NULL || audio.channels == 1);
    assert(gain >= 0 && gain <= 1);
    /* What has not even begun is not worth saying any more. */
    release(&prompter->waiting);
    prompter->waiting = (struct prompt){.audio = audio, .gain = safe_gain(&audio, gain)};
    prompter->waits = true;
    hand_over(prompter);
}

bool prompter_speaks(struct prompter *prompter)
{
    hand_over(prompter);
    return prompter->waits || atomic_load(&prompter->asked) != atomic_load(&prompter->taken) ||
           /* In this order, which is that of a recording's way: one that moves on meanwhile is seen
            * in the place it has come to. */
           !atomic_load(&prompter->done);
}

/* Takes what has been asked for, from its start. */
static void take(struct prompter *prompter, unsigned asked)
{
    prompter->position = 0;
    prompter->level = 0;
    atomic_store(&prompter->done, prompter->places[asked & 1].audio.frames == 0);
    /* Last: from now on the other place is the main thread's. */
    atomic_store(&prompter->taken, asked);
}

/* The next sample of the recording at the present level, which moves towards 0 or 1. */
static float next_sample(struct prompter *prompter, const struct prompt *prompt, bool goes)
{
    /* A share of the whole way for each frame. */
    float step = goes ? -1.0F / (PROMPTER_GOES_MS * FRAMES_A_MS)
                      : 1.0F / (PROMPTER_COMES_MS * FRAMES_A_MS);
    prompter->level = fminf(fmaxf(prompter->level + step, 0), 1);
    float level = prompter->level;
    float sample = prompt->audio.samples[prompter->position++];
    /* A smoothstep, as all fades here: no corner at either end. */
    return sample * prompt->gain * level * level * (3 - 2 * level);
}

void prompter_render(void *context, int64_t first_frame, size_t frames, float *stereo)
{
    struct prompter *prompter = context;
    (void)first_frame; /* a recording has no place in time but its own */
    for (size_t i = 0; i < frames; i++) {
        /* Asked at every frame, so that the fade begins where the order came; an atomic read costs
         * next to nothing. */
        unsigned asked = atomic_load_explicit(&prompter->asked, memory_order_acquire);
        unsigned taken = atomic_load_explicit(&prompter->taken, memory_order_relaxed);
        bool done = atomic_load_explicit(&prompter->done, memory_order_relaxed);
        if (asked != taken && (done || prompter->level <= 0)) {
            take(prompter, asked);
            taken = asked;
            done = atomic_load_explicit(&prompter->done, memory_order_relaxed);
        }
        const struct prompt *prompt = &prompter->places[taken & 1];
        float sample = done ? 0 : next_sample(prompter, prompt, asked != taken);
        if (!done && prompter->position >= prompt->audio.frames)
            atomic_store(&prompter->done, true);
        if (stereo != NULL)
            stereo[2 * i] = stereo[2 * i + 1] = sample;
    }
}

/* The device is closed: nobody else looks at the places. */
void prompter_stop(struct prompter *prompter)
{
    release(&prompter->places[0]);
    release(&prompter->places[1]);
    release(&prompter->waiting);
    prompter_start(prompter);
}
