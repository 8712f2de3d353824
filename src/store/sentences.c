/* The layout asks for the recording of every sentence, so whoever answers it hears them all, in the
 * order of the script and with what it includes. Keys stand for sentences: two that are alike have
 * one recording. What exists is asked of the same folders that a session would ask.
 */
#include "store/sentences.h"

#include "timeline/layout.h"

#include <assert.h>
#include <dirent.h>
#include <stdio.h>
#include <string.h>

static const char ending[] = ".ogg";

/* Where the recording with `key` lies in `folder`; NULL when there is no memory. */
static const char *path_of(struct arena *arena, const char *folder, const char *key)
{
    size_t bytes = strlen(folder) + 1 + strlen(key) + sizeof ending;
    char *path = arena_push(arena, bytes, 1);
    if (path != NULL)
        (void)snprintf(path, bytes, "%s/%s%s", folder, key, ending);
    return path;
}

/* Whether the sentence has come before. Compared with each: these commands have the time. */
static bool is_known(const struct sentences *sentences, struct text text)
{
    for (size_t i = 0; i < sentences->count; i++)
        if (text_equal(sentences->items[i].text, text))
            return true;
    return false;
}

/* Where a recording of `text` is that can be played; NULL where there is none. */
static const char *ask(struct narration_folders *folders, struct text text)
{
    struct recording recording;
    struct narration narration = narration_folders_ask(folders);
    bool found = narration.find(narration.context, text, NULL, &recording);
    return found ? recording.path : NULL;
}

/* What the layout calls; it is told that there are no recordings, as its times are not wanted. */
static bool note(void *context, struct text text, const char *from, struct recording *recording)
{
    (void)recording;
    struct sentences *sentences = context;
    /* A file that the script names is its author's to make. */
    if (from != NULL || is_known(sentences, text))
        return false;
    struct sentence *items = arena_grow(sentences->arena, sentences->items, sentences->count,
                                        &sentences->capacity, sizeof *items);
    char key[NARRATION_KEY_BYTES];
    narration_key(text, key);
    const char *path = path_of(sentences->arena, sentences->folder, key);
    /* A sentence without a place is left out, and the arena says that something was. */
    if (items == NULL || path == NULL)
        return false;
    sentences->items = items;
    const char *own = ask(&sentences->own, text);
    bool has_any = own != NULL || ask(&sentences->all, text) != NULL;
    items[sentences->count++] = (struct sentence){
        .text = text, .path = path, .own = own, .has_any = has_any};
    return false;
}

/* Whether the script is one of the program's own. */
static bool is_bundled(const char *script_path, const char *assets)
{
    size_t length = assets == NULL ? 0 : strlen(assets);
    return length > 0 && strncmp(script_path, assets, length) == 0 && script_path[length] == '/';
}

bool sentences_collect(struct sentences *sentences, struct arena *arena,
                       const struct script *script, const char *script_path,
                       const struct narration_sources *sources, narration_length *length)
{
    assert(script != NULL && script_path != NULL);
    *sentences = (struct sentences){.arena = arena,
                                    .own = narration_folders_make(arena, length),
                                    .all = narration_folders_make(arena, length)};
    /* The person's own folders alone: what the program came with is not one's own recording. */
    struct narration_sources personal = *sources;
    personal.assets = NULL;
    narration_folders_add_own(&sentences->own, script_path);
    narration_folders_add_sources(&sentences->own, &personal);
    narration_folders_add_own(&sentences->all, script_path);
    narration_folders_add_sources(&sentences->all, sources);
    sentences->shared = sources->personal != NULL && is_bundled(script_path, sources->assets);
    /* Without memory a folder may be missing, and the indices below would be wrong. */
    if (arena->failed)
        return false;
    /* The script's own folder was added first, the person's after it. */
    sentences->folder = sentences->own.folders[sentences->shared ? 1 : 0];
    struct findings findings = findings_make(arena);
    struct timeline timeline;
    struct narration narration = {.find = note, .context = sentences};
    /* Whether it can be played does not matter here; who calls has read it without errors. */
    (void)timeline_lay_out(arena, script, narration, &findings, &timeline);
    return !arena->failed;
}

/* Whether one of the sentences has the recording `name`, without its folder: every path begins with
 * that and a slash. */
static bool is_wanted(const struct sentences *sentences, const char *name)
{
    size_t folder = strlen(sentences->folder) + 1;
    for (size_t i = 0; i < sentences->count; i++)
        if (strcmp(sentences->items[i].path + folder, name) == 0)
            return true;
    return false;
}

void sentences_superfluous(const struct sentences *sentences,
                           void (*found)(void *context, const char *name), void *context)
{
    assert(sentences->folder != NULL && found != NULL);
    /* What another script says is not known here. */
    DIR *folder = sentences->shared ? NULL : opendir(sentences->folder);
    if (folder == NULL)
        return;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        size_t length = strlen(entry->d_name);
        /* The size counts the NUL, hence the 1. */
        bool recording = length >= sizeof ending &&
                         strcmp(entry->d_name + length + 1 - sizeof ending, ending) == 0;
        if (recording && !is_wanted(sentences, entry->d_name))
            found(context, entry->d_name);
    }
    (void)closedir(folder);
}
