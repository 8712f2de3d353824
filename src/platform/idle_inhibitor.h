/* Keeps a Wayland screen awake, and lets it sleep again.
 *
 * SDL 2 asks the message bus first and the compositor where nobody answers there, but takes back
 * only what it asked of the bus: under such a compositor a screen that was kept awake once never
 * sleeps. Spoken here is idle-inhibit-unstable-v1 of the Wayland protocols, as small as it is. For
 * the main thread.
 */
#ifndef LULL_PLATFORM_IDLE_INHIBITOR_H
#define LULL_PLATFORM_IDLE_INHIBITOR_H

#include <stdbool.h>
#include <stdint.h>

struct wl_proxy;
struct wl_registry;
struct wl_surface;

/* Zero-initialised: the compositor has not offered to be kept awake. */
struct idle_inhibitor {
    struct wl_proxy *manager;
    struct wl_proxy *held; /* NULL: the screen may sleep */
};

/* Takes the compositor's offer `name` of `interface` where it is what is needed; passes over any
 * other. */
void idle_inhibitor_take_offer(struct idle_inhibitor *inhibitor, struct wl_registry *registry,
                               uint32_t name, const char *interface);

/* Keeps the screen awake while `surface` can be seen, or lets it sleep. The same wish twice is no
 * fault. Returns false where the compositor has made no offer. The connection is to be flushed. */
bool idle_inhibitor_hold(struct idle_inhibitor *inhibitor, struct wl_surface *surface, bool awake);

/* Lets the screen sleep, and forgets the offer. */
void idle_inhibitor_close(struct idle_inhibitor *inhibitor);

#endif
