/* A cell is copied only where it has quotes to lose; all else points into the text. A row whose
 * form is wrong ends with its line, so that those after it are still read; only a quote that never
 * closes takes the rest of the file along. Nothing is guessed: a cell in the wrong column would be
 * somebody's words in the wrong place. Writing adds cells to a buffer; line ends are the caller's.
 */
#include "store/csv.h"

#include <assert.h>
#include <string.h>

/* What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"). */
static const char formula_signs[] = "=+-@\t\r";

/* What stands between the cells, by the first line of `text`; commas where it has both or
 * neither. */
static char separator_of(struct text text)
{
    const char *end = text.length == 0 ? NULL : memchr(text.bytes, '\n', text.length);
    size_t length = end == NULL ? text.length : (size_t)(end - text.bytes);
    bool has_semicolon = length > 0 && memchr(text.bytes, ';', length) != NULL;
    return has_semicolon && memchr(text.bytes, ',', length) == NULL ? ';' : ',';
}

struct csv_reader csv_reader_make(struct arena *arena, struct text text)
{
    assert(arena != NULL);
    /* With one, spreadsheets know UTF-8; it is no part of the first cell. */
    if (text_starts_with(text, text_from("\xEF\xBB\xBF")))
        text = text_tail(text, 3);
    return (struct csv_reader){
        .arena = arena, .rest = text, .line = 1, .separator = separator_of(text)};
}

/* Whether `byte` comes next. */
static bool is_at(struct text text, char byte)
{
    return text.length > 0 && text.bytes[0] == byte;
}

/* Whether `text` begins with a line end or is over. A CR alone is part of a cell. */
static bool is_over(struct text text)
{
    return text.length == 0 || text.bytes[0] == '\n' ||
           (text.length > 1 && text.bytes[0] == '\r' && text.bytes[1] == '\n');
}

/* Takes a cell that begins with a quote off the rest. Returns false where its quotes do not end, or
 * where there is no memory, which the arena then says. */
static bool take_quoted(struct csv_reader *reader, struct text *cell)
{
    assert(is_at(reader->rest, '"'));
    struct text rest = text_tail(reader->rest, 1);
    /* Where the cell ends, and how many pairs of quotes stand within it: two in a row are one of
     * the text, a single one is the end. */
    size_t end = 0;
    size_t quotes = 0;
    while (end < rest.length && (rest.bytes[end] != '"' || is_at(text_tail(rest, end + 1), '"'))) {
        quotes += rest.bytes[end] == '"';
        end += rest.bytes[end] == '"' ? 2 : 1;
    }
    if (end >= rest.length) {
        /* Where it was meant to close nobody can tell, so nothing after it makes sense. */
        reader->rest = text_tail(rest, rest.length);
        return false;
    }
    *cell = text_slice(rest, 0, end);
    reader->rest = text_tail(rest, end + 1);
    /* A cell may have lines of its own, and findings count the file's. */
    for (size_t i = 0; i < end; i++)
        reader->line += cell->bytes[i] == '\n';
    if (quotes == 0)
        return true;
    /* What is left is never longer. */
    char *bytes = arena_push(reader->arena, end, 1);
    size_t length = 0;
    for (size_t i = 0; bytes != NULL && i < end; i++) {
        bytes[length++] = cell->bytes[i];
        i += cell->bytes[i] == '"'; /* the second of two */
    }
    *cell = (struct text){.bytes = bytes, .length = length};
    return bytes != NULL;
}

/* Takes a cell without quotes, up to a separator or the end of the line, off the rest. */
static struct text take_plain(struct csv_reader *reader)
{
    size_t end = 0;
    while (end < reader->rest.length && reader->rest.bytes[end] != reader->separator &&
           !is_over(text_tail(reader->rest, end)))
        end++;
    struct text cell = text_slice(reader->rest, 0, end);
    reader->rest = text_tail(reader->rest, end);
    return cell;
}

/* Takes the cells of a row; stops where its form is wrong. */
static void take_cells(struct csv_reader *reader, struct csv_row *row)
{
    for (;;) {
        /* Every turn takes one cell, also an empty one: `a,,b` has three. */
        struct text cell = {0};
        /* Only at its start does a quote mean anything; "5 o'clock" and 3" are just text. */
        if (is_at(reader->rest, '"')) {
            if (!take_quoted(reader, &cell)) {
                row->fault = "a quote (\") is opened and not closed";
                return;
            }
        } else {
            cell = take_plain(reader);
        }
        /* More than there is room for is told, and not silently dropped. */
        if (row->count == CSV_MOST_CELLS) {
            row->fault = "there are too many cells";
            return;
        }
        row->cells[row->count++] = cell;
        if (!is_at(reader->rest, reader->separator)) {
            if (!is_over(reader->rest))
                row->fault = "something follows the closing quote (\") of a cell";
            return;
        }
        /* A separator promises another cell, be it an empty one at the end of the line. */
        reader->rest = text_tail(reader->rest, 1);
    }
}

/* Passes over what is left of the line, and its end. */
static void pass_line(struct csv_reader *reader)
{
    /* Unread: either the row has a fault, or a line end alone is left. */
    struct text rest = reader->rest;
    const char *end = rest.length == 0 ? NULL : memchr(rest.bytes, '\n', rest.length);
    reader->rest = text_tail(rest, end == NULL ? rest.length : (size_t)(end - rest.bytes) + 1);
    reader->line++;
}

bool csv_reader_next(struct csv_reader *reader, struct csv_row *row)
{
    /* Editors like to end a file with an empty line. */
    while (reader->rest.length > 0 && is_over(reader->rest))
        pass_line(reader);
    if (reader->rest.length == 0)
        return false;
    /* The line where the row begins, though it may end further down. */
    *row = (struct csv_row){.line = reader->line};
    take_cells(reader, row);
    pass_line(reader);
    return true;
}

void csv_print_cell(struct buffer *buffer, struct text text, bool is_first)
{
    bool needs_quotes = false;
    assert(buffer != NULL);
    for (size_t i = 0; i < text.length; i++)
        /* What has to stand in quotes by RFC 4180, section 2. strchr also finds a NUL byte, which
         * is no worse for quotes. */
        needs_quotes = needs_quotes || strchr(",\"\r\n", text.bytes[i]) != NULL;
    if (!is_first)
        buffer_append_string(buffer, ",");
    if (!needs_quotes) {
        buffer_append(buffer, text);
        return;
    }
    /* A quote within is written twice. */
    buffer_append_string(buffer, "\"");
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '"')
            buffer_append_string(buffer, "\"");
        buffer_append(buffer, text_slice(text, i, i + 1));
    }
    buffer_append_string(buffer, "\"");
}

/* Whether a sign of a formula follows any number of apostrophes: with one more before it such a
 * text is harmless, and taking one off gives it back whatever it was. */
static bool is_dangerous(struct text text)
{
    while (is_at(text, '\''))
        text = text_tail(text, 1);
    /* A NUL byte is no sign of a formula, though strchr would find it at the list's end. */
    return text.length > 0 && text.bytes[0] != '\0' && strchr(formula_signs, text.bytes[0]) != NULL;
}

void csv_print_words(struct buffer *buffer, struct text text, bool is_first)
{
    if (!is_dangerous(text)) {
        csv_print_cell(buffer, text, is_first);
        return;
    }
    /* Put together first, since the quotes go around the apostrophe too. */
    struct buffer harmless = buffer_make(buffer->allocator);
    buffer_append_string(&harmless, "'");
    buffer_append(&harmless, text);
    csv_print_cell(buffer, buffer_text(&harmless), is_first);
    buffer->failed = buffer->failed || harmless.failed;
    buffer_release(&harmless);
}

struct text csv_words(struct text cell)
{
    return is_at(cell, '\'') && is_dangerous(cell) ? text_tail(cell, 1) : cell;
}
