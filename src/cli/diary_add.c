/* `lull diary add` and `lull diary edit`: an entry made or changed by its options, the same for
 * both. What they do not say is left out, or left as it is. Every option is read and judged before
 * anything is kept; an entry is then added or changed in one step.
 */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/diary_opening.h"
#include "cli/output.h"
#include "cli/reading.h"
#include "cli/routine_path.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct option options[] = {
    {.name = "--before", .value = "PAIN", .help = "pain before: 0 (none) to 10; - for not said"},
    {.name = "--after", .value = "PAIN", .help = "pain after, likewise"},
    {.name = "--routine", .value = "NAME", .help = "what was done, by its name in `lull list`"},
    {.name = "--when", .value = "TIME", .help = "such as 2026-11-01T21:30, or a day alone"},
    {.name = "--phase", .value = "early|attack|between", .help = "what kind of time it was"},
    {.name = "--medicine", .help = "some was taken"},
    {.name = "--no-medicine", .help = "none was taken"},
    {.name = "--note", .value = "TEXT", .help = "a line of your own"},
    {.name = NULL},
};

/* Takes in an option that is a pain. Returns false, after a line on stderr, where it is none. */
static bool read_pain(const struct arguments *arguments, const char *name, int *pain)
{
    const char *value = arguments_value(arguments, name);
    if (value == NULL)
        return true;
    /* By hand: 07, +7 or 7.5 are slips and no pains. */
    bool is_digit = value[0] >= '0' && value[0] <= '9' && value[1] == '\0';
    if (strcmp(value, "-") == 0)
        *pain = PAIN_NOT_SAID;
    else if (strcmp(value, "10") == 0)
        *pain = PAIN_MOST;
    else if (is_digit)
        *pain = value[0] - '0';
    else
        output_complain("%s is a whole number from 0 (no pain) to 10, or - for not said; not "
                        "\"%s\"",
                        name, value);
    return is_digit || strcmp(value, "-") == 0 || strcmp(value, "10") == 0;
}

/* Takes in --phase. `daily` is a word for routines: an entry is of a kind of time. */
static bool read_phase(const struct arguments *arguments, enum phase *phase)
{
    const char *value = arguments_value(arguments, "--phase");
    /* An empty one takes out what was said. */
    if (value != NULL && value[0] == '\0')
        *phase = (enum phase)0;
    else if (value != NULL &&
             (!phase_from_word(text_from(value), phase) || *phase == PHASE_DAILY)) {
        output_complain("--phase is early, attack or between, not \"%s\"", value);
        return false;
    }
    return true;
}

/* Takes in --when, which may be a day alone; false after a line on stderr, also for what is still
 * to come. */
static bool read_when(const struct arguments *arguments, struct diary_entry *entry)
{
    const char *value = arguments_value(arguments, "--when");
    if (value == NULL)
        return true;
    bool read = moment_read(text_from(value), &entry->moment);
    if (read && !diary_entry_ahead(entry))
        return true;
    if (read)
        output_complain("--when %s is still to come; what a diary keeps has been", value);
    else
        output_complain(
            "--when needs a time such as 2026-11-01T21:30, or a day such as 2026-11-01, "
            "not \"%s\"",
            value);
    return false;
}

/* Finds the routine and its title, which a list is read by. Nothing is played of it here, so how
 * far it was played is not known. */
static enum status read_routine(const struct arguments *arguments, struct arena *arena,
                                struct diary_entry *entry)
{
    const char *value = arguments_value(arguments, "--routine");
    if (value == NULL)
        return STATUS_FINE;
    assert(entry != NULL);
    /* All that belongs to the routine goes first, so that nothing of an old one stays with a new
     * one. */
    entry->played_ms = 0;
    entry->length_ms = 0;
    entry->routine = (struct text){0};
    entry->title = (struct text){0};
    if (value[0] == '\0')
        return STATUS_FINE;
    const char *path = routine_path(arena, value);
    if (path == NULL)
        return STATUS_FILE;
    /* A script that has errors may have a title all the same. */
    struct reading reading;
    reading_open(&reading, path, false);
    entry->routine = diary_entry_routine(path);
    if (reading.script != NULL)
        entry->title = arena_copy_text(arena, reading.script->header.title);
    /* The title was copied: what was read goes with this. */
    reading_close(&reading);
    return STATUS_FINE;
}

/* Takes in every option. What the entry becomes may still not be fit to be kept. */
static enum status read_options(const struct arguments *arguments, struct arena *arena,
                                struct diary_entry *entry)
{
    /* In the order of how cheaply each can be judged; finding a routine reads a script. */
    const char *note = arguments_value(arguments, "--note");
    if (!read_pain(arguments, "--before", &entry->before) ||
        !read_pain(arguments, "--after", &entry->after) || !read_phase(arguments, &entry->phase) ||
        !read_when(arguments, entry))
        return STATUS_WRONG_USAGE;
    /* Two options and no value, so that neither can be misspelt into the other. */
    if (arguments_has(arguments, "--medicine") && arguments_has(arguments, "--no-medicine")) {
        output_complain("--medicine and --no-medicine say the opposite");
        return STATUS_WRONG_USAGE;
    }
    /* Neither leaves it as it is: none in a new entry. */
    if (arguments_has(arguments, "--medicine") || arguments_has(arguments, "--no-medicine"))
        entry->medicine = arguments_has(arguments, "--medicine");
    if (note != NULL)
        entry->note = text_from(note);
    enum status status = read_routine(arguments, arena, entry);
    if (status != STATUS_FINE)
        return status;
    /* Words of a command line may hold anything, and what is kept must be printable. */
    if (!diary_entry_fit(entry, arena))
        return output_no_memory();
    if (diary_entry_fault(entry) == NULL)
        return STATUS_FINE;
    output_complain("this entry cannot be kept: %s", diary_entry_fault(entry));
    return STATUS_WRONG_USAGE;
}

/* Whether any option that says something of a headache or a session is there. A time alone would be
 * an entry about nothing. */
static bool says_anything(const struct arguments *arguments)
{
    for (const struct option *option = options; option->name != NULL; option++)
        if (strcmp(option->name, "--when") != 0 && arguments_has(arguments, option->name))
            return true;
    return false;
}

/* Whether any option at all is there; when it was is a change, too. */
static bool changes_anything(const struct arguments *arguments)
{
    return says_anything(arguments) || arguments_has(arguments, "--when");
}

/* Says which entry it is, so that it can be changed. */
static enum status print_id(const struct diary_entry *entry)
{
    struct buffer text = buffer_make(allocator_system());
    buffer_format(&text, "%lld\n", (long long)entry->id);
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* Keeps `entry`, by adding or by changing. Only a new one has its number printed: who changes one
 * knows it. */
static enum status keep(struct diary *diary, struct diary_entry *entry)
{
    /* The diary gives numbers from 1 on. */
    bool is_new = entry->id == 0;
    bool done = is_new ? diary_add(diary, entry) : diary_change(diary, entry);
    enum status status = diary_opening_judge(diary, done);
    return status == STATUS_FINE && is_new ? print_id(entry) : status;
}

/* A new entry of this moment, changed by what the options say. */
static enum status run_add(const struct arguments *arguments)
{
    if (!says_anything(arguments)) {
        output_complain("there is nothing to keep; `lull diary add --help` tells what may be said");
        return STATUS_WRONG_USAGE;
    }
    struct arena arena = arena_make(allocator_system());
    struct diary_entry entry = diary_entry_now();
    enum status status = read_options(arguments, &arena, &entry);
    /* Opened last, so that a slip in the command line does not make a diary. */
    struct diary *diary = status == STATUS_FINE ? diary_opening(DIARY_WRITE) : NULL;
    if (diary != NULL)
        status = keep(diary, &entry);
    else if (status == STATUS_FINE)
        status = STATUS_FILE;
    diary_close(diary);
    arena_release(&arena);
    return status;
}

/* Reads an id as a list prints it. Returns false, after a line on stderr, for anything else. */
static bool read_id(const char *word, int64_t *id)
{
    char *end = NULL;
    /* Too large a number becomes the largest there is, which no entry has. */
    *id = strtoll(word, &end, 10);
    /* strtoll takes spaces and signs, too; no list prints those. */
    if (word[0] >= '1' && word[0] <= '9' && *end == '\0')
        return true;
    output_complain("\"%s\" is no entry's number; `lull diary` shows them", word);
    return false;
}

/* Reads the entry, lets the options change it, and puts it back; the rest of it stays. */
static enum status edit(struct diary *diary, int64_t id, const struct arguments *arguments)
{
    struct arena arena = arena_make(allocator_system());
    struct diary_entry entry;
    /* A number that no entry has is told by the diary's own line. */
    bool done = diary_find(diary, &arena, id, &entry);
    enum status status = diary_opening_judge(diary, done);
    if (status == STATUS_FINE)
        status = read_options(arguments, &arena, &entry);
    if (status == STATUS_FINE)
        status = keep(diary, &entry);
    arena_release(&arena);
    return status;
}

/* An entry that is there; what is wrong with the words is said before the diary is opened. */
static enum status run_edit(const struct arguments *arguments)
{
    int64_t id = 0;
    assert(arguments->operand_count == 1);
    if (!read_id(arguments->operands[0], &id))
        return STATUS_WRONG_USAGE;
    if (!changes_anything(arguments)) {
        output_complain("there is nothing to change; `lull diary edit --help` tells what may be");
        return STATUS_WRONG_USAGE;
    }
    struct diary *diary = diary_opening(DIARY_CHANGE);
    if (diary == NULL)
        return STATUS_FILE;
    enum status status = edit(diary, id, arguments);
    diary_close(diary);
    return status;
}

const struct command diary_add_command = {
    .name = "diary add",
    .operands = "",
    .summary = "Adds an entry by hand, and prints its number",
    .about = "At least one option is needed beside --when, which is now unless you say.\n",
    .options = options,
    .least_operands = 0,
    .most_operands = 0,
    .run = run_add,
};

const struct command diary_edit_command = {
    .name = "diary edit",
    .operands = "ID",
    .summary = "Changes what an entry says",
    .about = "ID is the number that `lull diary` shows. What no option says stays as it is. An\n"
             "empty --note, --routine or --phase, or - for a pain, takes that out.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run_edit,
};
