/* What every picture needs from the assets: a typeface and the figure's art. */
#ifndef LULL_STAGE_VIEW_ASSETS_H
#define LULL_STAGE_VIEW_ASSETS_H

#include "base/arena.h"
#include "cli/command.h"
#include "platform/fonts.h"
#include "scene/figures.h"

struct view_assets {
    struct arena arena; /* owned: the art lives there */
    struct fonts *fonts;
    const struct figures *figures; /* NULL: pictures do without the figure */
};

/* Opens them. Returns STATUS_FINE; or STATUS_FILE, after a line on stderr, without a typeface: then
 * there is nothing to close. Art that is missing is said on stderr and does not stop anything. */
enum status view_assets_open(struct view_assets *assets);

/* The typeface; valid until view_assets_close. */
const struct font *view_assets_font(const struct view_assets *assets);

/* Gives back what view_assets_open made. */
void view_assets_close(struct view_assets *assets);

#endif
