/* Black windows over the displays that the session is not on.
 *
 * A bright desktop at the edge of sight is what a dark room is for keeping out. Shutters take no
 * keys away: whatever is pressed over them reaches the session as ever. Includes SDL; for the main
 * thread.
 */
#ifndef LULL_PLATFORM_SHUTTERS_H
#define LULL_PLATFORM_SHUTTERS_H

#include "base/allocator.h"

#include <SDL.h>
#include <stdbool.h>

/* More displays than this are left as they are. */
enum { SHUTTERS_MOST = 8 };

struct wayland;

/* One display's. */
struct shutter {
    struct allocator allocator;
    SDL_Window *window;      /* owned */
    struct wayland *wayland; /* owned; NULL: SDL's window surface does */
    SDL_Rect place;          /* what it was made to cover */
};

/* Zero-initialised but for the allocator: all are open. Stays where it is while any is closed. */
struct shutters {
    struct allocator allocator;
    struct shutter items[SHUTTERS_MOST];
    int count;
};

/* Closes a shutter over every display but that of `session`: to be called again whenever displays
 * may have come or gone or the session's window may be on another. Where a window cannot be had the
 * display stays as it is. */
void shutters_close(struct shutters *shutters, SDL_Window *session);

/* Opens all. */
void shutters_open(struct shutters *shutters);

/* Whether one of them has the keyboard, as where the pointer rests on it or it was clicked on. */
bool shutters_have_keyboard(void);

/* Puts black into the window of that SDL number again where it is a shutter, and returns whether it
 * is one. */
bool shutters_blacken(Uint32 window_id);

#endif
