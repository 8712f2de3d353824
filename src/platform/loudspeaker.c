/* Devices are opened by name: what is opened by name the sound server does not move to another
 * loudspeaker when the first one goes away. A device without a name cannot be known again, so
 * whatever comes in its place is only offered.
 *
 * A server that went away took SDL's connection with it, so every task begins with a new one, to
 * the same driver as before. The thread sleeps between two tasks and ends with the program: one
 * that hangs with its server could not be waited for anyway.
 */
#include "platform/loudspeaker.h"

#include "platform/audio_source.h"
#include "platform/clock.h"
#include "platform/sink_probe.h"

#include <SDL.h>
#include <SDL_mixer.h>
#include <assert.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>

enum { LOOKS_EVERY_MS = 2 };

/* Of the main thread while `busy` is false, and of the other one while it is true. */
static enum loudspeaker_task task;
static struct loudspeaker known;
static _Atomic bool busy; /* crosses threads */
static bool has_device;   /* SDL's is open, whether or not anybody still wants it */
static SDL_sem *wake;     /* NULL: there is no thread */

/* Keeps a text of SDL's, which may be NULL, cut where it is too long. */
static void set_words(char words[LOUDSPEAKER_WORDS_BYTES], const char *text)
{
    (void)snprintf(words, LOUDSPEAKER_WORDS_BYTES, "%s", text == NULL ? "" : text);
}

/* Connects to the driver that had a device before, or else to the one that SDL likes best now. */
static bool reach_driver(void)
{
    if (sink_probe_is_safe() && SDL_InitSubSystem(SDL_INIT_AUDIO) == 0)
        return true;
    set_words(known.problem, SDL_GetError());
    return false;
}

/* SDL's own text, or NULL where the driver cannot say. The caller frees it. */
static char *ask_for_usual(void)
{
    SDL_AudioSpec spec;
    char *found = NULL;
    return SDL_GetDefaultAudioInfo(&found, &spec, 0) == 0 ? found : NULL;
}

/* The name of the device that the system plays on unless told otherwise; empty where the driver
 * cannot say. */
static void usual_device(char name[LOUDSPEAKER_WORDS_BYTES])
{
    char *found = ask_for_usual();
    set_words(name, found);
    SDL_free(found);
}

/* Asks for exactly our format, so that SDL converts where the device differs. A connection that
 * leads to no device is given up. */
static bool open_device(const char *name)
{
    const char *device = name[0] == '\0' ? NULL : name;
    if (Mix_OpenAudioDevice(AUDIO_RATE_HZ, AUDIO_F32SYS, 2, AUDIO_BLOCK_FRAMES, device, 0) != 0) {
        set_words(known.problem, SDL_GetError());
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        return false;
    }
    has_device = true;
    known.open = true;
    known.offers = false;
    known.problem[0] = '\0';
    if (name != known.device)
        set_words(known.device, name);
    set_words(known.driver, SDL_GetCurrentAudioDriver());
    return true;
}

/* Closes what is open, and the connection that it had. */
static void close_device(void)
{
    known.open = false;
    if (!has_device)
        return;
    Mix_CloseAudio();
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
    has_device = false;
}

/* Opens the system's own device by its name, or, where that fails, any. */
static void open_usual(void)
{
    char name[LOUDSPEAKER_WORDS_BYTES];
    if (!reach_driver())
        return;
    usual_device(name);
    if (!open_device(name) && name[0] != '\0' && reach_driver())
        (void)open_device("");
}

/* Whether SDL lists a loudspeaker of that name. */
static bool is_there(const char *name)
{
    int count = SDL_GetNumAudioDevices(0);
    for (int i = 0; i < count; i++) {
        const char *one = SDL_GetAudioDeviceName(i, 0);
        if (one != NULL && strcmp(one, name) == 0)
            return true;
    }
    return false;
}

/* Opens the device that went away if it is there again; else notes what could take its place. */
static void look(void)
{
    known.offers = false;
    if (!reach_driver())
        return;
    if (known.device[0] != '\0' && is_there(known.device)) {
        (void)open_device(known.device);
        return;
    }
    usual_device(known.other);
    known.offers = known.other[0] != '\0' || SDL_GetNumAudioDevices(0) != 0;
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

/* One that was opened for somebody who had stopped waiting for it is closed before the next. */
static void do_task(void)
{
    close_device();
    switch (task) {
    case LOUDSPEAKER_OPEN_USUAL:
        open_usual();
        break;
    case LOUDSPEAKER_LOOK:
        look();
        break;
    case LOUDSPEAKER_OPEN_OTHER:
        if (reach_driver())
            (void)open_device(known.other);
        break;
    case LOUDSPEAKER_CLOSE:
        break;
    }
    /* Last: what is known is the main thread's from here on. */
    atomic_store_explicit(&busy, false, memory_order_release);
}

/* The thread: a task each time it is woken. */
static int run(void *context)
{
    (void)context;
    while (SDL_SemWait(wake) == 0)
        do_task();
    return 0;
}

/* SDL's threads take no signals, so that SIGTERM and SIGINT wake the main one. */
static void start_thread(void)
{
    wake = SDL_CreateSemaphore(0);
    SDL_Thread *thread = wake == NULL ? NULL : SDL_CreateThread(run, "loudspeaker", NULL);
    if (thread == NULL) {
        SDL_DestroySemaphore(wake);
        wake = NULL;
    }
    /* Nobody waits for its end. NULL is allowed. */
    SDL_DetachThread(thread);
}

void loudspeaker_begin(enum loudspeaker_task next, const struct loudspeaker *from)
{
    assert(from != NULL && !loudspeaker_is_busy());
    task = next;
    known = *from;
    /* Here and not over there: SDL keeps its hints without a lock. */
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_APP_NAME, "Lull");
    SDL_SetHint(SDL_HINT_AUDIO_DEVICE_STREAM_NAME, "session");
    if (known.driver[0] != '\0')
        SDL_SetHint(SDL_HINT_AUDIODRIVER, known.driver);
    if (wake == NULL)
        start_thread();
    atomic_store_explicit(&busy, true, memory_order_release);
    /* Without a thread a picture comes late, which is better than no sound. */
    if (wake == NULL)
        do_task();
    else
        SDL_SemPost(wake);
}

bool loudspeaker_is_busy(void)
{
    return atomic_load_explicit(&busy, memory_order_acquire);
}

bool loudspeaker_wait(int most_ms)
{
    assert(most_ms >= 0);
    int64_t end_ms = clock_now_ms() + most_ms;
    while (loudspeaker_is_busy() && clock_now_ms() < end_ms)
        SDL_Delay(LOOKS_EVERY_MS);
    return !loudspeaker_is_busy();
}

const struct loudspeaker *loudspeaker_known(void)
{
    assert(!loudspeaker_is_busy());
    return &known;
}
