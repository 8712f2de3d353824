/* `lull play` and `lull now`: what they take. src/stage/play.c does it, in lull-stage, which reads
 * the same tables: options are described once and understood twice in the same way. Here nothing is
 * opened: the words are only handed on.
 */
#include "cli/command.h"
#include "cli/stage_program.h"

/* In the order in which the help lists them. The first is for `lull play` alone: nobody says when
 * they want to begin in a routine that was chosen for them. */
static const struct option play_options[] = {
    {.name = "--from", .value = "TIME", .help = "begin there, \"2:30\""},
    {.name = "--windowed", .help = "play in a window instead of on the whole screen"},
    {.name = "--display", .value = "N", .help = "on this display, the first being 1"},
    {.name = "--dark", .help = "a black screen; voice and sound guide"},
    {.name = "--no-voice", .help = "captions without the voice"},
    {.name = "--narrator", .value = "slt|rms", .help = "who speaks"},
    {.name = "--captions", .value = "on|off", .help = "show what is said, or do not"},
    {.name = "--leave", .help = "leave at the end instead of staying black"},
    {.name = NULL},
};

const struct command play_command = {
    .name = "play",
    .operands = "NAME|FILE",
    .summary = "Plays a routine",
    .about = "Space pauses and goes on, Left and Right go 10 seconds back and forward, Esc fades\n"
             "out and leaves. Without a display, `lull render` and `lull check` still work.\n",
    .options = play_options,
    .least_operands = 1,
    .most_operands = 1,
    .run = stage_program_run,
};

const struct command now_command = {
    .name = "now",
    .operands = "",
    .summary = "Plays the gentlest routine for early signs, at once",
    .about = "The keys are those of `lull play`.\n",
    .options = play_options + 1,
    .least_operands = 0,
    .most_operands = 0,
    .run = stage_program_run,
};
