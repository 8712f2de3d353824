/* The recorder as a picture: all of it stays on the page, in any window and of any length. */
#include "shell/recorder_view.h"

#include "canvas/fixed_font.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char long_sentence[] =
    "Let your jaw be heavy. Nothing needs to be held, nothing needs to be done, and the shoulders "
    "can sink a little further with every breath that leaves, as slowly as it likes to.";

/* How many texts the picture has; each must lie within the window. */
static int count_texts(struct recorder *recorder, int width_px, int height_px, int64_t now_ms)
{
    struct fixed_font letters;
    struct font font = fixed_font_make(allocator_system(), &letters);
    struct arena arena = arena_make(allocator_system());
    struct draw_list list = draw_list_make(&arena, width_px, height_px, LIGHT_CALM);
    struct page_look look = {.width_px = width_px,
                             .height_px = height_px,
                             .scale = 1,
                             .hue = HUE_MOSS,
                             .brightness = 1,
                             .font = &font};
    int count = 0;
    recorder_view_draw(recorder, &look, now_ms, &list);
    for (size_t i = 0; i < list.count; i++) {
        const struct caption *caption = &list.shapes[i].caption;
        if (list.shapes[i].kind != SHAPE_TEXT)
            continue;
        int text_px = font.measure(font.context, caption->text, caption->size_px);
        assert_true(caption->top_left.x_px >= 0 && caption->top_left.y_px >= 0);
        assert_true((int)caption->top_left.x_px + text_px <= width_px);
        assert_true((int)caption->top_left.y_px + caption->size_px <= height_px);
        count++;
    }
    arena_release(&arena);
    fixed_font_release(&letters);
    return count;
}

static void every_text_is_on_the_page(void **state)
{
    (void)state;
    static const int windows[][2] = {{640, 480}, {960, 540}, {1920, 1080}, {480, 800}};
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        struct recorder_sentence sentence = {.text = text_from(long_sentence)};
        struct recorder recorder = recorder_make(&sentence, 1, 0);
        (void)count_texts(&recorder, windows[i][0], windows[i][1], 0);
        assert_true(count_texts(&recorder, windows[i][0], windows[i][1], 3000) >= 6);
    }
}

static void sentences_do_not_lie_over_each_other(void **state)
{
    (void)state;
    struct recorder_sentence two[] = {{.text = text_from("Rest.")}, {.text = text_from("Let go.")}};
    struct recorder recorder = recorder_make(two, 2, 0);
    (void)count_texts(&recorder, 960, 540, 0);
    int resting = count_texts(&recorder, 960, 540, 3000);
    (void)recorder_input(&recorder, &(struct input){.kind = INPUT_KEY, .key = KEY_RIGHT}, 3000);
    for (int64_t now_ms = 3000; now_ms < 5000; now_ms += 33)
        assert_true(count_texts(&recorder, 960, 540, now_ms) <= resting);
    assert_ptr_equal(recorder.sentence.shown, &two[1]);
    assert_false(recorder_moves(&recorder, 5000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_is_on_the_page),
        cmocka_unit_test(sentences_do_not_lie_over_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
