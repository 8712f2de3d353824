/* What drawing costs: a breathing orb of at most 600 x 600 px, its ring and two lines of text, at
 * 30 frames a second, as a share of one processor core. Prints; judges nothing.
 *
 *     bench_canvas [WIDTH HEIGHT]        1920 1080 where nothing is said; the orb grows with it
 *
 * Every line is one kind of minute: breathing (with a caption that changes every five seconds), and
 * resting, where nothing moves.
 */
#include "canvas/canvas.h"
#include "canvas/fixed_font.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { FRAMES_PER_SECOND = 30, SECONDS = 60 };

struct bench {
    struct arena arena;
    struct canvas *canvas;
    int width_px;
    int height_px;
    int64_t now_ms;
    size_t dirty_frames;
};

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void add_orb(const struct bench *bench, struct draw_list *list, double seconds)
{
    double breath = fmod(seconds, 10);
    double fullness = breath < 4 ? 0.5 - 0.5 * cos(breath / 4 * 3.14159265)
                                 : 0.5 + 0.5 * cos((breath - 4) / 6 * 3.14159265);
    float scale = (float)bench->height_px / 1080;
    float radius_px = (float)(150 + 150 * fullness) * scale;
    struct point centre = {(float)bench->width_px / 2, 400 * scale};
    struct colour colour = {0.009F, 0.030F, 0.004F};
    draw_list_add(
        list, (struct shape){.kind = SHAPE_GLOW, .colour = colour, .glow = {centre, radius_px}});
    draw_list_add(list, (struct shape){.kind = SHAPE_RING,
                                       .colour = {0.005F, 0.015F, 0.002F},
                                       .ring = {centre, 300 * scale, 2.5F, 0, 1}});
}

static void add_caption(const struct bench *bench, struct draw_list *list, double seconds)
{
    static const char *const lines[] = {"Let your head get heavy.", "Nothing to do. Only breathe."};
    double into = fmod(seconds, 5);
    float fade = (float)fmin(1, into) * (float)fmin(1, fmax(0, 4 - into));
    draw_list_add(list, (struct shape){.kind = SHAPE_TEXT,
                                       .colour = {0.02F * fade, 0.08F * fade, 0.015F * fade},
                                       .caption = {text_from(lines[(int)(seconds / 5) % 2]),
                                                   32,
                                                   {(float)bench->width_px / 2 - 250,
                                                    (float)bench->height_px * 0.85F}}});
}

static void draw_minute(struct bench *bench, const char *name, bool moving)
{
    double start = cpu_seconds();
    bench->dirty_frames = 0;
    for (int i = 0; i < SECONDS * FRAMES_PER_SECOND; i++) {
        double seconds = moving ? (double)i / FRAMES_PER_SECOND : 2.5;
        struct draw_list list = draw_list_make(&bench->arena, bench->width_px, bench->height_px,
                                               LIGHT_ATTACK);
        add_orb(bench, &list, seconds);
        add_caption(bench, &list, seconds);
        struct frame frame;
        bench->now_ms += 1000 / FRAMES_PER_SECOND;
        canvas_draw(bench->canvas, &list, bench->now_ms, &frame);
        bench->dirty_frames += frame.dirty_count > 0;
        arena_release(&bench->arena);
    }
    double spent = cpu_seconds() - start;
    printf("%-10s %dx%d  %5.2f ms a frame  %5.2f %% of a core  %zu frames with changes\n", name,
           bench->width_px, bench->height_px, spent * 1000 / (SECONDS * FRAMES_PER_SECOND),
           spent * 100 / SECONDS, bench->dirty_frames);
}

int main(int count, char **arguments)
{
    struct fixed_font fixed;
    struct font font = fixed_font_make(allocator_system(), &fixed);
    struct bench bench = {
        .arena = arena_make(allocator_system()),
        .width_px = count == 3 ? atoi(arguments[1]) : 1920,
        .height_px = count == 3 ? atoi(arguments[2]) : 1080,
    };
    bench.canvas = canvas_create(allocator_system(), bench.width_px, bench.height_px, &font);
    if (bench.canvas == NULL)
        return 1;
    draw_minute(&bench, "breathing", true);
    draw_minute(&bench, "resting", false);
    canvas_destroy(bench.canvas);
    fixed_font_release(&fixed);
    return 0;
}
