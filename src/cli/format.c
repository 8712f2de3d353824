/* `lull format`: scripts in their canonical form. A file is read once, byte for byte; what was read
 * is understood and written anew in memory, and only where that differs is the file replaced in one
 * step. A file with errors is refused and left as it is, and so is one that would have errors in
 * its form, being too long; one that has the form already is left, too.
 */
#include "language/format.h"

#include "base/file.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/difference.h"
#include "cli/output.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static const struct option options[] = {
    {.name = "--check", .help = "change nothing; print what would change and end with 1"},
    {.name = NULL},
};

/* A script on its way to its canonical form. */
struct formatted {
    struct arena arena;
    struct findings findings;
    const struct script *script;
    struct text before; /* the file, byte for byte */
    struct buffer after;
};

/* Reads all of stdin, up to one byte more than a script may have. False where it cannot be read or
 * there is no memory, which the arena's `failed` tells apart. */
static bool read_stdin(struct arena *arena, struct text *text, bool *too_large)
{
    char *bytes = arena_push(arena, LARGEST_FILE_BYTES + 1, 1);
    if (bytes == NULL)
        return false;
    /* One byte more than is allowed tells too long a script from one that just fits. */
    size_t length = fread(bytes, 1, LARGEST_FILE_BYTES + 1, stdin);
    *text = (struct text){.bytes = bytes, .length = length};
    *too_large = length > LARGEST_FILE_BYTES;
    return !ferror(stdin);
}

/* As read_stdin, of a file; `*reason` says why not. */
static bool read_file(struct arena *arena, const char *path, struct text *text, bool *too_large,
                      const char **reason)
{
    struct stat status;
    /* Looked at by its size first, so that a huge file is not read to be refused. */
    *too_large = stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
                 status.st_size > LARGEST_FILE_BYTES;
    return *too_large || file_read(arena, path, LARGEST_FILE_BYTES, text, reason);
}

/* The file as it stands, since it is held against the result byte by byte. Too large a script is
 * not read: that is its own fault, as it is to `lull check`. */
static bool read_before(struct formatted *formatted, const char *path, bool from_stdin)
{
    const char *reason = "it cannot be read to its end";
    const char *name = from_stdin ? "stdin" : path;
    bool too_large = false;
    bool read = from_stdin
                    ? read_stdin(&formatted->arena, &formatted->before, &too_large)
                    : read_file(&formatted->arena, path, &formatted->before, &too_large, &reason);
    if (!read)
        output_complain("cannot read %s: %s", name, reason);
    else if (too_large)
        script_report_too_large(name, &formatted->findings);
    return read;
}

/* Reads and formats a script. Says what is wrong where it has errors. */
static enum status format(struct formatted *formatted, const char *path, bool from_stdin)
{
    /* Once, and all that follows works on these bytes: the file may change meanwhile. */
    if (!read_before(formatted, path, from_stdin))
        return formatted->arena.failed ? output_no_memory() : STATUS_FILE;
    if (formatted->findings.errors == 0)
        formatted->script = script_read_text(&formatted->arena, from_stdin ? "stdin" : path,
                                             from_stdin ? "" : path, formatted->before,
                                             &formatted->findings);
    if (formatted->arena.failed)
        return output_no_memory();
    /* The main source alone: what it includes are files of their own. */
    if (formatted->findings.errors == 0 &&
        !format_source(formatted->script->main, allocator_system(), &formatted->after,
                       &formatted->findings))
        return output_no_memory();
    /* Warnings keep no script from its form, and are `lull check`'s to tell. */
    if (formatted->findings.errors == 0)
        return STATUS_FINE;
    output_write_findings(&formatted->findings);
    return STATUS_SCRIPT_ERRORS;
}

/* Prints what would change. */
static enum status print_change(const struct formatted *formatted, const char *path)
{
    struct text after = buffer_text(&formatted->after);
    if (text_equal(formatted->before, after))
        return STATUS_FINE;
    struct buffer difference = buffer_make(allocator_system());
    difference_print(path, formatted->before, after, allocator_system(), &difference);
    enum status status = output_write(&difference);
    buffer_release(&difference);
    /* As an error of the script, so that a check in a repository fails. */
    return status == STATUS_FINE ? STATUS_SCRIPT_ERRORS : status;
}

/* Puts the result into the file's place, unless it is the same: a file's time should say when it
 * changed. */
static enum status replace(const struct formatted *formatted, const char *path)
{
    struct text after = buffer_text(&formatted->after);
    const char *reason;
    if (text_equal(formatted->before, after) ||
        file_replace(allocator_system(), path, after, &reason))
        return STATUS_FINE;
    output_complain("cannot write %s: %s", path, reason);
    return STATUS_FILE;
}

/* One script, from a file or from stdin; `-` has no place to be put back into, so it is printed. */
static enum status format_file(const char *path, bool check)
{
    assert(path != NULL);
    bool from_stdin = strcmp(path, "-") == 0;
    struct formatted formatted = {.arena = arena_make(allocator_system()),
                                  .after = buffer_make(allocator_system())};
    formatted.findings = findings_make(&formatted.arena);
    enum status status = format(&formatted, path, from_stdin);
    if (status == STATUS_FINE)
        status = check        ? print_change(&formatted, path)
                 : from_stdin ? output_write(&formatted.after)
                              : replace(&formatted, path);
    buffer_release(&formatted.after);
    arena_release(&formatted.arena);
    return status;
}

/* Every file is formatted, whatever became of those before it. */
static enum status run(const struct arguments *arguments)
{
    enum status gravest = STATUS_FINE;
    for (size_t i = 0; i < arguments->operand_count; i++) {
        enum status status = format_file(arguments->operands[i],
                                         arguments_has(arguments, "--check"));
        gravest = status > gravest ? status : gravest;
    }
    return gravest;
}

const struct command format_command = {
    .name = "format",
    .operands = "FILE...",
    .summary = "Puts scripts into their canonical form",
    .about = "Four spaces a level, lower-case words, times as 1m 30s, the header in order. What a\n"
             "script comes to never changes. With - the script is read from stdin and printed. A\n"
             "script with errors, or a line that its form makes too long, is left as it is.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = SIZE_MAX,
    .run = run,
};
