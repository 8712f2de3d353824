/* Three buffers in one piece of shared memory: the compositor may show one and hold another while
 * the third is filled. Each remembers where it has fallen behind the picture, as one rectangle, and
 * catches up when its turn comes. Releases of buffers arrive on a queue of their own, which SDL's
 * reading of the connection fills and nobody else empties. A picture that finds no buffer,
 * even after the compositor was asked once, is made up for by the next.
 */
#include "platform/wayland.h"

#include "platform/idle_inhibitor.h"

#include <SDL.h>
#include <SDL_syswm.h>
#include <assert.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <wayland-client.h>

enum {
    BUFFERS = 3,
    PIXEL_BYTES = 4,
    SINCE_DAMAGE_IN_PIXELS = 4, /* the version of wl_surface that brought it */
};

struct shared_buffer {
    struct wl_buffer *handle;
    uint32_t *pixels;
    struct rectangle behind; /* where it does not have the picture's pixels; empty: nowhere */
    bool held;               /* the compositor may read it: hands off */
};

/* Buffers of one size. */
struct shared_buffers {
    void *memory;
    size_t bytes;
    int width_px;
    int height_px;
    struct shared_buffer buffers[BUFFERS];
};

/* A window's way to the screen: what is SDL's, what the compositor has offered, and the buffers. */
struct wayland {
    struct allocator allocator;
    struct wl_display *display; /* SDL's, as is the surface */
    struct wl_surface *surface;
    struct wl_event_queue *queue;
    struct wl_event_queue *unread; /* where the surface's own events go; NULL: to SDL */
    struct wl_registry *registry;
    struct wl_shm *memory;
    struct idle_inhibitor inhibitor;
    struct shared_buffers *shared; /* NULL: no picture has been shown */
    struct shared_buffers *former; /* of another size, on the screen until the next commit */
    bool missed; /* a picture was not shown, so what has changed since is not known */
};

/* The compositor offers what it has, one call each. */
static void take_offer(void *context, struct wl_registry *registry, uint32_t name,
                       const char *interface, uint32_t version)
{
    struct wayland *wayland = context;
    (void)version; /* the first one has all that is needed */
    if (strcmp(interface, wl_shm_interface.name) == 0 && wayland->memory == NULL)
        wayland->memory = wl_registry_bind(registry, name, &wl_shm_interface, 1);
    else
        idle_inhibitor_take_offer(&wayland->inhibitor, registry, name, interface);
}

/* What is taken here is never taken back. */
static void lose_offer(void *context, struct wl_registry *registry, uint32_t name)
{
    (void)context;
    (void)registry;
    (void)name;
}

/* The registry's two events, in the order of the protocol. */
static const struct wl_registry_listener registry_listener = {take_offer, lose_offer};

/* The compositor has done with a buffer. */
static void release(void *context, struct wl_buffer *handle)
{
    struct shared_buffer *buffer = context;
    assert(buffer->handle == handle);
    (void)handle;
    buffer->held = false;
}

static const struct wl_buffer_listener buffer_listener = {release};

/* Looks for shared memory over SDL's connection, with answers on the queue. */
static bool find_memory(struct wayland *wayland)
{
    /* What is made through a wrapper gets its queue from the first moment on, so that no answer can
     * reach SDL's. */
    struct wl_display *wrapper = wl_proxy_create_wrapper(wayland->display);
    if (wrapper == NULL)
        return false;
    wl_proxy_set_queue((struct wl_proxy *)wrapper, wayland->queue);
    wayland->registry = wl_display_get_registry(wrapper);
    wl_proxy_wrapper_destroy(wrapper);
    if (wayland->registry == NULL)
        return false;
    wl_registry_add_listener(wayland->registry, &registry_listener, wayland);
    return wl_display_roundtrip_queue(wayland->display, wayland->queue) >= 0 &&
           wayland->memory != NULL;
}

struct wayland *wayland_open(struct allocator allocator, struct SDL_Window *window)
{
    assert(window != NULL);
    SDL_SysWMinfo system;
    SDL_VERSION(&system.version);
    if (SDL_GetWindowWMInfo(window, &system) != SDL_TRUE || system.subsystem != SDL_SYSWM_WAYLAND)
        return NULL;
    struct wayland *wayland = allocator_allocate(allocator, 1, sizeof *wayland);
    if (wayland == NULL)
        return NULL;
    *wayland = (struct wayland){.allocator = allocator,
                                .display = system.info.wl.display,
                                .surface = system.info.wl.surface};
    /* Before anything is asked: an answer on SDL's own queue would go to nobody. */
    wayland->queue = wl_display_create_queue(wayland->display);
    if (wayland->queue != NULL && find_memory(wayland))
        return wayland;
    wayland_close(wayland);
    return NULL;
}

void wayland_keep_place_to_itself(struct wayland *wayland)
{
    assert(wayland != NULL && wayland->unread == NULL);
    wayland->unread = wl_display_create_queue(wayland->display);
    /* What SDL asks of the surface from now on is answered there as well. */
    if (wayland->unread != NULL)
        wl_proxy_set_queue((struct wl_proxy *)wayland->surface, wayland->unread);
}

/* A file without a name, of `bytes`, that two programs can have in their memory; −1 where there is
 * no room. */
static int open_memory(size_t bytes)
{
    char name[64];
    (void)snprintf(name, sizeof name, "/lull-%ld", (long)getpid());
    int file = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (file < 0)
        return -1;
    /* Without a name it goes with those who have it open, whatever becomes of them. */
    shm_unlink(name);
    /* Every byte is asked for now: a later lack of room would end the program. */
    if (posix_fallocate(file, 0, (off_t)bytes) == 0)
        return file;
    close(file);
    return -1;
}

/* Gives buffers back; NULL is allowed. What was shown of one that is held is undefined from then
 * on. */
static void drop_buffers(struct allocator allocator, struct shared_buffers *shared)
{
    if (shared == NULL)
        return;
    for (size_t i = 0; i < BUFFERS; i++) {
        if (shared->buffers[i].handle != NULL)
            wl_buffer_destroy(shared->buffers[i].handle);
    }
    munmap(shared->memory, shared->bytes);
    allocator_release(allocator, shared);
}

/* Cuts the memory into buffers. All of each is behind; what they listen with is their place, so
 * they may not move. */
static void cut_buffers(struct shared_buffers *shared, struct wl_shm_pool *pool)
{
    size_t bytes = shared->bytes / BUFFERS;
    for (size_t i = 0; i < BUFFERS; i++) {
        struct shared_buffer *buffer = &shared->buffers[i];
        buffer->pixels = (uint32_t *)((unsigned char *)shared->memory + i * bytes);
        buffer->behind = (struct rectangle){.width_px = shared->width_px,
                                            .height_px = shared->height_px};
        buffer->handle = wl_shm_pool_create_buffer(
            pool, (int32_t)(i * bytes), shared->width_px, shared->height_px,
            shared->width_px * PIXEL_BYTES, WL_SHM_FORMAT_XRGB8888);
        if (buffer->handle != NULL)
            wl_buffer_add_listener(buffer->handle, &buffer_listener, buffer);
    }
}

/* Buffers for pictures of this size; NULL when there is no memory. */
static struct shared_buffers *make_buffers(struct wayland *wayland, int width_px, int height_px)
{
    size_t bytes = (size_t)width_px * (size_t)height_px * PIXEL_BYTES * BUFFERS;
    int file = bytes > INT32_MAX ? -1 : open_memory(bytes);
    if (file < 0)
        return NULL;
    /* All three are asked for at once; what there is of them after a failure is given back
     * below. */
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    struct shared_buffers *shared = allocator_allocate(wayland->allocator, 1, sizeof *shared);
    struct wl_shm_pool *pool = wl_shm_create_pool(wayland->memory, file, (int32_t)bytes);
    /* The compositor has the file by a number of its own. */
    close(file);
    if (memory != MAP_FAILED && shared != NULL && pool != NULL) {
        *shared = (struct shared_buffers){
            .memory = memory, .bytes = bytes, .width_px = width_px, .height_px = height_px};
        cut_buffers(shared, pool);
    } else {
        if (memory != MAP_FAILED)
            munmap(memory, bytes);
        allocator_release(wayland->allocator, shared);
        shared = NULL;
    }
    if (pool != NULL)
        wl_shm_pool_destroy(pool); /* its buffers keep it alive */
    return shared;
}

/* What of `asked` lies within the buffers; empty where nothing does. */
static struct rectangle clip(const struct shared_buffers *shared, const struct rectangle *asked)
{
    SDL_Rect whole = {.w = shared->width_px, .h = shared->height_px};
    SDL_Rect part = {asked->x_px, asked->y_px, asked->width_px, asked->height_px};
    SDL_Rect both;
    if (SDL_IntersectRect(&whole, &part, &both) != SDL_TRUE)
        return (struct rectangle){.width_px = 0};
    return (struct rectangle){both.x, both.y, both.w, both.h};
}

/* Lets `rectangle` cover `more` too. */
static void cover(struct rectangle *rectangle, const struct rectangle *more)
{
    SDL_Rect first = {rectangle->x_px, rectangle->y_px, rectangle->width_px, rectangle->height_px};
    SDL_Rect second = {more->x_px, more->y_px, more->width_px, more->height_px};
    SDL_Rect both;
    SDL_UnionRect(&first, &second, &both); /* an empty one is the other */
    *rectangle = (struct rectangle){both.x, both.y, both.w, both.h};
}

/* A buffer that nobody reads; NULL while the compositor keeps them all. */
static struct shared_buffer *find_free(struct wayland *wayland)
{
    wl_display_dispatch_queue_pending(wayland->display, wayland->queue);
    for (int attempt = 0; attempt < 2; attempt++) {
        for (size_t i = 0; i < BUFFERS; i++) {
            struct shared_buffer *buffer = &wayland->shared->buffers[i];
            if (buffer->handle != NULL && !buffer->held)
                return buffer;
        }
        /* A release may be on its way; the answer to a question asked now comes after it. */
        wl_display_roundtrip_queue(wayland->display, wayland->queue);
    }
    return NULL;
}

/* Copies what the buffer lacks. */
static void catch_up(struct shared_buffer *buffer, int width_px, const uint32_t *pixels,
                     size_t stride_px)
{
    const struct rectangle *behind = &buffer->behind;
    assert(!buffer->held);
    for (int row = behind->y_px; row < behind->y_px + behind->height_px; row++)
        memcpy(buffer->pixels + (size_t)row * (size_t)width_px + behind->x_px,
               pixels + (size_t)row * stride_px + behind->x_px,
               (size_t)behind->width_px * PIXEL_BYTES);
    buffer->behind = (struct rectangle){.width_px = 0};
}

/* Tells the compositor what to draw anew. Old ones can be told only in units that are not pixels on
 * every screen, so they draw all. */
static void damage(const struct wayland *wayland, const struct rectangle *rectangles, size_t count)
{
    bool in_pixels = wl_surface_get_version(wayland->surface) >= SINCE_DAMAGE_IN_PIXELS;
    if (!in_pixels || wayland->missed) {
        /* In the surface's own units, of which nobody has so many: all of it. */
        wl_surface_damage(wayland->surface, 0, 0, INT32_MAX, INT32_MAX);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct rectangle part = clip(wayland->shared, &rectangles[i]);
        wl_surface_damage_buffer(wayland->surface, part.x_px, part.y_px, part.width_px,
                                 part.height_px);
    }
}

/* Whether there are buffers for a picture of this size; those of another size are put aside. */
static bool fit(struct wayland *wayland, int width_px, int height_px)
{
    struct shared_buffers *shared = wayland->shared;
    if (shared != NULL && shared->width_px == width_px && shared->height_px == height_px)
        return true;
    /* Only the ones that a picture was shown with are worth keeping. */
    if (wayland->former == NULL)
        wayland->former = shared;
    else
        drop_buffers(wayland->allocator, shared);
    wayland->missed = true; /* nothing of the window can be kept */
    wayland->shared = make_buffers(wayland, width_px, height_px);
    return wayland->shared != NULL;
}

void wayland_present(struct wayland *wayland, const uint32_t *pixels, int width_px, int height_px,
                     size_t stride_px, const struct rectangle *rectangles, size_t count)
{
    assert(wayland != NULL && pixels != NULL && width_px > 0 && height_px > 0);
    if (!fit(wayland, width_px, height_px))
        return;
    struct shared_buffers *shared = wayland->shared;
    for (size_t i = 0; i < count; i++) {
        struct rectangle part = clip(shared, &rectangles[i]);
        /* Whichever comes next has to catch up with this too. */
        for (size_t at = 0; at < BUFFERS; at++)
            cover(&shared->buffers[at].behind, &part);
    }
    struct shared_buffer *buffer = find_free(wayland);
    if (buffer == NULL) {
        wayland->missed = true;
        return;
    }
    catch_up(buffer, width_px, pixels, stride_px);
    wl_surface_attach(wayland->surface, buffer->handle, 0, 0);
    damage(wayland, rectangles, count);
    wl_surface_commit(wayland->surface);
    wl_display_flush(wayland->display);
    /* Until its release comes: the compositor may read it at any time. */
    buffer->held = true;
    wayland->missed = false;
    drop_buffers(wayland->allocator, wayland->former);
    wayland->former = NULL;
}

bool wayland_keep_awake(struct wayland *wayland, bool awake)
{
    bool offered = idle_inhibitor_hold(&wayland->inhibitor, wayland->surface, awake);
    /* In a pause nothing else may be sent for long. */
    wl_display_flush(wayland->display);
    return offered;
}

void wayland_close(struct wayland *wayland)
{
    if (wayland == NULL)
        return;
    drop_buffers(wayland->allocator, wayland->shared);
    drop_buffers(wayland->allocator, wayland->former);
    idle_inhibitor_close(&wayland->inhibitor);
    if (wayland->memory != NULL)
        wl_shm_destroy(wayland->memory);
    if (wayland->registry != NULL)
        wl_registry_destroy(wayland->registry);
    if (wayland->queue != NULL)
        wl_event_queue_destroy(wayland->queue);
    if (wayland->unread != NULL)
        wl_event_queue_destroy(wayland->unread);
    allocator_release(wayland->allocator, wayland);
}
