/* Every place by every name, its sides, and the places that are never touched. */
#include "language/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static enum place_reading read_place(const char *text, struct place *place, size_t *length)
{
    *place = (struct place){0};
    return place_read(text_from(text), place, length);
}

static void expect_place(const char *text, const char *printed, size_t read)
{
    struct place place;
    size_t length;
    assert_int_equal(read_place(text, &place, &length), PLACE_READ);
    assert_int_equal(length, read);
    struct buffer buffer = buffer_make(allocator_system());
    place_print(place, &buffer);
    assert_string_equal(buffer.bytes, printed);
    buffer_release(&buffer);
}

static void the_longest_name_that_fits_is_read(void **state)
{
    (void)state;
    expect_place("jaw", "jaw", 3);
    expect_place("jaw joints over 3s", "jaw joints", 10);
    expect_place("jaw over 3s", "jaw", 3);
    expect_place("jawline", "jawline", 7);
    expect_place("base  of\tskull", "base of skull", 14);
    expect_place("LEFT Cheek, and", "left jaw", 10);
    expect_place("right temples", "right temple", 13);
    expect_place("upper trapezius", "shoulders", 15);
    expect_place("body", "whole body", 4);
}

static void what_is_no_place_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum place_reading reading;
    } rows[] = {
        {"elbow", PLACE_UNKNOWN},
        {"jaws", PLACE_UNKNOWN},
        {"", PLACE_UNKNOWN},
        {"left crown", PLACE_UNKNOWN},
        {"left left jaw", PLACE_UNKNOWN},
        {"left", PLACE_CUT_OFF},
        {"right ", PLACE_CUT_OFF},
        {"throat", PLACE_REFUSED},
        {"left throat", PLACE_REFUSED},
        {"Side of  Neck", PLACE_REFUSED},
        {"front of neck", PLACE_REFUSED},
        {"neck", PLACE_UNKNOWN},
        {"base of", PLACE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct place place;
        size_t length;
        assert_int_equal(read_place(rows[i].text, &place, &length), rows[i].reading);
    }
}

/* Each spelling of the table is read, and a name with a side is read with that side too. */
static void every_spelling_is_read(void **state)
{
    (void)state;
    size_t count = 0;
    for (const char *spelling; (spelling = place_spelling(count)) != NULL; count++) {
        struct place place;
        size_t length;
        enum place_reading reading = read_place(spelling, &place, &length);
        assert_int_equal(length, strlen(spelling));
        assert_true(reading == PLACE_READ || reading == PLACE_REFUSED);
        if (reading == PLACE_REFUSED)
            continue;
        assert_int_equal(place.side, SIDE_BOTH);
        struct buffer sided = buffer_make(allocator_system());
        buffer_format(&sided, "right %s", spelling);
        bool has_sides = place_has_sides((enum place_name)place.name);
        assert_int_equal(read_place(sided.bytes, &place, &length),
                         has_sides ? PLACE_READ : PLACE_UNKNOWN);
        assert_true(!has_sides || place.side == SIDE_RIGHT);
        buffer_release(&sided);
    }
    assert_true(count > 50);
}

static void what_is_printed_is_the_same_place(void **state)
{
    (void)state;
    for (int name = PLACE_NONE + 1; name < PLACE_COUNT; name++) {
        int sides = place_has_sides((enum place_name)name) ? SIDE_RIGHT : SIDE_BOTH;
        for (int side = SIDE_BOTH; side <= sides; side++) {
            struct place place = {.name = (uint8_t)name, .side = (uint8_t)side};
            struct place again;
            size_t length;
            struct buffer buffer = buffer_make(allocator_system());
            place_print(place, &buffer);
            assert_int_equal(read_place(buffer.bytes, &again, &length), PLACE_READ);
            assert_true(place_equal(place, again));
            buffer_release(&buffer);
        }
    }
}

static void slips_are_near(void **state)
{
    (void)state;
    size_t length;
    assert_string_equal(place_nearest(text_from("tempels over 3s"), &length), "temples");
    assert_int_equal(length, 7);
    assert_string_equal(place_nearest(text_from("left sholder"), &length), "shoulder");
    assert_int_equal(length, 12);
    assert_string_equal(place_nearest(text_from("base of scull"), &length), "base of skull");
    assert_null(place_nearest(text_from("elbow"), &length));
    assert_null(place_nearest(text_from(""), &length));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_name_that_fits_is_read),
        cmocka_unit_test(what_is_no_place_is_told_apart),
        cmocka_unit_test(every_spelling_is_read),
        cmocka_unit_test(what_is_printed_is_the_same_place),
        cmocka_unit_test(slips_are_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
