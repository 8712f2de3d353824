/* What is not said is chosen so that a picture shows something without being told more. Each option
 * is read by cli/arguments, which complains of it by its name; the first that is not understood
 * ends the reading.
 */
#include "stage/picture_wish.h"

#include "cli/output.h"

#include <assert.h>
#include <stddef.h>

enum { USUAL_WIDTH_PX = 1280, USUAL_HEIGHT_PX = 720, USUAL_FPS = 30 };

/* With fewer the governor would take each frame for one after a rest, and slow it. */
enum { LEAST_FPS = 10, MOST_FPS = 120 };

bool picture_wish_read(const struct arguments *arguments, const struct timeline *timeline,
                       struct picture_wish *wish)
{
    assert(timeline->length_ms >= 0);
    /* The middle of a session shows most of what it is about. */
    *wish = (struct picture_wish){.at_ms = timeline->length_ms / 2,
                                  .width_px = USUAL_WIDTH_PX,
                                  .height_px = USUAL_HEIGHT_PX,
                                  .hue = HUE_MOSS,
                                  .fps = USUAL_FPS};
    const char *hue = arguments_value(arguments, "--hue");
    if (hue != NULL && !palette_from_word(text_from(hue), &wish->hue)) {
        output_complain("--hue is moss, ember or ash, not \"%s\"", hue);
        return false;
    }
    return arguments_read_time(arguments, "--at", &wish->at_ms) &&
           arguments_read_size(arguments, "--size", &wish->width_px, &wish->height_px) &&
           arguments_read_number(arguments, "--fps", LEAST_FPS, MOST_FPS, &wish->fps);
}
