/* `lull play`: a routine in a window. */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/routine_path.h"
#include "platform/folders.h"
#include "platform/fonts.h"
#include "player/player.h"

#include <stdio.h>
#include <string.h>

enum { STAY_MS = 600000, MOST_PATH_BYTES = 4096 };

static const struct option options[] = {
    {.name = "--from", .value = "TIME", .help = "begin there, \"2:30\""},
    {.name = "--windowed", .help = "play in a window instead of on the whole screen"},
    {.name = "--dark", .help = "a black screen; voice and sound guide"},
    {.name = "--no-voice", .help = "captions without the voice"},
    {.name = "--captions", .value = "on|off", .help = "show what is said, or do not"},
    {.name = "--leave", .help = "leave at the end instead of staying black"},
    {.name = NULL},
};

/* What `lull play` holds open, in the order in which it is opened. */
struct stage {
    struct arena arena;
    const char *assets;
    struct session *session;
    struct fonts *fonts;
    struct screen *screen;
};

static bool read_choices(const struct arguments *arguments, struct player_choices *choices)
{
    const char *captions = arguments_value(arguments, "--captions");
    if (captions != NULL && strcmp(captions, "on") != 0 && strcmp(captions, "off") != 0) {
        output_complain("--captions is on or off, not \"%s\"", captions);
        return false;
    }
    *choices = (struct player_choices){
        .dark = arguments_has(arguments, "--dark"),
        .no_voice = arguments_has(arguments, "--no-voice"),
        .no_captions = captions != NULL && strcmp(captions, "off") == 0,
        .stay_ms = arguments_has(arguments, "--leave") ? 0 : STAY_MS,
    };
    return arguments_read_time(arguments, "--from", &choices->start_ms);
}

/* Loads the script, says what is wrong with it, and whether it can be played. */
static enum status load(struct stage *stage, const char *path)
{
    struct session_choices choices = {.assets = stage->assets, .narration = true};
    stage->session = session_load(allocator_system(), path, &choices);
    if (stage->session == NULL)
        return output_no_memory();
    bool readable = stage->session->script != NULL;
    if (!session_is_playable(stage->session))
        output_write_findings(&stage->session->findings);
    if (session_is_playable(stage->session))
        return STATUS_FINE;
    if (stage->session->findings.errors == 0)
        return output_no_memory();
    return readable ? STATUS_SCRIPT_ERRORS : STATUS_FILE;
}

static enum status open_fonts(struct stage *stage)
{
    if (stage->assets == NULL) {
        output_complain("the program's own files are nowhere; LULL_ASSETS can say where");
        return STATUS_FILE;
    }
    char path[MOST_PATH_BYTES];
    snprintf(path, sizeof path, "%s/fonts/atkinson-hyperlegible-regular.ttf", stage->assets);
    const char *problem;
    stage->fonts = fonts_open(allocator_system(), path, &problem);
    if (stage->fonts == NULL) {
        output_complain("cannot read %s: %s", path, problem);
        return STATUS_FILE;
    }
    return STATUS_FINE;
}

static enum status open_screen(struct stage *stage, bool windowed)
{
    struct window_choices choices = {.title = "Lull", .windowed = windowed};
    const char *problem;
    stage->screen = screen_open(allocator_system(), &choices, fonts_font(stage->fonts), &problem);
    if (stage->screen != NULL)
        return STATUS_FINE;
    output_complain("there is no display (%s); `lull render` and `lull check` work without one",
                    problem);
    return STATUS_NO_DISPLAY;
}

static enum status play(struct stage *stage, struct player_choices *choices)
{
    choices->font = fonts_font(stage->fonts);
    struct player_report report;
    enum player_end end = player_play(allocator_system(), stage->screen, stage->session, choices,
                                      &report);
    if (report.sound_problem[0] != '\0')
        output_complain("there was no sound: %s", report.sound_problem);
    if (report.unread_recordings > 0)
        output_complain("%zu recordings could not be read; their captions were shown",
                        report.unread_recordings);
    return end == PLAYER_NO_MEMORY ? output_no_memory() : STATUS_FINE;
}

static enum status run(const struct arguments *arguments)
{
    struct player_choices choices;
    if (!read_choices(arguments, &choices))
        return STATUS_WRONG_USAGE;
    struct stage stage = {.arena = arena_make(allocator_system())};
    const char *path = routine_path(&stage.arena, arguments->operands[0]);
    stage.assets = folders_assets(&stage.arena);
    enum status status = path == NULL ? STATUS_FILE : load(&stage, path);
    if (status == STATUS_FINE)
        status = open_fonts(&stage);
    if (status == STATUS_FINE)
        status = open_screen(&stage, arguments_has(arguments, "--windowed"));
    if (status == STATUS_FINE)
        status = play(&stage, &choices);
    screen_close(stage.screen);
    fonts_close(stage.fonts);
    session_release(stage.session);
    arena_release(&stage.arena);
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
