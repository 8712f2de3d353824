/* What cannot be made good any more is noticed before it is kept, and nothing else is. */
#include "media/take_fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

enum { RATE_HZ = 48000, FRAMES = 2 * RATE_HZ };

static float samples[FRAMES];

/* A tone of `amplitude`, cut off at ±1 as a microphone does. */
static enum take_fault fault_of(double amplitude, int64_t frames)
{
    for (int i = 0; i < FRAMES; i++)
        samples[i] = (float)fmax(-1, fmin(1, amplitude * sin(6.283185307 * 220 * i / RATE_HZ)));
    return take_fault_find(samples, frames);
}

static void a_voice_has_no_fault(void **state)
{
    (void)state;
    assert_int_equal(fault_of(0.1, FRAMES), TAKE_FAULT_NONE);
    assert_int_equal(fault_of(0.95, FRAMES), TAKE_FAULT_NONE);
    assert_int_equal(fault_of(0.01, FRAMES), TAKE_FAULT_NONE);
}

static void a_slip_of_the_finger_is_too_short(void **state)
{
    (void)state;
    assert_int_equal(fault_of(0.1, RATE_HZ / 5), TAKE_FAULT_SHORT);
    assert_int_equal(take_fault_find(NULL, 0), TAKE_FAULT_SHORT);
}

static void a_microphone_that_is_off_is_told_from_a_quiet_one(void **state)
{
    (void)state;
    assert_int_equal(fault_of(0, FRAMES), TAKE_FAULT_SILENT);
    assert_int_equal(fault_of(0.0001, FRAMES), TAKE_FAULT_SILENT);
    assert_int_equal(fault_of(0.002, FRAMES), TAKE_FAULT_QUIET);
}

static void what_is_cut_off_is_too_loud_and_a_pop_is_not(void **state)
{
    (void)state;
    assert_int_equal(fault_of(1.5, FRAMES), TAKE_FAULT_LOUD);
    (void)fault_of(0.1, FRAMES);
    for (int i = RATE_HZ; i < RATE_HZ + 20; i++)
        samples[i] = 1;
    assert_int_equal(take_fault_find(samples, FRAMES), TAKE_FAULT_NONE);
}

static void every_fault_has_its_advice(void **state)
{
    (void)state;
    assert_string_equal(take_fault_advice(TAKE_FAULT_NONE), "");
    for (int fault = TAKE_FAULT_NONE + 1; fault < TAKE_FAULTS; fault++)
        assert_string_not_equal(take_fault_advice((enum take_fault)fault), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_voice_has_no_fault),
        cmocka_unit_test(a_slip_of_the_finger_is_too_short),
        cmocka_unit_test(a_microphone_that_is_off_is_told_from_a_quiet_one),
        cmocka_unit_test(what_is_cut_off_is_too_loud_and_a_pop_is_not),
        cmocka_unit_test(every_fault_has_its_advice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
