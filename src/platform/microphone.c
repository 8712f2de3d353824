/* SDL converts whatever the device gives, and its thread calls `keep` for every block. That thread
 * alone writes samples and then raises the count, which is read first by those who read samples.
 *
 * Closing a device waits for its thread, and a thread waits for its server: so one that has given
 * nothing for two seconds is left alone, with the memory that it may still write to. While there is
 * such a one no other is opened, which would wait for the same server; nor while a loudspeaker is
 * being closed, since SDL has one connection for both.
 */
#include "platform/microphone.h"

#include "platform/clock.h"
#include "platform/loudspeaker.h"
#include "platform/sink_probe.h"

#include <SDL.h>
#include <assert.h>
#include <stdatomic.h>

enum {
    BLOCK_FRAMES = 1024, /* 21 ms: the level that is shown follows the voice */
    MOST_FRAMES = MICROPHONE_RATE_HZ / 1000 * MICROPHONE_MOST_MS,
};

static const int64_t PATIENCE_NS = 2000000000;

/* With room for the longest take there may be, so that its thread never has to ask for any. */
struct microphone {
    struct allocator allocator;
    SDL_AudioDeviceID device; /* 0: given back */
    _Atomic int64_t frames;   /* crosses threads: so many samples are there */
    _Atomic int64_t given_ns; /* crosses threads: when the device last gave some */
    float samples[MOST_FRAMES];
};

/* One that hung when it was closed; NULL: none. */
static struct microphone *left_alone;

/* The device's thread. A driver that gives no number gives silence, and nothing leaves ±1. */
static void keep(void *context, Uint8 *stream, int bytes)
{
    struct microphone *microphone = context;
    const float *given = (const float *)(const void *)stream;
    int64_t at = atomic_load_explicit(&microphone->frames, memory_order_relaxed);
    /* What no longer fits is not kept: microphone_is_full says so. */
    int64_t end = at + bytes / (int64_t)sizeof *given;
    end = end < MOST_FRAMES ? end : MOST_FRAMES;
    for (; at < end; at++, given++)
        microphone->samples[at] = *given >= -1 && *given <= 1 ? *given
                                  : *given > 1                ? 1
                                  : *given < -1               ? -1
                                                              : 0;
    atomic_store_explicit(&microphone->frames, end, memory_order_release);
    atomic_store_explicit(&microphone->given_ns, clock_now_ns(), memory_order_relaxed);
}

/* A sound server without a microphone offers the loudspeaker's own sound in its place, which is no
 * device of its own. Drivers that cannot count are believed. */
static bool is_there(void)
{
    if (SDL_GetNumAudioDevices(1) != 0)
        return true;
    SDL_SetError("none is plugged in");
    return false;
}

static bool open_device(struct microphone *microphone)
{
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_APP_NAME, "Lull");
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_STREAM_NAME, "recording");
    if (!sink_probe_is_safe() || SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        return false;
    SDL_AudioSpec wanted = {.freq = MICROPHONE_RATE_HZ,
                            .format = AUDIO_F32SYS,
                            .channels = 1,
                            .samples = BLOCK_FRAMES,
                            .callback = keep,
                            .userdata = microphone};
    if (is_there())
        microphone->device = SDL_OpenAudioDevice(NULL, 1, &wanted, NULL, 0);
    if (microphone->device == 0) {
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return false;
    }
    /* Its two seconds begin now, before it has given anything. */
    atomic_store(&microphone->given_ns, clock_now_ns());
    SDL_PauseAudioDevice(microphone->device, 0);
    return true;
}

/* Only of a device that was not given back. */
static bool is_stuck(const struct microphone *microphone, int64_t now_ns)
{
    assert(microphone->device != 0);
    return now_ns - atomic_load(&microphone->given_ns) > PATIENCE_NS;
}

/* Closes what was left alone, if its server answers by now. Returns whether there is none any
 * more. */
static bool collect_left_alone(void)
{
    int64_t now_ns = clock_now_ns();
    if (left_alone != NULL && is_stuck(left_alone, now_ns))
        return false;
    /* Taken off first: closing puts it back should it still hang. */
    struct microphone *microphone = left_alone;
    left_alone = NULL;
    microphone_close(microphone, now_ns);
    return true;
}

struct microphone *microphone_open(struct allocator allocator, const char **problem)
{
    assert(problem != NULL);
    if (loudspeaker_is_busy() || !collect_left_alone()) {
        *problem = "the sound server does not answer";
        return NULL;
    }
    *problem = "there is not enough memory";
    struct microphone *microphone = allocator_allocate(allocator, 1, sizeof *microphone);
    if (microphone == NULL)
        return NULL;
    microphone->allocator = allocator;
    if (open_device(microphone))
        return microphone;
    allocator_release(allocator, microphone);
    *problem = SDL_GetError();
    return NULL;
}

int64_t microphone_frames(const struct microphone *microphone)
{
    return atomic_load_explicit(&microphone->frames, memory_order_acquire);
}

const float *microphone_samples(const struct microphone *microphone)
{
    return microphone->samples;
}

bool microphone_is_full(const struct microphone *microphone)
{
    return microphone_frames(microphone) == MOST_FRAMES;
}

bool microphone_is_lost(const struct microphone *microphone, int64_t now_ns)
{
    return microphone->device != 0 &&
           (SDL_GetAudioDeviceStatus(microphone->device) == SDL_AUDIO_STOPPED ||
            is_stuck(microphone, now_ns));
}

void microphone_stop(struct microphone *microphone, int64_t now_ns)
{
    assert(microphone != NULL);
    if (microphone->device == 0 || is_stuck(microphone, now_ns))
        return;
    SDL_CloseAudioDevice(microphone->device);
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    microphone->device = 0;
}

void microphone_close(struct microphone *microphone, int64_t now_ns)
{
    if (microphone == NULL)
        return;
    microphone_stop(microphone, now_ns);
    if (microphone->device == 0)
        allocator_release(microphone->allocator, microphone);
    else
        /* Its thread may write yet, so its memory has to stay. */
        left_alone = microphone;
}
