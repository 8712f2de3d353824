/* A window with a canvas in it: where lists of light become something to see.
 *
 * Menu and session both show pictures the same way: ask for an empty list of the window's size,
 * fill it, and show it. Only what has changed since the last one is drawn and copied, and where
 * nothing has, nothing happens. It knows nothing of what is shown. For the main thread.
 */
#ifndef LULL_PLAYER_SCREEN_H
#define LULL_PLAYER_SCREEN_H

#include "base/allocator.h"
#include "platform/input.h"
#include "platform/window.h"
#include "scene/draw_list.h"
#include "scene/font.h"

#include <stdbool.h>
#include <stdint.h>

struct screen;

/* Opens a window for pictures with `font` (which must outlive it). Returns NULL when there is no
 * display or no memory; `*problem` then says why and is valid until the next call. */
struct screen *screen_open(struct allocator allocator, const struct window_choices *choices,
                           const struct font *font, const char **problem);

/* How large things should be on it, 1 at 96 pixels an inch. */
float screen_scale(const struct screen *screen);

/* Covers all other displays with black until told otherwise, whatever displays come or go. */
void screen_cover_others(struct screen *screen, bool cover);

/* Whether they are covered. */
bool screen_covers_others(const struct screen *screen);

/* The window, for what only it can do. */
struct window *screen_window(struct screen *screen);

/* An empty list of the window's size. The list and all that is put into its arena are valid until
 * screen_show. */
struct draw_list *screen_begin(struct screen *screen, enum light_level level);

/* Shows the list, as it is at `now_ns` (of clock_now_ns). Returns whether anything on the screen
 * has changed: when not, and the list stays the same, nothing will. The first call shows the
 * window. */
bool screen_show(struct screen *screen, int64_t now_ns);

/* Whether all that was shown last is black. */
bool screen_is_black(const struct screen *screen);

/* Follows what happens to the window: give it every input. */
void screen_follow(struct screen *screen, const struct input *input);

/* Closes the window; NULL is allowed. */
void screen_close(struct screen *screen);

#endif
