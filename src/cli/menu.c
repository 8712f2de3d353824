/* `lull menu`, and `lull` alone: what it takes. src/stage/menu.c does it, in lull-stage, which
 * reads the same table: options are described once and understood twice in the same way. Here
 * nothing is opened: the word is only handed on.
 */
#include "cli/command.h"
#include "cli/stage_program.h"

static const struct option options[] = {
    {.name = "--windowed", .help = "open a window instead of taking the whole screen"},
    {.name = "--display", .value = "N", .help = "on this display, the first being 1"},
    {.name = "--spoken", .help = "say the row under the highlight, as Space does"},
    {.name = NULL},
};

const struct command menu_command = {
    .name = "menu",
    .operands = "",
    .summary = "Opens the list of routines; `lull` alone does the same",
    .about = "The arrows choose, Enter plays, Esc leaves; letters search. Tab hides what touches,\n"
             "Space makes the menu speak, and \"?\" says when not to use any of it.\n",
    .options = options,
    .least_operands = 0,
    .most_operands = 0,
    .run = stage_program_run,
};
