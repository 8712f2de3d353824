/* Times and numbers, as they are read and as they are written. */
#include "language/amount.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Reads `text` as a time; -1 where it is none, with the finding's name in *name. */
static int32_t read_time(const char *text, const char **name)
{
    struct arena arena = arena_make(allocator_system());
    struct scanner scanner = scanner_make(&arena, text_from(text), 0);
    int32_t time_ms = -1;
    bool read = amount_time(&scanner, "over", &time_ms) && scanner_at_end(&scanner);
    *name = scanner.fault.name;
    arena_release(&arena);
    return read ? time_ms : -1;
}

static void times_are_read_to_the_millisecond(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t time_ms;
    } rows[] = {
        {"4s", 4000},
        {"4.5s", 4500},
        {"0.1s", 100},
        {"0.125 s", 125},
        {"90s", 90000},
        {"2m", 120000},
        {"1m30s", 90000},
        {"1m 30s", 90000},
        {"1h", 3600000},
        {"24h", 86400000},
        {"1.5 hours", 5400000},
        {"1h 1m 1.001s", 3661001},
        {"1 Minute 30 SEC", 90000},
        {"0.001h", 3600},
        {"86400s", 86400000},
        {"007s", 7000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *name;
        assert_int_equal(read_time(rows[i].text, &name), rows[i].time_ms);
    }
}

static void what_is_no_time_says_what_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        const char *name;
    } rows[] = {
        {"", "missing-word"},         {"over", "missing-word"},
        {"4", "bad-duration"},        {"s", "bad-duration"},
        {"4x", "bad-duration"},       {".5s", "bad-duration"},
        {"5.s", "bad-duration"},      {"0.0999s", "bad-duration"},
        {"0.099s", "bad-duration"},   {"0s", "bad-duration"},
        {"24h 0.1s", "bad-duration"}, {"30s 1m", "bad-duration"},
        {"1s 1s", "bad-duration"},    {"3 breaths", "bad-duration"},
        {"1m 30", "bad-duration"},    {"-4s", "bad-duration"},
        {"4sx", "bad-duration"},      {"99999999999999999999h", "bad-duration"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *name;
        assert_int_equal(read_time(rows[i].text, &name), -1);
        assert_string_equal(name, rows[i].name);
    }
}

static void breaths_are_counted_in_whole_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t breaths; /* 0: none */
    } rows[] = {{"1 breath", 1},          {"12 breaths", 12}, {"12breaths", 12},
                {"10000 breaths", 10000}, {"0 breaths", 0},   {"1.5 breaths", 0},
                {"10001 breaths", 0},     {"3 breaths 4s", 0}};
    struct arena arena = arena_make(allocator_system());
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct scanner scanner = scanner_make(&arena, text_from(rows[i].text), 0);
        struct length length = {0};
        bool read = amount_length(&scanner, "", &length);
        assert_int_equal(read, rows[i].breaths > 0);
        if (!read)
            continue;
        assert_int_equal(length.kind, LENGTH_BREATHS);
        assert_int_equal(length.amount, rows[i].breaths);
    }
    arena_release(&arena);
}

static void percentages_are_whole(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int percent; /* -1: none */
    } rows[] = {{"0%", 0},    {"20 %", 20}, {"100%", 100},
                {"101%", -1}, {"5.5%", -1}, {"20", -1},
                {"%", -1},    {"-1%", -1},  {"99999999999999999999%", -1}};
    struct arena arena = arena_make(allocator_system());
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct scanner scanner = scanner_make(&arena, text_from(rows[i].text), 0);
        uint8_t percent = 255;
        assert_int_equal(amount_percent(&scanner, "", &percent), rows[i].percent >= 0);
        if (rows[i].percent >= 0)
            assert_int_equal(percent, rows[i].percent);
        else
            assert_string_equal(scanner.fault.name, "bad-number");
    }
    arena_release(&arena);
}

static void expect_printed(int64_t time_ms, const char *canonical, const char *seconds)
{
    struct buffer buffer = buffer_make(allocator_system());
    amount_print_time(time_ms, &buffer);
    assert_string_equal(buffer.bytes, canonical);
    buffer_release(&buffer);
    amount_print_seconds(time_ms, &buffer);
    assert_string_equal(buffer.bytes, seconds);
    buffer_release(&buffer);
}

static void times_are_written_without_needless_zeros(void **state)
{
    (void)state;
    expect_printed(0, "0s", "0s");
    expect_printed(100, "0.1s", "0.1s");
    expect_printed(4500, "4.5s", "4.5s");
    expect_printed(1001, "1.001s", "1.001s");
    expect_printed(1050, "1.05s", "1.05s");
    expect_printed(60000, "1m", "60s");
    expect_printed(90000, "1m 30s", "90s");
    expect_printed(3600000, "1h", "3600s");
    expect_printed(3600100, "1h 0.1s", "3600.1s");
    expect_printed(86400000, "24h", "86400s");
}

static void what_is_written_can_be_read(void **state)
{
    (void)state;
    for (int32_t time_ms = 100; time_ms < 86400000; time_ms += 7777) {
        struct buffer buffer = buffer_make(allocator_system());
        const char *name;
        amount_print_time(time_ms, &buffer);
        assert_int_equal(read_time(buffer.bytes, &name), time_ms);
        buffer_release(&buffer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read_to_the_millisecond),
        cmocka_unit_test(what_is_no_time_says_what_it_is),
        cmocka_unit_test(breaths_are_counted_in_whole_numbers),
        cmocka_unit_test(percentages_are_whole),
        cmocka_unit_test(times_are_written_without_needless_zeros),
        cmocka_unit_test(what_is_written_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
