/* SDL_mixer's thread asks for a block and the feed fills it; that, and all that happens while there
 * is no device, is feed.c's. Devices are opened, closed and looked for by loudspeaker.c, which is
 * begun here and asked for every picture whether it is done. A device gets its hook when it is, and
 * loses it before it is closed, so that its thread calls nobody who does not expect it.
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
#include "platform/loudspeaker.h"
#include "platform/path_probe.h"

#include <SDL_mixer.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    BEYOND_FRAMES = AUDIO_RATE_HZ / 100, /* see usual_depth_frames */
    /* What a server says is some 20 ms off, this way or that, as others come and go on the device.
     */
    SAID_WITHIN_FRAMES = AUDIO_RATE_HZ / 25,
    OPENS_MS = 3000,  /* a server that has to be started takes one or two */
    CLOSES_MS = 1000, /* SDL takes a third */
};
static const int64_t look_interval_ns = 2000000000;

struct audio {
    struct allocator allocator;
    struct feed feed;
    struct loudspeaker device; /* as far as known */
    enum loudspeaker_task task;
    bool waits;       /* for `task` to be done */
    bool wants_other; /* the listener does, `device.other`, once the loudspeaker is free */
    bool has_device;  /* that plays the feed */
    bool lost;        /* from when it goes until it is heard again */
    int64_t looked_ns;
    bool probed;                           /* the device's path is as known as it can be */
    struct path_probe *probe;              /* NULL: nothing is being asked */
    char problem[LOUDSPEAKER_WORDS_BYTES]; /* empty: none */
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

/* SDL's hook, on the device's thread: it fills what it is given and nothing else. */
static void fill_block(void *context, Uint8 *stream, int bytes)
{
    struct audio *audio = context;
    size_t frames = (size_t)bytes / (2 * sizeof(float));
    feed_fill(&audio->feed, frames, (float *)(void *)stream, clock_now_ns());
}

/* Keeps a reason, as SDL's own words last only until its next call. */
static void set_problem(struct audio *audio, const char *text)
{
    (void)snprintf(audio->problem, sizeof audio->problem, "%s", text);
}

/* The device that was opened plays from now on. */
static void connect_device(struct audio *audio)
{
    audio->has_device = true;
    audio->problem[0] = '\0';
    /* Only PulseAudio, or PipeWire in its place, can be asked. */
    audio->probed = strcmp(audio->device.driver, "pulseaudio") != 0;
    feed_connect(&audio->feed, usual_depth_frames(audio->device.driver), clock_now_ns());
    Mix_HookMusic(fill_block, audio);
}

/* Has the loudspeaker's thread do something; is_free takes in what came of it. */
static void begin(struct audio *audio, enum loudspeaker_task task)
{
    assert(!audio->waits && !audio->has_device);
    audio->task = task;
    audio->waits = true;
    loudspeaker_begin(task, &audio->device);
}

/* Takes in what the loudspeaker's thread has found. A wish was for the device that was offered
 * then: once that is not offered any more, as one is open, or another stands there, or none, the
 * listener has to say so anew. A wish left over would some day move a session by itself. */
static void learn(struct audio *audio, const struct loudspeaker *known)
{
    bool offered_still = known->offers && strcmp(known->other, audio->device.other) == 0;
    audio->wants_other = audio->wants_other && offered_still;
    /* A copy, as the next task writes over it. */
    audio->device = *known;
}

/* Takes in what became of the task, if that is done. Returns whether another may begin. Not having
 * found a device again is no news: why it was lost is what there is to say. */
static bool is_free(struct audio *audio)
{
    if (loudspeaker_is_busy())
        return false;
    if (!audio->waits)
        return true;
    audio->waits = false;
    learn(audio, loudspeaker_known());
    if (audio->device.open)
        connect_device(audio);
    else if (audio->task == LOUDSPEAKER_OPEN_USUAL || audio->task == LOUDSPEAKER_OPEN_OTHER)
        set_problem(audio, audio->device.problem);
    return true;
}

struct audio *audio_open(struct allocator allocator, struct audio_source source)
{
    assert(source.render != NULL);
    struct audio *audio = allocator_allocate(allocator, 1, sizeof *audio);
    if (audio == NULL)
        return NULL;
    audio->allocator = allocator;
    feed_start(&audio->feed, source, clock_now_ns());
    audio->lost = true;
    set_problem(audio, "the sound server does not answer");
    /* Else it hangs, with the device of the session before. */
    if (!loudspeaker_is_busy()) {
        begin(audio, LOUDSPEAKER_OPEN_USUAL);
        /* This once, since a session is to begin with its sound. */
        (void)loudspeaker_wait(OPENS_MS);
        (void)is_free(audio);
    }
    return audio;
}

const char *audio_problem(const struct audio *audio)
{
    return audio->problem[0] == '\0' ? NULL : audio->problem;
}

/* Lets the probe go; there may be none. */
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
        audio->probe = path_probe_start(audio->allocator);
        audio->probed = audio->probe == NULL;
        return;
    }
    int64_t depth_frames;
    audio->probed = path_probe_turn(audio->probe, &depth_frames);
    if (!audio->probed)
        return;
    stop_asking(audio);
    /* The usual figure is nearer than an answer can be, unless the loudspeaker is clearly farther;
     * without an answer it stays, too. */
    if (depth_frames > usual_depth_frames(audio->device.driver) + SAID_WITHIN_FRAMES)
        feed_set_depth(&audio->feed, depth_frames + BEYOND_FRAMES);
}

/* What plays is not lost; what stands still is after a while. */
static void note_loss(struct audio *audio, int64_t now_ns)
{
    if (!audio->has_device)
        return;
    if (feed_flows(&audio->feed))
        audio->lost = false;
    else if (feed_is_stuck(&audio->feed, now_ns))
        audio->lost = true;
}

/* Time goes on where a device stands still. Without its hook its thread does not touch the feed:
 * SDL's lock sees to that, which is held while a hook runs and never while a device is waited
 * for. */
static void outlive_device(struct audio *audio, int64_t now_ns)
{
    if (!audio->has_device || !feed_has_run_dry(&audio->feed, now_ns))
        return;
    Mix_HookMusic(NULL, NULL);
    feed_go_on(&audio->feed, now_ns);
    Mix_HookMusic(fill_block, audio);
}

int64_t audio_heard(struct audio *audio, int64_t now_ns)
{
    ask_for_depth(audio);
    outlive_device(audio, now_ns);
    int64_t heard = feed_heard(&audio->feed, now_ns);
    note_loss(audio, now_ns);
    return heard;
}

/* Its thread has no hook any more when this returns, and has ended when the task is done. */
static void close_device(struct audio *audio)
{
    assert(audio->has_device);
    stop_asking(audio);
    Mix_HookMusic(NULL, NULL);
    audio->has_device = false;
    begin(audio, LOUDSPEAKER_CLOSE);
}

void audio_go_silent(struct audio *audio, const char *problem)
{
    (void)is_free(audio);
    if (!audio->has_device)
        return;
    close_device(audio);
    feed_disconnect(&audio->feed, clock_now_ns());
    set_problem(audio, problem);
    audio->lost = true;
    /* A device that has just gone is not looked for at once. */
    audio->looked_ns = clock_now_ns();
}

void audio_look_for_device(struct audio *audio, int64_t now_ns)
{
    if (!is_free(audio) || !audio->lost || audio->has_device)
        return;
    if (audio->wants_other) {
        audio->wants_other = false;
        begin(audio, LOUDSPEAKER_OPEN_OTHER);
    } else if (now_ns - audio->looked_ns >= look_interval_ns) {
        audio->looked_ns = now_ns;
        begin(audio, LOUDSPEAKER_LOOK);
    }
}

bool audio_is_lost(const struct audio *audio)
{
    return audio->lost;
}

const char *audio_other_device(const struct audio *audio)
{
    return audio->lost && !audio->has_device && audio->device.offers ? audio->device.other : NULL;
}

void audio_use_other_device(struct audio *audio)
{
    audio->wants_other = audio_other_device(audio) != NULL;
}

void audio_close(struct audio *audio)
{
    if (audio == NULL)
        return;
    bool stuck = feed_is_stuck(&audio->feed, clock_now_ns());
    (void)is_free(audio);
    if (audio->has_device)
        close_device(audio);
    /* What hangs is not waited for: it touches nothing that is released here. */
    (void)loudspeaker_wait(stuck ? 0 : CLOSES_MS);
    allocator_release(audio->allocator, audio);
}
