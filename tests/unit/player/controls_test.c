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
    assert_true(controls_act(controls, player_keys_action(NULL, &input)));
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
    attack.pacer = 0.1; /* as softly as the listener chose, whatever the voice is */
    struct controls controls = controls_make(attack, false, true, true);
    controls.pacer_sound = false;
    assert_true(controls_levels(&controls).pacer == 0.0);
    press(&controls, KEY_CHARACTER, 'p');
    assert_true(controls_levels(&controls).pacer == 0.1);
    press(&controls, KEY_CHARACTER, 'p');
    assert_true(controls_levels(&controls).pacer == 0.0);
}

static void a_volume_of_zero_stays_zero(void **state)
{
    (void)state;
    struct levels mute = full;
    mute.pacer = 0;
    struct controls controls = controls_make(mute, false, true, true);
    for (int times = 0; times < 2; times++) {
        press(&controls, KEY_CHARACTER, 'p');
        assert_true(controls_levels(&controls).pacer == 0.0);
    }
    mute.pacer = 0.5;
    mute.voice = 0;
    controls = controls_make(mute, false, true, true);
    assert_true(controls_levels(&controls).pacer == 0.5);
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

static void leaving_taken_back_is_as_it_was(void **state)
{
    (void)state;
    for (int dark = 0; dark < 2; dark++) {
        struct controls controls = controls_make(full, dark == 1, true, true);
        controls_leave(&controls, 2000);
        controls_move(&controls, 1000);
        assert_int_equal(controls_are_dark(&controls), dark);
        controls_stay(&controls);
        controls_move(&controls, 5000);
        assert_true(controls.darkness.now == (float)dark);
        press(&controls, KEY_CHARACTER, 'd');
        controls_move(&controls, 5000);
        assert_true(controls.darkness.now == 1.0F - (float)dark);
        assert_int_equal(controls_are_dark(&controls), 1 - dark);
    }
}

/* How much of the words is seen in the dark, and of the captions at all. */
static struct scene_choices seen(const struct controls *controls)
{
    struct scene_choices choices = {.scale = 1};
    controls_choose(controls, &choices);
    return choices;
}

static void sound_that_is_lost_brings_its_words_softly_and_takes_them_back(void **state)
{
    (void)state;
    struct controls controls = controls_make(full, true, true, false);
    controls_lose_sound(&controls, true);
    controls_move(&controls, 700);
    assert_true(seen(&controls).unheard > 0.2F && seen(&controls).unheard < 0.8F);
    controls_move(&controls, 1000);
    assert_true(seen(&controls).unheard == 1.0F && seen(&controls).captions == 1.0F);
    assert_true(seen(&controls).darkness == 1.0F);
    controls_lose_sound(&controls, false);
    controls_move(&controls, 2000);
    assert_true(seen(&controls).unheard == 0.0F && seen(&controls).darkness == 1.0F);
}

static void captions_of_lost_sound_can_be_switched_off(void **state)
{
    (void)state;
    struct controls controls = plain();
    controls_lose_sound(&controls, true);
    press(&controls, KEY_CHARACTER, 'c');
    controls_lose_sound(&controls, true);
    controls_move(&controls, 2000);
    assert_true(seen(&controls).captions == 0.0F);
}

static void leaving_takes_the_words_of_lost_sound_too(void **state)
{
    (void)state;
    struct controls controls = controls_make(full, true, true, true);
    controls_lose_sound(&controls, true);
    controls_move(&controls, 2000);
    controls_leave(&controls, 1000);
    controls_lose_sound(&controls, true);
    controls_move(&controls, 500);
    assert_true(seen(&controls).unheard > 0.4F && seen(&controls).unheard < 0.6F);
    controls_move(&controls, 500);
    assert_true(seen(&controls).unheard == 0.0F);
    controls_stay(&controls);
    controls_lose_sound(&controls, true);
    controls_move(&controls, 2000);
    assert_true(seen(&controls).unheard == 1.0F);
}

static void the_breath_is_felt_in_the_dark_and_one_key_turns_it_off(void **state)
{
    (void)state;
    struct controls controls = plain();
    controls_set_rumble(&controls, RUMBLE_IN_DARK);
    controls_move(&controls, 5000);
    assert_true(controls_felt(&controls, 1, 1) == 0.0F);
    press(&controls, KEY_CHARACTER, 'd');
    controls_move(&controls, 5000);
    float strongest = controls_felt(&controls, 1, 1);
    assert_true(strongest > 0.5F);
    assert_true(controls_felt(&controls, 0.5, 1) < strongest &&
                controls_felt(&controls, 0, 1) == 0.0F);
    press(&controls, KEY_DOWN, 0);
    assert_true(controls_felt(&controls, 1, 1) < strongest);
    press(&controls, KEY_CHARACTER, 'r');
    controls_move(&controls, 500);
    assert_true(controls_felt(&controls, 1, 1) > 0);
    controls_move(&controls, 5000);
    assert_true(controls_felt(&controls, 1, 1) == 0.0F);
    press(&controls, KEY_CHARACTER, 'r');
    press(&controls, KEY_CHARACTER, 'b');
    controls_move(&controls, 5000);
    assert_true(controls_felt(&controls, 1, 1) == 0.0F);
}

static void leaving_does_not_begin_to_rumble(void **state)
{
    (void)state;
    struct controls controls = plain();
    controls_set_rumble(&controls, RUMBLE_IN_DARK);
    controls_leave(&controls, 2000);
    press(&controls, KEY_CHARACTER, 'd');
    controls_move(&controls, 5000);
    assert_true(controls_felt(&controls, 1, 1) == 0.0F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_switch_takes_more_than_a_second_and_a_second_press_undoes_it),
        cmocka_unit_test(softer_dims_light_and_sound_and_never_ends_them),
        cmocka_unit_test(nothing_goes_above_what_the_session_began_with),
        cmocka_unit_test(the_voice_goes_alone),
        cmocka_unit_test(an_attack_begins_without_the_pacers_sound_and_one_key_brings_it),
        cmocka_unit_test(a_volume_of_zero_stays_zero),
        cmocka_unit_test(breathing_freely_takes_pacer_and_its_sound_away),
        cmocka_unit_test(leaving_goes_dark_and_stays_dark),
        cmocka_unit_test(leaving_taken_back_is_as_it_was),
        cmocka_unit_test(sound_that_is_lost_brings_its_words_softly_and_takes_them_back),
        cmocka_unit_test(captions_of_lost_sound_can_be_switched_off),
        cmocka_unit_test(leaving_takes_the_words_of_lost_sound_too),
        cmocka_unit_test(the_breath_is_felt_in_the_dark_and_one_key_turns_it_off),
        cmocka_unit_test(leaving_does_not_begin_to_rumble),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
