/* A routine in a window. */
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/own_settings.h"
#include "cli/routine_path.h"
#include "stage/performances.h"
#include "stage/preferences.h"
#include "stage/stage.h"

#include <string.h>

/* Of the routines for early signs, and of those that touch nothing. */
static const char gentlest[] = "first-signs";
static const char without_touch[] = "only-breathing";

/* How a routine is to be played, and in whose voice. */
struct wishes {
    struct stage_wishes stage;
    char narrator[SETTINGS_WORD_BYTES];
    bool diary; /* whether it is kept there */
    bool touch_hurts;
};

/* What the settings say, and over it what the command line says; a false word is said before
 * anything opens. */
static bool read_wishes(const struct arguments *arguments, struct wishes *wishes)
{
    struct player_choices *choices = &wishes->stage.choices;
    const char *captions = arguments_value(arguments, "--captions");
    if (captions != NULL && strcmp(captions, "on") != 0 && strcmp(captions, "off") != 0) {
        output_complain("--captions is on or off, not \"%s\"", captions);
        return false;
    }
    struct preferences preferences;
    preferences_open(&preferences);
    *choices = preferences_play(&preferences);
    wishes->stage.stay_ms = preferences_stay_ms(&preferences);
    wishes->diary = preferences.settings.diary;
    wishes->touch_hurts = preferences_touch_hurts(&preferences);
    bool known = own_settings_read_narrator(arguments, &preferences.settings);
    memcpy(wishes->narrator, preferences.settings.narrator, sizeof wishes->narrator);
    preferences_close(&preferences);
    if (!known)
        return false;
    choices->dark = arguments_has(arguments, "--dark");
    choices->no_voice = arguments_has(arguments, "--no-voice");
    if (captions != NULL)
        choices->no_captions = strcmp(captions, "off") == 0;
    if (arguments_has(arguments, "--leave"))
        /* Away at once when the session is over, for those who start it from a script. */
        wishes->stage.stay_ms = 0;
    return true;
}

/* Plays on a stage of its own, which goes dark with it. */
static enum status play(const struct arguments *arguments, struct session *session,
                        const struct wishes *wishes)
{
    struct stage stage;
    enum status status = stage_open(&stage, arguments);
    if (status != STATUS_FINE)
        return status;
    bool goes_back;
    status = stage_play(&stage, session, &wishes->stage, &goes_back);
    stage_close(&stage);
    return status;
}

/* Finds and reads the routine before a window opens: a script with errors is told in the
 * terminal. */
static enum status perform(const struct arguments *arguments, const char *routine,
                           struct wishes *wishes)
{
    struct arena arena = arena_make(allocator_system());
    struct session *session = NULL;
    const char *path = routine_path(&arena, routine);
    enum status status = path == NULL ? STATUS_FILE : stage_load(path, wishes->narrator, &session);
    if (path != NULL && wishes->diary)
        wishes->stage.diary_path = path;
    if (status == STATUS_FINE)
        status = play(arguments, session, wishes);
    session_release(session);
    arena_release(&arena);
    return status;
}

enum status play_perform(const struct arguments *arguments)
{
    struct wishes wishes = {.diary = false};
    if (!read_wishes(arguments, &wishes) ||
        !arguments_read_time(arguments, "--from", &wishes.stage.choices.start_ms))
        return STATUS_WRONG_USAGE;
    return perform(arguments, arguments->operands[0], &wishes);
}

enum status now_perform(const struct arguments *arguments)
{
    struct wishes wishes = {.diary = false};
    if (!read_wishes(arguments, &wishes))
        return STATUS_WRONG_USAGE;
    /* What was said in the menu holds for the night, and nobody should have to say it again. */
    return perform(arguments, wishes.touch_hurts ? without_touch : gentlest, &wishes);
}
