/* `lull timeline`: what a script comes to, row by row. The script is read and laid out as playing
 * does it; timeline/print makes the rows, and they go out piece by piece, since there can be a
 * million of them. A reader that has gone ends the printing at once.
 */
#include "timeline/print.h"

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/reading.h"

static const struct option options[] = {
    {.name = "--no-narration", .help = "let sentences last as long as they take to read"},
    {.name = "--json", .help = "print one JSON object a row"},
    {.name = NULL},
};

/* Writes a piece of the table; `context` is where the status goes. */
static bool write_piece(void *context, struct text piece)
{
    enum status *status = context;
    *status = output_write_text(piece);
    return *status == STATUS_FINE;
}

/* Memory and the terminal can both fail; only the latter has left a status. */
static enum status print(const struct timeline *timeline, bool json)
{
    enum status status = STATUS_FINE;
    bool printed = json ? timeline_print_json(timeline, allocator_system(), write_piece, &status)
                        : timeline_print(timeline, allocator_system(), write_piece, &status);
    return printed || status != STATUS_FINE ? status : output_no_memory();
}

/* Reads, lays out and prints. Rows go out as they are made: a long session has millions. */
static enum status run(const struct arguments *arguments)
{
    struct reading reading;
    bool with_narration = !arguments_has(arguments, "--no-narration");
    enum status status = reading_open_routine(&reading, arguments->operands[0], with_narration);
    if (status == STATUS_FINE)
        status = print(&reading.timeline, arguments_has(arguments, "--json"));
    reading_close(&reading);
    return status;
}

const struct command timeline_command = {
    .name = "timeline",
    .operands = "FILE",
    .summary = "Prints what a script comes to: what holds from when to when",
    .about = "Rows of start, end, lane, action, detail and line, with tabs between them and times\n"
             "in seconds. With --json each row is an object of the same names.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
