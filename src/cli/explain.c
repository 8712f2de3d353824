/* `lull explain`: a session in plain sentences. The script is read and laid out as playing does it;
 * what is said comes from timeline/explain, and here it is only put out. Recordings are looked for
 * unless --no-narration is given, since they decide how long sentences last.
 */
#include "timeline/explain.h"

#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/reading.h"

static const struct option options[] = {
    {.name = "--no-narration", .help = "let sentences last as long as they take to read"},
    {.name = NULL},
};

/* Writes all of it at once: a session in sentences is a page or two. */
static enum status explain(const struct reading *reading)
{
    struct buffer text = buffer_make(allocator_system());
    /* Where memory fails, the buffer says so, and output_write with it. */
    explain_timeline(&reading->timeline, reading->script, &text);
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* Reads, lays out and tells. A script that does not play is answered with its findings. */
static enum status run(const struct arguments *arguments)
{
    struct reading reading;
    bool with_narration = !arguments_has(arguments, "--no-narration");
    /* A script of one's own or a routine by its name: all commands find it alike. */
    enum status status = reading_open_routine(&reading, arguments->operands[0], with_narration);
    if (status == STATUS_FINE)
        status = explain(&reading);
    reading_close(&reading);
    return status;
}

const struct command explain_command = {
    .name = "explain",
    .operands = "FILE",
    .summary = "Tells a session in plain sentences, with times",
    .about =
        "Every line is something that happens, with the time at which it begins. The last\n"
        "lines say how long it is, how many breaths, how long each place is held, how much of\n"
        "it is silence, and how many sentences have a recording.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
