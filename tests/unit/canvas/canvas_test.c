/* Drawing as the player and the exporter see it: the right pixels, the same everywhere, only where
 * something changed, and never a crash for want of memory.
 *
 * Goldens are pictures in tests/golden/canvas. LULL_UPDATE_GOLDENS=1 writes them anew: look at them
 * before committing.
 */
#include "canvas/canvas.h"
#include "canvas/fixed_font.h"
#include "media/picture.h"

#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 400, HEIGHT = 300 };

/* The system's memory, counted, and refused after `left` requests. */
struct meagre {
    size_t requests;
    size_t left;
    size_t blocks;
};

static void *meagre_resize(void *context, void *block, size_t size)
{
    struct meagre *meagre = context;
    struct allocator system = allocator_system();
    if (size == 0) {
        meagre->blocks -= block != NULL;
        return system.resize(system.context, block, 0);
    }
    meagre->requests++;
    if (meagre->left == 0)
        return NULL;
    meagre->left--;
    void *moved = system.resize(system.context, block, size);
    meagre->blocks += block == NULL && moved != NULL;
    return moved;
}

static const struct colour MOSS = {0.012F, 0.040F, 0.006F};

static void add_light(struct draw_list *list)
{
    struct colour faint = {0.006F, 0.016F, 0.003F};
    draw_list_add(
        list,
        (struct shape){.kind = SHAPE_GLOW, .colour = MOSS, .glow = {{150.25F, 140.5F}, 110.75F}});
    draw_list_add(list, (struct shape){.kind = SHAPE_RING,
                                       .colour = faint,
                                       .ring = {{150.25F, 140.5F}, 120, 2.5F, 0, 1}});
    for (int i = 0; i < 5; i++)
        draw_list_add(list, (struct shape){.kind = SHAPE_RING,
                                           .colour = MOSS,
                                           .ring = {{320, 40.0F + 50 * (float)i},
                                                    18,
                                                    4,
                                                    0.15F * (float)i,
                                                    0.15F * (float)i + 0.1F + 0.2F * (float)i}});
}

static void add_lines(struct draw_list *list)
{
    static const struct point bend[] = {{20, 30}, {120, 60}, {60, 140}, {200, 120.5F}, {200, 250}};
    static const struct point loop[] = {{260, 60}, {340, 60}, {340, 140}, {260, 140}, {340, 60}};
    static const struct point dot[] = {{60.5F, 220.5F}, {60.5F, 220.5F}};
    draw_list_add(list,
                  (struct shape){.kind = SHAPE_PATH, .colour = MOSS, .path = {bend, 5, 2, 3}});
    draw_list_add(list,
                  (struct shape){.kind = SHAPE_PATH, .colour = MOSS, .path = {loop, 5, 10, 0}});
    draw_list_add(list,
                  (struct shape){.kind = SHAPE_PATH, .colour = MOSS, .path = {dot, 2, 20, 20}});
}

static void add_masks(struct draw_list *list)
{
    static uint8_t coverage[16 * 12];
    for (int i = 0; i < 16 * 12; i++)
        coverage[i] = (uint8_t)(i % 16 * 16 ^ i / 16 * 20);
    draw_list_add(list, (struct shape){.kind = SHAPE_PICTURE,
                                       .colour = MOSS,
                                       .picture = {coverage, 16, 12, {20.5F, 20.25F}, 10.5F}});
    draw_list_add(
        list, (struct shape){.kind = SHAPE_TEXT,
                             .colour = {0.03F, 0.1F, 0.02F},
                             .caption = {text_from("Breathe (in) & out: 4-7-8!"), 20, {30, 180}}});
    draw_list_add(
        list, (struct shape){.kind = SHAPE_TEXT,
                             .colour = {0.03F, 0.1F, 0.02F},
                             .caption = {text_from("quietly \xE2\x80\xA6 jaw"), 45, {-7, 230}}});
}

typedef void scene(struct draw_list *list);

/* A canvas with the fixed font, and what a frame needs. */
struct stage {
    struct fixed_font state;
    struct font font;
    struct canvas *canvas;
    struct arena arena;
};

static void stage_open(struct stage *stage)
{
    stage->font = fixed_font_make(allocator_system(), &stage->state);
    stage->canvas = canvas_create(allocator_system(), WIDTH, HEIGHT, &stage->font);
    stage->arena = arena_make(allocator_system());
    assert_non_null(stage->canvas);
}

static void stage_close(struct stage *stage)
{
    canvas_destroy(stage->canvas);
    fixed_font_release(&stage->state);
    arena_release(&stage->arena);
}

static struct frame stage_still(struct stage *stage, scene *make)
{
    struct draw_list list = draw_list_make(&stage->arena, WIDTH, HEIGHT, LIGHT_CALM);
    make(&list);
    struct frame frame;
    assert_true(canvas_draw_still(stage->canvas, &list, &frame));
    return frame;
}

static const char *golden_path(const char *name)
{
    static char path[4096];
    const char *root = getenv("LULL_SOURCE_DIR");
    snprintf(path, sizeof path, "%s/tests/golden/canvas/%s.png", root == NULL ? "." : root, name);
    return path;
}

static void assert_golden(const struct frame *frame, const char *name)
{
    const char *path = golden_path(name);
    if (getenv("LULL_UPDATE_GOLDENS") != NULL)
        assert_null(picture_write(allocator_system(), path, frame->pixels, WIDTH, HEIGHT));
    png_image image = {.version = PNG_IMAGE_VERSION};
    static uint8_t bytes[WIDTH * HEIGHT * 3];
    assert_true(png_image_begin_read_from_file(&image, path));
    assert_int_equal(image.width, WIDTH);
    assert_int_equal(image.height, HEIGHT);
    image.format = PNG_FORMAT_RGB;
    assert_true(png_image_finish_read(&image, NULL, bytes, 0, NULL));
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        uint32_t golden = (uint32_t)bytes[3 * i] << 16 | (uint32_t)bytes[3 * i + 1] << 8 |
                          bytes[3 * i + 2];
        if (frame->pixels[i] != golden)
            fail_msg("%s: pixel (%d, %d) is %06x, not %06x", name, i % WIDTH, i / WIDTH,
                     frame->pixels[i], golden);
    }
}

static void every_shape_keeps_its_pixels(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        scene *make;
    } goldens[] = {{"light", add_light}, {"lines", add_lines}, {"masks", add_masks}};
    struct stage stage;
    stage_open(&stage);
    for (size_t i = 0; i < sizeof goldens / sizeof goldens[0]; i++) {
        struct frame frame = stage_still(&stage, goldens[i].make);
        assert_golden(&frame, goldens[i].name);
    }
    stage_close(&stage);
}

/* A patch at the very edge of the picture, brighter from frame to frame. */
static void add_patch(struct draw_list *list, int frame)
{
    static const uint8_t full[4] = {255, 255, 255, 255};
    float light = 0.01F + 0.001F * (float)frame;
    draw_list_add(list, (struct shape){.kind = SHAPE_PICTURE,
                                       .colour = {light, light, light / 4},
                                       .picture = {full, 2, 2, {-45, 60}, 45}});
}

static void add_everything(struct draw_list *list, int frame)
{
    add_light(list);
    list->shapes[0].glow.radius_px -= (float)frame;
    list->shapes[3].ring.centre.y_px += 0.25F * (float)frame;
    add_lines(list);
    add_masks(list);
}

/* What a window shows that is only ever told of dirty rectangles. */
static void present(const struct frame *frame, uint32_t *window)
{
    for (size_t i = 0; i < frame->dirty_count; i++) {
        struct rectangle dirty = frame->dirty[i];
        for (int y = dirty.y_px; y < dirty.y_px + dirty.height_px; y++)
            memcpy(&window[y * WIDTH + dirty.x_px], &frame->pixels[y * WIDTH + dirty.x_px],
                   (size_t)dirty.width_px * sizeof *window);
    }
}

static void dirty_rectangles_are_all_that_changes(void **state)
{
    (void)state;
    static uint32_t window[WIDTH * HEIGHT];
    struct stage live;
    struct stage fresh;
    stage_open(&live);
    for (int i = 0; i < 24; i++) {
        struct draw_list list = draw_list_make(&live.arena, WIDTH, HEIGHT, LIGHT_CALM);
        add_everything(&list, i);
        add_patch(&list, i);
        list.shapes[i % (int)list.count].colour.green *= 0.5F;
        struct frame frame;
        assert_true(canvas_draw_still(live.canvas, &list, &frame));
        present(&frame, window);
        stage_open(&fresh);
        struct frame whole;
        assert_true(canvas_draw_still(fresh.canvas, &list, &whole));
        assert_memory_equal(window, whole.pixels, sizeof window);
        stage_close(&fresh);
    }
    stage_close(&live);
}

static void what_stands_still_is_not_drawn(void **state)
{
    (void)state;
    struct stage stage;
    stage_open(&stage);
    struct draw_list list = draw_list_make(&stage.arena, WIDTH, HEIGHT, LIGHT_CALM);
    add_everything(&list, 0);
    struct frame frame;
    int64_t at_ms = 0;
    do {
        assert_true(canvas_draw(stage.canvas, &list, at_ms, &frame));
        at_ms += 33;
        assert_true(at_ms < 20000);
    } while (!frame.settled);
    for (int i = 0; i < 10; i++) {
        assert_true(canvas_draw(stage.canvas, &list, at_ms += 33, &frame));
        assert_int_equal(frame.dirty_count, 0);
        assert_true(frame.settled);
    }
    /* One small mark that moves: only the tiles around it. */
    list.shapes[0].glow.radius_px = 5;
    assert_true(canvas_draw_still(stage.canvas, &list, &frame));
    list.shapes[0].glow.centre.x_px += 1;
    assert_true(canvas_draw_still(stage.canvas, &list, &frame));
    assert_int_equal(frame.dirty_count, 1);
    assert_true(frame.dirty[0].width_px <= 64 && frame.dirty[0].height_px <= 64);
    stage_close(&stage);
}

static void a_steady_session_takes_no_memory(void **state)
{
    (void)state;
    struct meagre meagre = {.left = SIZE_MAX};
    struct allocator allocator = {meagre_resize, &meagre};
    struct arena arena = arena_make(allocator_system());
    struct fixed_font fixed;
    struct font font = fixed_font_make(allocator, &fixed);
    struct canvas *canvas = canvas_create(allocator, WIDTH, HEIGHT, &font);
    size_t after_first_breath = 0;
    for (int i = 0; i < 90; i++) {
        struct draw_list list = draw_list_make(&arena, WIDTH, HEIGHT, LIGHT_CALM);
        add_everything(&list, i % 30);
        struct frame frame;
        assert_true(canvas_draw(canvas, &list, i * 33, &frame));
        if (i == 30)
            after_first_breath = meagre.requests;
    }
    assert_int_equal(meagre.requests, after_first_breath);
    canvas_destroy(canvas);
    fixed_font_release(&fixed);
    arena_release(&arena);
    assert_int_equal(meagre.blocks, 0);
}

/* Shows one glow, `side` times as large as on the smallest canvas, `place` of the width across. */
static void show_glow(struct canvas *canvas, struct arena *arena, int side, float place)
{
    float scale = (float)side;
    struct draw_list list = draw_list_make(arena, WIDTH * side, HEIGHT * side, LIGHT_CALM);
    struct point centre = {WIDTH * place * scale, HEIGHT / 2.0F * scale};
    draw_list_add(&list,
                  (struct shape){.kind = SHAPE_GLOW, .colour = MOSS, .glow = {centre, 50 * scale}});
    struct frame frame;
    assert_true(canvas_draw_still(canvas, &list, &frame));
}

/* Of the black around a glow, and of what has gone black again. */
static void black_that_changes_its_size_takes_no_memory(void **state)
{
    (void)state;
    struct meagre fresh = {.left = SIZE_MAX};
    struct meagre resized = {.left = SIZE_MAX};
    struct arena arena = arena_make(allocator_system());
    struct canvas *one = canvas_create((struct allocator){meagre_resize, &fresh}, WIDTH * 2,
                                       HEIGHT * 2, NULL);
    show_glow(one, &arena, 2, 0.7F);
    struct canvas *other = canvas_create((struct allocator){meagre_resize, &resized}, WIDTH, HEIGHT,
                                         NULL);
    show_glow(other, &arena, 1, 0.3F);
    show_glow(other, &arena, 1, 0.7F);
    assert_true(canvas_resize(other, WIDTH * 2, HEIGHT * 2));
    show_glow(other, &arena, 2, 0.7F);
    assert_int_equal(resized.blocks, fresh.blocks);
    canvas_destroy(one);
    canvas_destroy(other);
    arena_release(&arena);
}

/* Draws, resizes and draws again with room for `left` requests; whether all of it worked. */
static bool draw_with(struct meagre *meagre, struct arena *arena)
{
    struct allocator allocator = {meagre_resize, meagre};
    struct fixed_font fixed;
    struct font font = fixed_font_make(allocator, &fixed);
    struct canvas *canvas = canvas_create(allocator, WIDTH, HEIGHT, &font);
    bool whole = canvas != NULL;
    if (canvas != NULL) {
        struct draw_list list = draw_list_make(arena, WIDTH, HEIGHT, LIGHT_CALM);
        struct frame frame;
        add_everything(&list, 0);
        whole = canvas_draw(canvas, &list, 0, &frame) && whole;
        whole = canvas_draw(canvas, &list, 33, &frame) && whole;
        if (canvas_resize(canvas, WIDTH / 2, HEIGHT / 2)) {
            list.width_px = WIDTH / 2;
            list.height_px = HEIGHT / 2;
        } else {
            whole = false;
        }
        whole = canvas_draw(canvas, &list, 66, &frame) && whole;
    }
    canvas_destroy(canvas);
    fixed_font_release(&fixed);
    return whole;
}

static void want_of_memory_leaves_parts_out(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    for (size_t left = 0; left < 1000; left++) {
        struct meagre meagre = {.left = left};
        bool whole = draw_with(&meagre, &arena);
        assert_int_equal(meagre.blocks, 0);
        arena_release(&arena);
        if (whole) {
            assert_true(left > 8);
            return;
        }
    }
    fail_msg("a thousand requests were not enough");
}

static void odd_shapes_draw_nothing_bad(void **state)
{
    (void)state;
    static const struct point far[] = {{-1e9F, 3}, {1e9F, 50}};
    struct stage stage;
    stage_open(&stage);
    struct draw_list list = draw_list_make(&stage.arena, WIDTH, HEIGHT, LIGHT_CALM);
    struct shape odd[] = {
        {.kind = SHAPE_GLOW, .colour = MOSS, .glow = {{100, 100}, 0}},
        {.kind = SHAPE_GLOW, .colour = MOSS, .glow = {{-1e9F, 1e9F}, 10}},
        {.kind = SHAPE_RING, .colour = MOSS, .ring = {{100, 100}, 20, 0, 0, 1}},
        {.kind = SHAPE_RING, .colour = MOSS, .ring = {{100, 100}, 20, 3, 0.5F, 0.5F}},
        {.kind = SHAPE_PATH, .colour = MOSS, .path = {far, 2, 1, 1}},
        {.kind = SHAPE_TEXT, .colour = MOSS, .caption = {text_from("\xFF\x01"), 10, {-500, 0}}},
    };
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++)
        draw_list_add(&list, odd[i]);
    struct frame frame;
    assert_true(canvas_draw_still(stage.canvas, &list, &frame));
    assert_int_equal(frame.pixels[100 * WIDTH + 100], 0);
    assert_int_equal(frame.pixels[80 * WIDTH + 100], 0);
    stage_close(&stage);
}

/* Many lights in one tile and in many, more than a tile can name one by one. */
static void a_long_list_is_drawn_whole(void **state)
{
    (void)state;
    enum { ACROSS = 24, DOWN = 12, APART_PX = 8 };
    struct stage stage;
    stage_open(&stage);
    struct draw_list list = draw_list_make(&stage.arena, WIDTH, HEIGHT, LIGHT_CALM);
    for (int i = 0; i < ACROSS * DOWN; i++) {
        struct point centre = {(float)(i % ACROSS * APART_PX) + 4.5F,
                               (float)(i / ACROSS * APART_PX) + 4.5F};
        draw_list_add(&list,
                      (struct shape){.kind = SHAPE_GLOW, .colour = MOSS, .glow = {centre, 3}});
    }
    struct frame frame;
    assert_true(canvas_draw_still(stage.canvas, &list, &frame));
    for (int i = 0; i < ACROSS * DOWN; i++) {
        int x = i % ACROSS * APART_PX + 4;
        int y = i / ACROSS * APART_PX + 4;
        assert_int_not_equal(frame.pixels[y * WIDTH + x], 0);
        assert_int_equal(frame.pixels[(y - 4) * WIDTH + x - 4], 0);
    }
    stage_close(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_shape_keeps_its_pixels),
        cmocka_unit_test(dirty_rectangles_are_all_that_changes),
        cmocka_unit_test(what_stands_still_is_not_drawn),
        cmocka_unit_test(a_steady_session_takes_no_memory),
        cmocka_unit_test(black_that_changes_its_size_takes_no_memory),
        cmocka_unit_test(want_of_memory_leaves_parts_out),
        cmocka_unit_test(odd_shapes_draw_nothing_bad),
        cmocka_unit_test(a_long_list_is_drawn_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
