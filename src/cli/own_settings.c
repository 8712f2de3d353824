/* The file's place comes from the system's folders, its form from store/settings, and where
 * recordings lie follows from both. Findings of the file are collected, as reading it asks for a
 * place to put them, and then left unsaid.
 */
#include "cli/own_settings.h"

#include "base/file.h"
#include "cli/output.h"
#include "platform/folders.h"

#include <assert.h>

static const char file_name[] = "settings";

const char *own_settings_path(struct arena *arena)
{
    assert(arena != NULL);
    const char *folder = folders_config(arena);
    return folder == NULL ? NULL : file_join(arena, folder, file_name);
}

struct settings own_settings_load(struct arena *arena)
{
    /* Looked for at each call: a command asks once. */
    const char *path = own_settings_path(arena);
    if (path == NULL)
        return settings_default();
    struct findings findings = findings_make(arena);
    /* NULL: keys are of no use without a window. */
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
