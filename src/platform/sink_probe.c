/* A connection of its own, one question, and the end. libpulse answers by calling back while its
 * loop is turned; a connection that fails, which is how a missing server is told, ends the turning.
 * Words for it are left in SDL's own place, where those who begin SDL look for them.
 */
#include "platform/sink_probe.h"

#include <SDL.h>
#include <assert.h>
#include <pulse/pulseaudio.h>
#include <string.h>

/* What the server has said by now. */
struct answer {
    bool came;
    bool has_none;
};

/* Called by libpulse; without `info` the server would not say. */
static void take_server(pa_context *context, const pa_server_info *info, void *user)
{
    (void)context;
    struct answer *answer = user;
    answer->came = true;
    /* The one that others play on: where there is any, there is that one. */
    answer->has_none = info != NULL && info->default_sink_name == NULL;
}

/* Asks as soon as the server listens. Returns whether it was possible. */
static bool ask(pa_context *context, struct answer *answer)
{
    pa_operation *operation = pa_context_get_server_info(context, take_server, answer);
    /* Nothing is waited for by this: the answer comes as a call. */
    if (operation != NULL)
        pa_operation_unref(operation);
    return operation != NULL;
}

/* Turns the loop until there is an answer, or none is to be had. */
static void converse(pa_mainloop *loop, pa_context *context, struct answer *answer)
{
    assert(loop != NULL && context != NULL);
    bool asked = false;
    while (!answer->came && PA_CONTEXT_IS_GOOD(pa_context_get_state(context))) {
        bool ready = pa_context_get_state(context) == PA_CONTEXT_READY;
        if (ready && !asked && !ask(context, answer))
            return;
        asked = ready;
        if (pa_mainloop_iterate(loop, 1, NULL) < 0)
            return;
    }
}

/* Whether SDL may be led to PulseAudio, or PipeWire in its place: it is what SDL tries first. */
static bool is_asked(void)
{
    const char *driver = SDL_GetHint(SDL_HINT_AUDIODRIVER);
    return driver == NULL || driver[0] == '\0' || strstr(driver, "pulseaudio") != NULL;
}

/* Whether a server answers that it has none. */
static bool has_no_sink(void)
{
    struct answer answer = {.came = false};
    pa_mainloop *loop = pa_mainloop_new();
    pa_context *context = loop == NULL ? NULL : pa_context_new(pa_mainloop_get_api(loop), "Lull");
    /* Whether a server is to be started where none runs is left to SDL. */
    if (context != NULL && pa_context_connect(context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL) >= 0)
        converse(loop, context, &answer);
    if (context != NULL) {
        pa_context_disconnect(context);
        pa_context_unref(context);
    }
    if (loop != NULL)
        pa_mainloop_free(loop);
    return answer.has_none;
}

bool sink_probe_is_safe(void)
{
    if (!is_asked() || !has_no_sink())
        return true;
    SDL_SetError("the sound server has no loudspeaker");
    return false;
}
