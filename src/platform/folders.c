/* A short list of candidates, of which the first that looks right is taken: a folder counts as the
 * program's when routines lie in it. Nothing is made, so asking costs a few looks at the disk and
 * leaves no trace.
 */
#include "platform/folders.h"

#include "base/file.h"
#include "base/version.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_PATH_BYTES = 4096 };

/* Links to folders count as well. */
static bool is_folder(const char *path)
{
    struct stat status;
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* `folder` when it holds assets, else NULL. */
static const char *if_assets(struct arena *arena, const char *folder)
{
    if (folder == NULL || folder[0] == '\0')
        return NULL;
    const char *routines = file_join(arena, folder, "routines");
    return routines != NULL && is_folder(routines) ? folder : NULL;
}

const char *folders_program(struct arena *arena)
{
    assert(arena != NULL);
    char path[MOST_PATH_BYTES];
    /* Linux's own answer; elsewhere there is none, and the folders known at build time have to
     * do. */
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return NULL;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    if (slash == NULL)
        return NULL;
    *slash = '\0';
    /* With a slash at its end, as the folder is only ever joined with names. */
    return file_join(arena, path, "");
}

/* The folder `name` beside the program's own; NULL where the system does not say. */
static const char *beside_program(struct arena *arena, const char *name)
{
    const char *program = folders_program(arena);
    return program == NULL ? NULL : file_join(arena, program, name);
}

const char *folders_assets(struct arena *arena)
{
    assert(arena != NULL);
    /* What the environment says comes first, then what moves with the program, then what was built
     * in. */
    const char *candidates[] = {
        getenv("LULL_ASSETS"),
        beside_program(arena, "../share/lull"),    /* of PREFIX/bin/lull */
        beside_program(arena, "../../share/lull"), /* of PREFIX/libexec/lull/lull-stage */
        LULL_INSTALL_DATA_DIR,
        LULL_SOURCE_ASSETS_DIR,
    };
    for (size_t i = 0; i < sizeof candidates / sizeof candidates[0]; i++) {
        const char *found = if_assets(arena, candidates[i]);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* `variable`/lull where that is an absolute path, as the specification asks, else $HOME/`usual`. */
static const char *own_folder(struct arena *arena, const char *variable, const char *usual)
{
    /* A path that is relative would mean another folder wherever the program is started. */
    assert(arena != NULL);
    const char *base = getenv(variable);
    if (base != NULL && base[0] == '/')
        return file_join(arena, base, "lull");
    const char *home = getenv("HOME");
    return home == NULL || home[0] != '/' ? NULL : file_join(arena, home, usual);
}

const char *folders_config(struct arena *arena)
{
    return own_folder(arena, "XDG_CONFIG_HOME", ".config/lull");
}

const char *folders_data(struct arena *arena)
{
    return own_folder(arena, "XDG_DATA_HOME", ".local/share/lull");
}

const char *folders_diary(struct arena *arena)
{
    /* In the folder for data, not for settings: it is the person's own writing. */
    const char *folder = folders_data(arena);
    return folder == NULL ? NULL : file_join(arena, folder, "diary.db");
}
