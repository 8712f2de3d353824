/* Names of files are listed into an array and read from its front; what is kept of each goes into
 * one arena, and a pointer to it into a sorted array by binary search. A script is read and laid
 * out in an arena of its own that is given back at once.
 */
#include "store/library.h"

#include "language/script.h"
#include "timeline/layout.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A script that is there, read or not. */
struct script_file {
    const char *name;
    const char *path;
    bool is_own;
};

/* What is known of all folders. Pointers to routines stay good while their array grows. */
struct library {
    struct allocator allocator;
    struct arena arena; /* everything that the library keeps */
    narration_length *length;
    struct narration_sources sources;
    struct script_file *files; /* [0, next_file) have been read */
    size_t file_count;
    size_t file_capacity;
    size_t next_file;
    const struct routine **routines; /* sorted */
    size_t count;
    size_t capacity;
};

/* What makes a file a script. */
static const char script_ending[] = ".lull";

/* A copy that lives as long as the library; NULL stays NULL. */
static const char *copy(struct arena *arena, const char *string)
{
    return string == NULL ? NULL : arena_copy_text(arena, text_from(string)).bytes;
}

struct library *library_create(struct allocator allocator, narration_length *length,
                               const struct narration_sources *sources)
{
    assert(length != NULL && sources->narrator != NULL);
    struct library *library = allocator_allocate(allocator, 1, sizeof *library);
    if (library == NULL)
        return NULL;
    library->allocator = allocator;
    library->arena = arena_make(allocator);
    library->length = length;
    library->sources.personal = copy(&library->arena, sources->personal);
    library->sources.narrator = copy(&library->arena, sources->narrator);
    library->sources.assets = copy(&library->arena, sources->assets);
    /* A library that does not know whose voice to look for would show false lengths. */
    if (library->arena.failed) {
        library_destroy(library);
        return NULL;
    }
    return library;
}

/* The length of the stem of a script's file name; 0 where it is no script's, or hidden. */
static size_t script_stem(const char *file_name)
{
    size_t length = strlen(file_name);
    size_t ending = strlen(script_ending);
    /* A hidden file may be an editor's half-written copy. */
    if (file_name[0] == '.' || length <= ending)
        return 0;
    return strcmp(file_name + length - ending, script_ending) == 0 ? length - ending : 0;
}

/* Puts a script on the list of what is to be read. Without memory it is left out, and the arena
 * remembers that something was. */
static void add_file(struct library *library, const char *folder, const char *file_name,
                     bool is_own)
{
    size_t stem = script_stem(file_name);
    assert(stem > 0);
    /* The slash and the NUL. */
    size_t bytes = strlen(folder) + 1 + strlen(file_name) + 1;
    struct script_file *files = arena_grow(&library->arena, library->files, library->file_count,
                                           &library->file_capacity, sizeof *files);
    char *path = arena_push(&library->arena, bytes, 1);
    struct text name = {.bytes = file_name, .length = stem};
    name = arena_copy_text(&library->arena, name);
    /* Three askings, one check: what of them did succeed stays in the arena until the library
     * goes. */
    if (files == NULL || path == NULL || name.bytes == NULL)
        return;
    (void)snprintf(path, bytes, "%s/%s", folder, file_name);
    library->files = files;
    files[library->file_count++] = (struct script_file){
        .name = name.bytes, .path = path, .is_own = is_own};
}

bool library_add_folder(struct library *library, const char *path, bool is_own)
{
    assert(path != NULL);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    /* The order is the file system's and means nothing: the list has its own. */
    for (const struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder))
        if (script_stem(entry->d_name) > 0)
            add_file(library, path, entry->d_name, is_own);
    closedir(folder);
    return true;
}

/* Where a routine stands in a list: 0 for early signs to 4 for none of the phases. */
static int phase_rank(unsigned phases)
{
    static const unsigned order[] = {PHASE_EARLY, PHASE_ATTACK, PHASE_BETWEEN, PHASE_DAILY};
    int rank = 0;
    /* By the first of its phases in this order: who opens the menu may be ill, and finds at its
     * top what is for that. */
    while (rank < 4 && (phases & order[rank]) == 0)
        rank++;
    return rank;
}

/* Compares two texts by their bytes, ASCII letters without case: the same order on every machine,
 * whatever its language. */
static int compare_texts(struct text a, struct text b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    for (size_t i = 0; i < shorter; i++) {
        unsigned char left = (unsigned char)a.bytes[i];
        unsigned char right = (unsigned char)b.bytes[i];
        left = left >= 'A' && left <= 'Z' ? (unsigned char)(left - 'A' + 'a') : left;
        right = right >= 'A' && right <= 'Z' ? (unsigned char)(right - 'A' + 'a') : right;
        if (left != right)
            return left < right ? -1 : 1;
    }
    return a.length == b.length ? 0 : a.length < b.length ? -1 : 1;
}

/* What a routine is worth at the moment: one that plays before one that does not, and before all
 * the one for which least has to be fetched. */
static size_t trouble(const struct routine *routine)
{
    return routine->fault.length > 0 ? SIZE_MAX : routine->need_count;
}

/* The order of a list; the path decides between equal titles, so that the order never depends on
 * the order of reading. */
static int compare_routines(const struct routine *a, const struct routine *b)
{
    assert(a->path != NULL && b->path != NULL);
    int rank = phase_rank(a->phases) - phase_rank(b->phases);
    if (rank != 0)
        return rank;
    if (trouble(a) != trouble(b))
        return trouble(a) < trouble(b) ? -1 : 1;
    int titles = compare_texts(a->title, b->title);
    /* Paths differ between any two routines, so this is an order without equals. */
    return titles != 0 ? titles : strcmp(a->path, b->path);
}

/* Puts a routine where it belongs. Moving pointers is cheap: with ten thousand routines one more
 * moves 40 KB on the mean. */
static void insert(struct library *library, const struct routine *routine)
{
    assert(routine->path != NULL && routine->title.length > 0);
    const struct routine **routines = arena_grow(&library->arena, library->routines, library->count,
                                                 &library->capacity, sizeof(struct routine *));
    if (routines == NULL)
        return;
    library->routines = routines;
    /* `low` ends at the first that does not come before it: behind its equals, of which there are
     * none. */
    size_t low = 0;
    size_t high = library->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_routines(routines[middle], routine) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    assert(low <= library->count && library->count < library->capacity);
    memmove(routines + low + 1, routines + low, (library->count - low) * sizeof(struct routine *));
    routines[low] = routine;
    library->count++;
}

/* What the language calls touching; moving there and letting go are not. */
static bool is_touch(uint8_t action)
{
    return action == ACTION_HOLD || action == ACTION_CIRCLE || action == ACTION_STROKE ||
           action == ACTION_LIFT || action == ACTION_TENSE;
}

/* Read off the timeline, so that what an included script does counts too. */
static bool touches(const struct timeline *timeline)
{
    const struct lane_spans *hands = &timeline->lanes[LANE_HANDS];
    for (size_t i = 0; i < hands->count; i++)
        if (is_touch(hands->spans[i].action))
            return true;
    return false;
}

/* All needs in one text that lives in `arena`, as a list shows them in one line. */
static struct text join_needs(struct arena *arena, const struct header *header)
{
    struct buffer joined = buffer_make(arena->allocator);
    for (size_t i = 0; i < header->needs.count; i++) {
        buffer_append_string(&joined, i > 0 ? "; " : "");
        buffer_append(&joined, header->needs.items[i]);
    }
    struct text needs = arena_copy_text(arena, buffer_text(&joined));
    arena->failed = arena->failed || joined.failed;
    buffer_release(&joined);
    return needs;
}

/* The cautions one by one, since each is shown as a paragraph of its own. Without memory there are
 * none, and the arena remembers that. */
static void copy_cautions(struct arena *arena, struct routine *routine, const struct header *header)
{
    size_t count = header->cautions.count;
    struct text *cautions = arena_push(arena, count > 0 ? count : 1, sizeof *cautions);
    if (cautions == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        cautions[i] = arena_copy_text(arena, header->cautions.items[i]);
    routine->cautions = cautions;
    routine->caution_count = count;
}

/* The first error of `findings` in one line that lives in `arena`. */
static struct text first_fault(struct arena *arena, const struct findings *findings)
{
    const struct finding *first = NULL;
    /* One line has room in the menu; `lull check` tells the rest. */
    for (size_t i = 0; i < findings->count && first == NULL; i++)
        if (findings->items[i].severity == SEVERITY_ERROR)
            first = &findings->items[i];
    if (first == NULL)
        return text_from("it cannot be read");
    struct buffer line = buffer_make(arena->allocator);
    if (first->line > 0)
        buffer_format(&line, "line %u: ", first->line);
    buffer_append(&line, first->message);
    struct text fault = arena_copy_text(arena, buffer_text(&line));
    arena->failed = arena->failed || line.failed;
    buffer_release(&line);
    return fault;
}

/* Fills in what reading and laying out `path` tells, all of it copied to the library. */
static void describe(struct library *library, struct routine *routine, struct arena *scratch)
{
    struct arena *arena = &library->arena;
    struct findings findings = findings_make(scratch);
    /* NULL only where the file is gone or there is no memory: a faulty script has a header all the
     * same. */
    const struct script *script = script_read(scratch, routine->path, &findings);
    if (script != NULL) {
        routine->title = arena_copy_text(arena, script->header.title);
        routine->about = arena_copy_text(arena, script->header.about);
        routine->needs = join_needs(arena, &script->header);
        copy_cautions(arena, routine, &script->header);
        routine->need_count = script->header.needs.count;
        routine->phases = script->header.phases;
    }
    /* Laid out with its recordings, since they decide how long the session is, from the same
     * folders and in the same order as when it is played. */
    struct narration_folders folders = narration_folders_make(scratch, library->length);
    narration_folders_add_own(&folders, routine->path);
    narration_folders_add_sources(&folders, &library->sources);
    struct timeline timeline;
    bool plays = script != NULL && findings.errors == 0 &&
                 timeline_lay_out(scratch, script, narration_folders_ask(&folders), &findings,
                                  &timeline);
    if (plays) {
        routine->length_ms = timeline.length_ms;
        routine->touches = touches(&timeline);
    } else {
        routine->fault = first_fault(arena, &findings);
    }
    arena->failed = arena->failed || scratch->failed;
}

/* Reads one script. A fault in it, or a file that has gone since it was listed, makes an entry
 * with its fault rather than a hole in the list. */
static void read_file(struct library *library, const struct script_file *file)
{
    struct routine *routine = arena_push(&library->arena, 1, sizeof *routine);
    if (routine == NULL)
        return;
    *routine = (struct routine){.name = file->name, .path = file->path, .is_own = file->is_own};
    /* A tree and its timeline are many times what is kept of them. */
    struct arena scratch = arena_make(library->allocator);
    describe(library, routine, &scratch);
    arena_release(&scratch);
    /* Every entry needs a name to be chosen by; a script that could not be read has only its
     * file's. */
    if (routine->title.length == 0)
        routine->title = text_from(routine->name);
    insert(library, routine);
}

/* Only for the time that reading takes; a session never sees this clock. */
static int64_t now_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool library_read_more(struct library *library, int64_t budget_ms)
{
    assert(budget_ms >= 0);
    int64_t start_ms = now_ms();
    while (library->next_file < library->file_count) {
        read_file(library, &library->files[library->next_file++]);
        /* Looked at after reading, so that each call gets at least one script further. */
        if (now_ms() - start_ms >= budget_ms)
            break;
    }
    assert(library->next_file <= library->file_count);
    return library->next_file < library->file_count;
}

size_t library_count(const struct library *library)
{
    return library->count;
}

const struct routine *library_routine(const struct library *library, size_t index)
{
    assert(index < library->count);
    return library->routines[index];
}

const char *library_path(const struct library *library, const char *name, const char **nearest)
{
    assert(name != NULL);
    /* More slips than that make another word. */
    int nearest_distance = 3;
    if (nearest != NULL)
        *nearest = NULL;
    for (size_t i = 0; i < library->file_count; i++) {
        const struct script_file *file = &library->files[i];
        /* Where two folders have a routine of the same name, the folder that was added first has
         * it. */
        if (strcmp(file->name, name) == 0)
            return file->path;
        /* Looked for on the way, and of use only where no name fits. */
        int distance = text_distance(text_from(name), text_from(file->name));
        if (nearest != NULL && distance <= nearest_distance) {
            *nearest = file->name;
            /* Only a nearer one takes its place, so among equals the first stands. */
            nearest_distance = distance - 1;
        }
    }
    return NULL;
}

bool library_failed(const struct library *library)
{
    return library->arena.failed;
}

void library_destroy(struct library *library)
{
    if (library == NULL)
        return;
    struct allocator allocator = library->allocator;
    arena_release(&library->arena);
    allocator_release(allocator, library);
}
