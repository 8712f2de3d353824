/* The page of cautions by its keys: it is never in the way, and never a trap. */
#include "shell/safety.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool press(struct safety *safety, enum key key, bool repeated)
{
    struct input input = {.kind = INPUT_KEY, .key = key, .repeated = repeated};
    return safety_input(safety, &input, 5000);
}

static struct safety shown(void)
{
    struct safety safety = safety_make(false);
    safety_appear(&safety, 0);
    return safety;
}

static void held_keys_turn_its_parts_and_do_nothing_else(void **state)
{
    (void)state;
    struct safety safety = shown();
    safety.leaflet.parts = 3;
    assert_false(press(&safety, KEY_TAB, true));
    assert_false(press(&safety, KEY_ENTER, true));
    assert_false(press(&safety, KEY_ESCAPE, true));
    assert_false(safety.touch_hurts || safety.left);
    assert_true(press(&safety, KEY_DOWN, true));
    assert_int_equal(safety.leaflet.part, 1);
    assert_false(press(&safety, KEY_SPACE, false));
    assert_int_equal(safety.leaflet.part, 1);
    assert_true(press(&safety, KEY_TAB, false) && safety.touch_hurts);
    assert_true(press(&safety, KEY_ENTER, false) && safety.left);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(held_keys_turn_its_parts_and_do_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
