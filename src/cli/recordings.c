/* The script is read without its narration: how long sentences last makes no difference to which
 * there are. The store then finds for each sentence where its recording belongs and whether one is
 * there, by the listener's own settings.
 */
#include "cli/recordings.h"

#include "cli/output.h"
#include "cli/own_settings.h"
#include "media/vorbis.h"

#include <assert.h>

enum status recordings_open(struct recordings *recordings, const char *name)
{
    assert(recordings != NULL && name != NULL);
    struct reading *reading = &recordings->reading;
    enum status status = reading_open_routine(reading, name, false);
    /* What is wrong with a script is mended before anybody speaks it. */
    if (status != STATUS_FINE)
        return status;
    /* Kept whole: the sources point to its narrator. */
    recordings->settings = own_settings_load(&reading->arena);
    struct narration_sources sources = own_settings_sources(&reading->arena, &recordings->settings);
    bool collected = sentences_collect(&recordings->sentences, &reading->arena, reading->script,
                                       reading->path, &sources, vorbis_length);
    return collected ? STATUS_FINE : output_no_memory();
}

/* What sentences_superfluous calls; it is told the name alone, since the folder is one for all. */
static void name_one(void *context, const char *name)
{
    const char *folder = context;
    output_complain("nothing says %s/%s any more; delete it if you like", folder, name);
}

void recordings_name_superfluous(const struct sentences *sentences)
{
    /* By way of a number, since a context is not const and a folder's path is; name_one only reads
     * it. */
    assert(sentences != NULL);
    sentences_superfluous(sentences, name_one, (void *)(uintptr_t)sentences->folder);
}

void recordings_close(struct recordings *recordings)
{
    reading_close(&recordings->reading);
}
