/* The protocol as the tables that wayland-scanner would make of its XML: two objects with three
 * requests and no events, which is less than the build step for them. A screen is kept awake by an
 * object that exists for its surface, and sleeps again when that is destroyed.
 */
#include "platform/idle_inhibitor.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>
#include <wayland-client.h>

/* The requests of both objects by their numbers. */
enum { DESTROY = 0, CREATE_INHIBITOR = 1 };

/* Each request: its name, its arguments in libwayland's letters, and their types. "no" is a new
 * object and an object. */
static const struct wl_message inhibitor_requests[] = {{"destroy", "", NULL}};

static const struct wl_interface inhibitor_interface = {"zwp_idle_inhibitor_v1", 1, 1,
                                                        inhibitor_requests,      0, NULL};

static const struct wl_interface *create_types[] = {&inhibitor_interface, &wl_surface_interface};

static const struct wl_message manager_requests[] = {{"destroy", "", NULL},
                                                     {"create_inhibitor", "no", create_types}};

static const struct wl_interface manager_interface = {
    "zwp_idle_inhibit_manager_v1", 1, 2, manager_requests, 0, NULL};

void idle_inhibitor_take_offer(struct idle_inhibitor *inhibitor, struct wl_registry *registry,
                               uint32_t name, const char *interface)
{
    assert(inhibitor != NULL && registry != NULL);
    if (strcmp(interface, manager_interface.name) == 0 && inhibitor->manager == NULL)
        inhibitor->manager = wl_registry_bind(registry, name, &manager_interface, 1);
}

/* Takes an object back. It goes on both sides with the request that says so. */
static void destroy(struct wl_proxy *object)
{
    wl_proxy_marshal_flags(object, DESTROY, NULL, 1, WL_MARSHAL_FLAG_DESTROY);
}

bool idle_inhibitor_hold(struct idle_inhibitor *inhibitor, struct wl_surface *surface, bool awake)
{
    assert(surface != NULL);
    if (inhibitor->manager == NULL)
        return false;
    if (awake && inhibitor->held == NULL) {
        inhibitor->held = wl_proxy_marshal_flags(inhibitor->manager, CREATE_INHIBITOR,
                                                 &inhibitor_interface, 1, 0, NULL, surface);
    } else if (!awake && inhibitor->held != NULL) {
        destroy(inhibitor->held);
        inhibitor->held = NULL;
    }
    return true;
}

void idle_inhibitor_close(struct idle_inhibitor *inhibitor)
{
    if (inhibitor->held != NULL)
        destroy(inhibitor->held);
    if (inhibitor->manager != NULL)
        destroy(inhibitor->manager);
    *inhibitor = (struct idle_inhibitor){.manager = NULL};
}
