/* `lull play`: a routine in a window. */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/preferences.h"
#include "cli/routine_path.h"
#include "cli/stage.h"

#include <string.h>

static const struct option options[] = {
    {.name = "--from", .value = "TIME", .help = "begin there, \"2:30\""},
    {.name = "--windowed", .help = "play in a window instead of on the whole screen"},
    {.name = "--dark", .help = "a black screen; voice and sound guide"},
    {.name = "--no-voice", .help = "captions without the voice"},
    {.name = "--captions", .value = "on|off", .help = "show what is said, or do not"},
    {.name = "--leave", .help = "leave at the end instead of staying black"},
    {.name = NULL},
};

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
        choices->stay_ms = 0;
    return arguments_read_time(arguments, "--from", &choices->start_ms);
}

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

static enum status run(const struct arguments *arguments)
{
    struct player_choices choices;
    if (!read_choices(arguments, &choices))
        return STATUS_WRONG_USAGE;
    struct arena arena = arena_make(allocator_system());
    struct session *session = NULL;
    const char *path = routine_path(&arena, arguments->operands[0]);
    enum status status = path == NULL ? STATUS_FILE : stage_load(path, &session);
    if (status == STATUS_FINE)
        status = play(arguments, session, choices);
    session_release(session);
    arena_release(&arena);
    return status;
}

const struct command play_command = {
    .name = "play",
    .operands = "NAME|FILE",
    .summary = "Plays a routine",
    .about = "Space pauses and goes on, Left and Right go 10 seconds back and forward, Esc fades\n"
             "out and leaves. Without a display, `lull render` and `lull check` still work.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
