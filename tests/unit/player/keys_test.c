/* What keys do during a session, and which of them a person may choose. */
#include "player/keys.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static enum player_action press(const struct player_own_keys *own, enum key key, uint32_t character)
{
    struct input input = {.kind = INPUT_KEY, .key = key, .character = character};
    return player_keys_action(own, &input);
}

static bool assign(struct player_own_keys *own, const char *word, const char *name)
{
    return player_own_keys_assign(own, text_from(word), text_from(name));
}

static void a_key_held_down_does_not_flip_back_and_forth(void **state)
{
    (void)state;
    struct input input = {.kind = INPUT_KEY, .key = KEY_SPACE, .repeated = true};
    assert_int_equal(player_keys_action(NULL, &input), ACT_NOTHING);
    input.key = KEY_LEFT;
    assert_int_equal(player_keys_action(NULL, &input), ACT_BACK);
}

static void every_row_of_the_table_can_be_pressed(void **state)
{
    (void)state;
    size_t count;
    const struct player_key *keys = player_keys(&count);
    assert_true(count > 10);
    for (size_t i = 0; i < count; i++) {
        assert_true(keys[i].name[0] != '\0');
        if (keys[i].key != KEY_NONE)
            assert_int_equal(press(NULL, keys[i].key, keys[i].character), keys[i].action);
    }
    struct input tap = {.kind = INPUT_PRESS};
    assert_int_equal(player_keys_action(NULL, &tap), ACT_PAUSE);
}

/* Whoever holds only a keyboard, only a controller or only a mouse can do everything. */
static void every_action_is_there_on_every_device(void **state)
{
    (void)state;
    size_t deed_count;
    size_t key_count;
    const struct player_deed *deeds = player_deeds(&deed_count);
    const struct player_key *keys = player_keys(&key_count);
    for (size_t i = 0; i < deed_count; i++) {
        bool has[PLAYER_DEVICES] = {false};
        for (size_t k = 0; k < key_count; k++)
            has[keys[k].device] = has[keys[k].device] || keys[k].action == deeds[i].action;
        assert_true(has[DEVICE_KEYBOARD] && has[DEVICE_CONTROLLER] && has[DEVICE_POINTER]);
    }
}

static void the_wheel_turns_softer_and_stronger(void **state)
{
    (void)state;
    struct input wheel = {.kind = INPUT_WHEEL, .y_px = -1};
    assert_int_equal(player_keys_action(NULL, &wheel), ACT_SOFTER);
    wheel.y_px = 1;
    assert_int_equal(player_keys_action(NULL, &wheel), ACT_STRONGER);
}

static void name_is(const struct player_own_keys *own, enum player_action action,
                    enum player_device device, const char *expected)
{
    struct buffer names = buffer_make(allocator_system());
    player_keys_name(own, action, device, &names);
    assert_true(text_equal(buffer_text(&names), text_from(expected)));
    buffer_release(&names);
}

static void a_chosen_key_comes_before_the_table(void **state)
{
    (void)state;
    struct player_own_keys own = {.count = 0};
    assert_true(assign(&own, "softer", "s"));
    assert_true(assign(&own, "Dark", "PAGE down"));
    assert_true(assign(&own, "voice", "\xC3\xA9"));
    assert_true(assign(&own, "captions", "Pad y"));
    assert_true(assign(&own, "rumble", "pad a"));
    assert_false(assign(&own, "rumble", "pad b"));
    assert_false(assign(&own, "rumble", "pad q"));
    assert_int_equal(press(&own, KEY_PAD_Y, 0), ACT_CAPTIONS);
    assert_int_equal(press(&own, KEY_ENTER, 0), ACT_RUMBLE);
    name_is(&own, ACT_CAPTIONS, DEVICE_CONTROLLER, "right stick, Y");
    assert_int_equal(press(&own, KEY_CHARACTER, 's'), ACT_SOFTER);
    assert_int_equal(press(&own, KEY_PAGE_DOWN, 0), ACT_DARK);
    assert_int_equal(press(&own, KEY_CHARACTER, 0xE9), ACT_VOICE);
    assert_int_equal(press(&own, KEY_DOWN, 0), ACT_SOFTER);
    assert_int_equal(press(NULL, KEY_CHARACTER, 's'), ACT_NOTHING);
}

static void names_are_those_of_the_keys_that_do_it_now(void **state)
{
    (void)state;
    struct player_own_keys own = {.count = 0};
    name_is(NULL, ACT_PAUSE, DEVICE_KEYBOARD, "Space, Enter");
    name_is(NULL, ACT_DARK, DEVICE_MEDIA, "");
    assert_true(assign(&own, "softer", "space"));
    assert_true(assign(&own, "softer", "\xC3\xA9"));
    name_is(&own, ACT_PAUSE, DEVICE_KEYBOARD, "Enter");
    name_is(&own, ACT_SOFTER, DEVICE_KEYBOARD, "Down, Space, \xC3\xA9");
    assert_true(assign(&own, "dark", "space"));
    name_is(&own, ACT_SOFTER, DEVICE_KEYBOARD, "Down, \xC3\xA9");
    name_is(&own, ACT_DARK, DEVICE_KEYBOARD, "D, Space");
}

static void a_pressed_key_has_the_name_that_assigns_it(void **state)
{
    (void)state;
    static const struct {
        struct input input;
        const char *name;
    } cases[] = {
        {{.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = 'x'}, "x"},
        {{.kind = INPUT_KEY, .key = KEY_CHARACTER, .character = '#'}, ""},
        {{.kind = INPUT_KEY, .key = KEY_PAGE_UP}, "Page Up"},
        {{.kind = INPUT_KEY, .key = KEY_ESCAPE}, ""},
        {{.kind = INPUT_KEY, .key = KEY_PAD_X}, "pad X"}, /* "X" would be read as the letter */
        {{.kind = INPUT_KEY, .key = KEY_PAD_Y}, "pad Y"},
        {{.kind = INPUT_KEY, .key = KEY_LEFT_STICK}, "left stick"},
        {{.kind = INPUT_KEY, .key = KEY_ENTER}, "Enter"}, /* a controller's A too */
        {{.kind = INPUT_PRESS}, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct player_own_keys own = {.count = 0};
        struct buffer name = buffer_make(allocator_system());
        player_keys_name_pressed(&cases[i].input, &name);
        assert_true(text_equal(buffer_text(&name), text_from(cases[i].name)));
        if (name.length > 0) {
            assert_true(player_own_keys_assign(&own, text_from("voice"), buffer_text(&name)));
            assert_int_equal(player_keys_action(&own, &cases[i].input), ACT_VOICE);
            player_own_keys_forget(&own, ACT_VOICE);
            assert_int_equal(own.count, 0);
        }
        buffer_release(&name);
    }
}

static void of_two_wishes_for_a_key_the_last_holds(void **state)
{
    (void)state;
    struct player_own_keys own = {.count = 0};
    assert_true(assign(&own, "softer", "x"));
    assert_true(assign(&own, "dark", "X"));
    assert_int_equal(press(&own, KEY_CHARACTER, 'x'), ACT_DARK);
}

static void what_there_is_not_is_refused_and_esc_always_leaves(void **state)
{
    (void)state;
    struct player_own_keys own = {.count = 0};
    assert_false(assign(&own, "louder-than-loud", "s"));
    assert_false(assign(&own, "softer", "no such key"));
    assert_false(assign(&own, "softer", ""));
    assert_false(assign(&own, "softer", "esc"));
    assert_int_equal(own.count, 0);
    assert_int_equal(press(&own, KEY_ESCAPE, 0), ACT_LEAVE);
    for (int i = 0; i < PLAYER_MOST_OWN_KEYS; i++)
        assert_true(assign(&own, "softer", "s"));
    assert_false(assign(&own, "dark", "s"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_held_down_does_not_flip_back_and_forth),
        cmocka_unit_test(every_row_of_the_table_can_be_pressed),
        cmocka_unit_test(every_action_is_there_on_every_device),
        cmocka_unit_test(the_wheel_turns_softer_and_stronger),
        cmocka_unit_test(a_chosen_key_comes_before_the_table),
        cmocka_unit_test(names_are_those_of_the_keys_that_do_it_now),
        cmocka_unit_test(a_pressed_key_has_the_name_that_assigns_it),
        cmocka_unit_test(of_two_wishes_for_a_key_the_last_holds),
        cmocka_unit_test(what_there_is_not_is_refused_and_esc_always_leaves),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
