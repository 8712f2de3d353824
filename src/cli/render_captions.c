/* Captions as WebVTT (https://www.w3.org/TR/webvtt1): a cue for every sentence that is said or
 * shown, from the voice's lane in order. A cue's text must not hold a line end or "-->", and "&"
 * and "<" have escapes; the language has no line ends in a text, and escaping ">" takes care of the
 * arrow.
 */
#include "cli/render.h"

#include <assert.h>

/* `00:01:02.500`, with hours always: WebVTT wants two digits or more. */
static void append_time(struct buffer *text, int32_t time_ms)
{
    assert(time_ms >= 0);
    buffer_format(text, "%02d:%02d:%02d.%03d", (int)(time_ms / 3600000),
                  (int)(time_ms / 60000 % 60), (int)(time_ms / 1000 % 60), (int)(time_ms % 1000));
}

/* One cue. Cues have no names, since nobody refers to them. */
static void append_cue(struct buffer *text, const struct span *span)
{
    assert(span->start_ms <= span->end_ms);
    buffer_append_string(text, "\n");
    append_time(text, span->start_ms);
    buffer_append_string(text, " --> ");
    append_time(text, span->end_ms);
    buffer_append_string(text, "\n");
    buffer_append_markup(text, span->text);
    buffer_append_string(text, "\n");
}

enum status render_captions(const struct arguments *arguments, struct session *session,
                            const char *path)
{
    /* The same for everyone: no option is about captions. */
    (void)arguments;
    struct buffer text = buffer_make(allocator_system());
    const struct lane_spans *lane = &session->timeline.lanes[LANE_VOICE];
    buffer_append_string(&text, "WEBVTT\n");
    for (size_t i = 0; i < lane->count; i++)
        /* A cue without words would be an empty line on a player's screen. */
        if (lane->spans[i].text.length > 0)
            append_cue(&text, &lane->spans[i]);
    enum status status = render_text(&text, path);
    buffer_release(&text);
    return status;
}
