/* What fingers and mouse buttons mean, from going down to letting go. */
#include "platform/gesture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A movement of `fingers` by so much within `length_ms`. */
static struct input move(int fingers, int across_px, int along_px, int64_t length_ms)
{
    struct gesture gesture = {.fingers = 0};
    struct input input = {.kind = INPUT_NONE};
    for (int finger = 1; finger <= fingers; finger++)
        gesture_down(&gesture, finger, 300 + finger, 200, 1000 + finger);
    gesture_move(&gesture, 301 + across_px, 200 + along_px);
    if (!gesture_up(&gesture, 1001 + length_ms, &input))
        input.kind = INPUT_NONE;
    assert_int_equal(gesture.fingers, 0);
    return input;
}

static void a_tap_is_a_press_where_it_began(void **state)
{
    (void)state;
    struct input input = move(1, 10, -12, 200);
    assert_int_equal(input.kind, INPUT_PRESS);
    assert_int_equal(input.x_px, 301);
    assert_int_equal(input.y_px, 200);
}

static void a_drag_of_one_finger_is_an_arrow(void **state)
{
    (void)state;
    assert_int_equal(move(1, -90, 20, 200).key, KEY_LEFT);
    assert_int_equal(move(1, 90, 20, 2000).key, KEY_RIGHT);
    assert_int_equal(move(1, 10, -70, 200).key, KEY_UP);
    assert_int_equal(move(1, 10, 70, 200).key, KEY_DOWN);
}

static void a_finger_that_stays_holds(void **state)
{
    (void)state;
    assert_int_equal(move(1, 5, 5, GESTURE_HOLD_MS).key, KEY_HOLD);
    assert_int_equal(move(1, 5, 5, GESTURE_HOLD_MS - 1).kind, INPUT_PRESS);
}

static void more_fingers_mean_other_things(void **state)
{
    (void)state;
    assert_int_equal(move(2, 0, 0, 100).key, KEY_TWO_TAP);
    assert_int_equal(move(2, -80, 0, 100).key, KEY_TWO_LEFT);
    assert_int_equal(move(2, 80, 0, 100).key, KEY_TWO_RIGHT);
    assert_int_equal(move(2, 0, -80, 100).key, KEY_TWO_UP);
    assert_int_equal(move(2, 0, 80, 100).key, KEY_TWO_DOWN);
    assert_int_equal(move(3, 0, 0, 100).key, KEY_THREE_TAP);
    assert_int_equal(move(5, 0, 80, 100).key, KEY_THREE_DOWN);
    assert_int_equal(move(3, 80, 0, 100).key, KEY_THREE_RIGHT);
    assert_int_equal(move(3, -80, 0, 100).key, KEY_THREE_LEFT);
    assert_int_equal(move(3, 0, 0, GESTURE_HOLD_MS).kind, INPUT_NONE);
    assert_int_equal(move(2, 0, 0, GESTURE_HOLD_MS).key, KEY_TWO_HOLD);
}

static void letting_go_of_nothing_is_nothing(void **state)
{
    (void)state;
    struct gesture gesture = {.fingers = 0};
    struct input input;
    gesture_move(&gesture, 500, 500);
    assert_false(gesture_up(&gesture, 5000, &input));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tap_is_a_press_where_it_began),
        cmocka_unit_test(a_drag_of_one_finger_is_an_arrow),
        cmocka_unit_test(a_finger_that_stays_holds),
        cmocka_unit_test(more_fingers_mean_other_things),
        cmocka_unit_test(letting_go_of_nothing_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
