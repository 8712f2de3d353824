/* Paths under the folder of assets, opened one after the other: letters first, since nothing can be
 * drawn without them. The figure's art lives in the arena with its paths; fonts have their own
 * memory.
 */
#include "stage/view_assets.h"

#include "base/file.h"
#include "base/finding.h"
#include "cli/output.h"
#include "platform/folders.h"

#include <assert.h>

static const char typeface[] = "fonts/atkinson-hyperlegible-regular.ttf";
static const char art[] = "figures";

enum status view_assets_open(struct view_assets *assets)
{
    assert(assets != NULL);
    *assets = (struct view_assets){.arena = arena_make(allocator_system())};
    const char *folder = folders_assets(&assets->arena);
    const char *font = folder == NULL ? NULL : file_join(&assets->arena, folder, typeface);
    const char *figures = folder == NULL ? NULL : file_join(&assets->arena, folder, art);
    /* Stands where no path could be made; fonts_open replaces it where it fails. */
    const char *problem = "the program's assets are missing; LULL_ASSETS may say where they are";
    /* Both paths come of one folder: without it there is neither. */
    if (font != NULL)
        assets->fonts = fonts_open(allocator_system(), font, &problem);
    /* Without letters there are no captions, and without captions some sessions say nothing. */
    if (assets->fonts == NULL || figures == NULL) {
        output_complain("cannot open the typeface: %s", problem);
        view_assets_close(assets);
        return STATUS_FILE;
    }
    struct findings findings = findings_make(&assets->arena);
    assets->figures = figures_load(&assets->arena, figures, &findings);
    /* A figure with a fault is shown without what is wrong: no reason not to play. */
    output_write_findings(&findings);
    return STATUS_FINE;
}

const struct font *view_assets_font(const struct view_assets *assets)
{
    assert(assets->fonts != NULL);
    return fonts_font(assets->fonts);
}

void view_assets_close(struct view_assets *assets)
{
    fonts_close(assets->fonts);
    arena_release(&assets->arena);
}
