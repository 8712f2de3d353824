/* `lull check`: what is wrong with scripts, all of it in one run. Each script is read and laid out
 * as playing does it, so that nothing can be found while playing that was not found here; then
 * every recording of a person's own is heard to its end. Findings are collected and printed
 * together, and the gravest script decides how the command ends.
 */
#include "base/finding_print.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/damage.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/routine_path.h"

static const struct option options[] = {
    {.name = "--strict", .help = "make warnings count as errors"},
    {.name = "--json", .help = "print one JSON object a finding, to stdout"},
    {.name = "--no-narration", .help = "look for no recordings"},
    {.name = NULL},
};

/* What checking several scripts comes to: the gravest of what each comes to. */
static enum status graver(enum status a, enum status b)
{
    /* Exit statuses are numbered by how grave they are. */
    return a > b ? a : b;
}

/* All of them, where the terminal shows fifty: a tool can count for itself. To stdout, as they are
 * then what was asked for. */
static enum status print_json(struct findings *findings)
{
    struct buffer text = buffer_make(allocator_system());
    /* By line, as they are printed for people, too. */
    findings_sort(findings);
    for (size_t i = 0; i < findings->count; i++)
        finding_print_json(&findings->items[i], &text);
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* What the findings of a script mean: STATUS_FILE where there was none to read. */
static enum status judge(const struct reading *reading, bool strict)
{
    if (reading->script == NULL)
        return STATUS_FILE;
    bool bad = reading->findings.errors > 0 || (strict && reading->findings.warnings > 0);
    return bad ? STATUS_SCRIPT_ERRORS : STATUS_FINE;
}

/* Checks one script and says what was found. */
static enum status check_script(const struct arguments *arguments, const char *path)
{
    struct reading reading;
    bool narration = !arguments_has(arguments, "--no-narration");
    reading_open(&reading, path, narration);
    /* A script with errors has no times yet, and so no lines that are sure to play. */
    if (reading.laid_out && narration)
        damage_find(&reading);
    enum status status = judge(&reading, arguments_has(arguments, "--strict"));
    /* Findings that are incomplete must not be taken for all there is. */
    if (reading.arena.failed)
        status = output_no_memory();
    else if (arguments_has(arguments, "--json"))
        /* A full disk is graver than any warning. */
        status = graver(status, print_json(&reading.findings));
    else
        output_write_findings(&reading.findings);
    reading_close(&reading);
    return status;
}

/* Every file is checked, whatever became of those before it. */
static enum status run(const struct arguments *arguments)
{
    enum status status = STATUS_FINE;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        /* One for each script, so that checking many takes no more memory than the largest. */
        struct arena arena = arena_make(allocator_system());
        const char *path = routine_path(&arena, arguments->operands[i]);
        status = graver(status, path == NULL ? STATUS_FILE : check_script(arguments, path));
        arena_release(&arena);
    }
    return status;
}

const struct command check_command = {
    .name = "check",
    .operands = "FILE...",
    .summary = "Says what is wrong with scripts, and what to write instead",
    .about =
        "Prints up to 50 findings of each script to stderr. With --json all of them go to\n"
        "stdout, one object a line: \"file\", \"line\" and \"column\" (from 1; 0 where there is\n"
        "none), \"severity\" (\"error\" or \"warning\"), \"name\", \"message\", \"help\" and\n"
        "\"source\", the line as it stands.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
