/* What a screen that is touched and a mouse's buttons become: SDL's own events, put where a driver
 * puts them, and read as the program reads them. */
#include "platform/gesture.h"
#include "platform/input.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <SDL.h>
#include <cmocka.h>

enum { WIDTH_PX = 800, HEIGHT_PX = 400, TAP_MS = 100 };

static SDL_Window *window;
static Uint32 now_ms; /* of the events: they carry their time with them */

static int start(void **state)
{
    (void)state;
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return -1;
    window = SDL_CreateWindow("", 0, 0, WIDTH_PX, HEIGHT_PX, 0);
    SDL_FlushEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
    now_ms = 1000;
    return window == NULL;
}

static int finish(void **state)
{
    (void)state;
    SDL_DestroyWindow(window);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return 0;
}

/* SDL_PushEvent would say that it happened now. */
static void put(SDL_Event *event)
{
    assert_int_equal(SDL_PeepEvents(event, 1, SDL_ADDEVENT, 0, 0), 1);
}

/* A finger, with its place in pixels of the window. */
static void finger(Uint32 type, SDL_FingerID which, float x_px, float y_px)
{
    SDL_Event event = {.tfinger = {.type = type,
                                   .timestamp = now_ms,
                                   .touchId = 1,
                                   .fingerId = which,
                                   .x = x_px / WIDTH_PX,
                                   .y = y_px / HEIGHT_PX,
                                   .windowID = SDL_GetWindowID(window)}};
    put(&event);
}

/* A mouse's button; SDL makes one of every touch too, as the device `which`. */
static void button(Uint32 type, Uint32 which, Uint8 number, int x_px, int y_px)
{
    SDL_Event event = {.button = {.type = type,
                                  .timestamp = now_ms,
                                  .windowID = SDL_GetWindowID(window),
                                  .which = which,
                                  .button = number,
                                  .x = x_px,
                                  .y = y_px}};
    put(&event);
}

/* The one thing that all events so far mean; INPUT_NONE where they mean nothing. */
static struct input read_all(void)
{
    struct input input, more;
    if (input_wait(0, &input))
        assert_false(input_wait(0, &more));
    return input;
}

/* `count` fingers go down, the first is moved, and after `length_ms` all let go. */
static struct input touch(int count, float across_px, float along_px, Uint32 length_ms)
{
    for (int which = 0; which < count; which++)
        finger(SDL_FINGERDOWN, which, 200 + 20 * (float)which, 100);
    finger(SDL_FINGERMOTION, 0, 200 + across_px, 100 + along_px);
    assert_int_equal(read_all().kind, INPUT_NONE);
    now_ms += length_ms;
    for (int which = count - 1; which >= 0; which--) {
        assert_int_equal(read_all().kind, INPUT_NONE);
        finger(SDL_FINGERUP, which, 200 + across_px, 100 + along_px);
    }
    return read_all();
}

static void a_tap_is_a_press_where_the_finger_was(void **state)
{
    (void)state;
    struct input input = touch(1, 3, -4, TAP_MS);
    assert_int_equal(input.kind, INPUT_PRESS);
    assert_in_range(input.x_px, 199, 201);
    assert_in_range(input.y_px, 99, 101);
}

static void a_finger_drags_and_holds(void **state)
{
    (void)state;
    assert_int_equal(touch(1, -90, 10, TAP_MS).key, KEY_LEFT);
    assert_int_equal(touch(1, 90, 10, 3000).key, KEY_RIGHT);
    assert_int_equal(touch(1, 10, -90, TAP_MS).key, KEY_UP);
    assert_int_equal(touch(1, 10, 90, TAP_MS).key, KEY_DOWN);
    assert_int_equal(touch(1, 0, 0, GESTURE_HOLD_MS).key, KEY_HOLD);
}

static void fingers_count_together_until_the_last_lets_go(void **state)
{
    (void)state;
    assert_int_equal(touch(2, 0, 0, TAP_MS).key, KEY_TWO_TAP);
    assert_int_equal(touch(2, 90, 0, TAP_MS).key, KEY_TWO_RIGHT);
    assert_int_equal(touch(2, 0, 0, GESTURE_HOLD_MS).key, KEY_TWO_HOLD);
    assert_int_equal(touch(3, 0, 0, TAP_MS).key, KEY_THREE_TAP);
    assert_int_equal(touch(3, 0, 90, TAP_MS).key, KEY_THREE_DOWN);
    assert_int_equal(touch(1, 0, 0, TAP_MS).kind, INPUT_PRESS);
}

static void only_the_first_finger_leads_the_way(void **state)
{
    (void)state;
    finger(SDL_FINGERDOWN, 7, 200, 100);
    finger(SDL_FINGERDOWN, 8, 300, 100);
    finger(SDL_FINGERMOTION, 8, 500, 100);
    finger(SDL_FINGERUP, 8, 500, 100);
    finger(SDL_FINGERUP, 7, 200, 100);
    assert_int_equal(read_all().key, KEY_TWO_TAP);
}

/* It may have come down on another window, or before there was one. */
static void a_finger_that_only_lets_go_is_nothing(void **state)
{
    (void)state;
    finger(SDL_FINGERUP, 3, 200, 100);
    assert_int_equal(read_all().kind, INPUT_NONE);
    assert_int_equal(touch(1, 0, 0, TAP_MS).kind, INPUT_PRESS);
}

/* A button goes down, the mouse is moved, and it comes up again. */
static struct input click(Uint32 which, Uint8 number, int across_px, Uint32 length_ms)
{
    button(SDL_MOUSEBUTTONDOWN, which, number, 300, 200);
    SDL_Event moved = {.motion = {.type = SDL_MOUSEMOTION,
                                  .windowID = SDL_GetWindowID(window),
                                  .which = which,
                                  .state = SDL_BUTTON(number),
                                  .x = 300 + across_px,
                                  .y = 200}};
    put(&moved);
    assert_int_equal(read_all().kind, INPUT_NONE);
    now_ms += length_ms;
    button(SDL_MOUSEBUTTONUP, which, number, 300 + across_px, 200);
    return read_all();
}

static void buttons_of_a_mouse_are_fingers(void **state)
{
    (void)state;
    struct input input = click(0, SDL_BUTTON_LEFT, 0, TAP_MS);
    assert_int_equal(input.kind, INPUT_PRESS);
    assert_int_equal(input.x_px, 300);
    assert_int_equal(click(0, SDL_BUTTON_LEFT, 90, TAP_MS).key, KEY_RIGHT);
    assert_int_equal(click(0, SDL_BUTTON_LEFT, 0, GESTURE_HOLD_MS).key, KEY_HOLD);
    assert_int_equal(click(0, SDL_BUTTON_RIGHT, 0, TAP_MS).key, KEY_TWO_TAP);
    assert_int_equal(click(0, SDL_BUTTON_RIGHT, -90, TAP_MS).key, KEY_TWO_LEFT);
    assert_int_equal(click(0, SDL_BUTTON_MIDDLE, 0, TAP_MS).key, KEY_THREE_TAP);
}

static void the_mouse_that_sdl_makes_of_a_touch_is_nothing(void **state)
{
    (void)state;
    assert_int_equal(click(SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 0, TAP_MS).kind, INPUT_NONE);
    assert_int_equal(click(SDL_TOUCH_MOUSEID, SDL_BUTTON_LEFT, 90, TAP_MS).kind, INPUT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_tap_is_a_press_where_the_finger_was, start, finish),
        cmocka_unit_test_setup_teardown(a_finger_drags_and_holds, start, finish),
        cmocka_unit_test_setup_teardown(fingers_count_together_until_the_last_lets_go, start,
                                        finish),
        cmocka_unit_test_setup_teardown(only_the_first_finger_leads_the_way, start, finish),
        cmocka_unit_test_setup_teardown(a_finger_that_only_lets_go_is_nothing, start, finish),
        cmocka_unit_test_setup_teardown(buttons_of_a_mouse_are_fingers, start, finish),
        cmocka_unit_test_setup_teardown(the_mouse_that_sdl_makes_of_a_touch_is_nothing, start,
                                        finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
