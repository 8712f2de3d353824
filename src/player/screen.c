/* A canvas as large as the window, an arena for the list that is cleared with every picture, and a
 * flag for when all of the canvas must go to the window again. Time for the canvas counts from the
 * first picture. What happens to the window is only noted when it is told, and dealt with at the
 * next picture.
 */
#include "player/screen.h"

#include "base/arena.h"
#include "canvas/canvas.h"
#include "platform/clock.h"

#include <assert.h>

/* What one window needs to be drawn in. */
struct screen {
    struct allocator allocator;
    struct window *window;
    struct canvas *canvas;
    struct arena arena;
    struct draw_list list;
    int width_px;
    int height_px;
    int64_t opened_ns;
    bool hidden;      /* nobody can see it */
    bool must_resize; /* the canvas still has the window's former size */
    bool must_copy;   /* the window has lost its picture */
    bool black;       /* what was shown last */
    bool covering;    /* the other displays are to be black */
};

struct screen *screen_open(struct allocator allocator, const struct window_choices *choices,
                           const struct font *font, const char **problem)
{
    struct window *window = window_open(allocator, choices, problem);
    if (window == NULL)
        return NULL;
    struct screen *screen = allocator_allocate(allocator, 1, sizeof *screen);
    /* Should the window not know its size yet, a pixel will do until it does. */
    int width_px = 1, height_px = 1;
    window_size(window, &width_px, &height_px);
    struct canvas *canvas = screen == NULL ? NULL
                                           : canvas_create(allocator, width_px, height_px, font);
    if (canvas == NULL) {
        *problem = "there is no memory";
        allocator_release(allocator, screen);
        window_close(window);
        return NULL;
    }
    *screen = (struct screen){
        .allocator = allocator,
        .window = window,
        .canvas = canvas,
        .arena = arena_make(allocator),
        .width_px = width_px,
        .height_px = height_px,
        .opened_ns = clock_now_ns(),
    };
    /* Black, and at once: whatever the window would show before its first picture is never seen. */
    screen_begin(screen, LIGHT_ATTACK);
    screen_show(screen, screen->opened_ns);
    return screen;
}

float screen_scale(const struct screen *screen)
{
    return window_scale(screen->window);
}

void screen_cover_others(struct screen *screen, bool cover)
{
    screen->covering = cover;
    window_cover_others(screen->window, cover);
}

bool screen_covers_others(const struct screen *screen)
{
    return screen->covering;
}

struct window *screen_window(struct screen *screen)
{
    return screen->window;
}

/* Gives the canvas the window's size. Without memory it keeps its old one, and the window shows as
 * much of it as it can. */
static void resize(struct screen *screen)
{
    int width_px = 1, height_px = 1;
    window_size(screen->window, &width_px, &height_px);
    screen->must_resize = false;
    bool same = width_px == screen->width_px && height_px == screen->height_px;
    /* A window that is being hidden may have no size at all. */
    if (same || width_px < 1 || height_px < 1)
        return;
    if (canvas_resize(screen->canvas, width_px, height_px)) {
        screen->width_px = width_px;
        screen->height_px = height_px;
    }
}

struct draw_list *screen_begin(struct screen *screen, enum light_level level)
{
    assert(screen != NULL);
    if (screen->must_resize)
        resize(screen);
    /* The last picture's list and texts end here. */
    arena_clear(&screen->arena);
    screen->list = draw_list_make(&screen->arena, screen->width_px, screen->height_px, level);
    return &screen->list;
}

bool screen_show(struct screen *screen, int64_t now_ns)
{
    assert(screen != NULL && now_ns >= 0);
    struct frame frame;
    /* The clock only goes forward; `now_ns` may still be from before the window was open. */
    int64_t at_ms = (now_ns - screen->opened_ns) / 1000000;
    canvas_draw(screen->canvas, &screen->list, at_ms < 0 ? 0 : at_ms, &frame);
    /* Not only asked to be black, but arrived there: the governor may still be fading. */
    screen->black = frame.settled && screen->list.count == 0;
    struct rectangle whole = {.width_px = frame.width_px, .height_px = frame.height_px};
    /* All of it once, where the window has lost its picture; else what has changed. */
    const struct rectangle *areas = screen->must_copy ? &whole : frame.dirty;
    size_t count = screen->must_copy ? 1 : frame.dirty_count;
    /* Nobody sees it; the canvas was drawn all the same, so that its light goes on in time. */
    if (screen->hidden)
        return !frame.settled;
    screen->must_copy = false;
    window_present(screen->window, frame.pixels, frame.width_px, frame.height_px,
                   (size_t)frame.width_px, areas, count);
    return count > 0 || !frame.settled;
}

bool screen_is_black(const struct screen *screen)
{
    return screen->black;
}

void screen_follow(struct screen *screen, const struct input *input)
{
    /* A window that changes size may have been moved from one display to another. */
    bool moved = input->kind == INPUT_DISPLAYS || input->kind == INPUT_RESIZED;
    if (moved)
        window_look_at_display(screen->window);
    /* The display that it has left has to be covered, and the one it is on not. */
    if (screen->covering && moved)
        window_cover_others(screen->window, true);
    switch (input->kind) {
    case INPUT_RESIZED:
        /* At the next picture: several sizes may come before one is drawn. */
        screen->must_resize = true;
        screen->must_copy = true;
        break;
    case INPUT_EXPOSED:
        screen->must_copy = true;
        screen->hidden = false;
        break;
    case INPUT_HIDDEN:
        screen->hidden = true;
        break;
    default:
        break;
    }
}

void screen_close(struct screen *screen)
{
    if (screen == NULL)
        return;
    canvas_destroy(screen->canvas);
    window_close(screen->window);
    arena_release(&screen->arena);
    allocator_release(screen->allocator, screen);
}
