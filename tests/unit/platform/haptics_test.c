/* What a game controller's motors are told, with a controller that SDL makes up. */
#include "platform/haptics.h"
#include "platform/input.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <SDL.h>
#include <cmocka.h>
#include <string.h>

enum { NS_A_MS = 1000000 };

/* What the motors were told. */
struct told {
    int calls;
    Uint16 low;
    Uint16 high;
};

static int SDLCALL rumble(void *context, Uint16 low, Uint16 high)
{
    struct told *told = context;
    *told = (struct told){.calls = told->calls + 1, .low = low, .high = high};
    return 0;
}

static struct told told;
static int device;

static int plug_in(void **state)
{
    (void)state;
    SDL_VirtualJoystickDesc controller = {.version = SDL_VIRTUAL_JOYSTICK_DESC_VERSION,
                                          .type = SDL_JOYSTICK_TYPE_GAMECONTROLLER,
                                          .naxes = SDL_CONTROLLER_AXIS_MAX,
                                          .nbuttons = SDL_CONTROLLER_BUTTON_MAX,
                                          .userdata = &told,
                                          .Rumble = rumble};
    memset(&told, 0, sizeof told);
    SDL_SetHint(SDL_HINT_VIDEODRIVER, "dummy");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0)
        return -1;
    input_open_controllers();
    device = SDL_JoystickAttachVirtualEx(&controller);
    struct input input;
    while (input_wait(50, &input))
        continue;
    return device < 0;
}

static int unplug(void **state)
{
    (void)state;
    SDL_JoystickDetachVirtual(device);
    input_close_controllers();
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
    return 0;
}

static void the_heavy_motor_follows_and_stops(void **state)
{
    (void)state;
    struct haptics haptics = {0};
    haptics_feel(&haptics, 0.5F, 1000 * (int64_t)NS_A_MS);
    assert_int_equal(told.calls, 1);
    assert_int_equal(told.low, 32767);
    assert_int_equal(told.high, 0);
    haptics_feel(&haptics, 0.6F, 1030 * (int64_t)NS_A_MS);
    assert_int_equal(told.calls, 1);
    haptics_feel(&haptics, 0.6F, 1070 * (int64_t)NS_A_MS);
    assert_int_equal(told.low, 39321);
    haptics_feel(&haptics, 0, 1071 * (int64_t)NS_A_MS);
    assert_int_equal(told.low, 0);
    int calls = told.calls;
    haptics_feel(&haptics, 0, 2000 * (int64_t)NS_A_MS);
    assert_int_equal(told.calls, calls);
}

static void without_being_told_again_it_stops_by_itself(void **state)
{
    (void)state;
    struct haptics haptics = {0};
    haptics_feel(&haptics, 1, 1000 * (int64_t)NS_A_MS);
    assert_int_equal(told.low, 65535);
    struct input input;
    for (int waited_ms = 0; told.low > 0 && waited_ms < 2000; waited_ms += 20)
        (void)input_wait(20, &input);
    assert_int_equal(told.low, 0);
}

static struct input press(int axis_or_button, bool is_axis)
{
    SDL_Joystick *joystick = SDL_JoystickFromInstanceID(SDL_JoystickGetDeviceInstanceID(device));
    assert_non_null(joystick);
    if (is_axis)
        SDL_JoystickSetVirtualAxis(joystick, axis_or_button, 32767);
    else
        SDL_JoystickSetVirtualButton(joystick, axis_or_button, 1);
    struct input input;
    for (int i = 0; i < 50; i++)
        if (input_wait(20, &input) && input.kind == INPUT_KEY)
            break;
    return input;
}

static void its_buttons_are_keys(void **state)
{
    (void)state;
    assert_int_equal(press(SDL_CONTROLLER_BUTTON_A, false).key, KEY_ENTER);
    assert_int_equal(press(SDL_CONTROLLER_BUTTON_BACK, false).key, KEY_PAD_BACK);
    assert_int_equal(press(SDL_CONTROLLER_AXIS_TRIGGERLEFT, true).key, KEY_LEFT_TRIGGER);
}

static void unplugged_and_back_it_is_felt_again(void **state)
{
    struct haptics haptics = {0};
    SDL_JoystickDetachVirtual(device);
    struct input input;
    while (input_wait(50, &input))
        continue;
    haptics_feel(&haptics, 0.5F, 1000 * (int64_t)NS_A_MS);
    assert_int_equal(told.low, 0);
    assert_int_equal(unplug(state), 0);
    assert_int_equal(plug_in(state), 0);
    haptics_feel(&haptics, 0.5F, 2000 * (int64_t)NS_A_MS);
    assert_int_equal(told.low, 32767);
}

static void without_a_controller_nothing_happens(void **state)
{
    (void)state;
    struct haptics haptics = {0};
    haptics_feel(&haptics, 1, 1000 * (int64_t)NS_A_MS);
    assert_int_equal(haptics.strength, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_heavy_motor_follows_and_stops, plug_in, unplug),
        cmocka_unit_test_setup_teardown(without_being_told_again_it_stops_by_itself, plug_in,
                                        unplug),
        cmocka_unit_test_setup_teardown(its_buttons_are_keys, plug_in, unplug),
        cmocka_unit_test_setup_teardown(unplugged_and_back_it_is_felt_again, plug_in, unplug),
        cmocka_unit_test(without_a_controller_nothing_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
