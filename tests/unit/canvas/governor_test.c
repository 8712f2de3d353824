/* Hostile scenes, drawn as the player draws them, and their pixels read by a light meter that
 * shares no code with the program: the budget has to hold in every frame and every second.
 */
#include "canvas/canvas.h"
#include "canvas/fixed_font.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
    WIDTH = 320,
    HEIGHT = 208, /* the last row of blocks is half a block */
    BLOCK = 32,
    COLUMNS = (WIDTH + BLOCK - 1) / BLOCK,
    ROWS = (HEIGHT + BLOCK - 1) / BLOCK,
    BLOCKS = COLUMNS * ROWS,
    FRAMES_PER_SECOND = 60,
    MOST_FRAMES = 8 * FRAMES_PER_SECOND,
};

struct budget {
    double mean;
    double graphics_peak;
    double text_peak;
    double bright_share;
    double mean_change;
    double block_change;
};

static const struct budget budgets[] = {
    [LIGHT_ATTACK] = {0.006, 0.05, 0.12, 0.02, 0.002, 0.03},
    [LIGHT_CALM] = {0.010, 0.08, 0.20, 0.03, 0.004, 0.04},
};

struct recording {
    double block[MOST_FRAMES][BLOCKS];
    double mean[MOST_FRAMES];
    int count;
    int frames_per_second;
};

static double light_of_codes[256];

static int fill_light_of_codes(void **state)
{
    (void)state;
    for (int code = 0; code < 256; code++) {
        double c = code / 255.0;
        light_of_codes[code] = c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
    }
    return 0;
}

static double linear(uint32_t code)
{
    return light_of_codes[code];
}

/* How many pixels of a side of `whole_px` lie in its block at `index`. */
static int block_px(int whole_px, int index)
{
    int rest_px = whole_px - index * BLOCK;
    return rest_px < BLOCK ? rest_px : BLOCK;
}

/* Whether pixel (x, y) is part of a line of text. */
static bool is_text(const struct frame *frame, int x, int y)
{
    for (size_t i = 0; i < frame->text_count; i++) {
        struct rectangle text = frame->texts[i];
        if (x >= text.x_px && x < text.x_px + text.width_px && y >= text.y_px &&
            y < text.y_px + text.height_px)
            return true;
    }
    return false;
}

/* Checks what one frame alone must keep, and records its blocks. It is at most WIDTH x HEIGHT. */
static void read_frame(struct recording *recording, const struct frame *frame,
                       const struct budget *budget)
{
    double *blocks = recording->block[recording->count];
    int pixels = frame->width_px * frame->height_px;
    double sum = 0;
    double melanopic = 0;
    int bright = 0;
    memset(blocks, 0, sizeof recording->block[0]);
    for (int y = 0; y < frame->height_px; y++) {
        for (int x = 0; x < frame->width_px; x++) {
            uint32_t pixel = frame->pixels[y * frame->width_px + x];
            if (pixel == 0)
                continue;
            double r = linear(pixel >> 16 & 0xFF);
            double g = linear(pixel >> 8 & 0xFF);
            double b = linear(pixel & 0xFF);
            double luminance = 0.2126 * r + 0.7152 * g + 0.0722 * b;
            assert_true(luminance <= budget->text_peak);
            assert_true(luminance <= budget->graphics_peak || is_text(frame, x, y));
            assert_true(r <= 0.06 || r / (r + g + b) < 0.8);
            bright += luminance > 0.08;
            melanopic += 0.02 * r + 0.44 * g + 0.73 * b;
            sum += luminance;
            int size = block_px(frame->width_px, x / BLOCK) * block_px(frame->height_px, y / BLOCK);
            blocks[y / BLOCK * COLUMNS + x / BLOCK] += luminance / size;
        }
    }
    recording->mean[recording->count++] = sum / pixels;
    assert_true(sum / pixels <= budget->mean);
    assert_true((double)bright / pixels <= budget->bright_share);
    if (sum / pixels > 0.0001)
        assert_true(melanopic <= 0.75 * sum);
}

/* The largest difference of two values at most a second apart, in a series of the recording with a
 * step between values. */
static double largest_change(const struct recording *recording, const double *values, int step)
{
    double largest = 0;
    for (int i = 0; i < recording->count; i++) {
        for (int j = i + 1; j < recording->count && j <= i + recording->frames_per_second; j++)
            largest = fmax(largest, fabs(values[j * step] - values[i * step]));
    }
    return largest;
}

/* The most turns within any second: a turn is complete when Y has come back by more than 0.01. */
static int most_reversals(const struct recording *recording, const double *values, int step)
{
    int last_turn = -recording->frames_per_second;
    int direction = 0;
    int most = 0;
    double low = values[0];
    double high = values[0];
    for (int i = 1; i < recording->count; i++) {
        double y = values[i * step];
        low = fmin(low, y);
        high = fmax(high, y);
        int to = direction <= 0 && y > low + 0.01 ? 1 : direction >= 0 && y < high - 0.01 ? -1 : 0;
        if (to == 0)
            continue;
        low = y;
        high = y;
        if (direction != 0) {
            int turns = i - last_turn < recording->frames_per_second ? 2 : 1;
            most = turns > most ? turns : most;
            last_turn = i;
        }
        direction = to;
    }
    return most;
}

/* Checks the course of the first `blocks` blocks, and of the mean. */
static void check_recording(const struct recording *recording, const struct budget *budget,
                            int blocks)
{
    assert_true(largest_change(recording, recording->mean, 1) <= budget->mean_change);
    for (int i = 0; i < blocks; i++) {
        const double *values = &recording->block[0][i];
        assert_true(largest_change(recording, values, BLOCKS) <= budget->block_change);
        assert_true(most_reversals(recording, values, BLOCKS) <= 1);
        /* No popping: no frame may take a large part of what a second may. */
        for (int j = 1; j < recording->count; j++) {
            double jump = fabs(values[j * BLOCKS] - values[(j - 1) * BLOCKS]);
            assert_true(jump <= budget->block_change * 6 / recording->frames_per_second);
        }
    }
}

typedef void scene(struct draw_list *list, int frame, int variant);

/* Plays `seconds` of a scene on a screen of so many frames a second, and checks all of the budget.
 * Returns the last mean Y. */
static double play_at(int frames_per_second, scene *make, int variant, int seconds,
                      enum light_level level)
{
    static struct recording recording;
    recording.count = 0;
    recording.frames_per_second = frames_per_second;
    struct fixed_font state;
    struct font font = fixed_font_make(allocator_system(), &state);
    struct canvas *canvas = canvas_create(allocator_system(), WIDTH, HEIGHT, &font);
    struct arena arena = arena_make(allocator_system());
    const struct budget *budget = &budgets[level];
    for (int i = 0; i < seconds * frames_per_second; i++) {
        struct draw_list list = draw_list_make(&arena, WIDTH, HEIGHT, level);
        struct frame frame;
        make(&list, i, variant);
        assert_true(canvas_draw(canvas, &list, i * 1000 / frames_per_second, &frame));
        read_frame(&recording, &frame, budget);
        arena_release(&arena);
    }
    canvas_destroy(canvas);
    fixed_font_release(&state);
    check_recording(&recording, budget, BLOCKS);
    return recording.mean[recording.count - 1];
}

/* The same on an ordinary screen. */
static double play(scene *make, int variant, int seconds, enum light_level level)
{
    return play_at(FRAMES_PER_SECOND, make, variant, seconds, level);
}

static void add_flood(struct draw_list *list, struct colour colour)
{
    draw_list_add(list, (struct shape){.kind = SHAPE_GLOW,
                                       .colour = colour,
                                       .glow = {{WIDTH / 2.0F, HEIGHT / 2.0F}, 100000}});
}

/* All white for half of each of `hertz` periods a second. */
static void flash(struct draw_list *list, int frame, int hertz)
{
    if (frame * 2 * hertz / FRAMES_PER_SECOND % 2 == 0)
        add_flood(list, (struct colour){1, 1, 1});
}

static void flashes_become_slow_dim_light(void **state)
{
    (void)state;
    const int hertz[] = {1, 2, 3, 5, 10, 15, 30};
    for (size_t i = 0; i < sizeof hertz / sizeof hertz[0]; i++)
        play(flash, hertz[i], 2, i % 2 == 0 ? LIGHT_ATTACK : LIGHT_CALM);
}

/* Every other frame white, or one of the colours that a flash is worst in. */
static void flicker(struct draw_list *list, int frame, int blue_and_green)
{
    float other = blue_and_green == 0 ? 0 : 1;
    if (frame % 2 == 0)
        add_flood(list, (struct colour){1, other, other});
}

static void the_fastest_flicker_of_any_screen_is_calmed(void **state)
{
    (void)state;
    const int screens[] = {10, 24, 60, 120}; /* up to 60 Hz */
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        play_at(screens[i], flicker, 1, 2, LIGHT_CALM);
        play_at(screens[i], flicker, 0, 2, LIGHT_ATTACK);
    }
}

/* Small spots that flash, so that blocks move while the mean hardly does. */
static void flash_spots(struct draw_list *list, int frame, int hertz)
{
    if (frame * 2 * hertz / FRAMES_PER_SECOND % 2 != 0)
        return;
    for (int i = 0; i < 3; i++)
        draw_list_add(list, (struct shape){.kind = SHAPE_GLOW,
                                           .colour = {0.03F, 0.06F, 0.02F},
                                           .glow = {{40.0F + 110 * (float)i, 90}, 30}});
}

static void spots_may_not_flash_either(void **state)
{
    (void)state;
    play(flash_spots, 1, 6, LIGHT_CALM);
    play(flash_spots, 2, 6, LIGHT_ATTACK);
    play(flash_spots, 8, 3, LIGHT_CALM);
}

/* A checkerboard of squares of `side` pixels that turns round every tenth of a second. */
static void checkerboard(struct draw_list *list, int frame, int side)
{
    uint8_t *coverage = arena_push(list->arena, WIDTH * HEIGHT, 1);
    int odd = frame / 6 % 2;
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        coverage[i] = (i % WIDTH / side + i / WIDTH / side) % 2 == odd ? 255 : 0;
    draw_list_add(list, (struct shape){.kind = SHAPE_PICTURE,
                                       .colour = {1, 1, 1},
                                       .picture = {coverage, WIDTH, HEIGHT, {0, 0}, 1}});
}

static void checkerboards_keep_the_budget(void **state)
{
    (void)state;
    play(checkerboard, 1, 2, LIGHT_ATTACK);
    play(checkerboard, 13, 2, LIGHT_CALM);
    play(checkerboard, 32, 2, LIGHT_ATTACK);
}

static void coloured_flood(struct draw_list *list, int frame, int channel)
{
    (void)frame;
    add_flood(list, (struct colour){channel == 0, channel == 1, channel == 2});
}

static void coloured_spot(struct draw_list *list, int frame, int channel)
{
    (void)frame;
    draw_list_add(list, (struct shape){.kind = SHAPE_GLOW,
                                       .colour = {channel != 1, channel == 1, channel == 2},
                                       .glow = {{160, 100}, 40}});
}

static void saturated_colours_are_calmed(void **state)
{
    (void)state;
    for (int channel = 0; channel < 3; channel++) {
        play(coloured_flood, channel, 2, LIGHT_CALM);
        play(coloured_spot, channel, 2, LIGHT_CALM);
        play(coloured_spot, channel, 2, LIGHT_ATTACK);
    }
}

/* Light that jumps every tenth of a second, always somewhere else and in another strength. */
static void jump(struct draw_list *list, int frame, int seed)
{
    uint32_t noise = (uint32_t)(frame / 6 * 7919 + seed) * 2654435761U;
    float strength = (float)(noise >> 24) / 255;
    struct colour colour = {0.05F * strength, 0.1F * strength, 0.04F * strength};
    struct point centre = {(float)(noise >> 8 & 0xFF), (float)(noise & 0xBF)};
    draw_list_add(list, (struct shape){.kind = SHAPE_GLOW, .colour = colour, .glow = {centre, 70}});
}

static void jumping_light_is_slowed(void **state)
{
    (void)state;
    play(jump, 1, 5, LIGHT_ATTACK);
    play(jump, 2, 5, LIGHT_CALM);
}

/* A wall of text at full white, another text every `period` frames. */
static void wall_of_text(struct draw_list *list, int frame, int period)
{
    for (int line = 0; line < 8; line++) {
        const char *text = frame / period % 2 == 0 ? "WWWW####@@@@WWWW" : "................";
        draw_list_add(list,
                      (struct shape){.kind = SHAPE_TEXT,
                                     .colour = {1, 1, 1},
                                     .caption = {text_from(text), 24, {8, 4 + 25 * (float)line}}});
    }
}

/* So few bright letters that the mean alone would let them pass. */
static void bright_lines(struct draw_list *list, int frame, int lines)
{
    (void)frame;
    for (int line = 0; line < lines; line++)
        draw_list_add(list,
                      (struct shape){
                          .kind = SHAPE_TEXT,
                          .colour = {1, 1, 0.3F},
                          .caption = {text_from("WWWWHHHHMMMM"), 24, {40, 60 + 40 * (float)line}}});
}

static void few_pixels_may_be_bright(void **state)
{
    (void)state;
    for (int lines = 1; lines <= 3; lines++) {
        play(bright_lines, lines, 5, LIGHT_ATTACK);
        play(bright_lines, lines, 5, LIGHT_CALM);
    }
}

/* Words that go as soon as they have come, and leave nothing on the list. */
static void short_words(struct draw_list *list, int frame, int period)
{
    if (frame / period % 2 == 0)
        bright_lines(list, frame, 1);
}

static void words_that_are_let_go_slowly_are_still_words(void **state)
{
    (void)state;
    const int periods[] = {7, 20, 33, 50};
    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++) {
        play(short_words, periods[i], 4, LIGHT_ATTACK);
        play(short_words, periods[i], 4, LIGHT_CALM);
    }
}

static void walls_of_text_keep_the_budget(void **state)
{
    (void)state;
    play(wall_of_text, 30, 4, LIGHT_ATTACK);
    play(wall_of_text, 1000, 4, LIGHT_CALM);
}

static void steady_orb(struct draw_list *list, int frame, int variant)
{
    (void)frame;
    (void)variant;
    draw_list_add(list, (struct shape){.kind = SHAPE_GLOW,
                                       .colour = {0.01F, 0.03F, 0.005F},
                                       .glow = {{160, 104}, 80}});
}

static void slowed_light_arrives(void **state)
{
    (void)state;
    double asked = (0.2126 * 0.01 + 0.7152 * 0.03 + 0.0722 * 0.005) * 3.14159265 * 80 * 80 / 3 /
                   (WIDTH * HEIGHT);
    double reached = play(steady_orb, 0, 4, LIGHT_CALM);
    assert_true(fabs(reached - asked) < 0.02 * asked);
}

/* An orb that breathes as a session's does, within every limit. */
static void breathe(struct draw_list *list, int frame, int variant)
{
    (void)variant;
    double phase = (double)frame / FRAMES_PER_SECOND / 10 * 2 * 3.14159265;
    float fullness = (float)(0.5 - 0.5 * cos(phase));
    draw_list_add(list, (struct shape){.kind = SHAPE_GLOW,
                                       .colour = {0.004F, 0.012F, 0.002F},
                                       .glow = {{160, 104}, 30 + 60 * fullness}});
}

static void a_quiet_scene_is_left_alone(void **state)
{
    (void)state;
    struct canvas *live = canvas_create(allocator_system(), WIDTH, HEIGHT, NULL);
    struct canvas *still = canvas_create(allocator_system(), WIDTH, HEIGHT, NULL);
    struct arena arena = arena_make(allocator_system());
    for (int i = 0; i < 8 * FRAMES_PER_SECOND; i++) {
        struct draw_list list = draw_list_make(&arena, WIDTH, HEIGHT, LIGHT_ATTACK);
        struct frame played;
        struct frame alone;
        breathe(&list, i, 0);
        assert_true(canvas_draw(live, &list, i * 1000 / FRAMES_PER_SECOND, &played));
        assert_true(canvas_draw_still(still, &list, &alone));
        if (i > FRAMES_PER_SECOND) {
            assert_true(played.settled);
            assert_memory_equal(played.pixels, alone.pixels, WIDTH * HEIGHT * sizeof(uint32_t));
        }
        arena_release(&arena);
    }
    canvas_destroy(live);
    canvas_destroy(still);
}

/* A canvas of `side` times 200 x 160 with a glow of its own size at `place` times that. */
static struct draw_list glow_at(struct arena *arena, int side, float place)
{
    float scale = (float)side;
    struct draw_list list = draw_list_make(arena, 200 * side, 160 * side, LIGHT_CALM);
    draw_list_add(&list, (struct shape){.kind = SHAPE_GLOW,
                                        .colour = {0.01F, 0.03F, 0.005F},
                                        .glow = {{200 * place * scale, 80 * scale}, 40 * scale}});
    return list;
}

/* What was shown stays, goes softly, and is gone in the end. */
static void a_resize_is_no_flash(void **state)
{
    (void)state;
    struct canvas *canvas = canvas_create(allocator_system(), 200, 160, NULL);
    struct arena arena = arena_make(allocator_system());
    struct frame frame;
    double before = 0;
    for (int i = 0; i < 400; i++) {
        if (i == 240)
            assert_true(canvas_resize(canvas, 400, 320));
        struct draw_list list = glow_at(&arena, i < 240 ? 1 : 2, i < 240 ? 0.25F : 0.75F);
        assert_true(canvas_draw(canvas, &list, i * 16, &frame));
        double sum = 0;
        for (int at = 0; at < frame.width_px * frame.height_px; at++)
            sum += linear(frame.pixels[at] >> 8 & 0xFF);
        double mean = sum / (frame.width_px * frame.height_px);
        assert_true(fabs(mean - before) < 0.0002);
        before = mean;
        arena_release(&arena);
    }
    assert_true(before > 0.001);
    assert_true(frame.pixels[160 * 400 + 300] != 0);
    for (int x = 0; x < 200; x++)
        assert_int_equal(frame.pixels[160 * 400 + x], 0);
    canvas_destroy(canvas);
}

/* A patch that covers the first block and a little more, lit for half of each of `hertz` periods a
 * second: where a window's width changes, light in its corner hardly moves. */
static void flash_corner(struct draw_list *list, int frame, int hertz)
{
    static const uint8_t full[4] = {255, 255, 255, 255};
    if (frame * 2 * hertz / FRAMES_PER_SECOND % 2 == 0)
        draw_list_add(list,
                      (struct shape){.kind = SHAPE_PICTURE,
                                     .colour = {0.03F, 0.06F, 0.02F},
                                     .picture = {full, 2, 2, {-BLOCK / 2, -BLOCK / 2}, BLOCK}});
}

/* Plays a scene in a window whose edge is dragged in and out, by a pixel from frame to frame. */
static void play_dragged(scene *make, int variant, int seconds, enum light_level level)
{
    static struct recording recording;
    recording.count = 0;
    recording.frames_per_second = FRAMES_PER_SECOND;
    struct canvas *canvas = canvas_create(allocator_system(), WIDTH, HEIGHT, NULL);
    struct arena arena = arena_make(allocator_system());
    for (int i = 0; i < seconds * FRAMES_PER_SECOND; i++) {
        int by_px = i % (2 * FRAMES_PER_SECOND);
        by_px = by_px < FRAMES_PER_SECOND ? by_px : 2 * FRAMES_PER_SECOND - by_px;
        assert_true(canvas_resize(canvas, WIDTH - by_px, HEIGHT));
        struct draw_list list = draw_list_make(&arena, WIDTH - by_px, HEIGHT, level);
        struct frame frame;
        make(&list, i, variant);
        assert_true(canvas_draw(canvas, &list, i * 1000 / FRAMES_PER_SECOND, &frame));
        read_frame(&recording, &frame, &budgets[level]);
        arena_release(&arena);
    }
    canvas_destroy(canvas);
    /* Only the first block stays where it is. */
    check_recording(&recording, &budgets[level], 1);
}

static void a_dragged_window_brightens_no_faster(void **state)
{
    (void)state;
    play_dragged(coloured_flood, 1, 4, LIGHT_ATTACK);
    play_dragged(coloured_flood, 1, 4, LIGHT_CALM);
}

static void a_dragged_window_may_not_flash_either(void **state)
{
    (void)state;
    play_dragged(flash_corner, 1, 4, LIGHT_CALM);
    play_dragged(flash_corner, 2, 4, LIGHT_ATTACK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flashes_become_slow_dim_light),
        cmocka_unit_test(the_fastest_flicker_of_any_screen_is_calmed),
        cmocka_unit_test(spots_may_not_flash_either),
        cmocka_unit_test(checkerboards_keep_the_budget),
        cmocka_unit_test(saturated_colours_are_calmed),
        cmocka_unit_test(jumping_light_is_slowed),
        cmocka_unit_test(few_pixels_may_be_bright),
        cmocka_unit_test(words_that_are_let_go_slowly_are_still_words),
        cmocka_unit_test(walls_of_text_keep_the_budget),
        cmocka_unit_test(slowed_light_arrives),
        cmocka_unit_test(a_quiet_scene_is_left_alone),
        cmocka_unit_test(a_resize_is_no_flash),
        cmocka_unit_test(a_dragged_window_brightens_no_faster),
        cmocka_unit_test(a_dragged_window_may_not_flash_either),
    };
    return cmocka_run_group_tests(tests, fill_light_of_codes, NULL);
}
