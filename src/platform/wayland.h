/* Pictures onto a Wayland window, through memory that program and compositor share.
 *
 * SDL 2 shows pictures there by OpenGL alone: it copies the whole window for every change, and at a
 * size that is not the screen's where that is scaled. Here, as on X11, a changed rectangle costs
 * what it covers. The window itself, its size and its events stay SDL's; this only fills it. For
 * the main thread.
 */
#ifndef LULL_PLATFORM_WAYLAND_H
#define LULL_PLATFORM_WAYLAND_H

#include "base/allocator.h"
#include "scene/rectangle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct SDL_Window;
struct wayland;

/* A way to fill `window`, which must outlive all calls but wayland_close. Returns NULL where the
 * window is not Wayland's, or when there is no memory; SDL's own way may still do then. */
struct wayland *wayland_open(struct allocator allocator, struct SDL_Window *window);

/* Has SDL hear no more of which display the window is on: where a compositor moves one fullscreen
 * window onto the display of another, SDL would minimise that other. Only before the window is
 * shown, and once; the window must then be destroyed before wayland_close. */
void wayland_keep_place_to_itself(struct wayland *wayland);

/* Shows `rectangles` of `pixels` (0x00RRGGBB, `stride_px` a row, `width_px` × `height_px` in all,
 * at least 1 × 1), which hold the whole picture. Rectangles may reach outside it. The window must
 * have been shown by SDL. Without memory, or while the compositor keeps every buffer, nothing is
 * shown; the next call makes up for it. */
void wayland_present(struct wayland *wayland, const uint32_t *pixels, int width_px, int height_px,
                     size_t stride_px, const struct rectangle *rectangles, size_t count);

/* Keeps the screen awake while the window can be seen, or lets it sleep. Returns false where the
 * compositor cannot be asked; the message bus may know whom to ask then. */
bool wayland_keep_awake(struct wayland *wayland, bool awake);

/* Gives the memory back; NULL is allowed. */
void wayland_close(struct wayland *wayland);

#endif
