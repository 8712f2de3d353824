/* A library lists both folders without reading a script; names are looked up in it. So a routine is
 * found by one rule, whoever asks: the program's own before the person's, and a file of that bare
 * name last. Everything that was opened for it is closed again: the path is all that is handed on.
 */
#include "cli/routine_path.h"

#include "base/file.h"
#include "cli/output.h"
#include "cli/own_settings.h"
#include "media/vorbis.h"
#include "platform/folders.h"

#include <assert.h>
#include <string.h>
#include <unistd.h>

/* The folder of routines in `folder`; NULL when there is no memory or no folder. */
static const char *routines_in(struct arena *arena, const char *folder)
{
    return folder == NULL ? NULL : file_join(arena, folder, "routines");
}

struct library *routine_path_library(void)
{
    struct arena arena = arena_make(allocator_system());
    const char *assets = folders_assets(&arena);
    const char *bundled = routines_in(&arena, assets);
    const char *own = routines_in(&arena, folders_data(&arena));
    struct settings settings = own_settings_load(&arena);
    struct narration_sources sources = own_settings_sources(&arena, &settings);
    struct library *library = library_create(allocator_system(), vorbis_length, &sources);
    /* Without memory a folder might be left out unnoticed. */
    if (library == NULL || arena.failed) {
        output_no_memory();
    } else if (bundled == NULL || !library_add_folder(library, bundled, false)) {
        /* Without them something is wrong with the installation, which is worth more than a
         * guess. */
        output_complain("the program's own routines are missing; LULL_ASSETS may say where they "
                        "are");
    } else {
        /* Its own folder need not be there: most people have no routines of their own. */
        if (own != NULL)
            (void)library_add_folder(library, own, true);
        arena_release(&arena);
        return library;
    }
    library_destroy(library);
    arena_release(&arena);
    return NULL;
}

/* A bare word is a name first: a file called `sighs` in the folder one stands in must not replace
 * a routine by accident. */
static bool is_path(const char *word)
{
    struct text ending = text_from(".lull");
    struct text text = text_from(word);
    return strchr(word, '/') != NULL ||
           (text.length > ending.length && text_ends_with(text, ending));
}

const char *routine_path(struct arena *arena, const char *word)
{
    assert(arena != NULL && word != NULL);
    if (is_path(word))
        return word;
    struct library *library = routine_path_library();
    if (library == NULL)
        return NULL;
    const char *nearest = NULL;
    const char *path = library_path(library, word, &nearest);
    if (path != NULL)
        /* The library's own text goes with it. */
        path = arena_copy_text(arena, text_from(path)).bytes;
    /* Only then a file that has no ending. */
    else if (access(word, F_OK) == 0)
        path = word;
    else if (nearest != NULL)
        output_complain("there is no routine \"%s\"; did you mean %s?", word, nearest);
    else
        output_complain("there is no routine or file \"%s\"; `lull list` shows the routines", word);
    library_destroy(library);
    return path;
}
