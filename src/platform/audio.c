/* With a device: SDL_mixer's thread asks for a block, the hook has the source fill it and notes the
 * moment in the sample clock. Without: audio_heard has the source go on by what the system's clock
 * says, in blocks of the same length, one block ahead as a device would.
 *
 * SDL cannot say how deep the sound path is. Its drivers differ in how many blocks they keep queued
 * when they ask for the next one, and that is measured per driver: see path_depth_blocks.
 */
#include "platform/audio.h"

#include "platform/clock.h"
#include "platform/sample_clock.h"

#include <SDL.h>
#include <SDL_mixer.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { PROBLEM_BYTES = 200 };

struct audio {
    struct allocator allocator;
    struct audio_source source;
    bool has_device;
    char problem[PROBLEM_BYTES]; /* empty: none */
    struct sample_clock clock;   /* noted by the callback, read by audio_heard */
    int64_t next_frame;          /* of the thread that draws: the callback's, or ours when silent */
    int64_t silent_since_ns;     /* silent: when frame `silent_from` was heard */
    int64_t silent_from;
    int64_t last_heard; /* so that the clock never goes back */
};

/* From being asked for to being heard, in frames. PulseAudio: SDL asks the server for one block of
 * latency in all, and asks for a block as soon as the one before is written; some 10 ms more were
 * measured with a null sink, sound against picture. ALSA: two periods are queued when the write of
 * one returns. Others are taken to be like PulseAudio. */
static int64_t path_depth_frames(const char *driver, int block_frames)
{
    if (driver != NULL && strcmp(driver, "alsa") == 0)
        return 2 * (int64_t)block_frames;
    return block_frames + AUDIO_RATE_HZ / 100;
}

static void fill_block(void *context, Uint8 *stream, int bytes)
{
    struct audio *audio = context;
    size_t frames = (size_t)bytes / (2 * sizeof(float));
    sample_clock_note(&audio->clock, audio->next_frame, clock_now_ns());
    audio->source.render(audio->source.context, audio->next_frame, frames, (float *)(void *)stream);
    audio->next_frame += (int64_t)frames;
}

static void set_problem(struct audio *audio, const char *problem)
{
    snprintf(audio->problem, sizeof audio->problem, "%s", problem);
}

/* Asks for exactly our format, so that SDL converts where the device differs. */
static bool open_device(struct audio *audio)
{
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_APP_NAME, "Lull");
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_STREAM_NAME, "session");
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        set_problem(audio, SDL_GetError());
        return false;
    }
    if (Mix_OpenAudioDevice(AUDIO_RATE_HZ, AUDIO_F32SYS, 2, AUDIO_BLOCK_FRAMES, NULL, 0) != 0) {
        set_problem(audio, SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return false;
    }
    int64_t depth = path_depth_frames(SDL_GetCurrentAudioDriver(), AUDIO_BLOCK_FRAMES);
    sample_clock_start(&audio->clock, AUDIO_RATE_HZ, depth);
    audio->has_device = true;
    Mix_HookMusic(fill_block, audio);
    return true;
}

struct audio *audio_open(struct allocator allocator, struct audio_source source, bool silent)
{
    assert(source.render != NULL);
    struct audio *audio = allocator_allocate(allocator, 1, sizeof *audio);
    if (audio == NULL)
        return NULL;
    audio->allocator = allocator;
    audio->source = source;
    if (silent || !open_device(audio))
        audio->silent_since_ns = clock_now_ns();
    return audio;
}

const char *audio_problem(const struct audio *audio)
{
    return audio->problem[0] == '\0' ? NULL : audio->problem;
}

/* Has the source go on until it is one block ahead of `heard`. */
static void draw_silently(struct audio *audio, int64_t heard)
{
    while (audio->next_frame < heard + AUDIO_BLOCK_FRAMES) {
        audio->source.render(audio->source.context, audio->next_frame, AUDIO_BLOCK_FRAMES, NULL);
        audio->next_frame += AUDIO_BLOCK_FRAMES;
    }
}

int64_t audio_heard(struct audio *audio, int64_t now_ns)
{
    int64_t heard;
    if (audio->has_device) {
        heard = sample_clock_heard(&audio->clock, now_ns);
    } else {
        int64_t elapsed_us = (now_ns - audio->silent_since_ns) / 1000;
        heard = audio->silent_from + elapsed_us * (AUDIO_RATE_HZ / 1000) / 1000;
        draw_silently(audio, heard);
    }
    if (heard > audio->last_heard)
        audio->last_heard = heard;
    return audio->last_heard;
}

static void close_device(struct audio *audio)
{
    assert(audio->has_device);
    Mix_HookMusic(NULL, NULL);
    Mix_CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    audio->has_device = false;
}

void audio_go_silent(struct audio *audio, const char *problem)
{
    if (!audio->has_device)
        return;
    int64_t now_ns = clock_now_ns();
    audio->silent_from = audio_heard(audio, now_ns);
    audio->silent_since_ns = now_ns;
    set_problem(audio, problem);
    close_device(audio);
}

void audio_close(struct audio *audio)
{
    if (audio == NULL)
        return;
    if (audio->has_device)
        close_device(audio);
    allocator_release(audio->allocator, audio);
}
