/* Two steps. First line by line: cut, check the bytes, read what it says, find its place in the
 * outline. A line that stands wrongly is read all the same, but its place is the fault that counts;
 * one whose bytes are wrong is not read at all. The second step comes when all includes have been
 * followed, since it asks which of the lines above are good: header lines may stand above the first
 * good action only, and nothing is held against lines for standing under a bad one.
 */
#include "language/source_reader.h"

#include "language/actions.h"
#include "language/headers.h"
#include "language/mend.h"
#include "language/outline.h"

#include <assert.h>

/* How many lines of a file are mended in each step: whoever has more that are wrong reads no
 * further. */
enum { MOST_MENDED = 1000 };

/* What is known during one of the two steps. */
struct reading {
    struct arena *arena;
    struct source *source;
    const struct folder *folder;
    struct findings *findings;
    struct outline outline;
    bool action_above; /* a good one, above the line at hand */
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

/* Adds the fault of `line`, if it has one, to the findings. */
static void report(const struct reading *reading, const struct line *line)
{
    const struct fault *fault = line->fault;
    if (fault == NULL)
        return;
    struct finding finding = script_finding(line, SEVERITY_ERROR, fault->name, fault->at,
                                            fault->length);
    finding.message = fault->message;
    finding.help = fault->help;
    findings_add(reading->findings, finding);
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

/* Faults where a line stands. Indentation comes first among a line's faults, so it takes the place
 * of what was found by reading. */
static void fault_placing(struct reading *reading, struct line *line, const char *name, size_t at,
                          size_t length, const char *message, const char *help)
{
    line->fault = NULL;
    source_reader_fault(reading->arena, line, name, at, length, message, help);
}

/* Whether lines may stand under that of `entry`, by what is known of it now. Nothing is held
 * against them for standing under one that is itself wrong. */
static bool may_have_block(const struct entry *entry)
{
    if (entry->line->fault != NULL)
        return true;
    return !entry->is_header && action_rule((enum action)entry->line->action)->allows_block;
}

/* Judges whether the block that begins with `entry` may be there. Asked as soon as the line is
 * read, so that an unwanted one counts for nothing while includes are followed, and once more at
 * the end. */
static void judge_block(struct reading *reading, struct entry *entry)
{
    assert(entry->placing == PLACED_FIRST_OF_BLOCK);
    struct line *line = entry->line;
    bool unwanted = !may_have_block(entry->parent);
    if (unwanted && !entry->is_unwanted) {
        entry->fault_elsewhere = line->fault;
        fault_placing(reading, line, "no-block", entry->white.length, 1,
                      "no lines can be indented under the line above",
                      "begin this line as far left as the line above it");
    } else if (!unwanted && entry->is_unwanted) {
        line->fault = entry->fault_elsewhere;
    }
    entry->is_unwanted = unwanted;
}

/* Judges where a line stands. Only the first line of a block is told what is wrong with the
 * block. */
static void judge_placing(struct reading *reading, struct entry *entry)
{
    size_t white = entry->white.length;
    entry->is_unwanted = false;
    if (entry->placing == PLACED_BADLY)
        fault_placing(reading, entry->line, "bad-indent", 0, white == 0 ? 1 : white,
                      "this line begins with other spaces than the lines it belongs to",
                      "begin lines that belong together with the same spaces, and mix no tabs with "
                      "spaces");
    if (entry->placing != PLACED_FIRST_OF_BLOCK)
        return;
    if (entry->depth == DEEPEST_BLOCK + 1)
        fault_placing(reading, entry->line, "too-deep", white, 1,
                      "lines are indented more than 16 levels deep",
                      "make the script flatter, or include a part of it");
    judge_block(reading, entry);
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

/* Judges where a header line stands, and reads it where that is right. Done anew at the end: what
 * stands above may turn out to be bad, or good. */
static void judge_header(struct reading *reading, struct entry *entry)
{
    assert(entry->is_header);
    struct line *line = entry->line;
    line->fault = NULL;
    judge_placing(reading, entry);
    if (line->fault != NULL)
        return;
    struct scanner scanner = scanner_make(reading->arena, line->written, entry->white.length);
    if (headers_read(&scanner, &reading->source->header, reading->action_above,
                     &reading->headers_seen))
        return;
    mend(reading, &scanner);
    keep_fault(reading->arena, line, scanner.fault);
}

/* Notes whether header lines come too late below `entry`. */
static void pass(struct reading *reading, const struct entry *entry)
{
    reading->action_above |= !entry->is_header && entry->line->fault == NULL;
}

/* Reads a line that counts; `white` bytes of white space begin it. A line whose bytes are wrong has
 * its place in the outline all the same, so that what is indented under it has a parent. */
static void read_counted(struct reading *reading, struct line *line, size_t white)
{
    bool is_header = false;
    if (line->fault == NULL) {
        struct scanner scanner = scanner_make(reading->arena, line->written, white);
        is_header = headers_begin(&scanner);
        if (!is_header)
            read_action(reading, &scanner, line);
    }
    struct entry *entry = outline_add(&reading->outline, line, text_slice(line->written, 0, white),
                                      is_header, &reading->source->first_line);
    if (entry == NULL)
        return;
    if (is_header)
        judge_header(reading, entry);
    else
        judge_placing(reading, entry);
    pass(reading, entry);
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
    report(reading, line);
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

void source_reader_read(struct arena *arena, struct arena *scratch, struct source *source,
                        const struct folder *folder, struct findings *findings)
{
    struct reading reading = {.arena = arena,
                              .source = source,
                              .folder = folder,
                              .findings = findings,
                              .outline = {.arena = scratch}};
    uint32_t number = 1;
    /* Stops at the first failed push: what follows could only fail as well. */
    for (size_t at = 0; at < source->text.length && !arena->failed && !scratch->failed; number++) {
        size_t next;
        read_line(&reading, source_reader_cut_line(source->text, at, &next), number);
        at = next;
    }
    source->entries = reading.outline.first;
    arena->failed |= scratch->failed;
}

/* Judges an action's block and its lack of one, now that all else is known. */
static void settle_action(struct reading *reading, struct entry *entry)
{
    struct line *line = entry->line;
    if (entry->placing == PLACED_FIRST_OF_BLOCK)
        judge_block(reading, entry);
    /* Faulty lines are left out: whether they would need a block nobody knows. */
    if (line->fault != NULL || entry->has_block)
        return;
    enum action action = (enum action)line->action;
    if (action_rule(action)->needs_block)
        source_reader_fault(reading->arena, line, "missing-block", line->word_at,
                            text_from(action_word(action)).length, "no lines stand under this one",
                            "write what belongs to it under it, four spaces further in");
}

/* Judges what could not be judged before, and reports what is wrong with the line after all. */
static void settle(struct reading *reading, struct entry *entry)
{
    if (entry->is_header)
        judge_header(reading, entry);
    else
        settle_action(reading, entry);
    pass(reading, entry);
    report(reading, entry->line);
    /* A header alone is nothing to play; an error is not nothing. */
    reading->source->holds_anything |= !entry->is_header || entry->line->fault != NULL;
}

void source_reader_settle(struct arena *arena, struct source *source, struct findings *findings)
{
    struct reading reading = {.arena = arena, .source = source, .findings = findings};
    /* What was read of it may be from a line that is bad after all. */
    source->header = (struct header){0};
    /* From top to bottom, since only lines above decide whether a line is good. Without memory a
     * line may have neither an action nor a fault. */
    for (struct entry *entry = source->entries; entry != NULL && !arena->failed;
         entry = entry->next)
        settle(&reading, entry);
    source->entries = NULL;
}
