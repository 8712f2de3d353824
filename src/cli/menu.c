/* `lull menu`, and `lull` alone: the quiet list of routines. */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"

static const struct option options[] = {{.name = NULL}};

static enum status run(const struct arguments *arguments)
{
    (void)arguments;
    output_complain("there is no display; `lull check` and `lull render` work without one");
    return STATUS_NO_DISPLAY;
}

const struct command menu_command = {
    .name = "menu",
    .operands = "",
    .summary = "Opens the list of routines",
    .about = "",
    .options = options,
    .least_operands = 0,
    .most_operands = 0,
    .run = run,
};
