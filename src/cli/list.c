/* `lull list`: the routines there are, in the order of the menu. The library reads every script for
 * that, since a list shows titles, lengths and faults; then each is printed as a line or an object.
 * Scripts that do not play are listed too, with the reason.
 */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"
#include "cli/routine_path.h"
#include "language/words.h"

#include <string.h>

static const struct option options[] = {
    {.name = "--phase", .value = "PHASE", .help = "only those for early, attack, between or daily"},
    {.name = "--json", .help = "print one JSON object a routine"},
    {.name = NULL},
};

/* In the order in which the list has them. */
static const enum phase phases[] = {PHASE_EARLY, PHASE_ATTACK, PHASE_BETWEEN, PHASE_DAILY};

enum { PHASE_COUNT = sizeof phases / sizeof phases[0] };

/* Appends the words of a set of phases with `between` between them, each in `quote`s. */
static void append_phases(struct buffer *text, unsigned set, const char *between, const char *quote)
{
    const char *before = "";
    for (size_t i = 0; i < PHASE_COUNT; i++) {
        if ((set & phases[i]) == 0)
            continue;
        buffer_format(text, "%s%s%s%s", before, quote, phase_word(phases[i]), quote);
        before = between;
    }
}

/* Appends `,"name":"value"`. */
static void append_json_member(struct buffer *text, const char *name, struct text value)
{
    buffer_format(text, ",\"%s\":", name);
    buffer_append_json(text, value);
}

/* Appends them as an array, which is empty where there are none. */
static void append_cautions(struct buffer *text, const struct routine *routine)
{
    buffer_append_string(text, ",\"cautions\":[");
    for (size_t i = 0; i < routine->caution_count; i++) {
        buffer_append_string(text, i > 0 ? "," : "");
        buffer_append_json(text, routine->cautions[i]);
    }
    buffer_append_string(text, "]");
}

/* One object for tools: everything that the library knows of a routine. */
static void append_json(struct buffer *text, const struct routine *routine)
{
    buffer_append_string(text, "{\"name\":");
    buffer_append_json(text, text_from(routine->name));
    append_json_member(text, "title", routine->title);
    append_json_member(text, "about", routine->about);
    append_json_member(text, "needs", routine->needs);
    append_cautions(text, routine);
    append_json_member(text, "path", text_from(routine->path));
    buffer_append_string(text, ",\"phases\":[");
    append_phases(text, routine->phases, ",", "\"");
    /* Milliseconds written as seconds digit by digit, with no rounding of a float between. */
    buffer_format(text, "],\"length\":%ld.%03ld,\"touches\":%s,\"own\":%s",
                  (long)routine->length_ms / 1000, (long)routine->length_ms % 1000,
                  routine->touches ? "true" : "false", routine->is_own ? "true" : "false");
    if (routine->fault.length > 0)
        append_json_member(text, "fault", routine->fault);
    buffer_append_string(text, "}\n");
}

/* One line for people: name, length, phases, title. A name or set of phases that is wider than its
 * column moves the rest of its line and nothing else. */
static void append_line(struct buffer *text, const struct routine *routine)
{
    struct buffer words = buffer_make(text->allocator);
    append_phases(&words, routine->phases, ", ", "");
    buffer_format(text, "%-24s ", routine->name);
    if (routine->fault.length > 0)
        /* As wide as a length: a script with a fault has none. */
        buffer_append_string(text, "   -    ");
    else
        buffer_format(text, "%4d:%02d ", (int)(routine->length_ms / 60000),
                      (int)(routine->length_ms / 1000 % 60));
    /* A buffer that nothing was appended to has no bytes. */
    buffer_format(text, " %-16s ", words.length > 0 ? words.bytes : "");
    buffer_append(text, routine->title);
    if (routine->fault.length > 0) {
        buffer_append_string(text, " (does not play: ");
        buffer_append(text, routine->fault);
        buffer_append_string(text, ")");
    }
    buffer_append_string(text, "\n");
    /* A line with something missing is worse than none. */
    text->failed = text->failed || words.failed;
    buffer_release(&words);
}

/* A list on paper is wanted whole, so everything is read first. */
static enum status print(struct library *library, unsigned wanted, bool json)
{
    struct buffer text = buffer_make(allocator_system());
    /* Any budget will do, as nobody waits for anything between. */
    while (library_read_more(library, 1000))
        continue;
    for (size_t i = 0; i < library_count(library); i++) {
        const struct routine *routine = library_routine(library, i);
        /* A routine for several phases is listed for each of them. */
        if (wanted != 0 && (routine->phases & wanted) == 0)
            continue;
        if (json)
            append_json(&text, routine);
        else
            append_line(&text, routine);
    }
    /* A list that lacks routines must not look whole. */
    text.failed = text.failed || library_failed(library);
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* `--phase` narrows the list to one phase; all the rest is printing. */
static enum status run(const struct arguments *arguments)
{
    const char *word = arguments_value(arguments, "--phase");
    enum phase wanted = (enum phase)0;
    if (word != NULL && !phase_from_word(text_from(word), &wanted)) {
        output_complain("--phase is early, attack, between or daily, not \"%s\"", word);
        return STATUS_WRONG_USAGE;
    }
    /* The library that the menu has, so that both list the same. */
    struct library *library = routine_path_library();
    if (library == NULL)
        return STATUS_FILE;
    enum status status = print(library, wanted, arguments_has(arguments, "--json"));
    library_destroy(library);
    return status;
}

const struct command list_command = {
    .name = "list",
    .operands = "",
    .summary = "Lists the routines: name, length, phases, title",
    .about =
        "Those that come with lull, and your own in ~/.local/share/lull/routines. With --json\n"
        "each is an object: \"name\", \"title\", \"about\", \"needs\", \"cautions\", \"path\",\n"
        "\"phases\", \"length\" in seconds, \"touches\", \"own\", and \"fault\" when it does not\n"
        "play.\n",
    .options = options,
    .least_operands = 0,
    .most_operands = 0,
    .run = run,
};
