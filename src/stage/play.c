/* A routine in a window. */
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/routine_path.h"
#include "stage/performances.h"
#include "stage/preferences.h"
#include "stage/stage.h"

#include <string.h>

static const char gentlest[] = "first-signs"; /* of the routines for early signs */

/* What the settings say, and over it what the command line says; a false word is said before
 * anything opens. */
static bool read_choices(const struct arguments *arguments, struct player_choices *choices)
{
    const char *captions = arguments_value(arguments, "--captions");
    if (captions != NULL && strcmp(captions, "on") != 0 && strcmp(captions, "off") != 0) {
        output_complain("--captions is on or off, not \"%s\"", captions);
        return false;
    }
    struct preferences preferences;
    preferences_open(&preferences);
    *choices = preferences_play(&preferences);
    preferences_close(&preferences);
    choices->dark = arguments_has(arguments, "--dark");
    choices->no_voice = arguments_has(arguments, "--no-voice");
    if (captions != NULL)
        choices->no_captions = strcmp(captions, "off") == 0;
    if (arguments_has(arguments, "--leave"))
        /* Away at once when the session is over, for those who start it from a script. */
        choices->stay_ms = 0;
    return true;
}

/* Plays on a stage of its own, which goes dark with it. */
static enum status play(const struct arguments *arguments, struct session *session,
                        struct player_choices choices)
{
    struct stage stage;
    enum status status = stage_open(&stage, arguments_has(arguments, "--windowed"));
    if (status != STATUS_FINE)
        return status;
    enum player_end end;
    status = stage_play(&stage, session, choices, &end);
    stage_close(&stage);
    return status;
}

/* Finds and reads the routine before a window opens: a script with errors is told in the
 * terminal. */
static enum status perform(const struct arguments *arguments, const char *routine,
                           struct player_choices choices)
{
    struct arena arena = arena_make(allocator_system());
    struct session *session = NULL;
    const char *path = routine_path(&arena, routine);
    enum status status = path == NULL ? STATUS_FILE : stage_load(path, &session);
    if (status == STATUS_FINE)
        status = play(arguments, session, choices);
    session_release(session);
    arena_release(&arena);
    return status;
}

enum status play_perform(const struct arguments *arguments)
{
    struct player_choices choices;
    if (!read_choices(arguments, &choices) ||
        !arguments_read_time(arguments, "--from", &choices.start_ms))
        return STATUS_WRONG_USAGE;
    return perform(arguments, arguments->operands[0], choices);
}

enum status now_perform(const struct arguments *arguments)
{
    struct player_choices choices;
    if (!read_choices(arguments, &choices))
        return STATUS_WRONG_USAGE;
    return perform(arguments, gentlest, choices);
}
