/* SDL knows the physical size alone, and not for every display. What a person has chosen stands, on
 * X11, in the resources at the root window; Xlib keeps a copy of them from when it connected, so
 * they are asked for anew. Whichever is larger wins: below either, text could not be read.
 */
#include "platform/density.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xresource.h>
#include <assert.h>
#include <stdlib.h>

enum {
    USUAL_DENSITY = 96,             /* dots an inch at scale 1 */
    MOST_RESOURCE_WORDS = 64 * 1024 /* of four bytes: more resources than anybody has */
};

static const float mm_an_inch = 25.4F;

/* As the display says, 0 where it does not. */
static float physical_density(SDL_Window *window)
{
    float density = 0;
    int display = SDL_GetWindowDisplayIndex(window);
    if (display < 0 || SDL_GetDisplayDPI(display, &density, NULL, NULL) != 0)
        return 0;
    return density;
}

/* The number in a text of X resources under Xft.dpi, 0 where there is none. */
static float find_resource(const char *resources)
{
    XrmInitialize();
    XrmDatabase database = XrmGetStringDatabase(resources);
    char *type = NULL;
    XrmValue value = {0};
    float density = 0;
    if (XrmGetResource(database, "Xft.dpi", "Xft.Dpi", &type, &value) == True)
        density = strtof(value.addr, NULL);
    XrmDestroyDatabase(database);
    return density;
}

/* What the resources say now; they are always those of the first screen. */
static float resource_density(Display *display)
{
    Atom type = None;
    int format = 0;
    unsigned long count = 0, left = 0;
    unsigned char *resources = NULL;
    float density = 0;
    int status = XGetWindowProperty(display, RootWindow(display, 0), XA_RESOURCE_MANAGER, 0,
                                    MOST_RESOURCE_WORDS, False, XA_STRING, &type, &format, &count,
                                    &left, &resources);
    /* Xlib puts a NUL after the last byte. */
    if (status == Success && type == XA_STRING && format == 8)
        density = find_resource((const char *)resources);
    if (resources != NULL)
        XFree(resources);
    return density;
}

/* What the X server was told of the whole screen when this program connected. */
static float screen_density(Display *display)
{
    int screen = DefaultScreen(display);
    int height_mm = DisplayHeightMM(display, screen);
    return height_mm <= 0 ? 0
                          : (float)DisplayHeight(display, screen) * mm_an_inch / (float)height_mm;
}

/* As the desktop wants it. */
static float wished_density(SDL_Window *window)
{
    SDL_SysWMinfo system;
    SDL_VERSION(&system.version);
    if (SDL_GetWindowWMInfo(window, &system) != SDL_TRUE)
        return 0;
    if (system.subsystem == SDL_SYSWM_X11) {
        Display *display = system.info.x11.display;
        return SDL_max(resource_density(display), screen_density(display));
    }
    int width = 0, width_px = 0, height = 0;
    SDL_GetWindowSize(window, &width, &height);
    SDL_GetWindowSizeInPixels(window, &width_px, &height);
    return width <= 0 ? 0 : (float)USUAL_DENSITY * (float)width_px / (float)width;
}

float density_scale(struct SDL_Window *window)
{
    assert(window != NULL);
    float scale = SDL_max(physical_density(window), wished_density(window)) / USUAL_DENSITY;
    /* Some screens report nonsense; below 1 text would be smaller than what can be read in the
     * dark. A wish may be no number at all, which compares as false. */
    return scale >= 1 ? SDL_min(scale, 4) : 1;
}
