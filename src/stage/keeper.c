/* One entry, added once and changed when there are answers. Each step leaves a line where it fails
 * and goes on: a session that cannot be kept is still a session. The diary stays open from the end
 * of the session until the curtain falls, since answers may still come.
 */
#include "stage/keeper.h"

#include "platform/folders.h"

#include <assert.h>
#include <stdio.h>

/* Words for `reason`, which the diary gives. */
static void complain(struct keeper *keeper, const char *reason)
{
    (void)snprintf(keeper->line, sizeof keeper->line, "Not kept in the diary: %s", reason);
}

void keeper_begin(struct keeper *keeper, struct moment began)
{
    assert(keeper != NULL);
    *keeper = (struct keeper){.arena = arena_make(allocator_system()), .entry = diary_entry_now()};
    keeper->entry.moment = began;
    const char *path = folders_diary(&keeper->arena);
    /* Without a HOME there is no place for a diary, as there is none for settings. */
    if (path == NULL)
        return;
    char line[DIARY_LINE_BYTES];
    keeper->diary = diary_open(allocator_system(), path, DIARY_WRITE, DIARY_WAIT_SESSION_MS, line);
    if (keeper->diary == NULL)
        complain(keeper, line);
    else if (line[0] != '\0')
        (void)snprintf(keeper->line, sizeof keeper->line, "The diary: %s", line);
}

/* Adds the entry, or changes it where it is there already. Returns whether it is kept. */
static bool keep(struct keeper *keeper)
{
    if (keeper->diary == NULL)
        return false;
    bool is_new = keeper->entry.id == 0;
    bool kept = is_new ? diary_add(keeper->diary, &keeper->entry)
                       : diary_change(keeper->diary, &keeper->entry);
    if (!kept)
        complain(keeper, diary_line(keeper->diary));
    return kept;
}

/* The phases that a diary tells apart, in the order of the form's choices. */
static const enum phase kept_phases[] = {PHASE_EARLY, PHASE_ATTACK, PHASE_BETWEEN};

/* What kind of time it was, as far as the choice of the routine says so: one that is for several
 * kinds, or for every day, says nothing, and nobody is to read an answer that was not given. */
static enum phase known_phase(unsigned phases)
{
    for (size_t i = 0; i < sizeof kept_phases / sizeof kept_phases[0]; i++)
        if (phases == (unsigned)kept_phases[i])
            return kept_phases[i];
    return 0;
}

void keeper_keep_session(struct keeper *keeper, const struct session *session, const char *path,
                         int32_t played_ms)
{
    assert(session_is_playable(session) && path != NULL);
    const struct timeline *timeline = &session->timeline;
    struct diary_entry *entry = &keeper->entry;
    entry->routine = diary_entry_routine(path);
    /* Still the session's memory; diary_entry_fit copies it into the keeper's arena. */
    entry->title = session->script->header.title;
    entry->length_ms = timeline->length_ms;
    /* The player's clock may run a little past the end. */
    entry->played_ms = played_ms < timeline->length_ms ? played_ms : timeline->length_ms;
    entry->phase = known_phase(timeline->phases);
    /* A title may hold anything that a script may; a diary keeps less. */
    if (diary_entry_fit(entry, &keeper->arena))
        (void)keep(keeper);
    else
        complain(keeper, "there is not enough memory");
}

bool keeper_keep_pain(struct keeper *keeper, const struct pain *pain)
{
    struct diary_entry *entry = &keeper->entry;
    entry->before = pain->answers[PAIN_BEFORE];
    entry->after = pain->answers[PAIN_NOW];
    /* After a session neither is asked, and what the routine says of the phase stays. */
    if (pain->form == PAIN_AT_ANY_TIME) {
        int phase = pain->answers[PAIN_PHASE];
        entry->phase = phase == PAIN_NOT_SAID ? 0 : kept_phases[phase];
        entry->medicine = pain->answers[PAIN_MEDICINE] == 1;
    }
    return keep(keeper);
}

void keeper_end(struct keeper *keeper)
{
    diary_close(keeper->diary);
    arena_release(&keeper->arena);
}
