/* What a whole routine's pictures cost, from its timeline to pixels: laid out, drawn 30 times a
 * second, and kept within the budget of light. Prints; judges nothing.
 *
 *     bench_scene ROUTINE.lull FIGURES [WIDTH HEIGHT]      1920 1080 where nothing is said
 *
 * FIGURES is the folder of the figure's art. Letters are those of the built-in font, at the size
 * that a display of that height would ask for.
 */
#include "canvas/canvas.h"
#include "canvas/fixed_font.h"
#include "scene/figures.h"
#include "scene/light.h"
#include "scene/session_scene.h"
#include "support/made_timeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FRAMES_PER_SECOND = 30, SLOTS = 4000, SLOTS_PER_MS = 100 };

/* How often a frame took how long, in hundredths of a millisecond; the last slot has the rest. */
struct times {
    int frames[SLOTS];
    int count;
    double sum_ms;
    double scene_ms; /* of that, until the list was there */
};

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void note(struct times *times, double scene_ms, double all_ms)
{
    int slot = (int)(all_ms * SLOTS_PER_MS);
    times->frames[slot < SLOTS ? slot : SLOTS - 1]++;
    times->count++;
    times->sum_ms += all_ms;
    times->scene_ms += scene_ms;
}

/* The time that `share` of the frames kept within. */
static double time_of_share(const struct times *times, double share)
{
    int seen = 0;
    int slot = 0;
    while (slot < SLOTS - 1 && (seen += times->frames[slot]) < share * times->count)
        slot++;
    return (slot + 1.0) / SLOTS_PER_MS;
}

static void draw_routine(const struct timeline *timeline, const struct scene_choices *choices,
                         struct canvas *canvas, int width_px, int height_px, struct times *times)
{
    struct arena arena = arena_make(allocator_system());
    for (int i = 0; (int64_t)i * 1000 / FRAMES_PER_SECOND < timeline->length_ms; i++) {
        int64_t at_ms = (int64_t)i * 1000 / FRAMES_PER_SECOND;
        double start = cpu_ms();
        arena_clear(&arena);
        struct draw_list list = draw_list_make(&arena, width_px, height_px,
                                               light_level_of(timeline));
        session_scene(timeline, (double)at_ms, choices, &list);
        double listed = cpu_ms();
        struct frame frame;
        canvas_draw(canvas, &list, at_ms, &frame);
        note(times, listed - start, cpu_ms() - start);
    }
    arena_release(&arena);
}

int main(int count, char **arguments)
{
    if (count != 3 && count != 5)
        return 2;
    static struct times times;
    int width_px = count == 5 ? atoi(arguments[3]) : 1920;
    int height_px = count == 5 ? atoi(arguments[4]) : 1080;
    struct made_timeline made;
    made_timeline_read_file(&made, allocator_system(), arguments[1]);
    struct fixed_font fixed;
    struct font font = fixed_font_make(allocator_system(), &fixed);
    struct scene_choices choices = scene_choices_make((float)height_px / 1080);
    choices.font = &font;
    choices.figures = figures_load(&made.arena, arguments[2], &made.findings);
    struct canvas *canvas = canvas_create(allocator_system(), width_px, height_px, &font);
    if (!made.laid_out || made.findings.errors > 0 || canvas == NULL)
        return 1;
    draw_routine(&made.timeline, &choices, canvas, width_px, height_px, &times);
    double mean_ms = times.sum_ms / times.count;
    printf("%dx%d  %5.2f ms a frame (scene %.2f), 99 of 100 within %.2f, %5.2f %% of a core\n",
           width_px, height_px, mean_ms, times.scene_ms / times.count, time_of_share(&times, 0.99),
           mean_ms * FRAMES_PER_SECOND / 10);
    canvas_destroy(canvas);
    fixed_font_release(&fixed);
    made_timeline_release(&made);
    return 0;
}
