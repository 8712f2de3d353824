/* A key is a slug that a person can read and a hash that tells apart what the slug does not.
 * Whether a recording is there is found out by opening it for its length, so that one that cannot
 * be read is not played in silence: the next folder is asked, and the damage is noted. Paths that
 * lead nowhere stay in the arena until the session ends; there are a few a sentence.
 */
#include "store/narration.h"

#include "base/hash.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Enough of a sentence to know it by in a folder, and far from any limit of file names. */
enum { MOST_SLUG_BYTES = 32 };

/* What files and folders are called, here and in assets/narration/README.md. */
static const char recording_ending[] = ".ogg";
static const char folder_ending[] = ".narration";
static const char script_ending[] = ".lull";
static const char narration_folder[] = "narration";

/* Returns `byte` in lower case where it is an ASCII letter or digit, and 0 where it is not. */
static char slug_letter(char byte)
{
    /* ASCII alone, so that a key is a plain file name on every system; the hash sees all the
     * bytes. */
    if (byte >= 'A' && byte <= 'Z')
        return (char)(byte - 'A' + 'a');
    bool kept = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
    return kept ? byte : '\0';
}

/* Writes the readable part of a key; returns its length, at most MOST_SLUG_BYTES. A gap is written
 * when the next letter comes, so that none stands at either end; one can still come last where the
 * slug is cut. */
static size_t write_slug(struct text text, char slug[static MOST_SLUG_BYTES])
{
    size_t length = 0;
    bool gap = false;
    for (size_t i = 0; i < text.length && length < MOST_SLUG_BYTES; i++) {
        char letter = slug_letter(text.bytes[i]);
        if (letter != '\0' && gap && length > 0)
            slug[length++] = '-';
        if (letter != '\0' && length < MOST_SLUG_BYTES)
            slug[length++] = letter;
        gap = letter == '\0';
    }
    while (length > 0 && slug[length - 1] == '-')
        length--;
    return length;
}

void narration_key(struct text text, char key[static NARRATION_KEY_BYTES])
{
    char slug[MOST_SLUG_BYTES];
    int length = (int)write_slug(text, slug);
    /* A text without a single ASCII letter or digit has only its hash, without a dash before it. */
    int written = snprintf(key, NARRATION_KEY_BYTES, "%.*s%s%08x", length, slug,
                           length > 0 ? "-" : "", (unsigned)hash_text(text));
    assert(written >= 8 && written < NARRATION_KEY_BYTES);
}

struct narration_folders narration_folders_make(struct arena *arena, narration_length *length)
{
    assert(arena != NULL && length != NULL);
    return (struct narration_folders){.arena = arena, .length = length};
}

void narration_folders_add(struct narration_folders *folders, const char *path)
{
    assert(folders->count < NARRATION_MOST_FOLDERS);
    const char *copy = arena_copy_text(folders->arena, text_from(path)).bytes;
    /* Without memory the folder is not searched, and the arena remembers. */
    if (copy != NULL)
        folders->folders[folders->count++] = copy;
}

void narration_folders_add_own(struct narration_folders *folders, const char *script_path)
{
    assert(folders->count < NARRATION_MOST_FOLDERS);
    size_t stem = strlen(script_path);
    size_t ending = strlen(script_ending);
    /* `parts/neck.lull` has its recordings in `parts/neck.narration`. */
    if (stem > ending && strcmp(script_path + stem - ending, script_ending) == 0)
        stem -= ending;
    /* The ending's size counts the NUL. */
    size_t bytes = stem + sizeof folder_ending;
    char *path = arena_push(folders->arena, bytes, 1);
    if (path == NULL)
        return;
    (void)snprintf(path, bytes, "%.*s%s", (int)stem, script_path, folder_ending);
    folders->folders[folders->count++] = path;
}

/* Adds `folder`/narration, and of that the folder `voice` where it is not "". */
static void add_narration(struct narration_folders *folders, const char *folder, const char *voice)
{
    assert(folders->count < NARRATION_MOST_FOLDERS && strchr(voice, '/') == NULL);
    /* Two slashes and a NUL, which the size of the name counts. */
    size_t bytes = strlen(folder) + 1 + sizeof narration_folder + 1 + strlen(voice);
    char *path = arena_push(folders->arena, bytes, 1);
    if (path == NULL)
        /* As without memory for any folder: it is not searched, and the arena remembers. */
        return;
    (void)snprintf(path, bytes, "%s/%s%s%s", folder, narration_folder, voice[0] == '\0' ? "" : "/",
                   voice);
    folders->folders[folders->count++] = path;
}

void narration_folders_add_sources(struct narration_folders *folders,
                                   const struct narration_sources *sources)
{
    assert(sources->narrator != NULL && sources->narrator[0] != '\0');
    if (sources->personal != NULL)
        add_narration(folders, sources->personal, "");
    if (sources->assets != NULL)
        add_narration(folders, sources->assets, sources->narrator);
}

/* Looks at one file; a recording that is found keeps `path`. The first that is damaged is noted. */
static bool take(struct narration_folders *folders, const char *path, struct recording *recording)
{
    assert(path != NULL && recording != NULL);
    int32_t length_ms = 0;
    if (!folders->length(path, &length_ms)) {
        /* Nothing there is the usual case, and no damage. */
        if (access(path, F_OK) != 0)
            return false;
        if (folders->damaged_count++ == 0)
            folders->damaged = path;
        return false;
    }
    *recording = (struct recording){.path = path, .length_ms = length_ms};
    return true;
}

/* A recording that the script names is the only one that counts: another voice in its place would
 * surprise its author. */
static bool find(void *context, struct text text, const char *from, struct recording *recording)
{
    struct narration_folders *folders = context;
    assert(folders->count <= NARRATION_MOST_FOLDERS);
    if (from != NULL)
        return take(folders, from, recording);
    char key[NARRATION_KEY_BYTES];
    narration_key(text, key);
    /* In the order of adding: one's own voice comes before the program's. */
    for (size_t i = 0; i < folders->count; i++) {
        size_t bytes = strlen(folders->folders[i]) + 1 + strlen(key) + sizeof recording_ending;
        char *path = arena_push(folders->arena, bytes, 1);
        if (path == NULL)
            return false;
        (void)snprintf(path, bytes, "%s/%s%s", folders->folders[i], key, recording_ending);
        if (take(folders, path, recording))
            return true;
    }
    return false;
}

struct narration narration_folders_ask(struct narration_folders *folders)
{
    assert(folders != NULL && folders->length != NULL);
    return (struct narration){.find = find, .context = folders};
}
