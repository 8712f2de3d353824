/* Captions as WebVTT (https://www.w3.org/TR/webvtt1): a cue for every sentence that is said or
 * shown. A cue's text must not hold a line end or "-->", and "&" and "<" have escapes.
 */
#include "base/file.h"
#include "cli/output.h"
#include "cli/render.h"

#include <assert.h>

/* `00:01:02.500`, with hours always: WebVTT wants two digits or more. */
static void append_time(struct buffer *text, int32_t time_ms)
{
    assert(time_ms >= 0);
    buffer_format(text, "%02d:%02d:%02d.%03d", (int)(time_ms / 3600000),
                  (int)(time_ms / 60000 % 60), (int)(time_ms / 1000 % 60), (int)(time_ms % 1000));
}

/* Byte by byte: the three signs are ASCII, and every other byte passes as it is. */
static void append_words(struct buffer *text, struct text words)
{
    for (size_t i = 0; i < words.length; i++) {
        struct text byte = text_slice(words, i, i + 1);
        if (byte.bytes[0] == '&')
            buffer_append_string(text, "&amp;");
        else if (byte.bytes[0] == '<')
            buffer_append_string(text, "&lt;");
        else if (byte.bytes[0] == '>')
            buffer_append_string(text, "&gt;");
        else
            buffer_append(text, byte);
    }
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
    append_words(text, span->text);
    buffer_append_string(text, "\n");
}

enum status render_captions(const struct arguments *arguments, struct session *session,
                            const char *path)
{
    (void)arguments;
    struct buffer text = buffer_make(allocator_system());
    const struct lane_spans *lane = &session->timeline.lanes[LANE_VOICE];
    buffer_append_string(&text, "WEBVTT\n");
    for (size_t i = 0; i < lane->count; i++)
        if (lane->spans[i].text.length > 0)
            append_cue(&text, &lane->spans[i]);
    enum status status = STATUS_FINE;
    const char *reason = NULL;
    if (text.failed) {
        status = output_no_memory();
    } else if (!file_replace(allocator_system(), path, buffer_text(&text), &reason)) {
        output_complain("cannot write %s: %s", path, reason);
        status = STATUS_FILE;
    }
    buffer_release(&text);
    return status;
}
