/* A session's pictures, one after the other, as a listener would see them: from black to black,
 * with the governor at work. For whatever is made of all of them; knows no window and no sound.
 */
#ifndef LULL_STAGE_FILM_H
#define LULL_STAGE_FILM_H

#include "base/arena.h"
#include "canvas/canvas.h"
#include "scene/session_scene.h"
#include "stage/picture_wish.h"
#include "stage/view_assets.h"
#include "timeline/timeline.h"

#include <stdbool.h>
#include <stdint.h>

/* Only for its functions, but for what is said to be read. */
struct film {
    const struct timeline *timeline;
    struct view_assets assets;
    struct scene_choices choices;
    struct canvas *canvas;
    struct arena arena; /* of one frame's list */
    int width_px;
    int height_px;
    int fps;
    int64_t frame_count; /* to be read */
    int64_t next;        /* to be read: the frame that comes next, from 0 */
};

/* Begins the film of a session with that `timeline`, which must outlive it, at the size, hue and
 * pace of `wish`. Returns STATUS_FINE; or else what to leave with, after a line on stderr, and
 * there is nothing to close. */
enum status film_open(struct film *film, const struct timeline *timeline,
                      const struct picture_wish *wish);

/* The session's time that the next frame shows, in ms. */
int32_t film_at_ms(const struct film *film);

/* Draws the next frame into `*frame`, which is the film's and valid until the one after it. There
 * must be one. False when there is no memory. */
bool film_draw_next(struct film *film, struct frame *frame);

/* Gives everything back. */
void film_close(struct film *film);

#endif
