/* `lull preview`: what it takes. src/stage/preview.c does it, in lull-stage, which reads the same
 * table. There is no --windowed: an author needs the editor beside it, so it never takes the whole
 * screen. The other options are those of `lull play` that an author may want to try.
 */
#include "cli/command.h"
#include "cli/stage_program.h"

static const struct option options[] = {
    {.name = "--from", .value = "TIME", .help = "begin there, \"2:30\""},
    {.name = "--display", .value = "N", .help = "on this display, the first being 1"},
    {.name = "--dark", .help = "a black screen; voice and sound guide"},
    {.name = "--no-voice", .help = "captions without the voice"},
    {.name = "--narrator", .value = "slt|rms", .help = "who speaks"},
    {.name = "--captions", .value = "on|off", .help = "show what is said, or do not"},
    {.name = NULL},
};

const struct command preview_command = {
    .name = "preview",
    .operands = "FILE",
    .summary = "Plays a script in a window, and again whenever you save it",
    .about = "It goes on where it was. While there is an error in the script the old session goes\n"
             "on, with the first error above it; all findings go to the terminal. The keys are\n"
             "those of `lull play`.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = stage_program_run,
};
