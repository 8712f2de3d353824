/* Slices, UTF-8 as RFC 3629 has it, and how far two words are apart. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void slices_point_into_their_text(void **state)
{
    (void)state;
    struct text text = text_from("move to temples");
    assert_true(text_equal(text_slice(text, 5, 7), text_from("to")));
    assert_true(text_equal(text_tail(text, 8), text_from("temples")));
    assert_int_equal(text_tail(text, text.length).length, 0);
    assert_int_equal(text_slice((struct text){0}, 0, 0).length, 0);
    assert_ptr_equal(text_slice(text, 5, 7).bytes, text.bytes + 5);
}

static void case_is_folded_for_ascii_only(void **state)
{
    (void)state;
    assert_true(text_equal_ignoring_case(text_from("Move TO"), text_from("mOVE to")));
    assert_false(text_equal(text_from("Move"), text_from("move")));
    assert_false(text_equal_ignoring_case(text_from("É"), text_from("é")));
    assert_false(text_equal_ignoring_case(text_from("@[`{"), text_from("`{@[")));
    assert_false(text_equal_ignoring_case(text_from("move"), text_from("mov")));
    assert_true(text_equal((struct text){0}, text_from("")));
    assert_true(text_is_word(text_from("Move"), "move"));
    assert_false(text_is_word(text_from("mov"), "move"));
    assert_false(text_is_word(text_from("moved"), "move"));
    assert_false(text_is_word((struct text){"a\0b", 3}, "a"));
    assert_true(text_is_word((struct text){0}, ""));
    assert_true(text_starts_with(text_from("ab"), text_from("")));
    assert_true(text_starts_with(text_from("ab"), text_from("ab")));
    assert_false(text_starts_with(text_from("ab"), text_from("abc")));
}

/* Decodes the bytes; returns the length, with the character in *character. */
static size_t decode(const char *bytes, uint32_t *character)
{
    return text_decode(text_from(bytes), character);
}

static void what_is_encoded_is_decoded_again(void **state)
{
    (void)state;
    static const uint32_t characters[] = {'a', 0x7F, 0x80, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF};
    for (size_t i = 0; i < sizeof characters / sizeof characters[0]; i++) {
        char bytes[4];
        uint32_t character = 0;
        struct text text = {.bytes = bytes, .length = text_encode(characters[i], bytes)};
        assert_int_equal(text_decode(text, &character), text.length);
        assert_int_equal(character, characters[i]);
    }
}

static void characters_of_each_length_are_decoded(void **state)
{
    (void)state;
    uint32_t character = 0;
    assert_int_equal(decode("a", &character), 1);
    assert_int_equal(character, 'a');
    assert_int_equal(decode("\xC2\x80", &character), 2);
    assert_int_equal(character, 0x80);
    assert_int_equal(decode("\xE0\xA0\x80", &character), 3);
    assert_int_equal(character, 0x800);
    assert_int_equal(decode("\xEF\xBF\xBF", &character), 3);
    assert_int_equal(character, 0xFFFF);
    assert_int_equal(decode("\xF0\x90\x80\x80", &character), 4);
    assert_int_equal(character, 0x10000);
    assert_int_equal(decode("\xF4\x8F\xBF\xBFz", &character), 4);
    assert_int_equal(character, 0x10FFFF);
}

static void what_is_not_utf8_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\x80",             /* a byte that only follows */
        "\xC0\x80",         /* NUL, overlong */
        "\xC1\xBF",         /* overlong */
        "\xE0\x9F\xBF",     /* overlong */
        "\xF0\x8F\xBF\xBF", /* overlong */
        "\xED\xA0\x80",     /* a surrogate */
        "\xF4\x90\x80\x80", /* above U+10FFFF */
        "\xF5\x80\x80\x80", /* no such lead */
        "\xE2\x82",         /* cut off */
        "\xC3z",            /* the second byte is another character */
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_int_equal(text_decode(text_from(bad[i]), NULL), 0);
}

static void bad_bytes_count_as_a_character_each(void **state)
{
    (void)state;
    assert_int_equal(text_characters(text_from("")), 0);
    assert_int_equal(text_characters(text_from("aé€🙂")), 4);
    assert_int_equal(text_characters(text_from("a\xFF\xC3z")), 4);
}

static void the_first_control_character_is_found(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t without_tabs;
        size_t with_tabs;
    } lines[] = {
        {"", SIZE_MAX, SIZE_MAX},
        {"aé€🙂", SIZE_MAX, SIZE_MAX},
        {"a\tb", 1, SIZE_MAX},
        {"é\x1B[2J", 2, 2},
        {"a\tb\x7F", 1, 3},
        {"\xC2\x9F", 0, 0},
        {"\xC2\xA0", SIZE_MAX, SIZE_MAX},
        {"a\xFF\n", 1, 1},
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        assert_true(text_first_control(text_from(lines[i].text), false) == lines[i].without_tabs);
        assert_true(text_first_control(text_from(lines[i].text), true) == lines[i].with_tabs);
    }
    struct text nul = {.bytes = "a\0b", .length = 3};
    assert_int_equal(text_first_control(nul, true), 1);
}

static void cutting_leaves_whole_characters(void **state)
{
    (void)state;
    struct text text = text_from("aé€");
    assert_int_equal(text_cut(text, 0).length, 0);
    assert_int_equal(text_cut(text, 1).length, 1);
    assert_int_equal(text_cut(text, 2).length, 1);
    assert_int_equal(text_cut(text, 3).length, 3);
    assert_int_equal(text_cut(text, 5).length, 3);
    assert_int_equal(text_cut(text, 6).length, 6);
    assert_int_equal(text_cut(text, 99).length, 6);
}

static int distance(const char *a, const char *b)
{
    assert_int_equal(text_distance(text_from(a), text_from(b)),
                     text_distance(text_from(b), text_from(a)));
    return text_distance(text_from(a), text_from(b));
}

static void slips_of_the_finger_are_one_change_each(void **state)
{
    (void)state;
    assert_int_equal(distance("temples", "Temples"), 0);
    assert_int_equal(distance("temples", "tempels"), 1);
    assert_int_equal(distance("temples", "temple"), 1);
    assert_int_equal(distance("temples", "tempples"), 1);
    assert_int_equal(distance("temples", "tamples"), 1);
    assert_int_equal(distance("", "rest"), 4);
    assert_int_equal(distance("ab", "ba"), 1);
    assert_int_equal(distance("abcdefghijklmnopqrstuvwxyz012345", "a"), 99);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices_point_into_their_text),
        cmocka_unit_test(case_is_folded_for_ascii_only),
        cmocka_unit_test(what_is_encoded_is_decoded_again),
        cmocka_unit_test(characters_of_each_length_are_decoded),
        cmocka_unit_test(what_is_not_utf8_is_refused),
        cmocka_unit_test(bad_bytes_count_as_a_character_each),
        cmocka_unit_test(the_first_control_character_is_found),
        cmocka_unit_test(cutting_leaves_whole_characters),
        cmocka_unit_test(slips_of_the_finger_are_one_change_each),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
