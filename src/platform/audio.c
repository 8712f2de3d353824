/* SDL_mixer's thread asks for a block and the feed fills it; that, and all that happens while there
 * is no device, is feed.c's. Here devices are opened, by name: what is opened by name the sound
 * server does not move to another loudspeaker when the first one goes away. A device without a name
 * cannot be known again, so whatever comes in its place is only offered.
 *
 * A server that went away took SDL's connection with it, so looking for a device begins with a new
 * one each time, to the same driver as before.
 *
 * SDL cannot say how deep the sound path is. What its drivers keep queued when they ask for the
 * next block was measured per driver (see usual_depth_frames), and is what counts until a sound
 * server has said more, whose loudspeaker may be at the far end of a radio.
 *
 * The device is asked for 48 kHz whatever its own rate: the session's samples are the same to the
 * bit everywhere, and the server, or SDL, resamples them. Their frames stay the clock, counted
 * before that, so a device of 44.1 kHz keeps time as any other.
 */
#include "platform/audio.h"

#include "platform/clock.h"
#include "platform/feed.h"
#include "platform/path_probe.h"

#include <SDL.h>
#include <SDL_mixer.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    WORDS_BYTES = 200,
    BEYOND_FRAMES = AUDIO_RATE_HZ / 100, /* see usual_depth_frames */
};
static const int64_t look_interval_ns = 2000000000;

struct audio {
    struct allocator allocator;
    struct feed feed;
    bool has_device;
    bool lost;
    bool offers; /* `other` could be opened */
    int64_t looked_ns;
    bool probed;               /* the device's path is as known as it can be */
    struct path_probe *probe;  /* NULL: nothing is being asked */
    char problem[WORDS_BYTES]; /* empty: none */
    char driver[WORDS_BYTES];  /* that had a device; empty: none yet */
    char device[WORDS_BYTES];  /* empty: none yet, or its driver knows no names */
    char other[WORDS_BYTES];   /* empty: its driver knows no names */
};

/* From being asked for to being heard, in frames, as far as that can be known before asking.
 * PulseAudio: SDL asks the server for one block of latency in all, and asks for a block as soon as
 * the one before is written; some 10 ms beyond that were measured, sound against picture, whatever
 * the sink. ALSA: two periods are queued when the write of one returns. Others are taken to be like
 * PulseAudio. */
static int64_t usual_depth_frames(const char *driver)
{
    if (strcmp(driver, "alsa") == 0)
        return 2 * (int64_t)AUDIO_BLOCK_FRAMES;
    return AUDIO_BLOCK_FRAMES + BEYOND_FRAMES;
}

static void fill_block(void *context, Uint8 *stream, int bytes)
{
    struct audio *audio = context;
    size_t frames = (size_t)bytes / (2 * sizeof(float));
    feed_fill(&audio->feed, frames, (float *)(void *)stream, clock_now_ns());
}

static void set_words(char words[WORDS_BYTES], const char *text)
{
    snprintf(words, WORDS_BYTES, "%s", text == NULL ? "" : text);
}

/* Connects to the driver that had a device before, or else to the one that SDL likes best now. */
static bool reach_driver(struct audio *audio)
{
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_APP_NAME, "Lull");
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_STREAM_NAME, "session");
    if (audio->driver[0] != '\0')
        SDL_SetHint(SDL_HINT_AUDIODRIVER, audio->driver);
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0) {
        set_words(audio->problem, SDL_GetError());
        return false;
    }
    return true;
}

/* The name of the device that the system plays on unless told otherwise; empty where the driver
 * cannot say. */
static void default_device(char name[WORDS_BYTES])
{
    SDL_AudioSpec spec;
    char *found = NULL;
    bool known = SDL_GetDefaultAudioInfo(&found, &spec, 0) == 0;
    set_words(name, known ? found : NULL);
    SDL_free(found);
}

/* Asks for exactly our format, so that SDL converts where the device differs. A connection that
 * leads to no device is given up. */
static bool open_device(struct audio *audio, const char *name)
{
    const char *device = name[0] == '\0' ? NULL : name;
    if (Mix_OpenAudioDevice(AUDIO_RATE_HZ, AUDIO_F32SYS, 2, AUDIO_BLOCK_FRAMES, device, 0) != 0) {
        set_words(audio->problem, SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return false;
    }
    if (name != audio->device)
        set_words(audio->device, name);
    audio->has_device = true;
    audio->lost = false;
    audio->offers = false;
    audio->problem[0] = '\0';
    set_words(audio->driver, SDL_GetCurrentAudioDriver());
    feed_connect(&audio->feed, usual_depth_frames(audio->driver));
    audio->probed = strcmp(audio->driver, "pulseaudio") != 0;
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
    feed_start(&audio->feed, source, clock_now_ns());
    char name[WORDS_BYTES];
    if (!silent && reach_driver(audio)) {
        default_device(name);
        if (!open_device(audio, name) && name[0] != '\0' && reach_driver(audio))
            open_device(audio, "");
    }
    audio->lost = !silent && !audio->has_device;
    return audio;
}

const char *audio_problem(const struct audio *audio)
{
    return audio->problem[0] == '\0' ? NULL : audio->problem;
}

static void stop_asking(struct audio *audio)
{
    path_probe_end(audio->probe);
    audio->probe = NULL;
}

/* Asks a sound server how deep the path is, once the device has settled: never before the first
 * picture, and anew for each device. */
static void ask_for_depth(struct audio *audio)
{
    if (audio->probed || !feed_is_settled(&audio->feed))
        return;
    if (audio->probe == NULL) {
        audio->probe = path_probe_start(audio->allocator, audio->device, AUDIO_BLOCK_FRAMES);
        audio->probed = audio->probe == NULL;
        return;
    }
    int64_t depth_frames;
    audio->probed = path_probe_turn(audio->probe, &depth_frames);
    if (!audio->probed)
        return;
    stop_asking(audio);
    if (depth_frames > 0)
        feed_set_depth(&audio->feed, depth_frames + BEYOND_FRAMES);
}

int64_t audio_heard(struct audio *audio, int64_t now_ns)
{
    ask_for_depth(audio);
    return feed_heard(&audio->feed, now_ns);
}

/* Its thread has ended when this returns, which takes SDL two blocks' time. A thread that hangs
 * with its server is not waited for: it has no hook any more, and ends with the program. */
static void close_device(struct audio *audio)
{
    assert(audio->has_device);
    audio->has_device = false;
    stop_asking(audio);
    Mix_HookMusic(NULL, NULL);
    if (feed_is_stuck(&audio->feed, clock_now_ns()))
        return;
    Mix_CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

void audio_go_silent(struct audio *audio, const char *problem)
{
    if (!audio->has_device)
        return;
    close_device(audio);
    feed_disconnect(&audio->feed, clock_now_ns());
    set_words(audio->problem, problem);
    audio->lost = true;
    audio->looked_ns = clock_now_ns();
}

static bool device_is_there(const char *name)
{
    int count = SDL_GetNumAudioDevices(0);
    for (int i = 0; i < count; i++) {
        const char *one = SDL_GetAudioDeviceName(i, 0);
        if (one != NULL && strcmp(one, name) == 0)
            return true;
    }
    return false;
}

void audio_look_for_device(struct audio *audio, int64_t now_ns)
{
    if (!audio->lost || now_ns - audio->looked_ns < look_interval_ns)
        return;
    audio->looked_ns = now_ns;
    audio->offers = false;
    char why_lost[WORDS_BYTES];
    set_words(why_lost, audio->problem);
    if (reach_driver(audio)) {
        if (audio->device[0] != '\0' && device_is_there(audio->device)) {
            open_device(audio, audio->device);
        } else {
            default_device(audio->other);
            audio->offers = audio->other[0] != '\0' || SDL_GetNumAudioDevices(0) != 0;
            SDL_QuitSubSystem(SDL_INIT_AUDIO);
        }
    }
    if (audio->lost)
        set_words(audio->problem, why_lost);
}

bool audio_is_lost(const struct audio *audio)
{
    return audio->lost;
}

const char *audio_other_device(const struct audio *audio)
{
    return audio->lost && audio->offers ? audio->other : NULL;
}

bool audio_use_other_device(struct audio *audio)
{
    if (audio_other_device(audio) == NULL || !reach_driver(audio))
        return false;
    char name[WORDS_BYTES];
    set_words(name, audio->other);
    return open_device(audio, name);
}

void audio_close(struct audio *audio)
{
    if (audio == NULL)
        return;
    if (audio->has_device)
        close_device(audio);
    allocator_release(audio->allocator, audio);
}
