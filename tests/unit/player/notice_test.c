/* The line that tells of lost sound: how it comes, changes and goes, and how dim it is. */
#include "player/notice.h"
#include "support/made_picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 960, HEIGHT = 540, TURN_MS = 33 };

struct eye {
    struct arena arena;
    struct font font;
    struct scene_choices choices;
    struct notice notice;
    struct draw_list list;
};

static int start(void **state)
{
    static struct eye eye;
    memset(&eye, 0, sizeof eye);
    eye.arena = arena_make(allocator_system());
    eye.font = made_picture_font();
    eye.choices = scene_choices_make(1);
    eye.choices.font = &eye.font;
    *state = &eye;
    return 0;
}

static int finish(void **state)
{
    struct eye *eye = *state;
    arena_release(&eye->arena);
    return 0;
}

static void paint_at(struct eye *eye, int width_px, int height_px, double share)
{
    eye->list = draw_list_make(&eye->arena, width_px, height_px, LIGHT_ATTACK);
    notice_paint(&eye->notice, &eye->choices, share, &eye->list);
}

static void paint(struct eye *eye, int width_px, double share)
{
    paint_at(eye, width_px, HEIGHT, share);
}

/* The light of its words, 0 where there are none. */
static double light(struct eye *eye)
{
    paint(eye, WIDTH, 1);
    return eye->list.count == 0 ? 0 : made_picture_luminance(eye->list.shapes[0].colour);
}

static void comes_softly_and_dim_and_goes_softly(void **state)
{
    struct eye *eye = *state;
    double brightest = 0, steepest = 0, last = light(eye);
    assert_true(last == 0);
    for (int turn = 0; turn < 200; turn++) {
        notice_say(&eye->notice, turn < 100 ? "Sound is off" : "");
        notice_move(&eye->notice, TURN_MS);
        double now = light(eye);
        double step = now > last ? now - last : last - now;
        steepest = step > steepest ? step : steepest;
        brightest = now > brightest ? now : brightest;
        last = now;
    }
    assert_true(last == 0);
    assert_true(brightest > 0.02 && brightest <= 0.06);
    assert_true(steepest < brightest * TURN_MS / 800); /* text takes 0.8 s at least */
}

static void other_words_wait_until_the_first_have_gone(void **state)
{
    struct eye *eye = *state;
    notice_say(&eye->notice, "Sound is off");
    for (int turn = 0; turn < 100; turn++)
        notice_move(&eye->notice, TURN_MS);
    bool changed = false;
    for (int turn = 0; turn < 200; turn++) {
        notice_say(&eye->notice, "Sound is off. Press L to use Headphones");
        double before = light(eye);
        notice_move(&eye->notice, TURN_MS);
        bool other = strstr(eye->notice.words, "Headphones") != NULL;
        if (other && !changed)
            assert_true(before < 0.001);
        changed = changed || other;
    }
    assert_true(changed && light(eye) > 0.02);
}

static void keeps_to_the_screen_whatever_a_device_is_called(void **state)
{
    struct eye *eye = *state;
    char words[1000] = "Sound is off. Press L to use ";
    /* Names may be long, and not in ASCII. */
    for (int i = 0; i < 60; i++)
        strcat(words, "L\xC3\xA4utsprecher ");
    notice_say(&eye->notice, words);
    for (int turn = 0; turn < 100; turn++)
        notice_move(&eye->notice, TURN_MS);
    size_t length = strlen(eye->notice.words);
    assert_in_range(length, NOTICE_BYTES - 4, NOTICE_BYTES - 1);
    assert_true(text_cut(text_from(eye->notice.words), length).length == length);
    paint(eye, 640, 1);
    assert_in_range(eye->list.count, 1, 2);
    for (size_t i = 0; i < eye->list.count; i++) {
        const struct caption *line = &eye->list.shapes[i].caption;
        int width_px = eye->font.measure(NULL, line->text, line->size_px);
        assert_true(line->top_left.x_px >= 0 && (int)line->top_left.x_px + width_px <= 640);
    }
}

static void is_as_dark_as_the_listener_wants_it(void **state)
{
    struct eye *eye = *state;
    notice_say(&eye->notice, "Sound is off");
    for (int turn = 0; turn < 100; turn++)
        notice_move(&eye->notice, TURN_MS);
    double full = light(eye);
    eye->choices.brightness = 0.1F;
    assert_true(light(eye) < full * 0.11);
    paint(eye, WIDTH, 0);
    assert_int_equal(eye->list.count, 0);
    eye->choices.font = NULL;
    paint(eye, WIDTH, 1);
    assert_int_equal(eye->list.count, 0);
}

static void the_picture_makes_room_as_softly_as_it_comes(void **state)
{
    struct eye *eye = *state;
    paint(eye, WIDTH, 1);
    float last_px = notice_room_px(&eye->notice, &eye->choices, &eye->list), steepest_px = 0;
    assert_true(last_px <= 0);
    notice_say(&eye->notice, "Sound is off");
    for (int turn = 0; turn < 100; turn++) {
        notice_move(&eye->notice, TURN_MS);
        float now_px = notice_room_px(&eye->notice, &eye->choices, &eye->list);
        steepest_px = now_px - last_px > steepest_px ? now_px - last_px : steepest_px;
        assert_true(now_px >= last_px);
        last_px = now_px;
    }
    paint(eye, WIDTH, 1);
    const struct caption *line = &eye->list.shapes[0].caption;
    assert_true(last_px >= line->top_left.y_px + (float)line->size_px);
    assert_true(steepest_px < last_px * TURN_MS / 800);
}

static void is_as_large_on_every_screen_as_can_be_read(void **state)
{
    struct eye *eye = *state;
    static const int screens[][3] = {
        {800, 480, 28}, {1920, 1080, 28}, {3840, 2160, 56}, {2160, 3840, 56}};
    notice_say(&eye->notice, "Sound is off");
    for (int turn = 0; turn < 100; turn++)
        notice_move(&eye->notice, TURN_MS);
    for (size_t i = 0; i < sizeof screens / sizeof screens[0]; i++) {
        paint_at(eye, screens[i][0], screens[i][1], 1);
        assert_int_equal(eye->list.shapes[0].caption.size_px, screens[i][2]);
    }
    /* Who asks for larger words has them. */
    eye->choices.scale = 2;
    paint(eye, WIDTH, 1);
    assert_int_equal(eye->list.shapes[0].caption.size_px, 56);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(comes_softly_and_dim_and_goes_softly, start, finish),
        cmocka_unit_test_setup_teardown(other_words_wait_until_the_first_have_gone, start, finish),
        cmocka_unit_test_setup_teardown(keeps_to_the_screen_whatever_a_device_is_called, start,
                                        finish),
        cmocka_unit_test_setup_teardown(is_as_dark_as_the_listener_wants_it, start, finish),
        cmocka_unit_test_setup_teardown(the_picture_makes_room_as_softly_as_it_comes, start,
                                        finish),
        cmocka_unit_test_setup_teardown(is_as_large_on_every_screen_as_can_be_read, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
