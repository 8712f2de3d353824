/* The window: a black one from its first moment, onto which only what has changed is copied.
 *
 * It is made hidden and shown with the first picture already in it, so that nothing bright can
 * flash up. Pixels are made elsewhere and come in as an array; only the rectangles that are named
 * go to the screen, through SDL's window surface, which costs less than half of any renderer for
 * pictures that hardly change. It knows no scenes. All functions are for the main thread.
 */
#ifndef LULL_PLATFORM_WINDOW_H
#define LULL_PLATFORM_WINDOW_H

#include "base/allocator.h"
#include "scene/rectangle.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a window is to be. */
struct window_choices {
    const char *title;
    bool windowed; /* else the whole display */
    int display;   /* which one, from 1; 0: the one that the pointer is on */
    int width_px;  /* windowed: the size to begin with; 0: 1280 × 720, or what the display holds */
    int height_px;
};

struct window;

/* Makes a hidden window; window_present shows it. Returns NULL when there is no display, none of
 * that number, or no memory; `*problem` then says why and is valid until the next call. One at a
 * time. */
struct window *window_open(struct allocator allocator, const struct window_choices *choices,
                           const char **problem);

/* The size of what can be drawn on, in pixels. It changes with INPUT_RESIZED. */
void window_size(const struct window *window, int *width_px, int *height_px);

/* How large things should be, 1 at 96 pixels an inch, 1 to 4: as the display's size and the desktop
 * have it, so that text is as high on the retina whatever the screen. */
float window_scale(const struct window *window);

/* Finds that scale out again: to be called after INPUT_DISPLAYS and INPUT_RESIZED. */
void window_look_at_display(struct window *window);

/* Puts `rectangles` of `pixels` (0x00RRGGBB, `stride_px` a row, `width_px` × `height_px` in all) on
 * the screen, and shows the window when it is still hidden. What lies outside the window is left
 * out. Does nothing for no rectangles. */
void window_present(struct window *window, const uint32_t *pixels, int width_px, int height_px,
                    size_t stride_px, const struct rectangle *rectangles, size_t count);

/* Holds the screen saver off, or lets it come. It may come unless told otherwise. */
void window_keep_awake(struct window *window, bool awake);

/* Covers all other displays with black, or uncovers them. Says where the window is by what it finds
 * at the moment: call it again after INPUT_DISPLAYS and INPUT_RESIZED. */
void window_cover_others(struct window *window, bool cover);

/* Closes the window; NULL is allowed. */
void window_close(struct window *window);

#endif
