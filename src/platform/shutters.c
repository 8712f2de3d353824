/* One fullscreen window a display, made hidden, with a black ground and filled with black, as the
 * session's own is. Where the set of displays is no longer the one that was covered, all are made
 * anew: that is rare. A shutter is known again by a mark on its window, so that events need no
 * list.
 */
#include "platform/shutters.h"

#include "platform/ground.h"
#include "platform/wayland.h"

#include <assert.h>

/* The mark by which a window is known as a shutter. */
static const char mark[] = "shutter";

/* The displays other than `session`'s, as places; returns how many. */
static int find_places(SDL_Window *session, SDL_Rect places[SHUTTERS_MOST])
{
    int own = SDL_GetWindowDisplayIndex(session);
    int displays = SDL_GetNumVideoDisplays();
    /* Where it cannot be had it is no display's, and none is taken for its twin. */
    SDL_Rect own_place = {0};
    SDL_GetDisplayBounds(own, &own_place);
    int count = 0;
    for (int i = 0; i < displays && count < SHUTTERS_MOST; i++) {
        SDL_Rect place;
        /* Two displays that show the same are one to the eye. */
        if (i == own || SDL_GetDisplayBounds(i, &place) != 0 || SDL_RectEquals(&place, &own_place))
            continue;
        places[count++] = place;
    }
    return count;
}

/* Whether the shutters that there are cover exactly these places. A window manager moves windows
 * off a display that goes, and not back when it comes again. */
static bool cover(const struct shutters *shutters, const SDL_Rect *places, int count)
{
    if (shutters->count != count)
        return false;
    for (int i = 0; i < count; i++) {
        const struct shutter *shutter = &shutters->items[i];
        SDL_Rect now = places[i];
        SDL_GetWindowPosition(shutter->window, &now.x, &now.y);
        if (!SDL_RectEquals(&shutter->place, &places[i]) || !SDL_RectEquals(&now, &places[i]))
            return false;
    }
    return true;
}

/* Wayland's way takes a picture, and one of nothing but black is quickly had. */
static void blacken_wayland(struct shutter *shutter)
{
    int width_px = 1, height_px = 1;
    SDL_GetWindowSizeInPixels(shutter->window, &width_px, &height_px);
    /* All zeros, as the allocator gives it: black. */
    struct rectangle whole = {.width_px = width_px, .height_px = height_px};
    uint32_t *black = allocator_allocate(shutter->allocator, (size_t)width_px * (size_t)height_px,
                                         sizeof *black);
    if (black == NULL)
        return;
    wayland_present(shutter->wayland, black, width_px, height_px, (size_t)width_px, &whole, 1);
    allocator_release(shutter->allocator, black);
}

/* Fills a shutter with black; a window that was covered may have lost it. */
static void blacken(struct shutter *shutter)
{
    if (shutter->wayland != NULL) {
        blacken_wayland(shutter);
        return;
    }
    SDL_Surface *surface = SDL_GetWindowSurface(shutter->window);
    /* Without a surface the window has its ground, which is black as well. */
    if (surface == NULL)
        return;
    SDL_FillRect(surface, NULL, SDL_MapRGB(surface->format, 0, 0, 0));
    SDL_UpdateWindowSurface(shutter->window);
}

/* Adds a shutter over `place`. On X11 it is black before it is seen; Wayland shows no window before
 * its first picture. */
static void add(struct shutters *shutters, const SDL_Rect *place)
{
    assert(shutters->count < SHUTTERS_MOST);
    /* Hidden until it is black, and no program of its own to a task bar. */
    Uint32 flags = SDL_WINDOW_HIDDEN | SDL_WINDOW_BORDERLESS | SDL_WINDOW_SKIP_TASKBAR |
                   SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_ALLOW_HIGHDPI;
    SDL_Window *window = SDL_CreateWindow("Lull", place->x, place->y, place->w, place->h, flags);
    if (window == NULL)
        return;
    struct shutter *shutter = &shutters->items[shutters->count++];
    *shutter = (struct shutter){.allocator = shutters->allocator,
                                .window = window,
                                .wayland = wayland_open(shutters->allocator, window),
                                .place = *place};
    /* Its display may go, and a compositor then moves it over the session. */
    if (shutter->wayland != NULL)
        wayland_keep_place_to_itself(shutter->wayland);
    SDL_SetWindowData(window, mark, shutter);
    ground_darken(window);
    SDL_ShowWindow(window);
    blacken(shutter);
}

void shutters_close(struct shutters *shutters, SDL_Window *session)
{
    assert(shutters != NULL && session != NULL);
    SDL_Rect places[SHUTTERS_MOST];
    int count = find_places(session, places);
    if (cover(shutters, places, count))
        /* Anew, rather than moved: window systems differ in what they do to a fullscreen window
         * that moves. */
        return;
    shutters_open(shutters);
    for (int i = 0; i < count; i++)
        add(shutters, &places[i]);
    /* A window that has just come may have taken the keyboard with it. */
    if (shutters->count > 0)
        SDL_RaiseWindow(session);
}

void shutters_open(struct shutters *shutters)
{
    for (int i = 0; i < shutters->count; i++) {
        SDL_DestroyWindow(shutters->items[i].window);
        wayland_close(shutters->items[i].wayland);
    }
    shutters->count = 0;
}

bool shutters_have_keyboard(void)
{
    SDL_Window *window = SDL_GetKeyboardFocus();
    return window != NULL && SDL_GetWindowData(window, mark) != NULL;
}

bool shutters_blacken(Uint32 window_id)
{
    SDL_Window *window = SDL_GetWindowFromID(window_id);
    struct shutter *shutter = window == NULL ? NULL : SDL_GetWindowData(window, mark);
    if (shutter == NULL)
        return false;
    blacken(shutter);
    return true;
}
