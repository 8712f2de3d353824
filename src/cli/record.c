/* `lull record`: what it takes. src/stage/record.c does it, in lull-stage, which reads the same
 * table: options are described once and understood twice in the same way. Here nothing is opened:
 * the words are only handed on.
 */
#include "cli/command.h"
#include "cli/stage_program.h"

static const struct option options[] = {
    {.name = "--windowed", .help = "open a window instead of taking the whole screen"},
    {.name = "--display", .value = "N", .help = "on this display, the first being 1"},
    {.name = NULL},
};

const struct command record_command = {
    .name = "record",
    .operands = "FILE",
    .summary = "Records the sentences of a script in your own voice",
    .about =
        "Each sentence is shown, beginning with the first that has no recording. Space begins\n"
        "and ends a take, P plays it, Enter keeps it and goes on, Esc leaves. Takes are\n"
        "trimmed, made as loud as all narration, and lie where `lull narrate` writes too.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = stage_program_run,
};
