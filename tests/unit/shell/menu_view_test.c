/* What the menu, the page about a routine and the cautions put on a screen, against the light
 * budget of a program's start, and that all of it can be read. */
#include "shell/menu_view.h"

#include "canvas/canvas.h"
#include "canvas/fixed_font.h"
#include "canvas/light_meter.h"
#include "platform/fonts.h"
#include "shell/routine_page.h"
#include "shell/safety.h"
#include "support/made_library.h"
#include "support/page_light.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The routines that come with the program are the library; LULL_ASSETS says where they are. */
struct fixture {
    struct library *library;
    struct menu *menu;
    struct arena arena;
    struct fixed_font letters;
    struct font font;
};

static const struct {
    int width_px;
    int height_px;
    double scale;
} sizes[] = {{800, 480, 1}, {1280, 720, 1}, {1920, 1080, 1}, {3840, 2160, 2}, {600, 1024, 1}};

enum { SIZES = sizeof sizes / sizeof sizes[0] };

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    const char *assets = getenv("LULL_ASSETS");
    assert_non_null(assets);
    char folder[1024];
    (void)snprintf(folder, sizeof folder, "%s/routines", assets);
    fixture->library = library_create(allocator_system(), made_library_no_recording,
                                      &(struct narration_sources){.narrator = "slt"});
    assert_true(library_add_folder(fixture->library, folder, false));
    while (library_read_more(fixture->library, 1000))
        continue;
    fixture->menu = menu_create(allocator_system(), fixture->library);
    fixture->arena = arena_make(allocator_system());
    fixture->font = fixed_font_make(allocator_system(), &fixture->letters);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    menu_destroy(fixture->menu);
    library_destroy(fixture->library);
    arena_release(&fixture->arena);
    fixed_font_release(&fixture->letters);
    free(fixture);
    return 0;
}

static struct page_look look_for(const struct fixture *fixture, size_t size)
{
    return (struct page_look){.width_px = sizes[size].width_px,
                              .height_px = sizes[size].height_px,
                              .scale = sizes[size].scale,
                              .hue = HUE_MOSS,
                              .brightness = 1,
                              .font = &fixture->font};
}

static struct draw_list list_for(struct fixture *fixture, const struct page_look *look)
{
    return draw_list_make(&fixture->arena, look->width_px, look->height_px, LIGHT_ATTACK);
}

static double linear(uint32_t code)
{
    double value = (double)code / 255;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t pixel)
{
    return 0.2126 * linear(pixel >> 16 & 255) + 0.7152 * linear(pixel >> 8 & 255) +
           0.0722 * linear(pixel & 255);
}

/* Texts are at least 28 px high at 96 dpi and stand inside the window. */
static void assert_readable(const struct page_look *look, const struct draw_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct shape *shape = &list->shapes[i];
        if (shape->kind != SHAPE_TEXT)
            continue;
        const struct caption *caption = &shape->caption;
        int width = look->font->measure(look->font->context, caption->text, caption->size_px);
        assert_true(caption->size_px >= (int)(28 * look->scale));
        assert_true(caption->top_left.x_px >= 0 && caption->top_left.y_px >= 0);
        assert_true(caption->top_left.x_px + (float)width <= (float)look->width_px);
        assert_true(caption->top_left.y_px + (float)caption->size_px <= (float)look->height_px);
    }
}

static void test_the_menu_is_dim_and_readable_on_every_screen(void **state)
{
    struct fixture *fixture = *state;
    int64_t now_ms = 0;
    for (size_t size = 0; size < SIZES; size++) {
        struct page_look look = look_for(fixture, size);
        struct draw_list list = list_for(fixture, &look);
        menu_set_room(fixture->menu, menu_view_room(&look), now_ms);
        menu_appear(fixture->menu, now_ms);
        now_ms += 10000;
        menu_view_draw(&look, fixture->menu, now_ms, &list);
        assert_readable(&look, &list);
        assert_true(page_light_keeps_still(&look, &list));
    }
}

static void test_the_cautions_are_dim_and_readable_on_every_screen(void **state)
{
    struct fixture *fixture = *state;
    for (size_t size = 0; size < SIZES; size++) {
        struct page_look look = look_for(fixture, size);
        struct draw_list first = list_for(fixture, &look);
        struct draw_list list = list_for(fixture, &look);
        struct safety safety = safety_make(false);
        safety_appear(&safety, 0);
        safety_draw(&safety, &look, 0, &first);
        assert_int_equal(first.count, 0);
        safety_draw(&safety, &look, 10000, &list);
        assert_readable(&look, &list);
        assert_true(page_light_keeps_still(&look, &list));
    }
}

static bool shows(const struct draw_list *list, const char *words)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->shapes[i].kind == SHAPE_TEXT &&
            strstr(list->shapes[i].caption.text.bytes, words) == list->shapes[i].caption.text.bytes)
            return true;
    return false;
}

/* All words of `list`, its lines put together again. */
static struct text gather(struct fixture *fixture, const struct draw_list *list)
{
    struct buffer words = buffer_make(allocator_system());
    for (size_t i = 0; i < list->count; i++) {
        if (list->shapes[i].kind != SHAPE_TEXT)
            continue;
        buffer_append(&words, list->shapes[i].caption.text);
        buffer_append_string(&words, " ");
    }
    struct text gathered = arena_copy_text(&fixture->arena, buffer_text(&words));
    buffer_release(&words);
    return gathered;
}

static bool has(struct text gathered, struct text words)
{
    assert_non_null(words.bytes);
    return strstr(gathered.bytes, words.bytes) != NULL;
}

/* The program's own typeface: how many words go into a line is a matter of its letters. */
static struct fonts *open_typeface(void)
{
    char path[1024];
    const char *problem = NULL;
    (void)snprintf(path, sizeof path, "%s/fonts/atkinson-hyperlegible-regular.ttf",
                   getenv("LULL_ASSETS"));
    struct fonts *fonts = fonts_open(allocator_system(), path, &problem);
    assert_non_null(fonts);
    return fonts;
}

/* On the smallest screen too; and where there is room, the first caution as well. */
static void test_the_menu_says_all_of_what_is_needed(void **state)
{
    struct fixture *fixture = *state;
    const struct input down = {.kind = INPUT_KEY, .key = KEY_DOWN};
    struct fonts *fonts = open_typeface();
    int64_t now_ms = 0;
    for (size_t size = 0; size < SIZES; size++) {
        struct page_look look = look_for(fixture, size);
        look.font = fonts_font(fonts);
        menu_set_room(fixture->menu, menu_view_room(&look), now_ms);
        menu_appear(fixture->menu, now_ms);
        const struct input home = {.kind = INPUT_KEY, .key = KEY_HOME};
        (void)menu_input(fixture->menu, &home, -1, now_ms);
        do {
            now_ms += 10000;
            struct draw_list list = list_for(fixture, &look);
            menu_view_draw(&look, fixture->menu, now_ms, &list);
            struct text shown = gather(fixture, &list);
            const struct routine *routine = menu_routine(fixture->menu);
            assert_true(has(shown, routine->about));
            assert_true(has(shown, routine->needs));
            assert_true(look.height_px < 1000 || look.width_px < 1000 ||
                        has(shown, routine->cautions[0]));
        } while (menu_input(fixture->menu, &down, -1, now_ms));
    }
    fonts_close(fonts);
}

/* A screen of that size, in pixels, at full brightness. */
static struct page_look look_of(int width_px, int height_px, struct fonts *fonts)
{
    return (struct page_look){.width_px = width_px,
                              .height_px = height_px,
                              .scale = 1,
                              .hue = HUE_MOSS,
                              .brightness = 1,
                              .font = fonts_font(fonts)};
}

/* Two parts on the smallest screen, and each one's last line says which way there is more. */
static void test_the_cautions_have_two_parts_at_most(void **state)
{
    struct fixture *fixture = *state;
    const struct input down = {.kind = INPUT_KEY, .key = KEY_DOWN};
    struct fonts *fonts = open_typeface();
    struct page_look look = look_of(800, 480, fonts);
    struct safety safety = safety_make(false);
    safety_appear(&safety, 0);
    static const char *const lines[] = {"Touch hurts? Tab   Enter goes on   Down: more",
                                        "Touch hurts? Tab   Enter goes on   Up: back"};
    for (int part = 0; part < 2; part++) {
        struct draw_list first = list_for(fixture, &look);
        safety_draw(&safety, &look, part * 20000, &first);
        struct draw_list list = list_for(fixture, &look);
        safety_draw(&safety, &look, part * 20000 + 10000, &list);
        assert_int_equal(safety.leaflet.parts, 2);
        assert_true(shows(&list, lines[part]));
        (void)safety_input(&safety, &down, part * 20000 + 10000);
    }
    fonts_close(fonts);
}

/* Whoever listens learns all that stands there: safety_words is what is said, and each has its
 * recording (player/narration_test.c). */
static void test_all_that_the_cautions_show_is_said(void **state)
{
    struct fixture *fixture = *state;
    struct fonts *fonts = open_typeface();
    struct page_look look = look_of(1920, 1200, fonts);
    struct safety safety = safety_make(false);
    safety_appear(&safety, 0);
    struct draw_list first = list_for(fixture, &look);
    safety_draw(&safety, &look, 0, &first);
    struct draw_list list = list_for(fixture, &look);
    safety_draw(&safety, &look, 10000, &list);
    assert_int_equal(safety.leaflet.parts, 1);
    struct buffer said = buffer_make(allocator_system());
    /* The last is heard in the place of the last line. */
    for (size_t i = 0; safety_words(i + 1) != NULL; i++)
        buffer_format(&said, "%s ", safety_words(i));
    buffer_append_string(&said, "Touch hurts? Tab   Enter goes on ");
    assert_string_equal(gather(fixture, &list).bytes, said.bytes);
    buffer_release(&said);
    fonts_close(fonts);
}

/* Every routine has cautions, and none of them may be out of reach on any screen. */
static void test_the_page_of_a_routine_has_all_its_cautions(void **state)
{
    struct fixture *fixture = *state;
    const struct input down = {.kind = INPUT_KEY, .key = KEY_DOWN};
    for (size_t i = 0; i < library_count(fixture->library) * SIZES; i++) {
        struct page_look look = look_for(fixture, i % SIZES);
        const struct routine *routine = library_routine(fixture->library, i / SIZES);
        struct routine_page page = {.count = 0};
        struct buffer all = buffer_make(allocator_system());
        routine_page_appear(&page, routine, 0);
        for (int part = 0; part == 0 || part < page.leaflet.parts; part++) {
            struct draw_list before = list_for(fixture, &look);
            routine_page_draw(&page, &look, part * 20000, &before);
            struct draw_list list = list_for(fixture, &look);
            routine_page_draw(&page, &look, part * 20000 + 10000, &list);
            assert_readable(&look, &list);
            /* Pixels take their time, and one routine with many words stands for all. */
            if (i < SIZES)
                assert_true(page_light_keeps_still(&look, &list));
            struct text shown = gather(fixture, &list);
            assert_true(!has(shown, text_from("Take care")) || has(shown, routine->cautions[0]));
            buffer_append(&all, shown);
            (void)routine_page_input(&page, &down, part * 20000 + 10000);
        }
        assert_true(routine->caution_count >= 1);
        for (size_t caution = 0; caution < routine->caution_count; caution++)
            assert_true(has(buffer_text(&all), routine->cautions[caution]));
        assert_true(has(buffer_text(&all), routine->needs));
        buffer_release(&all);
        arena_clear(&fixture->arena);
    }
}

static void test_the_page_of_a_routine_leads_on_and_back(void **state)
{
    struct fixture *fixture = *state;
    const struct routine *routine = library_routine(fixture->library, 0);
    struct routine_page page = {.count = 0};
    const struct input held = {.kind = INPUT_KEY, .key = KEY_ESCAPE, .repeated = true};
    const struct input escape = {.kind = INPUT_KEY, .key = KEY_ESCAPE};
    const struct input enter = {.kind = INPUT_KEY, .key = KEY_ENTER};
    routine_page_appear(&page, routine, 0);
    assert_false(routine_page_input(&page, &held, 5000));
    assert_true(routine_page_input(&page, &escape, 5000));
    assert_false(routine_page_input(&page, &enter, 5100));
    assert_false(routine_page_is_over(&page, 5100));
    assert_true(routine_page_is_over(&page, 20000));
    assert_false(page.plays);
    routine_page_appear(&page, routine, 20000);
    assert_true(routine_page_input(&page, &enter, 25000));
    assert_true(routine_page_is_over(&page, 40000));
    assert_true(page.plays);
}

/* Somebody presses a key ten times a second, and goes to the cautions and back while all of it
 * still moves. What the screen then shows, frame after frame, is read by the light meter. */
static void test_a_restless_hand_keeps_the_budget(void **state)
{
    struct fixture *fixture = *state;
    struct page_look look = look_for(fixture, 1);
    struct safety safety = safety_make(false);
    struct canvas *canvas = canvas_create(allocator_system(), look.width_px, look.height_px,
                                          look.font);
    struct light_meter *meter = light_meter_create(allocator_system(), look.width_px,
                                                   look.height_px);
    const struct input down = {.kind = INPUT_KEY, .key = KEY_DOWN};
    menu_set_room(fixture->menu, menu_view_room(&look), 0);
    menu_appear(fixture->menu, 0);
    safety_appear(&safety, 4000);
    for (int64_t at_ms = 0; at_ms < 10000; at_ms += 33) {
        bool explaining = at_ms >= 4000 && at_ms < 7000;
        struct frame frame;
        arena_clear(&fixture->arena);
        struct draw_list list = list_for(fixture, &look);
        if (at_ms > 1500 && at_ms % 99 == 0)
            (void)(explaining ? safety_input(&safety, &down, at_ms)
                              : menu_input(fixture->menu, &down, -1, at_ms));
        if (explaining)
            safety_draw(&safety, &look, at_ms, &list);
        else
            menu_view_draw(&look, fixture->menu, at_ms, &list);
        assert_true(canvas_draw(canvas, &list, at_ms, &frame));
        light_meter_feed(meter, &frame, at_ms);
    }
    struct light_report report = light_meter_read(meter);
    assert_true(report.text_peak > 0.03F);
    assert_true(light_report_keeps(&report, LIGHT_ATTACK));
    light_meter_destroy(meter);
    canvas_destroy(canvas);
}

static void test_every_part_of_the_cautions_can_be_reached(void **state)
{
    struct fixture *fixture = *state;
    struct page_look look = look_for(fixture, 0);
    struct input down = {.kind = INPUT_KEY, .key = KEY_DOWN};
    struct safety safety = safety_make(false);
    int64_t now_ms = 0;
    bool found_first = false;
    bool found_last = false;
    safety_appear(&safety, now_ms);
    for (int part = 0; part < 6; part++) {
        struct draw_list before = list_for(fixture, &look);
        safety_draw(&safety, &look, now_ms, &before);
        now_ms += 10000;
        struct draw_list list = list_for(fixture, &look);
        safety_draw(&safety, &look, now_ms, &list);
        found_first = found_first || shows(&list, "a sudden headache");
        found_last = found_last || shows(&list, "painkillers on 10 days");
        (void)safety_input(&safety, &down, now_ms);
    }
    assert_true(found_first);
    assert_true(found_last);
    struct input enter = {.kind = INPUT_KEY, .key = KEY_ENTER};
    assert_true(safety_input(&safety, &enter, now_ms));
    assert_false(safety_is_over(&safety, now_ms + 100));
    assert_true(safety_is_over(&safety, now_ms + 10000));
}

static void test_the_page_comes_from_black_and_never_jumps(void **state)
{
    struct fixture *fixture = *state;
    struct page_look look = look_for(fixture, 1);
    menu_set_room(fixture->menu, menu_view_room(&look), 0);
    menu_appear(fixture->menu, 0);
    struct canvas *canvas = canvas_create(allocator_system(), look.width_px, look.height_px,
                                          look.font);
    double means[40];
    for (int i = 0; i < 40; i++) {
        struct draw_list list = list_for(fixture, &look);
        struct frame frame;
        menu_view_draw(&look, fixture->menu, i * 100, &list);
        assert_true(canvas_draw_still(canvas, &list, &frame));
        size_t count = (size_t)frame.width_px * (size_t)frame.height_px;
        means[i] = 0;
        for (size_t pixel = 0; pixel < count; pixel++)
            means[i] += luminance(frame.pixels[pixel]) / (double)count;
    }
    canvas_destroy(canvas);
    assert_true(means[0] == 0);
    assert_true(means[39] > 0.0003);
    for (int i = 10; i < 40; i++)
        assert_true(fabs(means[i] - means[i - 10]) <= 0.002);
}

static void test_a_press_finds_the_line_under_it(void **state)
{
    const struct fixture *fixture = *state;
    for (size_t size = 0; size < SIZES; size++) {
        struct page_look look = look_for(fixture, size);
        int room = menu_view_room(&look);
        int seen = -1;
        int height = 0;
        for (int y = 0; y < look.height_px; y++) {
            int line = menu_view_line(&look, look.width_px / 2, y);
            assert_true(line == -1 || line == seen || line == seen + 1);
            height += line == 0 ? 1 : 0;
            seen = line > seen ? line : seen;
        }
        assert_true(room >= 2);
        assert_int_equal(seen, room - 1);
        assert_true(height >= (int)(64 * look.scale));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_menu_is_dim_and_readable_on_every_screen, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_the_cautions_are_dim_and_readable_on_every_screen,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_menu_says_all_of_what_is_needed, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_all_that_the_cautions_show_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_cautions_have_two_parts_at_most, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_the_page_of_a_routine_has_all_its_cautions, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_the_page_of_a_routine_leads_on_and_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_restless_hand_keeps_the_budget, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_every_part_of_the_cautions_can_be_reached, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_the_page_comes_from_black_and_never_jumps, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_press_finds_the_line_under_it, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
