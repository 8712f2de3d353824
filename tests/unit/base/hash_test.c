/* Keys are FNV-1a, and noise is the same everywhere and evenly spread. */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Values of the algorithm's own page. */
static void keys_are_those_of_the_algorithm(void **state)
{
    (void)state;
    assert_int_equal(hash_text(text_from("")), 0x811C9DC5u);
    assert_int_equal(hash_text(text_from("a")), 0xE40C292Cu);
    assert_int_equal(hash_text(text_from("foobar")), 0xBF9CF968u);
}

static void noise_depends_on_seed_and_index_alone(void **state)
{
    (void)state;
    assert_int_equal(hash_noise(1, 5), hash_noise(1, 5));
    assert_int_not_equal(hash_noise(1, 5), hash_noise(2, 5));
    assert_int_not_equal(hash_noise(1, 5), hash_noise(1, 6));
}

/* Each bit is set half of the time: 65,536 throws, six standard deviations. */
static void noise_has_no_favourite_bits(void **state)
{
    (void)state;
    int ones[32] = {0};
    for (uint64_t index = 0; index < 65536; index++)
        for (int bit = 0; bit < 32; bit++)
            ones[bit] += (int)(hash_noise(7, index) >> bit & 1);
    for (int bit = 0; bit < 32; bit++)
        assert_in_range(ones[bit], 32768 - 768, 32768 + 768);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_those_of_the_algorithm),
        cmocka_unit_test(noise_depends_on_seed_and_index_alone),
        cmocka_unit_test(noise_has_no_favourite_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
