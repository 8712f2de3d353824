/* Reading and laying out, one after the other, in one arena, so that a script and all that was
 * learnt of it go together. What is wrong is collected and not said: a command decides what its
 * findings are to it. reading_status words the usual end.
 */
#include "cli/reading.h"

#include "cli/output.h"
#include "cli/own_settings.h"
#include "cli/routine_path.h"
#include "media/vorbis.h"
#include "timeline/layout.h"

#include <assert.h>

/* Recordings are looked for as playing looks for them, so that times are the same here and there.
 * The folders stay in `reading`, to which the answer points. */
static struct narration find_narration(struct reading *reading)
{
    struct arena *arena = &reading->arena;
    struct settings settings = own_settings_load(arena);
    reading->narration = narration_folders_make(arena, vorbis_length);
    narration_folders_add_own(&reading->narration, reading->path);
    struct narration_sources sources = own_settings_sources(arena, &settings);
    narration_folders_add_sources(&reading->narration, &sources);
    return narration_folders_ask(&reading->narration);
}

/* Empty, so that reading_close may follow whatever happens next. */
static void start(struct reading *reading)
{
    assert(reading != NULL);
    *reading = (struct reading){.arena = arena_make(allocator_system())};
    reading->findings = findings_make(&reading->arena);
}

/* Reads the script at reading->path and lays it out where it has no errors. */
static void read_path(struct reading *reading, bool with_narration)
{
    reading->script = script_read(&reading->arena, reading->path, &reading->findings);
    if (reading->script == NULL || reading->findings.errors > 0)
        return;
    /* Sentences then last as long as they take to read. */
    struct narration none = {.find = NULL};
    /* Kept apart from the errors' count: a layout can also fail for want of memory. */
    reading->laid_out = timeline_lay_out(&reading->arena, reading->script,
                                         with_narration ? find_narration(reading) : none,
                                         &reading->findings, &reading->timeline);
}

enum status reading_open_routine(struct reading *reading, const char *name, bool with_narration)
{
    start(reading);
    reading->path = routine_path(&reading->arena, name);
    if (reading->path == NULL)
        return STATUS_FILE;
    read_path(reading, with_narration);
    return reading_status(reading);
}

void reading_open(struct reading *reading, const char *path, bool with_narration)
{
    assert(path != NULL);
    start(reading);
    /* Not copied: a word of the command line, or the caller's. */
    reading->path = path;
    read_path(reading, with_narration);
}

enum status reading_status(struct reading *reading)
{
    /* Before anything else: what could not be remembered is missing from the findings, too. */
    if (reading->arena.failed)
        return output_no_memory();
    if (reading->laid_out)
        return STATUS_FINE;
    output_write_findings(&reading->findings);
    return reading->script == NULL ? STATUS_FILE : STATUS_SCRIPT_ERRORS;
}

void reading_close(struct reading *reading)
{
    arena_release(&reading->arena);
}
