/* SDL's window surface, forced to the native one (shared memory on X11) instead of a texture; on
 * Wayland platform/wayland takes its place. What is first seen is the black that ground_darken asks
 * for, or the frame that window_present copies. Every hint is set before SDL looks at any display,
 * since most are read only then.
 */
#include "platform/window.h"

#include "platform/density.h"
#include "platform/ground.h"
#include "platform/shutters.h"
#include "platform/wayland.h"

#include <SDL.h>
#include <assert.h>
#include <signal.h>
#include <string.h>

/* The size to begin with where nobody chose one; and how many rectangles go out in one call. */
enum {
    WINDOWED_WIDTH_PX = 1280,
    WINDOWED_HEIGHT_PX = 720,
    MOST_RECTANGLES = 64,
};

/* The one window of the program; SDL's video is up for as long as it is there. */
struct window {
    struct allocator allocator;
    SDL_Window *handle;
    struct wayland *wayland; /* NULL: SDL's window surface does */
    bool shown;
    bool awake;               /* the screen is to be kept so */
    float scale;              /* as last asked for */
    struct shutters shutters; /* over the other displays */
    /* What `handle` and `wayland` were until a moment ago, on the screen until `handle` has a
     * picture; NULL: nothing is to go. */
    SDL_Window *former;
    struct wayland *former_wayland;
};

/* Only what the session says it has is tried: a library that looks for a display which is not there
 * writes to the terminal by itself. Without either there may still be a bare console. */
static const char *likely_drivers(void)
{
    bool x11 = SDL_getenv("DISPLAY") != NULL;
    bool wayland = SDL_getenv("WAYLAND_DISPLAY") != NULL;
    if (x11)
        return wayland ? "x11,wayland" : "x11";
    return wayland ? "wayland" : "KMSDRM";
}

/* SDL makes an event of SIGTERM, and knows nothing of others. */
static void pass_on(int signal)
{
    (void)signal;
    raise(SIGTERM);
}

/* A terminal that is closed asks the program to end as softly as the system does, unless whoever
 * started it has that ignored (nohup). */
static void follow_terminal(void)
{
    struct sigaction hung_up;
    if (sigaction(SIGHUP, NULL, &hung_up) != 0 || hung_up.sa_handler != SIG_DFL)
        return;
    hung_up.sa_handler = pass_on;
    sigaction(SIGHUP, &hung_up, NULL);
}

/* SDL falls back to drivers that show nothing; a person who cannot see the session must be told,
 * unless they asked for such a driver by name. */
static bool start_video(const char **problem)
{
    SDL_SetHint(SDL_HINT_APP_NAME, "Lull");
    SDL_SetHint(SDL_HINT_VIDEODRIVER, likely_drivers());
    /* The menu lets the screen sleep; only a session keeps it awake. */
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1");
    /* What a desktop says of that; to SDL everything is a game. */
    SDL_SetHint(SDL_HINT_SCREENSAVER_INHIBIT_ACTIVITY_NAME, "Playing a session");
    /* No texture behind the window's surface, so that a changed rectangle costs what it covers. */
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    /* Compositors that are switched off may show the desktop for a frame, and it may be white. */
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    /* Other displays belong to this window only while it says so, whoever has the keyboard. */
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    /* By these a desktop finds the program's icon and name; what the environment says already
     * stays. */
    SDL_setenv("SDL_VIDEO_X11_WMCLASS", "lull", 0);
    SDL_setenv("SDL_VIDEO_WAYLAND_WMCLASS", "lull", 0);
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) {
        bool console = strcmp(likely_drivers(), "KMSDRM") == 0;
        *problem = console ? "DISPLAY and WAYLAND_DISPLAY are not set" : SDL_GetError();
        return false;
    }
    follow_terminal();
    const char *driver = SDL_GetCurrentVideoDriver();
    bool asked_for = SDL_getenv("SDL_VIDEODRIVER") != NULL;
    bool blind = strcmp(driver, "dummy") == 0 || strcmp(driver, "offscreen") == 0;
    if (blind && !asked_for) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        *problem = "no display was found";
        return false;
    }
    return true;
}

/* The display that the pointer is on; the first one where that cannot be known. */
static int pointer_display(void)
{
    SDL_Point pointer;
    SDL_GetGlobalMouseState(&pointer.x, &pointer.y);
    /* The pointer may be between displays, or the system may not tell where it is. */
    int display = SDL_GetPointDisplayIndex(&pointer);
    return display < 0 ? 0 : display;
}

/* The display that is asked for, from 0; -1 where there is none of that number. */
static int chosen_display(const struct window_choices *choices)
{
    if (choices->display == 0)
        return pointer_display();
    return choices->display <= SDL_GetNumVideoDisplays() ? choices->display - 1 : -1;
}

/* How large a window is to be on its display: the usual size, or as much of the display as leaves
 * room for a title bar. */
static SDL_Rect windowed_size(const struct window_choices *choices, int display)
{
    SDL_Rect size = {.w = WINDOWED_WIDTH_PX, .h = WINDOWED_HEIGHT_PX};
    SDL_Rect usable;
    if (choices->width_px > 0 && choices->height_px > 0)
        /* A size that was asked for is taken as it is, even where it does not fit. */
        return (SDL_Rect){.w = choices->width_px, .h = choices->height_px};
    if (SDL_GetDisplayUsableBounds(display, &usable) == 0) {
        size.w = SDL_min(size.w, usable.w * 9 / 10);
        size.h = SDL_min(size.h, usable.h * 9 / 10);
    }
    return size;
}

/* A hidden window: it is shown together with its first frame. */
static SDL_Window *make_window(const struct window_choices *choices)
{
    int display = chosen_display(choices);
    if (display < 0) {
        SDL_SetError("number %d was asked for; the last is number %d", choices->display,
                     SDL_GetNumVideoDisplays());
        return NULL;
    }
    int place = (int)SDL_WINDOWPOS_CENTERED_DISPLAY((unsigned)display);
    Uint32 flags = SDL_WINDOW_HIDDEN | SDL_WINDOW_ALLOW_HIGHDPI;
    if (choices->windowed) {
        SDL_Rect size = windowed_size(choices, display);
        return SDL_CreateWindow(choices->title, place, place, size.w, size.h,
                                flags | SDL_WINDOW_RESIZABLE);
    }
    /* Without a border, since a window manager may draw one before it makes the window fullscreen,
     * and its title bar is bright. */
    SDL_Rect bounds = {.w = WINDOWED_WIDTH_PX, .h = WINDOWED_HEIGHT_PX};
    SDL_GetDisplayBounds(display, &bounds);
    return SDL_CreateWindow(choices->title, place, place, bounds.w, bounds.h,
                            flags | SDL_WINDOW_FULLSCREEN_DESKTOP | SDL_WINDOW_BORDERLESS);
}

/* Makes a hidden window of SDL's the one that is filled. */
static void take(struct window *window, SDL_Window *handle)
{
    window->handle = handle;
    window->shown = false;
    /* Before the window is shown, or it is too late for the first moment. */
    ground_darken(handle);
    window->wayland = wayland_open(window->allocator, handle);
    window_look_at_display(window);
}

struct window *window_open(struct allocator allocator, const struct window_choices *choices,
                           const char **problem)
{
    assert(choices != NULL && choices->title != NULL && problem != NULL);
    assert(choices->display >= 0);
    if (!start_video(problem))
        return NULL;
    struct window *window = allocator_allocate(allocator, 1, sizeof *window);
    SDL_Window *handle = window == NULL ? NULL : make_window(choices);
    if (handle == NULL) {
        *problem = window == NULL ? "there is no memory" : SDL_GetError();
        allocator_release(allocator, window);
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return NULL;
    }
    *window = (struct window){.allocator = allocator, .shutters = {.allocator = allocator}};
    take(window, handle);
    /* A pointer is as bright as the system likes it: what it is on brightens instead. */
    SDL_ShowCursor(SDL_DISABLE);
    return window;
}

void window_size(const struct window *window, int *width_px, int *height_px)
{
    assert(window != NULL);
    SDL_GetWindowSizeInPixels(window->handle, width_px, height_px);
}

float window_scale(const struct window *window)
{
    assert(window != NULL && window->scale >= 1);
    return window->scale;
}

void window_look_at_display(struct window *window)
{
    assert(window != NULL);
    window->scale = density_scale(window->handle);
}

/* What of the rectangle lies within a picture of that size; false where nothing does. */
static bool clip(struct rectangle rectangle, int width_px, int height_px, SDL_Rect *clipped)
{
    SDL_Rect whole = {.w = width_px, .h = height_px};
    SDL_Rect asked = {.x = rectangle.x_px,
                      .y = rectangle.y_px,
                      .w = rectangle.width_px,
                      .h = rectangle.height_px};
    return SDL_IntersectRect(&whole, &asked, clipped) == SDL_TRUE;
}

/* Puts our pixels into the surface in whatever form the screen has. */
static void copy_rectangle(SDL_Surface *surface, const uint32_t *pixels, size_t stride_px,
                           const SDL_Rect *area)
{
    assert(area->x >= 0 && area->y >= 0);
    /* A screen may have fewer bits than our pixels; SDL knows how to bring them there. */
    int bytes = surface->format->BytesPerPixel;
    const uint32_t *from = pixels + (size_t)area->y * stride_px + area->x;
    Uint8 *to = (Uint8 *)surface->pixels + (ptrdiff_t)area->y * surface->pitch +
                (ptrdiff_t)area->x * bytes;
    SDL_ConvertPixels(area->w, area->h, SDL_PIXELFORMAT_RGB888, from,
                      (int)(stride_px * sizeof *pixels), surface->format->format, to,
                      surface->pitch);
}

/* The window comes out of hiding with its first picture. */
static void show(struct window *window)
{
    if (!window->shown)
        SDL_ShowWindow(window->handle);
    window->shown = true;
}

/* What a new window has taken the place of goes, and the shutters with it: only one display is
 * left. */
static void drop_former(struct window *window)
{
    if (window->former == NULL)
        return;
    shutters_open(&window->shutters);
    wayland_close(window->former_wayland);
    SDL_DestroyWindow(window->former);
    window->former = NULL;
}

/* SDL's own way: copies the rectangles into the window's surface and shows that. */
static void present_surface(struct window *window, const uint32_t *pixels, int width_px,
                            int height_px, size_t stride_px, const struct rectangle *rectangles,
                            size_t count)
{
    SDL_Surface *surface = SDL_GetWindowSurface(window->handle);
    if (surface == NULL)
        return;
    SDL_Rect areas[MOST_RECTANGLES];
    int used = 0;
    /* While a window changes its size, picture and surface may differ for a frame. */
    int most_x = width_px < surface->w ? width_px : surface->w;
    int most_y = height_px < surface->h ? height_px : surface->h;
    for (size_t i = 0; i < count; i++) {
        /* More than fit go out in several calls. */
        if (used == MOST_RECTANGLES) {
            SDL_UpdateWindowSurfaceRects(window->handle, areas, used);
            used = 0;
        }
        if (!clip(rectangles[i], most_x, most_y, &areas[used]))
            continue;
        copy_rectangle(surface, pixels, stride_px, &areas[used]);
        used++;
    }
    /* The first frame lies in the surface already, so nothing else is ever seen. */
    show(window);
    SDL_UpdateWindowSurfaceRects(window->handle, areas, used);
}

void window_present(struct window *window, const uint32_t *pixels, int width_px, int height_px,
                    size_t stride_px, const struct rectangle *rectangles, size_t count)
{
    assert(pixels != NULL && stride_px >= (size_t)width_px);
    /* Nothing has changed, and a window that is still hidden stays so. */
    if (count == 0)
        return;
    if (window->wayland == NULL) {
        present_surface(window, pixels, width_px, height_px, stride_px, rectangles, count);
    } else {
        /* Wayland shows a window only once it has a picture. */
        show(window);
        wayland_present(window->wayland, pixels, width_px, height_px, stride_px, rectangles, count);
    }
    drop_former(window);
}

void window_keep_awake(struct window *window, bool awake)
{
    window->awake = awake;
    if (window->wayland != NULL && wayland_keep_awake(window->wayland, awake))
        return;
    /* SDL does it for the whole program, and asks nobody twice. */
    if (awake)
        SDL_DisableScreenSaver();
    else
        SDL_EnableScreenSaver();
}

/* Whether a shutter lies over the session, or has taken the place of the workspace that the session
 * is on: the one with the keyboard is in front, and there is no other display for it. */
static bool behind_a_shutter(const struct window *window)
{
    bool whole = (SDL_GetWindowFlags(window->handle) & SDL_WINDOW_FULLSCREEN) != 0;
    return whole && shutters_have_keyboard() && SDL_GetNumVideoDisplays() == 1;
}

/* Has the session go on in a new window, which comes up in front wherever the person is: many
 * compositors let no window raise itself. The old one and the shutters stay until it has a
 * picture, for what is behind them may be bright. Where it cannot be had, all stays. */
static void come_forward(struct window *window)
{
    struct window_choices choices = {.title = SDL_GetWindowTitle(window->handle), .display = 1};
    SDL_Window *handle = make_window(&choices);
    if (handle == NULL)
        return;
    window->former = window->handle;
    window->former_wayland = window->wayland;
    take(window, handle);
    window_keep_awake(window, window->awake);
    /* A picture is made for it, of its own size, and all of it. */
    Uint8 news[] = {SDL_WINDOWEVENT_EXPOSED, SDL_WINDOWEVENT_SIZE_CHANGED};
    for (size_t i = 0; i < sizeof news; i++) {
        SDL_Event event = {.window = {.type = SDL_WINDOWEVENT,
                                      .event = news[i],
                                      .windowID = SDL_GetWindowID(handle)}};
        SDL_PushEvent(&event);
    }
}

void window_cover_others(struct window *window, bool cover)
{
    assert(window != NULL);
    /* There is no hurry: it is called again for the new window. */
    if (window->former != NULL)
        return;
    if (behind_a_shutter(window)) {
        come_forward(window);
        return;
    }
    bool with_keyboard = shutters_have_keyboard();
    if (cover)
        shutters_close(&window->shutters, window->handle);
    else
        shutters_open(&window->shutters);
    if (with_keyboard)
        SDL_RaiseWindow(window->handle);
}

void window_close(struct window *window)
{
    if (window == NULL)
        return;
    /* From the last that was made to the first; the window goes while its display is still
     * there. */
    drop_former(window);
    shutters_open(&window->shutters);
    wayland_close(window->wayland);
    SDL_DestroyWindow(window->handle);
    allocator_release(window->allocator, window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}
