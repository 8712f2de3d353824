/* What a key does to light and sound, and how softly. */
#include "player/controls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct levels full = {
    .voice = 0.5, .pacer = 0.5, .ambience = 0.5, .chime = 0.5, .master = 1};

static struct controls plain(void)
{
    return controls_make(full, false, true, true);
}

static void press(struct controls *controls, enum key key, uint32_t character)
{
    struct input input = {.kind = INPUT_KEY, .key = key, .character = character};
    assert_true(controls_act(controls, player_keys_action(&input)));
}

static void a_switch_takes_more_than_a_second_and_a_second_press_undoes_it(void **state)
{
    (void)state;
    struct controls controls = plain();
    press(&controls, KEY_CHARACTER, 'c');
    controls_move(&controls, 1000);
    assert_true(controls.captions.now > 0.2F && controls.captions.now < 0.8F);
    controls_move(&controls, 1000);
    assert_true(controls.captions.now == 0.0F);
    press(&controls, KEY_CHARACTER, 'c');
    controls_move(&controls, 5000);
    assert_true(controls.captions.now == 1.0F);
}

static void softer_dims_light_and_sound_and_never_ends_them(void **state)
{
    (void)state;
    struct controls controls = plain();
    for (int i = 0; i < 30; i++)
        press(&controls, KEY_DOWN, 0);
    controls_move(&controls, 10000);
    struct scene_choices choices = {.scale = 1};
    controls_choose(&controls, &choices);
    assert_true(choices.brightness > 0.05F && choices.brightness < 0.15F);
    assert_true(controls_levels(&controls).master > 0.05);
}

static void nothing_goes_above_what_the_session_began_with(void **state)
{
    (void)state;
    struct controls controls = plain();
    for (int i = 0; i < 30; i++)
        press(&controls, KEY_UP, 0);
    controls_move(&controls, 10000);
    assert_true(controls.brightness == 1.0F);
    assert_true(controls_levels(&controls).master == 1.0);
}

static void the_voice_goes_alone(void **state)
{
    (void)state;
    struct controls controls = plain();
    press(&controls, KEY_CHARACTER, 'v');
    struct levels levels = controls_levels(&controls);
    assert_true(levels.voice == 0.0 && levels.ambience == 0.5 && levels.pacer == 0.5);
}

static void an_attack_begins_without_the_pacers_sound_and_one_key_brings_it(void **state)
{
    (void)state;
    struct levels attack = full;
    attack.pacer = 0;
    struct controls controls = controls_make(attack, false, true, true);
    assert_true(controls_levels(&controls).pacer == 0.0);
    press(&controls, KEY_CHARACTER, 'p');
    assert_true(controls_levels(&controls).pacer == attack.voice);
}

static void breathing_freely_takes_pacer_and_its_sound_away(void **state)
{
    (void)state;
    struct controls controls = plain();
    press(&controls, KEY_CHARACTER, 'b');
    controls_move(&controls, 5000);
    assert_true(controls.free_breath.now == 1.0F);
    assert_true(controls_levels(&controls).pacer == 0.0);
}

static void leaving_goes_dark_and_stays_dark(void **state)
{
    (void)state;
    struct controls controls = plain();
    controls_leave(&controls, 2000);
    press(&controls, KEY_CHARACTER, 'd');
    controls_move(&controls, 2000);
    assert_true(controls.darkness.now == 1.0F);
}

static void a_key_held_down_does_not_flip_back_and_forth(void **state)
{
    (void)state;
    struct input input = {.kind = INPUT_KEY, .key = KEY_SPACE, .repeated = true};
    assert_int_equal(player_keys_action(&input), ACT_NOTHING);
    input.key = KEY_LEFT;
    assert_int_equal(player_keys_action(&input), ACT_BACK);
}

static void every_row_of_the_table_can_be_pressed(void **state)
{
    (void)state;
    size_t count;
    const struct player_key *keys = player_keys(&count);
    assert_true(count > 10);
    for (size_t i = 0; i < count; i++) {
        struct input input = {
            .kind = INPUT_KEY, .key = keys[i].key, .character = keys[i].character};
        assert_int_equal(player_keys_action(&input), keys[i].action);
        assert_true(keys[i].name[0] != '\0' && keys[i].does[0] != '\0');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_switch_takes_more_than_a_second_and_a_second_press_undoes_it),
        cmocka_unit_test(softer_dims_light_and_sound_and_never_ends_them),
        cmocka_unit_test(nothing_goes_above_what_the_session_began_with),
        cmocka_unit_test(the_voice_goes_alone),
        cmocka_unit_test(an_attack_begins_without_the_pacers_sound_and_one_key_brings_it),
        cmocka_unit_test(breathing_freely_takes_pacer_and_its_sound_away),
        cmocka_unit_test(leaving_goes_dark_and_stays_dark),
        cmocka_unit_test(a_key_held_down_does_not_flip_back_and_forth),
        cmocka_unit_test(every_row_of_the_table_can_be_pressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
