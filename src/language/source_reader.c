/* Line by line: cut, check the bytes, read what it says, then find its place in the outline. A line
 * that stands wrongly is read all the same, but its place is the fault that counts; one whose bytes
 * are wrong is not read at all. What can be known only when the whole file has been seen
 * (`missing-block`) comes last.
 */
#include "language/source_reader.h"

#include "language/actions.h"
#include "language/headers.h"
#include "language/mend.h"
#include "language/outline.h"

#include <assert.h>

/* How many lines of a file are mended: whoever has more that are wrong reads no further. */
enum { MOST_MENDED = 1000 };

/* What is known while one file is read. The outline lives in an arena of its own and ends with the
 * reading. */
struct reading {
    struct arena *arena;
    struct source *source;
    const struct folder *folder;
    struct findings *findings;
    struct outline outline;
    struct entry *first_action; /* where the search for the first good action has come to */
    unsigned headers_seen;
    unsigned mended; /* lines that were tried */
};

struct finding script_finding(const struct line *line, enum severity severity, const char *name,
                              size_t at, size_t length)
{
    assert(line->file != NULL && at <= line->written.length);
    /* Columns count characters, as editors do. A byte that is not UTF-8 counts as one, so even such
     * a line has a column. */
    struct text before = text_slice(line->written, 0, at);
    struct text marked = text_slice(
        line->written, at, at + length > line->written.length ? line->written.length : at + length);
    size_t width = text_characters(marked);
    return (struct finding){.severity = severity,
                            .name = name,
                            .file = line->file->name,
                            .line = line->number,
                            .column = (unsigned)text_characters(before) + 1,
                            .width = width == 0 ? 1 : (unsigned)width,
                            .source = line->written};
}

void source_reader_report(const struct line *line, struct findings *findings)
{
    const struct fault *fault = line->fault;
    if (fault == NULL)
        return;
    struct finding finding = script_finding(line, SEVERITY_ERROR, fault->name, fault->at,
                                            fault->length);
    finding.message = fault->message;
    finding.help = fault->help;
    findings_add(findings, finding);
}

/* Keeps `fault` with the line, in place of any other. */
static void keep_fault(struct arena *arena, struct line *line, struct fault fault)
{
    assert(fault.name != NULL);
    struct fault *kept = arena_push(arena, 1, sizeof *kept);
    if (kept == NULL)
        return;
    *kept = fault;
    line->fault = kept;
}

void source_reader_fault(struct arena *arena, struct line *line, const char *name, size_t at,
                         size_t length, const char *message, const char *help)
{
    /* A line has one error, the leftmost; of two in the same spot the first that was found. */
    if (line->fault != NULL && line->fault->at <= at)
        return;
    keep_fault(arena, line,
               (struct fault){.name = name,
                              .at = at,
                              .length = length,
                              .message = text_from(message),
                              .help = text_from(help)});
}

/* The first byte that is not UTF-8; SIZE_MAX when there is none. */
static size_t first_bad_byte(struct text written)
{
    for (size_t at = 0; at < written.length;) {
        size_t length = text_decode(text_tail(written, at), NULL);
        if (length == 0)
            return at;
        at += length;
    }
    return SIZE_MAX;
}

/* Judges the bytes of a line, whatever it says. */
static void check_bytes(struct reading *reading, struct line *line)
{
    /* The bytes come first: a line that is no text has no length that its author would see. */
    size_t bad = first_bad_byte(line->written);
    if (bad != SIZE_MAX)
        source_reader_fault(reading->arena, line, "not-utf8", bad, 1, "this is not UTF-8 text",
                            "save the script as UTF-8");
    else if (line->written.length > LONGEST_LINE_BYTES)
        source_reader_fault(reading->arena, line, "too-long", LONGEST_LINE_BYTES, 1,
                            "this line is longer than 4096 bytes", "divide it into several lines");
}

/* Judges where a line stands, `at` being how much white space it begins with. Only the first line
 * of a block is told what is wrong with the block. */
static void check_placing(struct reading *reading, const struct entry *entry, enum placing placing,
                          size_t at)
{
    struct line *line = entry->line;
    const struct entry *parent = entry->parent;
    if (placing == PLACED_BADLY) {
        source_reader_fault(reading->arena, line, "bad-indent", 0, at == 0 ? 1 : at,
                            "this line begins with other spaces than the lines it belongs to",
                            "begin lines that belong together with the same spaces, and mix no "
                            "tabs with spaces");
    } else if (placing == PLACED_FIRST_OF_BLOCK) {
        /* Nothing is held against lines for standing under a line that is itself wrong. */
        bool good_parent = parent->line->fault == NULL;
        bool may = !parent->is_header && good_parent &&
                   action_rule((enum action)parent->line->action)->allows_block;
        if (good_parent && !may)
            source_reader_fault(reading->arena, line, "no-block", at, 1,
                                "no lines can be indented under the line above",
                                "begin this line as far left as the line above it");
        else if (entry->depth == DEEPEST_BLOCK + 1)
            source_reader_fault(reading->arena, line, "too-deep", at, 1,
                                "lines are indented more than 16 levels deep",
                                "make the script flatter, or include a part of it");
    }
}

/* Whether a good action stands above. The search goes on where it stopped: what it has passed stays
 * no good action. */
static bool action_stands_above(struct reading *reading)
{
    if (reading->first_action == NULL)
        reading->first_action = reading->outline.first;
    while (reading->first_action != NULL) {
        const struct entry *entry = reading->first_action;
        bool good = entry->line->fault == NULL && !entry->is_header;
        /* `repeat` without lines under it turns out to be a fault only at the file's end. */
        bool empty = good && !entry->has_block &&
                     action_rule((enum action)entry->line->action)->needs_block;
        if (good && !empty)
            return true;
        if (entry->next == NULL)
            break;
        reading->first_action = entry->next;
    }
    return false;
}

/* Looks for the file that a line names. */
static void find_file(struct reading *reading, struct line *line)
{
    /* A fault further left has settled the line, whatever the file. */
    if (line->path_text.bytes == NULL || (line->fault != NULL && line->fault->at <= line->path_at))
        return;
    const char *name;
    enum folder_answer answer = folder_find(reading->folder, reading->arena, reading->source->place,
                                            line->path_text, &name, &line->path);
    /* The quotes belong to what is marked. */
    size_t length = line->path_text.length + 2;
    if (answer == FOLDER_MISSES_FILE)
        source_reader_fault(reading->arena, line, "missing-file", line->path_at, length,
                            "there is no such file, or it cannot be read",
                            "paths are relative to the folder of this script");
    else if (answer == FOLDER_LEFT)
        source_reader_fault(reading->arena, line, "outside-folder", line->path_at, length,
                            "a script reads only files in its own folder",
                            "put the file beside the script, and leave out .. and a leading /");
    else
        line->path_name = name;
}

/* Lets a fault's help be the line put right, where that is worth its time. */
static void mend(struct reading *reading, struct scanner *scanner)
{
    if (reading->mended++ < MOST_MENDED)
        mend_help(scanner);
}

/* Reads an instruction. A file that it names is looked for even when what follows the name is
 * wrong, since the leftmost fault counts. */
static void read_action(struct reading *reading, struct scanner *scanner, struct line *line)
{
    bool good = action_read(scanner, line);
    /* Without a name it is memory that has failed, which the arena remembers. */
    if (!good && scanner->fault.name != NULL) {
        mend(reading, scanner);
        keep_fault(reading->arena, line, scanner->fault);
    }
    find_file(reading, line);
}

/* Reads a header line into the file's header. */
static void read_header(struct reading *reading, struct scanner *scanner, struct line *line)
{
    /* `late` is asked before the line enters the outline, where it would be found itself. */
    bool late = action_stands_above(reading);
    if (headers_read(scanner, &reading->source->header, late, &reading->headers_seen))
        return;
    mend(reading, scanner);
    keep_fault(reading->arena, line, scanner->fault);
}

/* Reads a line that counts; `white` bytes of white space begin it. A line whose bytes are wrong has
 * its place in the outline all the same, so that what is indented under it has a parent. */
static void read_counted(struct reading *reading, struct line *line, size_t white)
{
    struct fault const *bytes_fault = line->fault;
    struct scanner scanner = {0};
    bool is_header = false;
    if (bytes_fault == NULL) {
        scanner = scanner_make(reading->arena, line->written, white);
        is_header = headers_begin(&scanner);
    }
    /* A header line looks for actions above it before it stands there itself. */
    if (is_header && bytes_fault == NULL)
        read_header(reading, &scanner, line);
    else if (bytes_fault == NULL)
        read_action(reading, &scanner, line);
    const struct fault *fault = line->fault;
    /* Indentation comes first among a line's faults, so what was found by reading is put aside
     * until its place has been judged. */
    line->fault = NULL;
    enum placing placing;
    struct entry *entry = outline_add(&reading->outline, line, text_slice(line->written, 0, white),
                                      is_header, &reading->source->first_line, &placing);
    if (entry == NULL)
        return;
    /* `entry` is in the outline from here on, whatever is found about it. */
    check_placing(reading, entry, placing, white);
    if (line->fault == NULL)
        line->fault = fault;
    if (is_header)
        source_reader_report(line, reading->findings);
    /* A header alone is nothing to play; an error is not nothing. */
    if (!is_header || line->fault != NULL)
        reading->source->holds_anything = true;
}

/* Reads a blank line or a comment: only its bytes can be wrong. */
static void read_uncounted(struct reading *reading, struct line *line, size_t white)
{
    if (line->fault == NULL) {
        struct scanner scanner = scanner_make(reading->arena, line->written, white);
        if (!scanner_finish(&scanner, ""))
            keep_fault(reading->arena, line, scanner.fault);
    }
    /* Even a remark is something when it is faulty: the script is not also empty. */
    if (line->fault != NULL)
        reading->source->holds_anything = true;
    source_reader_report(line, reading->findings);
}

/* Reads one line of the file, without its end. */
static void read_line(struct reading *reading, struct text written, uint32_t number)
{
    struct line *line = arena_push(reading->arena, 1, sizeof *line);
    if (line == NULL)
        return;
    *line = (struct line){
        .file = reading->source, .written = written, .number = number, .action = ACTION_COUNT};
    /* Spaces and tabs alone: any other white space is refused as a sign. */
    size_t white = 0;
    while (white < written.length && (written.bytes[white] == ' ' || written.bytes[white] == '\t'))
        white++;
    assert(white <= written.length);
    check_bytes(reading, line);
    if (white == written.length || written.bytes[white] == '#')
        read_uncounted(reading, line, white);
    else
        read_counted(reading, line, white);
}

/* Faults the actions that must have lines under them and have none. */
static void check_blocks(struct reading *reading)
{
    for (struct entry *entry = reading->outline.first; entry != NULL; entry = entry->next) {
        struct line *line = entry->line;
        /* Faulty lines are left out: whether they would need a block nobody knows. */
        if (entry->is_header || line->fault != NULL || entry->has_block)
            continue;
        if (action_rule((enum action)line->action)->needs_block)
            source_reader_fault(reading->arena, line, "missing-block", line->word_at,
                                text_from(action_word((enum action)line->action)).length,
                                "no lines stand under this one",
                                "write what belongs to it under it, four spaces further in");
    }
}

struct text source_reader_cut_line(struct text text, size_t at, size_t *next)
{
    assert(at <= text.length);
    size_t end = at;
    while (end < text.length && text.bytes[end] != '\n')
        end++;
    /* One past the line's end; at the end of the text one past that too, which ends every loop. */
    *next = end + 1;
    /* A CR counts as part of the line's end only before an LF: elsewhere it is a refused sign. */
    bool carriage_return = end < text.length && end > at && text.bytes[end - 1] == '\r';
    return text_slice(text, at, carriage_return ? end - 1 : end);
}

void source_reader_read(struct arena *arena, struct source *source, const struct folder *folder,
                        struct findings *findings)
{
    /* The outline is of use only while the file is read. */
    struct arena scratch = arena_make(arena->allocator);
    struct reading reading = {.arena = arena,
                              .source = source,
                              .folder = folder,
                              .findings = findings,
                              .outline = {.arena = &scratch}};
    uint32_t number = 1;
    /* Stops at the first failed push: what follows could only fail as well. */
    for (size_t at = 0; at < source->text.length && !arena->failed && !scratch.failed; number++) {
        size_t next;
        read_line(&reading, source_reader_cut_line(source->text, at, &next), number);
        at = next;
    }
    arena->failed |= scratch.failed;
    if (!arena->failed)
        check_blocks(&reading);
    arena_release(&scratch);
}
