/* What the frames of a session cost: nothing where nothing moves, and no memory once all that
 * moves has been seen. Drawn as the player draws them, with the real figure, 30 a second.
 */
#include "canvas/canvas.h"
#include "canvas/fixed_font.h"
#include "scene/figures.h"
#include "scene/light.h"
#include "scene/session_scene.h"
#include "support/failing_allocator.h"
#include "support/made_timeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

enum { WIDTH_PX = 1280, HEIGHT_PX = 720, FRAMES_PER_SECOND = 30 };

/* A session on its canvas; what frames ask the allocator for is counted. */
struct stage {
    struct failing_allocator memory; /* which never fails */
    struct made_timeline made;
    struct fixed_font letters;
    struct font font;
    struct scene_choices choices;
    struct arena arena; /* of one frame's list */
    struct canvas *canvas;
};

static void stage_open(struct stage *stage, const char *script)
{
    char path[1024];
    stage->memory = (struct failing_allocator){0};
    struct allocator counted = failing_allocator_ask(&stage->memory);
    made_timeline_must(&stage->made, script);
    stage->font = fixed_font_make(counted, &stage->letters);
    stage->choices = scene_choices_make(1);
    stage->choices.font = &stage->font;
    assert_non_null(getenv("LULL_ASSETS"));
    (void)snprintf(path, sizeof path, "%s/figures", getenv("LULL_ASSETS"));
    stage->choices.figures = figures_load(&stage->made.arena, path, &stage->made.findings);
    assert_int_equal(stage->made.findings.errors, 0);
    stage->arena = arena_make(counted);
    stage->canvas = canvas_create(counted, WIDTH_PX, HEIGHT_PX, &stage->font);
    assert_non_null(stage->canvas);
}

/* Draws from one second of the session to another; returns how many frames had something new. */
static int stage_draw(struct stage *stage, int from_s, int to_s)
{
    int drawn = 0;
    for (int i = from_s * FRAMES_PER_SECOND; i < to_s * FRAMES_PER_SECOND; i++) {
        int32_t at_ms = i * 1000 / FRAMES_PER_SECOND;
        arena_clear(&stage->arena);
        struct draw_list list = draw_list_make(&stage->arena, WIDTH_PX, HEIGHT_PX,
                                               light_level_of(&stage->made.timeline));
        session_scene(&stage->made.timeline, at_ms, &stage->choices, &list);
        struct frame frame;
        assert_true(canvas_draw(stage->canvas, &list, at_ms, &frame));
        drawn += frame.dirty_count > 0;
    }
    return drawn;
}

static void stage_close(struct stage *stage)
{
    canvas_destroy(stage->canvas);
    fixed_font_release(&stage->letters);
    arena_release(&stage->arena);
    made_timeline_release(&stage->made);
}

static void ten_seconds_of_rest_draw_nothing(void **state)
{
    (void)state;
    static struct stage stage;
    stage_open(&stage, "title \"T\"\nbreathe in 4s, out 6s for 1 breath\nbreathe freely\nrest 30s\n"
                       "breathe in 4s, out 6s for 2 breaths\n");
    assert_true(stage_draw(&stage, 0, 16) > 250);
    assert_int_equal(stage_draw(&stage, 16, 26), 0);
    /* Nor is it dead: the next breath is drawn. */
    assert_true(stage_draw(&stage, 26, 55) > 250);
    stage_close(&stage);
}

static void held_hands_draw_nothing_but_what_moves(void **state)
{
    (void)state;
    static struct stage stage;
    stage_open(&stage, "title \"T\"\nbreathe freely\nrest 4s\nmove to temples over 3s\nrest 30s\n");
    assert_true(stage_draw(&stage, 0, 14) > 90);
    assert_int_equal(stage_draw(&stage, 14, 24), 0);
    stage_close(&stage);
}

static void a_breath_that_was_seen_takes_no_memory(void **state)
{
    (void)state;
    static struct stage stage;
    stage_open(&stage, "title \"T\"\nbreathe in 4s, out 6s\nmove to temples over 3s\n"
                       "hold pressure light for 70s\n    show \"Stay there.\" for 60s\n");
    stage_draw(&stage, 0, 25);
    long before = stage.memory.requests;
    assert_true(before > 10);
    assert_true(stage_draw(&stage, 25, 55) > 800);
    assert_int_equal(stage.memory.requests, before);
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ten_seconds_of_rest_draw_nothing),
        cmocka_unit_test(held_hands_draw_nothing_but_what_moves),
        cmocka_unit_test(a_breath_that_was_seen_takes_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
