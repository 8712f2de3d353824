/* SDL makes its windows without a background and has no call for one, so the X server is asked
 * directly, over SDL's own connection: requests on one connection are followed in their order, so
 * the window has its ground before SDL can ask for it to be shown.
 */
#include "platform/ground.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <X11/Xlib.h>
#include <assert.h>

void ground_darken(struct SDL_Window *window)
{
    assert(window != NULL);
    SDL_SysWMinfo system;
    SDL_VERSION(&system.version);
    if (SDL_GetWindowWMInfo(window, &system) != SDL_TRUE || system.subsystem != SDL_SYSWM_X11)
        return;
    Display *display = system.info.x11.display;
    XSetWindowBackground(display, system.info.x11.window,
                         BlackPixel(display, DefaultScreen(display)));
}
