/* `lull diary`: what is in the diary, as a table for people, for spreadsheets or for tools. The
 * diary is read whole and closed at once; days are picked out of what was read, since what they
 * come to counts medicine before them, too. A chart is drawn by lull-stage. What is kept and
 * forgotten are actions with files of their own.
 */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/diary_opening.h"
#include "cli/diary_print.h"
#include "cli/output.h"
#include "cli/stage_program.h"
#include "store/diary_csv.h"

#include <assert.h>

static const struct option options[] = {
    {.name = "--csv", .help = "print a table for spreadsheets"},
    {.name = "--json", .help = "print one JSON object an entry"},
    {.name = "--plot", .value = "FILE", .help = "draw a chart into FILE (.svg, .png)"},
    {.name = "--dark", .help = "draw it on black, for the screen"},
    {.name = "--from", .value = "DAY", .help = "from this day on, such as 2026-11-01"},
    {.name = "--to", .value = "DAY", .help = "up to this day"},
    {.name = NULL},
};

static const struct command *const actions[] = {
    &diary_add_command, &diary_edit_command, &diary_forget_command, &diary_import_command, NULL,
};

/* Reads an option that is a day; `*day` stays as it is where the option was not given. Returns
 * false after a line on stderr. */
static bool read_day(const struct arguments *arguments, const char *name, int32_t *day)
{
    const char *value = arguments_value(arguments, name);
    if (value == NULL || day_read(text_from(value), day))
        return true;
    output_complain("%s needs a day such as 2026-11-01, not \"%s\"", name, value);
    return false;
}

/* The table, and under it what those days come to; medicine is counted over a month before the last
 * of them, which may begin before the first. */
static void print_for_people(const struct diary_entries *all, const struct diary_entries *shown,
                             int32_t from, int32_t to, struct arena *arena, struct buffer *text)
{
    struct diary_summary summary;
    /* Also where there is nothing: it says so. */
    diary_print_table(shown, text);
    if (!diary_summary_make(&summary, arena, all, from, to, moment_day(moment_now())))
        text->failed = true;
    else if (shown->count > 0)
        diary_print_summary(&summary, text);
}

/* The part of `all`, which is in the order of days, from one day to another. */
static struct diary_entries part_of(const struct diary_entries *all, int32_t from, int32_t to)
{
    assert(all != NULL);
    /* A walk: the diary was read whole just now, which took longer. */
    size_t first = 0;
    while (first < all->count && moment_day(all->items[first].moment) < from)
        first++;
    size_t end = first;
    while (end < all->count && moment_day(all->items[end].moment) <= to)
        end++;
    /* An empty diary has no items at all, and NULL plus anything is undefined. */
    return first == end ? (struct diary_entries){0}
                        : (struct diary_entries){.items = all->items + first, .count = end - first};
}

/* The part that was asked for, in the form that was asked for. */
static enum status print(const struct arguments *arguments, const struct diary_entries *all,
                         struct arena *arena)
{
    int32_t from = DAY_FIRST;
    int32_t to = DAY_LAST;
    /* Days the wrong way round have nothing between them, and need no message. */
    if (!read_day(arguments, "--from", &from) || !read_day(arguments, "--to", &to))
        return STATUS_WRONG_USAGE;
    struct diary_entries shown = part_of(all, from, to);
    struct buffer text = buffer_make(allocator_system());
    if (arguments_has(arguments, "--json"))
        diary_print_json(&shown, &text);
    else if (arguments_has(arguments, "--csv"))
        diary_csv_print(&shown, &text);
    else
        print_for_people(all, &shown, from, to, arena, &text);
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* What is asked for must all be done: an option that another makes useless is more likely a slip
 * than a wish. */
static bool go_together(const struct arguments *arguments)
{
    bool csv = arguments_has(arguments, "--csv");
    bool json = arguments_has(arguments, "--json");
    bool plot = arguments_value(arguments, "--plot") != NULL;
    /* As numbers: each is 0 or 1. */
    if (csv + json + plot > 1)
        output_complain("--csv, --json and --plot each give the whole diary; please take one");
    else if (arguments_has(arguments, "--dark") && !plot)
        output_complain("--dark is about a chart, and needs --plot");
    else
        return true;
    return false;
}

/* What does not go together is said first, then the diary is opened, read and closed. */
static enum status run(const struct arguments *arguments)
{
    if (!go_together(arguments))
        return STATUS_WRONG_USAGE;
    /* Drawing takes libraries that this program does not load. */
    if (arguments_value(arguments, "--plot") != NULL)
        return stage_program_run(arguments);
    /* All of it, whichever days are shown: medicine is counted before them, too. */
    struct diary_entries all;
    struct diary *diary = diary_opening(DIARY_READ);
    if (diary == NULL)
        return STATUS_FILE;
    struct arena arena = arena_make(allocator_system());
    bool done = diary_read(diary, &arena, DAY_FIRST, DAY_LAST, &all);
    /* Before closing, as the diary's own line says what went wrong. */
    enum status status = diary_opening_judge(diary, done);
    diary_close(diary);
    if (status == STATUS_FINE)
        status = print(arguments, &all, &arena);
    arena_release(&arena);
    return status;
}

const struct command diary_command = {
    .name = "diary",
    .operands = "",
    .summary = "Prints your diary: sessions, and pain before and after",
    .about =
        "The diary lies in ~/.local/share/lull/diary.db, for you alone. --csv and --json have\n"
        "for each entry: id, when, routine, title, played_ms and length_ms (how far it was\n"
        "played, of how much), before and after (pain, 0 to 10), phase, medicine, note.\n",
    .options = options,
    .actions = actions,
    .least_operands = 0,
    .most_operands = 0,
    .run = run,
};
