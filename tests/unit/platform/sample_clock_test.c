/* The clock of what is heard, fed with the moments at which real devices ask for blocks. */
#include "base/hash.h"
#include "platform/sample_clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { RATE = 48000, BLOCK = 4096, MS = 1000000 };

/* The device's truth: it plays sample n at n / rate_hz after 1 s, and asks for a block when one
 * block is left, up to `jitter_ms` late. */
struct device {
    double rate_hz;
    int jitter_ms;
    int64_t asked; /* blocks so far */
    int64_t stood_still_ns;
};

static int64_t true_sample(const struct device *device, int64_t now_ns)
{
    return (int64_t)((double)(now_ns - 1000LL * MS - device->stood_still_ns) * 1e-9 *
                     device->rate_hz);
}

/* The device's next request goes to the clock; returns when it came. */
static int64_t ask(struct device *device, struct sample_clock *clock)
{
    int64_t sample = device->asked * BLOCK;
    int64_t queued = sample - BLOCK; /* heard when this block is asked for */
    int64_t at_ns = 1000LL * MS + device->stood_still_ns;
    if (queued > 0)
        at_ns += (int64_t)((double)queued / device->rate_hz * 1e9);
    if (device->jitter_ms > 0)
        at_ns += hash_noise(7, (uint64_t)device->asked) % (unsigned)device->jitter_ms * MS;
    sample_clock_note(clock, sample, BLOCK, at_ns);
    device->asked++;
    return at_ns;
}

static double error_ms(const struct device *device, const struct sample_clock *clock,
                       int64_t now_ns)
{
    int64_t off = sample_clock_heard(clock, now_ns) - true_sample(device, now_ns);
    return (double)off * 1000 / RATE;
}

static void stays_true_within_a_frame_under_jitter(void **state)
{
    (void)state;
    struct sample_clock clock = {0};
    struct device device = {.rate_hz = RATE, .jitter_ms = 12};
    sample_clock_start(&clock, RATE, BLOCK);
    for (int block = 0; block < 700; block++) {
        int64_t now_ns = ask(&device, &clock);
        if (block < 12)
            continue;
        for (int ms = 0; ms < 80; ms += 9) {
            double error = error_ms(&device, &clock, now_ns + ms * MS);
            assert_true(error > -10 && error < 4);
        }
    }
}

static void moves_evenly_from_picture_to_picture(void **state)
{
    (void)state;
    struct sample_clock clock = {0};
    struct device device = {.rate_hz = RATE, .jitter_ms = 12};
    sample_clock_start(&clock, RATE, BLOCK);
    int64_t next_block_ns = 0;
    int64_t last = -1;
    for (int64_t now_ns = 1000LL * MS; now_ns < 60000LL * MS; now_ns += 16 * MS) {
        while (next_block_ns <= now_ns)
            next_block_ns = ask(&device, &clock) + 85 * MS;
        int64_t heard = sample_clock_heard(&clock, now_ns);
        if (last >= 0 && now_ns > 4000LL * MS)
            assert_in_range(heard - last, 15 * 48, 17 * 48);
        last = heard;
    }
}

static void follows_a_crystal_that_is_off(void **state)
{
    (void)state;
    for (int sign = -1; sign <= 1; sign += 2) {
        struct sample_clock clock = {0};
        struct device device = {.rate_hz = RATE * (1 + sign * 200e-6)};
        sample_clock_start(&clock, RATE, BLOCK);
        int64_t now_ns = 0;
        for (int block = 0; block < 40000; block++) /* an hour */
            now_ns = ask(&device, &clock);
        double error = error_ms(&device, &clock, now_ns);
        assert_true(error > -1 && error < 1);
    }
}

static void starts_again_where_the_device_stood_still(void **state)
{
    (void)state;
    struct sample_clock clock = {0};
    struct device device = {.rate_hz = RATE, .jitter_ms = 2};
    sample_clock_start(&clock, RATE, BLOCK);
    for (int block = 0; block < 100; block++)
        ask(&device, &clock);
    device.stood_still_ns = 700LL * MS;
    int64_t now_ns = 0;
    for (int block = 0; block < 3; block++)
        now_ns = ask(&device, &clock);
    double error = error_ms(&device, &clock, now_ns);
    assert_true(error > -4 && error < 4);
}

static void stands_still_with_the_device(void **state)
{
    (void)state;
    struct sample_clock clock = {0};
    struct device device = {.rate_hz = RATE};
    sample_clock_start(&clock, RATE, BLOCK);
    int64_t now_ns = 0;
    for (int block = 0; block < 100; block++)
        now_ns = ask(&device, &clock);
    assert_int_equal(sample_clock_heard(&clock, now_ns + 5000LL * MS), 100 * BLOCK);
}

static void a_path_that_is_deeper_is_heard_later(void **state)
{
    (void)state;
    struct sample_clock clock = {0};
    struct device device = {.rate_hz = RATE};
    sample_clock_start(&clock, RATE, BLOCK);
    int64_t now_ns = 0;
    for (int block = 0; block < 100; block++)
        now_ns = ask(&device, &clock);
    int64_t before = sample_clock_heard(&clock, now_ns);
    sample_clock_set_depth(&clock, BLOCK + RATE / 5);
    assert_int_equal(sample_clock_heard(&clock, now_ns), before - RATE / 5);
}

static void nothing_is_heard_before_the_first_block(void **state)
{
    (void)state;
    struct sample_clock clock = {0};
    sample_clock_start(&clock, RATE, BLOCK);
    assert_int_equal(sample_clock_heard(&clock, 5000LL * MS), 0);
    sample_clock_note(&clock, 0, BLOCK, 5000LL * MS);
    assert_int_equal(sample_clock_heard(&clock, 5010LL * MS), 0); /* still under way to the ear */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stays_true_within_a_frame_under_jitter),
        cmocka_unit_test(moves_evenly_from_picture_to_picture),
        cmocka_unit_test(follows_a_crystal_that_is_off),
        cmocka_unit_test(starts_again_where_the_device_stood_still),
        cmocka_unit_test(stands_still_with_the_device),
        cmocka_unit_test(a_path_that_is_deeper_is_heard_later),
        cmocka_unit_test(nothing_is_heard_before_the_first_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
