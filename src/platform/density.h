/* How large a display wants things to be: what it says of its size, and what the desktop says.
 *
 * Includes no SDL, so that its caller may know of the window what it likes. For the main thread.
 */
#ifndef LULL_PLATFORM_DENSITY_H
#define LULL_PLATFORM_DENSITY_H

struct SDL_Window;

/* The scale for `window`, 1 at 96 dots an inch, 1 to 4, of the display that it is on: the largest
 * of what follows from the display's physical size and what the desktop was told, which is Xft.dpi
 * or the density of the X screen (xrandr --dpi), or the scale of a Wayland output. 1 where nothing
 * is known. Asks the X server and waits for its answer, so not for every picture. */
float density_scale(struct SDL_Window *window);

#endif
