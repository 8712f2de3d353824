/* The script's lines are gone through as they are written. A sentence is looked for in the folders
 * that are a person's own, as the layout did in all of them; a line that names its file names it
 * for good. A file that many lines play is read once.
 */
#include "cli/damage.h"

#include "base/buffer.h"
#include "cli/own_settings.h"
#include "language/text_set.h"
#include "media/vorbis.h"
#include "player/reader.h"

#include <assert.h>
#include <string.h>

/* A search on its way through a script. */
struct search {
    struct reading *reading;
    struct narration_folders own;
    struct text_set seen; /* paths of files that were read */
};

/* Why a recording cannot be heard whole, and what that is called. */
struct fault {
    const char *name;
    const char *reason;
    const char *help;
};

/* Finds what is wrong with the recording at `path`; false where nothing is. */
static bool find_fault(const char *path, struct fault *fault)
{
    *fault = (struct fault){.name = "damaged-recording",
                            .help = "put a whole recording in its place"};
    if (!vorbis_is_whole(path, &fault->reason))
        return true;
    static_assert(READER_MOST_MS == 10 * 60 * 1000, "the words below say how long");
    *fault = (struct fault){.name = "long-recording",
                            .reason = "only its first ten minutes are played",
                            .help = "cut it into parts of ten minutes at most"};
    int32_t length_ms;
    return vorbis_length(path, &length_ms) && length_ms > READER_MOST_MS;
}

/* Marks the file where the line names it, and the action's word where it was found by its words. */
static void report(struct search *search, const struct line *line, const char *path,
                   const struct fault *fault)
{
    assert(path != NULL && fault->reason != NULL);
    /* A file that is named can be mended in the line; one found by its words has a name that says
     * nothing to its author, so the path is told. */
    bool named = line->path != NULL;
    size_t word = text_from(action_word((enum action)line->action)).length;
    struct finding finding = script_finding(line, SEVERITY_WARNING, fault->name,
                                            named ? line->path_at : line->word_at,
                                            named ? line->path_text.length + 2 : word);
    struct buffer message = buffer_make(search->reading->arena.allocator);
    buffer_format(&message, "%s cannot be heard whole: %s", named ? line->path_name : path,
                  fault->reason);
    finding.message = buffer_text(&message);
    finding.help = text_from(fault->help);
    findings_add(&search->reading->findings, finding);
    search->reading->arena.failed |= message.failed;
    buffer_release(&message);
}

/* Reads the file at `path` for `line`, unless an earlier line had it read. */
static void look_at_file(struct search *search, const struct line *line, const char *path)
{
    /* Anything else keeps the place of what is still to be recorded, and counts as missing. */
    if (!vorbis_is_begun(path))
        return;
    /* The set grows only by what is new in it: that tells whether this one is. */
    size_t before = search->seen.count;
    text_set_add(&search->seen, &search->reading->arena, text_from(path));
    struct fault fault;
    if (search->seen.count > before && find_fault(path, &fault))
        report(search, line, path, &fault);
}

/* One that cannot be opened at all is passed over for the next in order, so both are looked at. */
static void look_at_sentence(struct search *search, const struct line *line)
{
    struct narration narration = narration_folders_ask(&search->own);
    struct recording recording;
    /* Only this sentence's are of interest: the folders count on from one search to the next. */
    search->own.damaged_count = 0;
    search->own.damaged = NULL;
    bool found = narration.find(narration.context, line->text, line->path, &recording);
    if (search->own.damaged != NULL)
        look_at_file(search, line, search->own.damaged);
    if (found)
        look_at_file(search, line, recording.path);
}

/* All lines that can play something, and those under them. In the order of the file, so that a file
 * is reported at its first line. */
static void look_at_block(struct search *search, const struct line *line)
{
    for (; line != NULL; line = line->next) {
        if (line->action == ACTION_SAY)
            look_at_sentence(search, line);
        else if (line->action == ACTION_SOUND && line->path != NULL)
            look_at_file(search, line, line->path);
        look_at_block(search, line->first_child);
    }
}

void damage_find(struct reading *reading)
{
    assert(reading->laid_out);
    struct arena *arena = &reading->arena;
    struct search search = {.reading = reading,
                            .own = narration_folders_make(arena, vorbis_length)};
    struct settings settings = own_settings_load(arena);
    struct narration_sources personal = own_settings_sources(arena, &settings);
    /* What comes with the program is not an author's to mend; see the header. */
    personal.assets = NULL;
    narration_folders_add_own(&search.own, reading->path);
    narration_folders_add_sources(&search.own, &personal);
    for (const struct source *source = reading->script->main; source != NULL; source = source->next)
        look_at_block(&search, source->first_line);
}
