/* What `lull timeline --no-narration` does, without the command. */
#include "support/made_timeline.h"

#include "language/script.h"
#include "timeline/layout.h"
#include "timeline/print.h"

#include <assert.h>
#include <string.h>

static void lay_out(struct made_timeline *made)
{
    if (made->script != NULL && made->findings.errors == 0)
        made->laid_out = timeline_lay_out(&made->arena, made->script, (struct narration){0},
                                          &made->findings, &made->timeline);
}

void made_timeline_read(struct made_timeline *made, struct allocator allocator, struct text text)
{
    *made = (struct made_timeline){.arena = arena_make(allocator)};
    made->findings = findings_make(&made->arena);
    made->script = script_read_text(&made->arena, "made.lull", "", text, &made->findings);
    lay_out(made);
}

void made_timeline_read_file(struct made_timeline *made, struct allocator allocator,
                             const char *path)
{
    *made = (struct made_timeline){.arena = arena_make(allocator)};
    made->findings = findings_make(&made->arena);
    made->script = script_read(&made->arena, path, &made->findings);
    lay_out(made);
}

void made_timeline_must(struct made_timeline *made, const char *text)
{
    made_timeline_read(made, allocator_system(), text_from(text));
    assert(made->laid_out);
}

bool made_timeline_has(const struct made_timeline *made, const char *name, unsigned line)
{
    for (size_t i = 0; i < made->findings.count; i++)
        if (made->findings.items[i].line == line && strcmp(made->findings.items[i].name, name) == 0)
            return true;
    return false;
}

static bool append(void *context, struct text piece)
{
    struct buffer *buffer = context;
    buffer_append(buffer, piece);
    return !buffer->failed;
}

void made_timeline_print(const struct made_timeline *made, struct buffer *buffer)
{
    buffer->failed |= !timeline_print(&made->timeline, buffer->allocator, append, buffer);
}

void made_timeline_release(struct made_timeline *made)
{
    arena_release(&made->arena);
}
