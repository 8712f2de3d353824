/* The chapter keys, and that a slip of them loses no place. */
#include "player/skip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Three chapters of ten minutes, the first after half a minute, and a sentence in the second. */
static const struct span chapters[] = {
    {.start_ms = 30000, .end_ms = 600000, .text = {"One", 3}},
    {.start_ms = 600000, .end_ms = 1200000, .text = {"Two", 3}},
    {.start_ms = 1200000, .end_ms = 1800000, .text = {"Three", 5}},
};
static const struct span sentences[] = {
    {.start_ms = 700000, .end_ms = 705000, .action = ACTION_SAY, .text = {"Soft.", 5}}};
static const struct timeline half_hour = {
    .length_ms = 1800000,
    .lanes = {[LANE_CHAPTER] = {chapters, 3}, [LANE_VOICE] = {sentences, 1}},
};

enum { NEVER = -1 };

static int32_t press(struct skip *skip, int32_t at_ms, bool forward, int64_t now_ms)
{
    int32_t to_ms = NEVER;
    return skip_aim(skip, &half_hour, at_ms, forward, now_ms, &to_ms) ? to_ms : NEVER;
}

static void they_lead_from_chapter_to_chapter(void **state)
{
    (void)state;
    struct skip skip = {.made = false};
    assert_int_equal(press(&skip, 0, true, 100000), 30000);
    assert_int_equal(press(&skip, 40000, true, 200000), 600000);
    assert_int_equal(press(&skip, 1250000, true, 300000), NEVER);
    assert_int_equal(press(&skip, 650000, false, 400000), 600000);
    assert_int_equal(press(&skip, 602000, false, 500000), 30000);
    assert_int_equal(press(&skip, 31000, false, 600000), 0);
}

/* The sound needs a moment to arrive; the second press must not be taken for one at the old place.
 */
static void pressed_quickly_they_go_on_from_their_aim(void **state)
{
    (void)state;
    struct skip skip = {.made = false};
    assert_int_equal(press(&skip, 100000, true, 1000), 600000);
    assert_int_equal(press(&skip, 100100, true, 1100), 1200000);
    struct skip back = {.made = false};
    assert_int_equal(press(&back, 1300000, false, 1000), 1200000);
    assert_int_equal(press(&back, 1300100, false, 1100), 600000);
}

static void the_opposite_key_leads_back_to_the_place_and_then_on(void **state)
{
    (void)state;
    struct skip skip = {.made = false};
    assert_int_equal(press(&skip, 650000, true, 1000), 1200000);
    assert_int_equal(press(&skip, 1204000, false, 5000), 650000);
    /* Undone once: the same key now means what it always does. */
    assert_int_equal(press(&skip, 650100, false, 5300), 600000);
    struct skip back = {.made = false};
    assert_int_equal(press(&back, 650000, false, 1000), 600000);
    assert_int_equal(press(&back, 600000, true, 1200), 650000);
    assert_int_equal(press(&back, 600200, true, 1400), 1200000);
}

static void a_place_within_a_sentence_is_just_before_it(void **state)
{
    (void)state;
    struct skip skip = {.made = false};
    (void)press(&skip, 703000, true, 1000);
    assert_int_equal(press(&skip, 1201000, false, 2000), 699000);
}

static void much_later_it_is_just_a_key(void **state)
{
    (void)state;
    struct skip skip = {.made = false};
    (void)press(&skip, 650000, true, 1000);
    assert_int_equal(press(&skip, 1220000, false, 1000 + SKIP_UNDO_MS), 1200000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_lead_from_chapter_to_chapter),
        cmocka_unit_test(pressed_quickly_they_go_on_from_their_aim),
        cmocka_unit_test(the_opposite_key_leads_back_to_the_place_and_then_on),
        cmocka_unit_test(a_place_within_a_sentence_is_just_before_it),
        cmocka_unit_test(much_later_it_is_just_a_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
