/* The words that stand there while the sound is gone, and the key in them. */
#include "player/lost_sound.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void says(bool lost, const char *other, const struct player_own_keys *own,
                 const char *expected)
{
    struct buffer words = buffer_make(allocator_system());
    lost_sound_words(lost, other, own, &words);
    assert_true(text_equal(buffer_text(&words), text_from(expected)));
    buffer_release(&words);
}

static void assign(struct player_own_keys *own, const char *word, const char *name)
{
    assert_true(player_own_keys_assign(own, text_from(word), text_from(name)));
}

static void says_only_what_can_be_done(void **state)
{
    (void)state;
    says(false, NULL, NULL, "");
    says(true, NULL, NULL, "Sound is off");
    says(true, "Kitchen", NULL, "Sound is off. To use Kitchen, press L");
    says(true, "", NULL, "Sound is off. To use another loudspeaker, press L");
}

static void names_the_key_that_the_listener_has(void **state)
{
    (void)state;
    struct player_own_keys own = {.count = 0};
    assign(&own, "other-speaker", "k");
    says(true, "Kitchen", &own, "Sound is off. To use Kitchen, press L, k");
    assign(&own, "dark", "l");
    says(true, "Kitchen", &own, "Sound is off. To use Kitchen, press k");
    assign(&own, "voice", "k");
    says(true, "Kitchen", &own, "Sound is off. To use Kitchen, three-drag right");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_only_what_can_be_done),
        cmocka_unit_test(names_the_key_that_the_listener_has),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
