/* Files are read once each and kept by name; then the includes are followed from the main script
 * down, as the session will run them, to see what only the way to a line can show: a circle, too
 * deep an include, a line under a line of its own lane. Coming to a file again by a way that cannot
 * show anything new ends there, so that no number of includes multiplies.
 */
#include "language/script.h"

#include "base/file.h"
#include "language/actions.h"
#include "language/source_reader.h"
#include "language/text_set.h"

#include <assert.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* TAKEN_SETS counts the sets of what the lines above may take, one bit for each `enum taken`.
 * MOST_ROUNDS is how many ways through circles of files are followed: a circle is an error anyway,
 * and their number grows without measure. */
enum {
    TAKEN_SETS = 1 << (TAKES_SIDES + 1), /* sets of what the lines above take */
    MOST_ROUNDS = 10000,                 /* ways through a circle of files that are followed */
};

/* A file while the includes are followed. One of these a file, however often it is included. */
struct visit {
    struct visit *next;
    struct source *source;
    dev_t device;
    ino_t inode;
    bool in_circle;
    bool counting;
    int64_t lines_run;           /* what one inclusion of it comes to; 0: not known yet */
    uint8_t deepest[TAKEN_SETS]; /* 1 + the deepest include at which it was come to */
};

/* What reading one script needs to know; gone when it is read. What stays of it lives in `arena`.
 */
struct reader {
    struct arena *arena;
    struct arena scratch; /* ends with the reading: what is needed to settle the files */
    struct findings *findings;
    struct folder folder;
    struct script *script;
    struct source *last_source;
    struct visit *visits;
    struct visit *way[DEEPEST_INCLUDE + 1]; /* from the main script to the file at hand */
    int rounds;
};

/* Some editors begin every UTF-8 file with U+FEFF, which no one sees. */
static struct text without_byte_order_mark(struct text text)
{
    struct text mark = text_from("\xEF\xBB\xBF");
    return text_starts_with(text, mark) ? text_tail(text, mark.length) : text;
}

/* Adds a file with its text to the list of files, the main script first, and reads it. `path` NULL:
 * nothing is to be opened again. NULL where there is no memory. */
static struct source *add_source(struct reader *reader, const char *name, const char *path,
                                 struct text text)
{
    struct source *source = arena_push(reader->arena, 1, sizeof *source);
    if (source == NULL)
        return NULL;
    *source = (struct source){.name = name, .path = path};
    /* What a file names is looked for beside it; the main script lies in the folder itself. */
    source->place = reader->last_source == NULL ? "" : name;
    source->text = without_byte_order_mark(text);
    if (reader->last_source == NULL)
        reader->script->main = source;
    else
        reader->last_source->next = source;
    reader->last_source = source;
    /* The faults of instructions stay with their lines until all includes have been followed, since
     * that may find some further left. */
    source_reader_read(reader->arena, &reader->scratch, source, &reader->folder, reader->findings);
    return source;
}

void script_report_too_large(const char *name, struct findings *findings)
{
    assert(name != NULL && findings != NULL);
    findings_add(findings, (struct finding){.severity = SEVERITY_ERROR,
                                            .name = "too-long",
                                            .file = name,
                                            .line = 1,
                                            .message = text_from("this file is larger than 4 MiB"),
                                            .help = text_from("divide it with include")});
}

/* Reads the file at `path`. Returns NULL where it cannot be read; `*reason` then says why. */
static struct source *open_source(struct reader *reader, const char *name, const char *path,
                                  const char **reason)
{
    struct stat status;
    /* Asked first, since too large a file is the script's fault and has a finding of its own. */
    bool too_large = stat(path, &status) == 0 && S_ISREG(status.st_mode) &&
                     status.st_size > LARGEST_FILE_BYTES;
    struct text text = {0};
    /* With a limit all the same: the file may have grown since it was asked. */
    if (!too_large && !file_read(reader->arena, path, LARGEST_FILE_BYTES, &text, reason))
        return NULL;
    struct source *source = add_source(reader, name, path, text);
    if (source != NULL && too_large) {
        /* It stands for an empty file, but is no empty session. */
        source->holds_anything = true;
        script_report_too_large(source->name, reader->findings);
    }
    return source;
}

/* Keeps a file that was read, under what tells it from every other. */
static struct visit *add_visit(struct reader *reader, struct source *source, struct stat status)
{
    struct visit *visit = arena_push(reader->arena, 1, sizeof *visit);
    if (visit == NULL)
        return NULL;
    visit->device = status.st_dev;
    visit->inode = status.st_ino;
    visit->source = source;
    visit->next = reader->visits;
    reader->visits = visit;
    return visit;
}

/* The visit of that file, NULL where it has not been read. By device and inode, so that one file
 * under two names is one file. A list is enough: a script has a handful of files. */
static struct visit *find_visit(const struct reader *reader, struct stat status)
{
    struct visit *visit = reader->visits;
    while (visit != NULL && (visit->inode != status.st_ino || visit->device != status.st_dev))
        visit = visit->next;
    return visit;
}

/* The visit of a file that is included somewhere: such a file always has one, so the search needs
 * no end. */
static struct visit *visit_of(const struct reader *reader, const struct source *source)
{
    assert(source != NULL);
    struct visit *visit = reader->visits;
    while (visit->source != source)
        visit = visit->next;
    return visit;
}

/* The file that `line` includes, read now if it has not been. NULL: the line now has a fault, or
 * there is no memory. */
static struct visit *included_visit(struct reader *reader, struct line *line)
{
    if (line->included != NULL)
        return visit_of(reader, line->included);
    struct stat status = {0};
    /* The reason goes unused here: a line's finding has words of its own. */
    const char *reason = "it is gone";
    struct visit *visit = NULL;
    struct source *source = NULL;
    /* Between finding the path and now the file may have gone. */
    bool there = stat(line->path, &status) == 0;
    if (there)
        visit = find_visit(reader, status);
    if (there && visit == NULL)
        source = open_source(reader, line->path_name, line->path, &reason);
    if (visit == NULL && source == NULL)
        source_reader_fault(reader->arena, line, "missing-file", line->path_at,
                            line->path_text.length + 2, "this file cannot be read",
                            "paths are relative to the folder of this script");
    if (source != NULL)
        visit = add_visit(reader, source, status);
    line->included = visit == NULL ? NULL : visit->source;
    return visit;
}

/* Whether including the file of `next` at `depth` closes a circle; all that lies on it is marked,
 * so that other ways into it are followed as well. */
static bool closes_circle(struct reader *reader, const struct visit *next, int depth)
{
    int at = depth;
    while (at >= 0 && reader->way[at] != next)
        at--;
    for (int i = at; i >= 0 && i <= depth; i++)
        reader->way[i]->in_circle = true;
    return at >= 0;
}

static void follow_file(struct reader *reader, struct visit *visit, unsigned taken, int depth);

/* Goes into the file that `line` includes, unless that is too deep or closes a circle. `depth` is
 * how deep the file is in which the line stands; 0 for the main script. */
static void follow_include(struct reader *reader, struct line *line, unsigned taken, int depth)
{
    assert(depth <= DEEPEST_INCLUDE);
    if (depth == DEEPEST_INCLUDE) {
        source_reader_fault(reader->arena, line, "too-deep", line->path_at,
                            line->path_text.length + 2, "scripts are included more than 16 deep",
                            "put some of them together");
        return;
    }
    struct visit *next = included_visit(reader, line);
    if (next == NULL)
        return;
    if (closes_circle(reader, next, depth))
        source_reader_fault(
            reader->arena, line, "include-cycle", line->path_at, line->path_text.length + 2,
            "this script is included by itself, around a circle", "take this line out");
    else
        follow_file(reader, next, taken, depth + 1);
}

/* Why a line cannot stand under another that takes the same. Under sound and light nothing may
 * stand, but only the first line there is told so. */
static const char *busy_with(enum taken taken)
{
    switch (taken) {
    case TAKES_BREATH:
        return "a line that this one stands under leads the breath already";
    case TAKES_HANDS:
        return "the hands are busy with a line that this one stands under";
    case TAKES_VOICE:
        return "a line that this one stands under has words already";
    case TAKES_SOUND:
        return "a line that this one stands under sets the sound already";
    case TAKES_LIGHT:
        return "a line that this one stands under sets the light already";
    default:
        return "each side cannot stand under each side";
    }
}

/* Follows the lines of a block; `taken` is the set of what the lines above them take. */
static void follow_block(struct reader *reader, struct line *line, unsigned taken, int depth)
{
    for (; line != NULL && !reader->arena->failed; line = line->next) {
        bool known = line->action != ACTION_COUNT;
        const struct action_rule *rule = known ? action_rule((enum action)line->action) : NULL;
        /* A set with one bit for each thing a listener has one of. */
        unsigned takes = known && rule->takes != TAKES_NOTHING ? 1u << rule->takes : 0;
        if ((taken & takes) != 0)
            source_reader_fault(reader->arena, line, "same-lane", line->word_at,
                                text_from(action_word((enum action)line->action)).length,
                                busy_with(rule->takes),
                                "begin it as far left as that line, so that it comes after");
        if (line->action == ACTION_INCLUDE && line->fault == NULL)
            follow_include(reader, line, taken, depth);
        /* A faulty line takes nothing: it shall not be the cause of further findings. The recursion
         * is as deep as the blocks: under 2,900 a file, as each level needs a longer line than the
         * last and a file has 4 MiB. */
        follow_block(reader, line->first_child, taken | (line->fault == NULL ? takes : 0), depth);
    }
}

/* Follows a file at `depth`; in a circle more than once, as only the way there shows where it
 * closes. */
static void follow_file(struct reader *reader, struct visit *visit, unsigned taken, int depth)
{
    assert(depth <= DEEPEST_INCLUDE && taken < TAKEN_SETS);
    /* The lines above take the same, and the file was reached at least as deep: nothing below it
     * can be faulted now that was not then. */
    bool nothing_new = visit->deepest[taken] > depth;
    if (nothing_new && (!visit->in_circle || ++reader->rounds > MOST_ROUNDS))
        return;
    /* One more than the depth, since 0 says never. */
    if (visit->deepest[taken] < depth + 1)
        visit->deepest[taken] = (uint8_t)(depth + 1);
    reader->way[depth] = visit;
    follow_block(reader, visit->source->first_line, taken, depth);
}

static int64_t count_block(struct reader *reader, const struct line *line);

/* How many lines run where this one does, with all it contains; far more than the limit counts as
 * little more. */
static int64_t count_line(struct reader *reader, const struct line *line)
{
    /* Zero for every line but a repeat, at least 1 for that. */
    assert(line->times >= 0);
    int64_t inside = count_block(reader, line->first_child);
    if (line->included != NULL && line->fault == NULL) {
        /* Its file has been read when the includes were followed. */
        struct visit *visit = visit_of(reader, line->included);
        /* Counted once a file, however often it is included; `counting` ends a circle, which is an
         * error of its own. */
        if (visit->lines_run == 0 && !visit->counting) {
            visit->counting = true;
            visit->lines_run = count_block(reader, visit->source->first_line);
            visit->counting = false;
        }
        inside += visit->lines_run;
    }
    if (line->action == ACTION_REPEAT && line->fault == NULL)
        inside *= line->times;
    if (line->action == ACTION_EACH && line->fault == NULL)
        inside *= 2;
    /* This line itself, each time it is come to. */
    int64_t lines = 1 + inside;
    return lines <= MOST_LINES_RUN ? lines : MOST_LINES_RUN + 1;
}

/* The sum over a block; stops once it is past the limit, so no product can overflow. */
static int64_t count_block(struct reader *reader, const struct line *line)
{
    int64_t lines = 0;
    for (; line != NULL && lines <= MOST_LINES_RUN; line = line->next)
        lines += count_line(reader, line);
    return lines <= MOST_LINES_RUN ? lines : MOST_LINES_RUN + 1;
}

/* Looks for the outermost line with which the session comes to too many lines. */
static void check_count(struct reader *reader)
{
    int64_t lines = 0;
    for (struct line *line = reader->script->main->first_line; line != NULL; line = line->next) {
        /* A line at the top runs once, so their counts add up to the session's. */
        lines += count_line(reader, line);
        if (lines <= MOST_LINES_RUN)
            continue;
        /* A line that has a fault keeps it; its count is then not what its author meant. */
        if (line->fault == NULL)
            source_reader_fault(reader->arena, line, "too-long", line->word_at,
                                text_from(action_word((enum action)line->action)).length,
                                "with this line the session comes to more than 1,000,000 lines",
                                "repeat less often");
        return;
    }
}

/* Numbers the sentences of a file from `count` on; returns how many there are then. In the order of
 * the files and their lines, so a sentence has one number however often it runs. */
static uint32_t number_sentences(struct line *line, uint32_t count)
{
    for (; line != NULL; line = line->next) {
        if (line->action == ACTION_SAY)
            line->sentence = count++;
        count = number_sentences(line->first_child, count);
    }
    return count;
}

/* A script of nothing but remarks and header plays nothing; one whose only lines are faulty does
 * not need to be told so twice. */
static void check_empty(struct reader *reader)
{
    const struct source *main = reader->script->main;
    if (main->holds_anything)
        return;
    findings_add(reader->findings,
                 (struct finding){.severity = SEVERITY_ERROR,
                                  .name = "empty-session",
                                  .file = main->name,
                                  .line = 1,
                                  .width = 1,
                                  .message = text_from("this script has no instructions"),
                                  .help = text_from("write, for example: breathe in 4s, out 6s "
                                                    "for 5m")});
}

/* The name of the file without its folder and ending. A title nobody wrote: what the author called
 * the file is the best there is. */
static struct text stem(const char *name)
{
    const char *slash = strrchr(name, '/');
    struct text base = text_from(slash == NULL ? name : slash + 1);
    struct text ending = text_from(".lull");
    bool ends = base.length > ending.length && text_ends_with(base, ending);
    return ends ? text_slice(base, 0, base.length - ending.length) : base;
}

/* The main script's header with what the included scripts need and warn of. */
static void join_headers(struct reader *reader)
{
    struct script *script = reader->script;
    script->header = script->main->header;
    if (script->header.title.length == 0)
        script->header.title = stem(script->main->name);
    /* What a script is in that does not say. */
    if (script->header.language.bytes == NULL)
        script->header.language = text_from("en");
    /* In the order of reading, each text once, since the set knows what it has. */
    for (const struct source *source = script->main->next; source != NULL; source = source->next) {
        for (size_t i = 0; i < source->header.needs.count; i++)
            text_set_add(&script->header.needs, reader->arena, source->header.needs.items[i]);
        for (size_t i = 0; i < source->header.cautions.count; i++)
            text_set_add(&script->header.cautions, reader->arena, source->header.cautions.items[i]);
    }
}

/* Follows and judges everything, once the main file is there: the way first, as it may move a fault
 * further left, then the count; then, with all that is bad known, file after file is settled. */
static struct script *finish(struct reader *reader)
{
    struct stat status = {0};
    struct source *source = reader->script->main;
    if (source->path != NULL && stat(source->path, &status) != 0)
        status = (struct stat){0}; /* it has gone since it was read: it is like no other */
    struct visit *main = add_visit(reader, source, status);
    if (main == NULL)
        return NULL;
    /* Nothing stands above the main script, so nothing is taken yet. */
    follow_file(reader, main, 0, 0);
    check_count(reader);
    for (; source != NULL; source = source->next) {
        source_reader_settle(reader->arena, source, reader->findings);
        reader->script->sentence_count = number_sentences(source->first_line,
                                                          reader->script->sentence_count);
    }
    check_empty(reader);
    join_headers(reader);
    return reader->arena->failed ? NULL : reader->script;
}

/* Prepares to read the script in `path`'s folder; false where that folder cannot be gone into, and
 * `*reason` says why. */
static bool begin(struct reader *reader, struct arena *arena, const char *path,
                  struct findings *findings, const char **reason)
{
    *reader = (struct reader){
        .arena = arena, .scratch = arena_make(arena->allocator), .findings = findings};
    reader->script = arena_push(arena, 1, sizeof *reader->script);
    return reader->script != NULL && folder_of(arena, path, &reader->folder, reason);
}

/* The main file cannot be read, so there is no line to point at: line 0 is no line. The message is
 * copied by the findings. */
static void report_unreadable(struct findings *findings, const char *path, const char *reason)
{
    struct buffer message = buffer_make(findings->arena->allocator);
    buffer_format(&message, "cannot be read: %s", reason);
    findings_add(findings, (struct finding){.severity = SEVERITY_ERROR,
                                            .name = "missing-file",
                                            .file = path,
                                            .width = 1,
                                            .message = buffer_text(&message)});
    findings->arena->failed |= message.failed;
    buffer_release(&message);
}

/* Reads on, if the main file is there, and gives back what was needed only for reading. */
static struct script *end(struct reader *reader, bool there, const char *name, const char *reason)
{
    struct script *script = there ? finish(reader) : NULL;
    if (!there)
        report_unreadable(reader->findings, name, reason);
    arena_release(&reader->scratch);
    return script;
}

struct script *script_read(struct arena *arena, const char *path, struct findings *findings)
{
    struct reader reader;
    const char *reason = file_reason(ENOMEM); /* where nothing else is set */
    bool there = begin(&reader, arena, path, findings, &reason) &&
                 open_source(&reader, path, path, &reason) != NULL;
    return end(&reader, there, path, reason);
}

struct script *script_read_text(struct arena *arena, const char *name, const char *path,
                                struct text text, struct findings *findings)
{
    struct reader reader;
    const char *reason = file_reason(ENOMEM); /* where nothing else is set */
    bool there = begin(&reader, arena, path, findings, &reason) &&
                 add_source(&reader, name, NULL, text) != NULL;
    return end(&reader, there, name, reason);
}
