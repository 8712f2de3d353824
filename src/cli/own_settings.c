/* The file's place comes from the system's folders, its form from store/settings. */
#include "cli/own_settings.h"

#include "cli/output.h"
#include "platform/folders.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const char file_name[] = "settings";

const char *own_settings_path(struct arena *arena)
{
    assert(arena != NULL);
    const char *folder = folders_config(arena);
    if (folder == NULL)
        return NULL;
    size_t bytes = strlen(folder) + 1 + sizeof file_name;
    char *path = arena_push(arena, bytes, 1);
    if (path != NULL)
        (void)snprintf(path, bytes, "%s/%s", folder, file_name);
    return path;
}

struct settings own_settings_load(struct arena *arena)
{
    const char *path = own_settings_path(arena);
    if (path == NULL)
        return settings_default();
    struct findings findings = findings_make(arena);
    return settings_load(arena, path, NULL, &findings);
}

struct narration_sources own_settings_sources(struct arena *arena, const struct settings *settings)
{
    return (struct narration_sources){.personal = folders_data(arena),
                                      .assets = folders_assets(arena),
                                      .narrator = settings->narrator};
}

bool own_settings_read_narrator(const struct arguments *arguments, struct settings *settings)
{
    const char *value = arguments_value(arguments, "--narrator");
    /* The setting's own rule decides, so that a voice is listed in one place. */
    if (value == NULL || settings_set(settings, "narrator", value))
        return true;
    output_complain("--narrator is slt or rms, not \"%s\"", value);
    return false;
}
