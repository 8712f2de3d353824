/* A connection of its own, and one question again and again: what of all streams is played, and how
 * much of ours waits. libpulse answers by calling back from path_probe_turn.
 *
 * SDL asks for its next block at the moment at which it has written the last one, when most is
 * waiting. So of all answers the longest counts; with one a picture, over a second and a half of
 * blocks of 85 ms, it is a few milliseconds short at most.
 */
#include "platform/path_probe.h"

#include "platform/audio_source.h"

#include <assert.h>
#include <pulse/pulseaudio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
    NUMBER_BYTES = 32,
    ENOUGH_ANSWERS = 45,
    MOST_US = 3000000, /* nobody waits so long for a sound: then the server is wrong */
    MOST_EVENTS = 100, /* of one turn, so that nothing can keep it */
};

struct path_probe {
    struct allocator allocator;
    pa_mainloop *loop;
    pa_context *context;
    bool asking; /* an answer is on its way */
    bool failed;
    int answers;
    pa_usec_t longest_us;
};

/* Whether the server says that this process plays the stream. */
static bool is_ours(const pa_sink_input_info *info)
{
    char us[NUMBER_BYTES];
    const char *process = pa_proplist_gets(info->proplist, PA_PROP_APPLICATION_PROCESS_ID);
    (void)snprintf(us, sizeof us, "%ld", (long)getpid());
    return process != NULL && strcmp(process, us) == 0;
}

/* One stream, or their end. */
static void take_stream(pa_context *context, const pa_sink_input_info *info, int end, void *user)
{
    (void)context;
    struct path_probe *probe = user;
    if (end != 0) {
        probe->asking = false;
        probe->failed |= end < 0;
        probe->answers++;
    } else if (is_ours(info)) {
        pa_usec_t us = info->buffer_usec + info->sink_usec;
        if (us > probe->longest_us)
            probe->longest_us = us;
    }
}

/* Asks once more, unless the last answer is still to come. */
static void ask(struct path_probe *probe)
{
    if (probe->asking || pa_context_get_state(probe->context) != PA_CONTEXT_READY)
        return;
    pa_operation *operation = pa_context_get_sink_input_info_list(probe->context, take_stream,
                                                                  probe);
    probe->asking = operation != NULL;
    probe->failed |= operation == NULL;
    /* Nothing is waited for: the answer comes as a call. */
    if (operation != NULL)
        pa_operation_unref(operation);
}

/* Connects, without starting a server where there is none. */
static bool reach_server(struct path_probe *probe)
{
    probe->loop = pa_mainloop_new();
    if (probe->loop == NULL)
        return false;
    probe->context = pa_context_new(pa_mainloop_get_api(probe->loop), "Lull");
    return probe->context != NULL &&
           pa_context_connect(probe->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL) >= 0;
}

struct path_probe *path_probe_start(struct allocator allocator)
{
    struct path_probe *probe = allocator_allocate(allocator, 1, sizeof *probe);
    if (probe == NULL)
        return NULL;
    probe->allocator = allocator;
    if (reach_server(probe))
        return probe;
    path_probe_end(probe);
    return NULL;
}

bool path_probe_turn(struct path_probe *probe, int64_t *depth_frames)
{
    assert(probe != NULL && probe->context != NULL && depth_frames != NULL);
    ask(probe);
    int events = MOST_EVENTS;
    while (events > 0 && pa_mainloop_iterate(probe->loop, 0, NULL) > 0)
        events--;
    *depth_frames = 0;
    /* The server has gone, or will not say. */
    if (probe->failed || !PA_CONTEXT_IS_GOOD(pa_context_get_state(probe->context)))
        return true;
    if (probe->answers < ENOUGH_ANSWERS)
        return false;
    if (probe->longest_us <= MOST_US)
        *depth_frames = (int64_t)probe->longest_us * AUDIO_RATE_HZ / 1000000;
    return true;
}

void path_probe_end(struct path_probe *probe)
{
    if (probe == NULL)
        return;
    if (probe->context != NULL) {
        /* An answer under way would call into what is gone. */
        pa_context_disconnect(probe->context);
        pa_context_unref(probe->context);
    }
    if (probe->loop != NULL)
        pa_mainloop_free(probe->loop);
    allocator_release(probe->allocator, probe);
}
