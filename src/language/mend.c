/* The line is mended where its fault says how and read again, until it has no fault or nobody knows
 * further. Signs that only look like those of the language (a web page's spaces, a word processor's
 * dashes, full-width digits) are replaced first, and the help says so, since nobody can see them.
 * Each step costs a reading of the line, so steps, length and (in source_reader.c) lines are
 * limited.
 */
#include "language/mend.h"

#include "language/actions.h"
#include "language/headers.h"

#include <assert.h>

/* Each step mends the leftmost fault; a line that needs more is better written anew. A longer line
 * would not fit the reader's window. */
enum { MOST_STEPS = 8, LONGEST_LINE = 160 };

/* The sign that `character` looks like; NULL when it looks like itself. The zero-width ones look
 * like nothing, and are left out. */
static const char *look_alike(uint32_t character)
{
    static const struct {
        uint32_t character;
        const char *sign;
    } signs[] = {
        {0x00A0, " "}, {0x2007, " "}, {0x2009, " "}, {0x202F, " "},  {0x3000, " "}, {0x200B, ""},
        {0xFEFF, ""},  {0x2010, "-"}, {0x2011, "-"}, {0x2012, "-"},  {0x2013, "-"}, {0x2014, "-"},
        {0x2212, "-"}, {0xFF0C, ","}, {0xFF05, "%"}, {0xFF02, "\""}, {0xFF03, "#"},
    };
    static const char *const digits[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (signs[i].character == character)
            return signs[i].sign;
    return character >= 0xFF10 && character <= 0xFF19 ? digits[character - 0xFF10] : NULL;
}

/* Appends the line with its look-alikes replaced, up to its first quoted text. What follows that
 * text stays as it is: a slip behind it is rare. Returns whether there were any. */
static bool replace_look_alikes(struct text line, struct buffer *buffer)
{
    bool found = false;
    bool in_text = false;
    for (size_t at = 0; at < line.length;) {
        uint32_t character = 0;
        size_t length = text_decode(text_tail(line, at), &character);
        const char *sign = in_text ? NULL : look_alike(character);
        /* Inside quotes all signs are the author's: there a dash is a dash. */
        in_text |= character == '"' || character == 0x201C || character == 0x201D;
        if (sign != NULL)
            buffer_append_string(buffer, sign);
        else
            buffer_append(buffer, text_slice(line, at, at + length));
        found |= sign != NULL;
        at += length;
    }
    return found;
}

/* Reads `line` as if it stood alone: a header line as if nothing stood above it, an action as if it
 * stood under nothing. Returns the scanner, with the fault that it has. */
static struct scanner read_alone(struct arena *arena, struct text line)
{
    struct scanner scanner = scanner_make(arena, line, 0);
    struct line instruction = {0};
    struct header header = {0};
    unsigned seen = 0;
    /* What was mended may be a remark. */
    if (scanner_at_end(&scanner))
        scanner_finish(&scanner, "");
    else if (headers_begin(&scanner))
        headers_read(&scanner, &header, false, &seen);
    else
        action_read(&scanner, &instruction);
    return scanner;
}

/* `line` with what `fault` says put into it; without bytes where there is no memory. */
static struct text mended(struct arena *arena, struct text line, const struct fault *fault)
{
    assert(fault->mend_start <= fault->mend_end && fault->mend_end <= line.length);
    struct buffer buffer = buffer_make(arena->allocator);
    buffer_append(&buffer, text_slice(line, 0, fault->mend_start));
    buffer_append(&buffer, fault->mending);
    buffer_append(&buffer, text_tail(line, fault->mend_end));
    arena->failed |= buffer.failed;
    struct text copy = buffer.failed ? (struct text){0}
                                     : arena_copy_text(arena, buffer_text(&buffer));
    buffer_release(&buffer);
    return copy;
}

/* Mends `line` step by step, beginning with `fault`. Returns false where that leads nowhere;
 * `*line` is then half mended and of no use. */
static bool mend_all(struct arena *arena, struct text *line, struct fault fault)
{
    for (int step = 0; step < MOST_STEPS && !arena->failed; step++) {
        if (fault.name == NULL)
            return true;
        if (fault.mending.bytes == NULL)
            return false;
        *line = mended(arena, *line, &fault);
        if (line->bytes == NULL)
            return false;
        /* The mended line is read like any other: help that does not itself read would be no
         * help. */
        fault = read_alone(arena, *line).fault;
    }
    return false;
}

/* `line` without the white space it begins with. */
static struct text without_indent(struct text line)
{
    size_t at = 0;
    while (at < line.length && (line.bytes[at] == ' ' || line.bytes[at] == '\t'))
        at++;
    return text_tail(line, at);
}

/* Puts `words` and the mended line into the fault's help, in place of what was there. Keeps the old
 * help where there is no memory, or nothing to show. */
static void set_help(struct scanner *scanner, const char *words, struct text line)
{
    assert(scanner->fault.name != NULL);
    struct buffer buffer = buffer_make(scanner->arena->allocator);
    struct text shown = without_indent(line);
    buffer_append_string(&buffer, words);
    buffer_append(&buffer, shown);
    scanner->arena->failed |= buffer.failed;
    if (!buffer.failed && shown.length > 0)
        scanner->fault.help = arena_copy_text(scanner->arena, buffer_text(&buffer));
    buffer_release(&buffer);
}

void mend_help(struct scanner *scanner)
{
    assert(scanner->fault.name != NULL);
    struct arena *arena = scanner->arena;
    struct text line = scanner->line;
    /* A control character is invisible, and so would be its mending. */
    if (line.length > LONGEST_LINE || scanner->refused != SIZE_MAX)
        return;
    /* Look-alikes first: with them in the line its fault says little about what was meant. */
    struct buffer plain = buffer_make(arena->allocator);
    bool alike = replace_look_alikes(line, &plain);
    arena->failed |= plain.failed;
    if (alike && !plain.failed) {
        line = arena_copy_text(arena, buffer_text(&plain));
        struct fault fault = read_alone(arena, line).fault;
        if (mend_all(arena, &line, fault))
            set_help(scanner, "some signs here only look right; type anew: ", line);
    } else if (mend_all(arena, &line, scanner->fault)) {
        set_help(scanner, "write: ", line);
    }
    buffer_release(&plain);
}
