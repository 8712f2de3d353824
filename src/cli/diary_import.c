/* `lull diary import`: a table as `lull diary --csv` prints it. All of it or nothing is taken in,
 * so that a table can be mended and imported again without anything being there twice. The whole
 * table is read and judged before the diary is opened; what is there already, word for word, is
 * passed over by the diary itself.
 */
#include "base/file.h"
#include "base/finding_print.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/diary_opening.h"
#include "cli/output.h"
#include "store/diary_csv.h"

#include <assert.h>

/* A lifetime of entries is a tenth of it. */
enum { MOST_TABLE_BYTES = 64 * 1024 * 1024 }; /* read at once */

static const struct option options[] = {
    {.name = NULL},
};

/* Says what is wrong with the table, all of it: with fifty at a time, who mends a table would have
 * to come back. */
static enum status refuse(struct findings *findings)
{
    struct buffer text = buffer_make(allocator_system());
    findings_sort(findings);
    for (size_t i = 0; i < findings->count; i++)
        finding_print(&findings->items[i], output_may_colour(stderr), &text);
    if (text.length > 0)
        (void)fwrite(text.bytes, 1, text.length, stderr);
    if (text.failed)
        output_no_memory();
    buffer_release(&text);
    /* Last, where it is still seen when the findings have scrolled away. */
    output_complain("nothing was imported");
    return STATUS_SCRIPT_ERRORS;
}

/* Keeps all entries in one step, and says how many were new. */
static enum status import(const struct diary_entries *entries)
{
    struct diary *diary = diary_opening(DIARY_WRITE);
    if (diary == NULL)
        return STATUS_FILE;
    size_t added = 0;
    bool done = diary_import(diary, entries->items, entries->count, &added);
    enum status status = diary_opening_judge(diary, done);
    diary_close(diary);
    if (status != STATUS_FINE)
        return status;
    struct buffer text = buffer_make(allocator_system());
    /* Both numbers: who imports a table twice sees that nothing is there twice. */
    buffer_format(&text, "%zu imported, %zu there already.\n", added, entries->count - added);
    status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* Reads the table whole; the diary is opened only for one without a fault. */
static enum status run(const struct arguments *arguments)
{
    assert(arguments->operand_count == 1);
    const char *path = arguments->operands[0];
    const char *reason = NULL;
    enum status status = STATUS_FILE;
    struct text text;
    struct arena arena = arena_make(allocator_system());
    struct findings findings = findings_make(&arena);
    if (!file_read(&arena, path, MOST_TABLE_BYTES, &text, &reason)) {
        output_complain("cannot read %s: %s", path, reason);
    } else {
        /* All of it, also where rows are wrong, so that every fault is told in one run. */
        struct diary_entries entries = diary_csv_read(text, path, &findings);
        if (arena.failed)
            status = output_no_memory();
        else
            status = findings.errors > 0 ? refuse(&findings) : import(&entries);
    }
    arena_release(&arena);
    return status;
}

const struct command diary_import_command = {
    .name = "diary import",
    .operands = "TABLE",
    .summary = "Takes in a table as `lull diary --csv` prints it",
    .about =
        "Columns may come in any order, and all but \"when\" may be missing. Where a row is\n"
        "wrong, each such row is told, and nothing is imported. What is in the diary already,\n"
        "word for word, is passed over. A day still to come is wrong, too: what was kept while a\n"
        "clock was wrong needs its day first, in the table or by `lull diary edit ID --when`.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
