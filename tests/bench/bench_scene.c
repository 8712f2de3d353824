/* What a whole routine's pictures cost, from its timeline to pixels: laid out, drawn 30 times a
 * second, and kept within the budget of light. Prints that beside the limit of the size, and exits
 * with 1 where it is over it.
 *
 *     bench_scene ROUTINE.lull FIGURES [WIDTH HEIGHT [ROUNDS]]     1920 1080 3 where nothing is
 * said
 *
 * FIGURES is the folder of the figure's art. Letters are those of the built-in font, at the size
 * that a display of that height would ask for. The routine is drawn ROUNDS times and the quickest
 * time of every frame counts, since what else a machine does can only add to it.
 */
#include "canvas/canvas.h"
#include "canvas/fixed_font.h"
#include "scene/figures.h"
#include "scene/light.h"
#include "scene/session_scene.h"
#include "support/made_timeline.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FRAMES_PER_SECOND = 30 };

/* What a size may cost, as a share of one processor core in percent. */
static const struct {
    int width_px;
    int height_px;
    double most;
} limits[] = {{1920, 1080, 4}, {3840, 2160, 12}};

/* A frame's quickest times so far. */
struct cost {
    double all_ms;
    double scene_ms; /* of that, until the list was there */
};

struct bench {
    struct made_timeline made;
    struct scene_choices choices;
    int width_px;
    int height_px;
    struct cost *costs; /* owned: one a frame */
    int count;
};

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* Takes what a frame cost this time, where that is less than before. */
static void note(struct cost *cost, bool first_round, double scene_ms, double all_ms)
{
    if (first_round || all_ms < cost->all_ms)
        *cost = (struct cost){all_ms, scene_ms};
}

/* Draws the routine from its first frame to its last on a canvas of its own. */
static bool draw_routine(struct bench *bench, bool first_round)
{
    const struct timeline *timeline = &bench->made.timeline;
    struct canvas *canvas = canvas_create(allocator_system(), bench->width_px, bench->height_px,
                                          bench->choices.font);
    if (canvas == NULL)
        return false;
    struct arena arena = arena_make(allocator_system());
    for (int i = 0; i < bench->count; i++) {
        int64_t at_ms = (int64_t)i * 1000 / FRAMES_PER_SECOND;
        double start = cpu_ms();
        arena_clear(&arena);
        struct draw_list list = draw_list_make(&arena, bench->width_px, bench->height_px,
                                               light_level_of(timeline));
        session_scene(timeline, (double)at_ms, &bench->choices, &list);
        double listed = cpu_ms();
        struct frame frame;
        canvas_draw(canvas, &list, at_ms, &frame);
        note(&bench->costs[i], first_round, listed - start, cpu_ms() - start);
    }
    arena_release(&arena);
    canvas_destroy(canvas);
    return true;
}

static int by_cost(const void *a, const void *b)
{
    const struct cost *first = a;
    const struct cost *second = b;
    return (first->all_ms > second->all_ms) - (first->all_ms < second->all_ms);
}

/* Prints what a frame costs; returns whether the limit, if the size has one, is kept. */
static bool judge(struct bench *bench)
{
    assert(bench->count > 0);
    struct cost sum = {0};
    for (int i = 0; i < bench->count; i++) {
        sum.all_ms += bench->costs[i].all_ms;
        sum.scene_ms += bench->costs[i].scene_ms;
    }
    qsort(bench->costs, (size_t)bench->count, sizeof *bench->costs, by_cost);
    double share = sum.all_ms / bench->count * FRAMES_PER_SECOND / 10;
    printf("%dx%d  %5.2f ms a frame (scene %.2f), 99 of 100 within %.2f, %5.2f %% of a core",
           bench->width_px, bench->height_px, sum.all_ms / bench->count,
           sum.scene_ms / bench->count, bench->costs[bench->count * 99 / 100].all_ms, share);
    bool kept = true;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++) {
        if (limits[i].width_px != bench->width_px || limits[i].height_px != bench->height_px)
            continue;
        kept = share <= limits[i].most;
        printf(", limit %.0f %%, measured / limit %.2f", limits[i].most, share / limits[i].most);
    }
    printf("\n");
    return kept;
}

int main(int count, char **arguments)
{
    if (count != 3 && count != 5 && count != 6)
        return 2;
    struct bench bench = {.width_px = count > 3 ? atoi(arguments[3]) : 1920,
                          .height_px = count > 3 ? atoi(arguments[4]) : 1080};
    int rounds = count > 5 ? atoi(arguments[5]) : 3;
    made_timeline_read_file(&bench.made, allocator_system(), arguments[1]);
    struct fixed_font fixed;
    struct font font = fixed_font_make(allocator_system(), &fixed);
    bench.choices = scene_choices_make((float)bench.height_px / 1080);
    bench.choices.font = &font;
    bench.choices.figures = figures_load(&bench.made.arena, arguments[2], &bench.made.findings);
    if (!bench.made.laid_out || bench.made.findings.errors > 0)
        return 2;
    bench.count = (int)((int64_t)bench.made.timeline.length_ms * FRAMES_PER_SECOND / 1000);
    bench.costs = calloc((size_t)bench.count, sizeof *bench.costs);
    bool drawn = bench.costs != NULL;
    for (int i = 0; drawn && i < rounds; i++)
        drawn = draw_routine(&bench, i == 0);
    bool kept = drawn && judge(&bench);
    free(bench.costs);
    fixed_font_release(&fixed);
    made_timeline_release(&bench.made);
    return kept ? 0 : 1;
}
