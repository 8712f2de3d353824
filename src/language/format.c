/* The file is cut into lines, each with the comments and blank lines above it, and every line is
 * written anew sign by sign. Header lines are then put in order; a line's comments travel with it,
 * but those at the very top that a blank line parts from it are the file's own and stay there. What
 * has become too long is told, and the rest formatted all the same. A failed allocation is only
 * noted on the way, in the arenas and the buffer, and asked for once at the end.
 */
#include "language/format.h"

#include "language/amount.h"
#include "language/headers.h"
#include "language/outline.h"
#include "language/scanner.h"
#include "language/source_reader.h"

#include <assert.h>

enum { SPACES_A_LEVEL = 4, SPACES_BEFORE_COMMENT = 2, SPACES_AFTER_HEADER_WORD = 2 };

/* A physical line that is a comment, or blank. */
struct remark {
    struct remark *next;
    struct text written;        /* the whole line, without its end */
    uint32_t number;            /* of the line in its file, from 1 */
    struct text white;          /* the white space before it */
    struct text comment;        /* from # on; empty: a blank line */
    const struct entry *before; /* the line above it that counts; NULL: none */
};

/* A line that counts, with the remarks above it. The last item of a file may have no line. */
struct item {
    struct item *next;
    struct remark *remarks;
    const struct entry *entry; /* NULL: the end of the file */
    struct text white;
    size_t header; /* index of the header word; SIZE_MAX: an action */
};

/* What is known while one file is formatted. Both lists are kept by the address of their last link,
 * so that adding to an empty one is no special case. */
struct formatting {
    struct arena arena;
    const struct source *source;
    struct buffer *buffer;
    struct findings *findings;
    struct outline outline;
    struct item *items;
    struct item **last_item;
    struct remark *remarks; /* since the last item */
    struct remark **last_remark;
    size_t header_width; /* of the longest header word */
    bool wrote_blank;    /* the last line written is blank, or none is written */
};

/* Spaces alone: what was indented with tabs comes out as everybody else's. */
static void append_spaces(struct buffer *buffer, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_string(buffer, " ");
}

/* The language's own words, as the manual has them; texts and tags keep their letters. */
static void append_lower(struct buffer *buffer, struct text word)
{
    for (size_t i = 0; i < word.length; i++) {
        char letter = word.bytes[i];
        char lower = letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
        buffer_append(buffer, (struct text){&lower, 1});
    }
}

/* Appends `text` in straight quotes. A backslash is doubled only where it would else be read with
 * what follows it. */
static void append_quoted(struct buffer *buffer, struct text text)
{
    buffer_append_string(buffer, "\"");
    for (size_t i = 0; i < text.length; i++) {
        char next = i + 1 < text.length ? text.bytes[i + 1] : '"';
        bool doubled = text.bytes[i] == '\\' && (next == '"' || next == '\\');
        if (text.bytes[i] == '"' || doubled)
            buffer_append_string(buffer, "\\");
        buffer_append(buffer, text_slice(text, i, i + 1));
    }
    buffer_append_string(buffer, "\"");
}

/* `1 breath`, `2 breaths`: a count decides the spelling of its word. */
static void append_count(struct buffer *buffer, int32_t count, const char *unit)
{
    assert(count >= 0);
    buffer_format(buffer, "%d %s%s", (int)count, unit, count == 1 ? "" : "s");
}

/* Appends the amount that stands next, if one does: a length, a percentage or a bare number. */
static bool append_amount(struct scanner *scanner, struct buffer *buffer)
{
    /* Each try reads on a copy of the scanner: what is no amount of one kind leaves its fault there
     * and may be one of the next. */
    struct scanner ahead = *scanner;
    struct length length;
    uint8_t percent;
    int32_t times;
    /* `4-7-8` begins like a number and is a name. */
    if (pattern_named(scanner_peek(scanner)) != NULL)
        return false;
    if (scanner_sees_percentage(scanner) && amount_percent(&ahead, "", &percent))
        buffer_format(buffer, "%u%%", percent);
    else if (scanner_sees_number(scanner) && amount_length(&ahead, "", &length)) {
        if (length.kind == LENGTH_BREATHS)
            append_count(buffer, length.amount, "breath");
        else
            amount_print_time(length.amount, buffer);
    } else {
        ahead = *scanner;
        if (!scanner_sees_number(scanner) ||
            /* No limit of its own: the reader has held the count to 1,000 before anything is
             * formatted. */
            !amount_count(&ahead, "", "time", "times", INT32_MAX, &times))
            return false;
        append_count(buffer, times, "time");
        /* The word `time` or `times` behind the number, which append_count has written anew. */
        scanner_skip(&ahead, scanner_peek(&ahead).length);
    }
    *scanner = ahead;
    return true;
}

/* Appends the word, sign or amount that stands next. */
static void append_next(struct scanner *scanner, struct buffer *buffer, bool keep_case)
{
    struct text text;
    struct text word = scanner_peek(scanner);
    if (scanner_sees_text(scanner)) {
        /* Cannot fail: the source has no errors. */
        scanner_text(scanner, "", "", &text);
        append_quoted(buffer, text);
    } else if (!append_amount(scanner, buffer)) {
        /* White space, commas, texts and amounts are dealt with, so there is a word. */
        assert(word.length > 0);
        if (keep_case)
            buffer_append(buffer, word);
        else
            append_lower(buffer, word);
        scanner_skip(scanner, word.length);
    }
}

/* White space at a line's end is never seen, and only makes differences. */
static struct text trimmed(struct text text)
{
    while (text.length > 0 &&
           (text.bytes[text.length - 1] == ' ' || text.bytes[text.length - 1] == '\t'))
        text.length--;
    return text;
}

/* Reports what has become too long at a line as it is now, since the form is nowhere to be seen.
 * `written` is empty for the whole file, `message` and `help` are static. */
static void report_too_long(const struct formatting *formatting, struct text written,
                            uint32_t number, const char *message, const char *help)
{
    assert(number > 0);
    findings_add(formatting->findings, (struct finding){.severity = SEVERITY_ERROR,
                                                        .name = "too-long",
                                                        .file = formatting->source->name,
                                                        .line = number,
                                                        /* A whole file shows no line. */
                                                        .column = written.length > 0 ? 1 : 0,
                                                        .width = 1,
                                                        .source = written,
                                                        .message = text_from(message),
                                                        .help = text_from(help)});
}

/* Ends the line that was `written` at `number` of the file and is the buffer's from byte `start`
 * on. Spaces for a tab or before a comment may take it over the limit, and such a script would be
 * refused from then on. */
static void end_line(struct formatting *formatting, size_t start, struct text written,
                     uint32_t number)
{
    struct buffer *buffer = formatting->buffer;
    assert(start <= buffer->length);
    if (buffer->length - start > LONGEST_LINE_BYTES)
        report_too_long(formatting, written, number,
                        "in its form this line is longer than 4096 bytes",
                        "make it shorter, or divide it into several lines");
    buffer_append_string(buffer, "\n");
    formatting->wrote_blank = false;
}

/* Appends everything that counts on a line, and the comment behind it. */
static void append_line(struct formatting *formatting, const struct item *item)
{
    assert(item->entry != NULL);
    struct buffer *buffer = formatting->buffer;
    struct text written = item->entry->line->written;
    struct scanner scanner = scanner_make(&formatting->arena, written, item->white.length);
    bool header = item->header != SIZE_MAX;
    /* `pt-BR` is written so by convention. */
    bool keep_case = header && scanner_sees(&scanner, "language");
    size_t start = buffer->length;
    append_spaces(buffer, header ? 0 : item->entry->depth * SPACES_A_LEVEL);
    /* The first word by itself, since only header lines have a column behind it. */
    size_t word_length = scanner_peek(&scanner).length;
    append_next(&scanner, buffer, false);
    if (header && !scanner_at_end(&scanner))
        /* Header values stand in one column, which is how a header is read. */
        append_spaces(buffer, formatting->header_width - word_length + SPACES_AFTER_HEADER_WORD);
    /* What follows the header's word has its column instead of a space. */
    for (bool first = header; !scanner_at_end(&scanner); first = false) {
        /* Commas hang on to what stands before them. */
        bool comma = scanner_take_sign(&scanner, ',');
        if (comma)
            buffer_append_string(buffer, ",");
        if (!first || comma)
            buffer_append_string(buffer, " ");
        append_next(&scanner, buffer, keep_case);
    }
    struct text comment = trimmed(text_tail(written, scanner_comment(&scanner)));
    if (comment.length > 0) {
        append_spaces(buffer, SPACES_BEFORE_COMMENT);
        buffer_append(buffer, comment);
    }
    end_line(formatting, start, written, item->entry->line->number);
}

/* How deep a comment stands: with the line below it where both begin alike, else with the nearest
 * of the lines it may belong to above, whose white space its own begins with. A comment has no
 * block, so this is a guess at what its author saw. */
static unsigned remark_depth(const struct remark *remark, const struct item *below)
{
    if (below->entry != NULL && text_equal(remark->white, below->white))
        return below->entry->depth;
    const struct entry *above = remark->before;
    while (above != NULL) {
        if (text_starts_with(remark->white, above->white))
            return above->depth;
        above = above->parent;
    }
    /* Further left than all of them. */
    return 0;
}

/* One blank line at most, and none before the first line. */
static void append_blank(struct formatting *formatting)
{
    if (!formatting->wrote_blank)
        buffer_append_string(formatting->buffer, "\n");
    formatting->wrote_blank = true;
}

/* A comment goes where the line stands that it speaks of; its words stay as they are. */
static void append_remark(struct formatting *formatting, const struct remark *remark,
                          const struct item *below)
{
    if (remark->comment.length == 0) {
        append_blank(formatting);
        return;
    }
    bool header = below->header != SIZE_MAX;
    size_t start = formatting->buffer->length;
    append_spaces(formatting->buffer, header ? 0 : remark_depth(remark, below) * SPACES_A_LEVEL);
    buffer_append(formatting->buffer, remark->comment);
    end_line(formatting, start, remark->written, remark->number);
}

/* A line with what stands above it. */
static void append_item(struct formatting *formatting, const struct item *item)
{
    for (const struct remark *remark = item->remarks; remark != NULL; remark = remark->next)
        append_remark(formatting, remark, item);
    if (item->entry != NULL)
        append_line(formatting, item);
}

/* Adds an item for `entry`, which takes the remarks gathered since the last one. `entry` NULL is
 * the end of the file. */
static void add_item(struct formatting *formatting, const struct entry *entry, struct text white,
                     size_t header)
{
    assert(entry != NULL || header == SIZE_MAX);
    struct item *item = arena_push(&formatting->arena, 1, sizeof *item);
    if (item == NULL)
        return;
    *item = (struct item){
        .remarks = formatting->remarks, .entry = entry, .white = white, .header = header};
    *formatting->last_item = item;
    formatting->last_item = &item->next;
    formatting->remarks = NULL;
    formatting->last_remark = &formatting->remarks;
}

/* Keeps a comment or blank line until the line comes that it stands above. */
static void add_remark(struct formatting *formatting, struct text written, uint32_t number,
                       size_t white)
{
    struct remark *remark = arena_push(&formatting->arena, 1, sizeof *remark);
    if (remark == NULL)
        return;
    *remark = (struct remark){.written = written,
                              .number = number,
                              .white = text_slice(written, 0, white),
                              .comment = trimmed(text_tail(written, white)),
                              .before = formatting->outline.last};
    *formatting->last_remark = remark;
    formatting->last_remark = &remark->next;
}

/* The index of the header word at the scanner; SIZE_MAX for an action. */
static size_t header_index(const struct scanner *scanner)
{
    for (size_t i = 0; headers_word(i) != NULL; i++)
        if (headers_sees(scanner, i))
            return i;
    return SIZE_MAX;
}

/* Takes one line of the file in: a remark, or an item with its place in the outline. */
static void take_line(struct formatting *formatting, struct text written, uint32_t number)
{
    /* Counted here and not by the scanner, which skips it: how a line begins is its place. */
    size_t white = 0;
    while (white < written.length && (written.bytes[white] == ' ' || written.bytes[white] == '\t'))
        white++;
    if (white == written.length || written.bytes[white] == '#') {
        add_remark(formatting, written, number, white);
        return;
    }
    struct line *line = arena_push(&formatting->arena, 1, sizeof *line);
    /* The outline chains lines into a tree, which is not asked for here. */
    struct line *first = NULL;
    if (line == NULL)
        return;
    /* The line is not read: the outline needs its number alone. */
    *line = (struct line){.written = written, .number = number};
    struct scanner scanner = scanner_make(&formatting->arena, written, white);
    size_t header = header_index(&scanner);
    struct text white_space = text_slice(written, 0, white);
    const struct entry *entry = outline_add(&formatting->outline, line, white_space,
                                            header != SIZE_MAX, &first);
    if (entry == NULL)
        return;
    size_t width = scanner_peek(&scanner).length;
    if (header != SIZE_MAX && width > formatting->header_width)
        formatting->header_width = width;
    add_item(formatting, entry, white_space, header);
}

/* Takes the comments at the very top, up to their last blank line, off the first item. */
static struct remark *take_top(struct formatting *formatting)
{
    struct item *first = formatting->items;
    struct remark *last_blank = NULL;
    for (struct remark *remark = first->remarks; remark != NULL; remark = remark->next)
        if (remark->comment.length == 0)
            last_blank = remark;
    /* Without a header nothing moves to the top, so nothing has to be kept there. */
    if (last_blank == NULL || first->header == SIZE_MAX)
        return NULL;
    struct remark *top = first->remarks;
    first->remarks = last_blank->next;
    last_blank->next = NULL;
    return top;
}

/* Writes the items of the header, word by word in canonical order; lines of the same word keep
 * theirs. Returns whether there are any. */
static bool append_header(struct formatting *formatting)
{
    bool any = false;
    for (size_t word = 0; headers_word(word) != NULL; word++) {
        for (const struct item *item = formatting->items; item != NULL; item = item->next) {
            if (item->header != word)
                continue;
            append_item(formatting, item);
            any = true;
        }
    }
    return any;
}

/* Writes everything but the header, in the order of the file, a blank line after the header. */
static void append_actions(struct formatting *formatting, bool after_header)
{
    for (const struct item *item = formatting->items; item != NULL; item = item->next) {
        if (item->header != SIZE_MAX)
            continue;
        /* The end of the file without remarks writes nothing, and a blank line before it would be
         * cut off. */
        bool empty = item->entry == NULL && item->remarks == NULL;
        if (after_header && !empty)
            append_blank(formatting);
        after_header = false;
        append_item(formatting, item);
    }
}

/* Takes the blank lines off the end of what has been written since `start`. */
static void trim_end(struct buffer *buffer, size_t start)
{
    assert(start <= buffer->length);
    /* One line end stays: the last line's own. */
    while (buffer->length > start + 1 && buffer->bytes[buffer->length - 1] == '\n' &&
           buffer->bytes[buffer->length - 2] == '\n')
        buffer->length--;
}

bool format_source(const struct source *source, struct allocator allocator, struct buffer *buffer,
                   struct findings *findings)
{
    /* As if a blank line were written, so that a file never begins with one. */
    struct formatting formatting = {.arena = arena_make(allocator),
                                    .source = source,
                                    .buffer = buffer,
                                    .findings = findings,
                                    .wrote_blank = true};
    formatting.outline.arena = &formatting.arena;
    formatting.last_item = &formatting.items;
    formatting.last_remark = &formatting.remarks;
    size_t start = buffer->length;
    uint32_t number = 1;
    for (size_t at = 0; at < source->text.length; number++) {
        /* Cut as the reader cuts it, so that both count lines alike. */
        size_t next;
        take_line(&formatting, source_reader_cut_line(source->text, at, &next), number);
        at = next;
    }
    /* The file's end is an item too, for the remarks below the last line. */
    add_item(&formatting, NULL, (struct text){0}, SIZE_MAX);
    if (!formatting.arena.failed) {
        for (struct remark *top = take_top(&formatting); top != NULL; top = top->next)
            append_remark(&formatting, top, formatting.items);
        append_actions(&formatting, append_header(&formatting));
        trim_end(buffer, start);
    }
    if (buffer->length - start > LARGEST_FILE_BYTES)
        report_too_long(&formatting, (struct text){0}, 1,
                        "in its form this file is larger than 4 MiB", "divide it with include");
    bool formatted = !formatting.arena.failed && !findings->arena->failed && !buffer->failed;
    arena_release(&formatting.arena);
    return formatted;
}
