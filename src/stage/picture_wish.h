/* How a picture of a session is asked for on the command line of `lull render`. */
#ifndef LULL_STAGE_PICTURE_WISH_H
#define LULL_STAGE_PICTURE_WISH_H

#include "cli/arguments.h"
#include "scene/palette.h"
#include "timeline/timeline.h"

#include <stdbool.h>
#include <stdint.h>

struct picture_wish {
    int32_t at_ms; /* --at, else the middle of the session, 0 or more */
    int width_px;  /* --size, else 1280 x 720 */
    int height_px;
    enum hue hue; /* --hue, else moss */
    int fps;      /* --fps, pictures a second where there is more than one; else 30 */
};

/* Reads --at, --size, --hue and --fps for a session of that timeline. Returns false, after one line
 * on stderr, when one of them is not understood. */
bool picture_wish_read(const struct arguments *arguments, const struct timeline *timeline,
                       struct picture_wish *wish);

#endif
