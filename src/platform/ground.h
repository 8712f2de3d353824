/* What a window system shows in a window where the program has not painted yet: black.
 *
 * A new window, and one that grows, is on the screen before its picture is. Until then X11 shows
 * what was there before, which may be a white desktop, and goes on doing so while the program is
 * busy or stopped. A window with a ground is painted by the X server itself. On Wayland nothing is
 * shown of a window before its first picture, so there is nothing to do. It knows no pictures. For
 * the main thread.
 */
#ifndef LULL_PLATFORM_GROUND_H
#define LULL_PLATFORM_GROUND_H

struct SDL_Window;

/* Makes the ground of `window`, which has not been shown yet, black. Where the window system has no
 * such thing, nothing happens. */
void ground_darken(struct SDL_Window *window);

#endif
