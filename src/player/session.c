/* Recordings are looked for in a person's own folders first, so that their own voice wins over the
 * one that comes with the program. Their lengths are read from their headers; the sound itself is
 * read later, while playing. Each step needs the one before, and what is missing of them in the end
 * is told by NULL and by findings.
 */
#include "player/session.h"

#include "media/vorbis.h"
#include "timeline/layout.h"

#include <assert.h>

/* Whom the layout shall ask for recordings; nobody, where captions are to carry the session. */
static struct narration find_recordings(struct session *session, const char *path,
                                        const struct session_choices *choices,
                                        struct narration_folders *folders)
{
    /* Made in any case: it also counts what is damaged, which nobody asks for then. */
    *folders = narration_folders_make(&session->arena, vorbis_length);
    if (!choices->narration)
        return (struct narration){.find = NULL};
    narration_folders_add_own(folders, path);
    narration_folders_add_sources(folders, &choices->sources);
    return narration_folders_ask(folders);
}

struct session *session_load(struct allocator allocator, const char *path,
                             const struct session_choices *choices)
{
    assert(path != NULL && choices != NULL);
    /* Zeroed, so what an early return leaves out is empty. */
    struct session *session = allocator_allocate(allocator, 1, sizeof *session);
    if (session == NULL)
        return NULL;
    session->arena = arena_make(allocator);
    session->findings = findings_make(&session->arena);
    session->script = script_read(&session->arena, path, &session->findings);
    /* What was found goes back with it, since only the caller can show it. */
    if (session->script == NULL || session->findings.errors > 0)
        return session;
    struct narration_folders folders;
    struct narration narration = find_recordings(session, path, choices, &folders);
    if (timeline_lay_out(&session->arena, session->script, narration, &session->findings,
                         &session->timeline))
        session->sound = sound_create(allocator, &session->timeline);
    /* Counted while laying out, which asked for every recording. */
    session->damaged_count = folders.damaged_count;
    session->damaged = folders.damaged;
    return session;
}

bool session_is_playable(const struct session *session)
{
    return session->findings.errors == 0 && session->sound != NULL;
}

void session_release(struct session *session)
{
    if (session == NULL)
        return;
    struct allocator allocator = session->arena.allocator;
    /* The sound before the arena: it plays the timeline that lies there. */
    sound_destroy(session->sound);
    arena_release(&session->arena);
    allocator_release(allocator, session);
}
