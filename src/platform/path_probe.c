/* Everything is libpulse calling back from path_probe_turn: connected, it looks for the device's
 * name among the descriptions, which are all that SDL tells; then it opens the stream; then each
 * time the server wants more it writes that much silence and asks how much is waiting there now.
 *
 * SDL asks for its next block at the moment at which it has written the last one, when the server's
 * queue is full. So of all answers the longest counts: the others came of writing late.
 */
#include "platform/path_probe.h"

#include "platform/audio_source.h"

#include <assert.h>
#include <pulse/pulseaudio.h>
#include <stdio.h>
#include <string.h>

enum {
    NAME_BYTES = 256,
    ENOUGH_ANSWERS = 40,
    MOST_US = 3000000, /* nobody waits so long for a sound: then the server is wrong */
    MOST_EVENTS = 100, /* of one turn, so that nothing can keep it */
};

/* What is asked for, what is known by now, and libpulse's own objects. */
struct path_probe {
    struct allocator allocator;
    pa_mainloop *loop;
    pa_context *context;
    pa_stream *stream;
    uint32_t block_bytes;
    char device[NAME_BYTES]; /* as SDL calls it; empty: the default */
    char sink[NAME_BYTES];   /* as the server does; empty: not known, or the default */
    int answers;
    pa_usec_t longest_us;
    bool failed;
};

static const pa_sample_spec format = {
    .format = PA_SAMPLE_FLOAT32NE, .rate = AUDIO_RATE_HZ, .channels = 2};

/* Nothing is waited for: the answer comes as a call. NULL is a connection that is lost. */
static void expect(struct path_probe *probe, pa_operation *operation)
{
    if (operation == NULL)
        probe->failed = true;
    else
        pa_operation_unref(operation);
}

/* How long what was written last will be on its way: what waits before the device, and in it. */
static void take_answer(pa_stream *stream, int success, void *context)
{
    struct path_probe *probe = context;
    const pa_timing_info *timing = pa_stream_get_timing_info(stream);
    /* Before it plays, and where it ran dry, the queue says nothing. */
    if (success == 0 || timing == NULL || timing->playing == 0 ||
        timing->write_index < timing->read_index)
        return;
    uint64_t waiting = (uint64_t)(timing->write_index - timing->read_index);
    /* Both halves of the way: what the server still holds of the stream, and what the device holds
     * of the server. */
    pa_usec_t us = pa_bytes_to_usec(waiting, &format) + timing->sink_usec;
    if (us > probe->longest_us)
        probe->longest_us = us;
    probe->answers++;
}

/* Writes as much silence as the server wants, and asks what is waiting with it. Silence, so that
 * nobody hears that there is a second stream. */
static void write_silence(pa_stream *stream, size_t bytes, void *context)
{
    struct path_probe *probe = context;
    void *block = NULL;
    /* It may give less room than was asked for; the server then asks again. */
    if (pa_stream_begin_write(stream, &block, &bytes) < 0 || block == NULL) {
        probe->failed = true;
        return;
    }
    memset(block, 0, bytes);
    if (pa_stream_write(stream, block, bytes, NULL, 0, PA_SEEK_RELATIVE) < 0)
        probe->failed = true;
    else
        expect(probe, pa_stream_update_timing_info(stream, take_answer, probe));
}

/* As SDL opens its own: one block of latency in all, and never moved to another device. */
static void open_stream(struct path_probe *probe)
{
    const pa_buffer_attr wish = {.maxlength = UINT32_MAX,
                                 .tlength = probe->block_bytes,
                                 .prebuf = UINT32_MAX,
                                 .minreq = UINT32_MAX,
                                 .fragsize = probe->block_bytes};
    pa_stream_flags_t flags = PA_STREAM_ADJUST_LATENCY | PA_STREAM_DONT_MOVE;
    probe->stream = pa_stream_new(probe->context, "silence", &format, NULL);
    if (probe->stream == NULL) {
        probe->failed = true;
        return;
    }
    pa_stream_set_write_callback(probe->stream, write_silence, probe);
    const char *sink = probe->sink[0] == '\0' ? NULL : probe->sink;
    if (pa_stream_connect_playback(probe->stream, sink, &wish, flags, NULL, NULL) < 0)
        probe->failed = true;
}

/* The server's list of devices: one, or the list's end. A description that two devices share is
 * taken for the first. */
static void take_sink(pa_context *context, const pa_sink_info *info, int end, void *user)
{
    (void)context;
    struct path_probe *probe = user;
    bool named = probe->device[0] != '\0';
    if (info != NULL && named && probe->sink[0] == '\0' &&
        strcmp(info->description, probe->device) == 0)
        (void)snprintf(probe->sink, sizeof probe->sink, "%s", info->name);
    if (end < 0 || (end > 0 && named && probe->sink[0] == '\0'))
        probe->failed = true;
    else if (end > 0)
        open_stream(probe);
}

/* Goes on once the connection stands; that it broke is seen by is_cut_off. */
static void follow_context(pa_context *context, void *user)
{
    struct path_probe *probe = user;
    if (pa_context_get_state(context) == PA_CONTEXT_READY)
        expect(probe, pa_context_get_sink_info_list(context, take_sink, probe));
}

/* Connects, without starting a server where there is none. */
static bool reach_server(struct path_probe *probe)
{
    probe->loop = pa_mainloop_new();
    if (probe->loop == NULL)
        return false;
    probe->context = pa_context_new(pa_mainloop_get_api(probe->loop), "Lull");
    if (probe->context == NULL)
        return false;
    pa_context_set_state_callback(probe->context, follow_context, probe);
    return pa_context_connect(probe->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL) >= 0;
}

struct path_probe *path_probe_start(struct allocator allocator, const char *device,
                                    int block_frames)
{
    assert(device != NULL && block_frames > 0);
    struct path_probe *probe = allocator_allocate(allocator, 1, sizeof *probe);
    if (probe == NULL)
        return NULL;
    probe->allocator = allocator;
    probe->block_bytes = (uint32_t)block_frames * (uint32_t)pa_frame_size(&format);
    (void)snprintf(probe->device, sizeof probe->device, "%s", device);
    if (reach_server(probe))
        return probe;
    path_probe_end(probe);
    return NULL;
}

/* Whether nothing more can come: the server, the device or the stream has gone. */
static bool is_cut_off(const struct path_probe *probe)
{
    bool stream_good = probe->stream == NULL ||
                       PA_STREAM_IS_GOOD(pa_stream_get_state(probe->stream));
    return probe->failed || !stream_good ||
           !PA_CONTEXT_IS_GOOD(pa_context_get_state(probe->context));
}

bool path_probe_turn(struct path_probe *probe, int64_t *depth_frames)
{
    assert(probe != NULL && probe->context != NULL && depth_frames != NULL);
    /* What has come by now, and no more: each event is a call of one of the functions above. */
    int events = MOST_EVENTS;
    while (events > 0 && pa_mainloop_iterate(probe->loop, 0, NULL) > 0)
        events--;
    *depth_frames = 0;
    if (is_cut_off(probe))
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
    /* First the callbacks, or one could come while the rest is taken apart. */
    if (probe->stream != NULL) {
        pa_stream_set_write_callback(probe->stream, NULL, NULL);
        pa_stream_disconnect(probe->stream);
        pa_stream_unref(probe->stream);
    }
    if (probe->context != NULL) {
        pa_context_set_state_callback(probe->context, NULL, NULL);
        pa_context_disconnect(probe->context);
        pa_context_unref(probe->context);
    }
    if (probe->loop != NULL)
        pa_mainloop_free(probe->loop);
    allocator_release(probe->allocator, probe);
}
