/* Days and moments: the calendar, clock changes and travel. */
#include "store/day.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Spelled out, so that no table of zones is needed where this runs. */
static const char berlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";
static const char new_york[] = "EST5EDT,M3.2.0,M11.1.0";
static const char auckland[] = "NZST-12NZDT,M9.5.0,M4.1.0/3";
static const char kolkata[] = "IST-5:30";
static const char kiritimati[] = "<+14>-14";
static const char pago_pago[] = "SST11";

static void live_in(const char *zone)
{
    assert_int_equal(setenv("TZ", zone, 1), 0);
}

/* Reads `text` and checks what it is in UTC and which offset it has. */
static void assert_moment(const char *text, int64_t utc_s, int32_t offset_min)
{
    struct moment moment;
    assert_true(moment_read(text_from(text), &moment));
    assert_int_equal(moment.utc_s, utc_s);
    assert_int_equal(moment.offset_min, offset_min);
}

static void assert_prints(struct moment moment, const char *expected)
{
    struct buffer text = buffer_make(allocator_system());
    moment_print(moment, &text);
    assert_string_equal(text.bytes, expected);
    buffer_release(&text);
}

static void every_day_is_the_systems_own(void **state)
{
    (void)state;
    enum { BEFORE_ALL = -719468 }; /* 1 March of the year 0 */
    for (int32_t day = BEFORE_ALL; day <= DAY_LAST; day++) {
        time_t noon = (time_t)day * 86400 + 43200;
        struct tm known;
        assert_non_null(gmtime_r(&noon, &known));
        struct date date = day_date(day);
        assert_true(date.year == known.tm_year + 1900 && date.month == known.tm_mon + 1 &&
                    date.day == known.tm_mday && day_of_date(date) == day);
        assert_true(day < DAY_FIRST || day_of_week(day) == (known.tm_wday + 6) % 7);
    }
}

static void months_before_january_are_those_of_the_year_before(void **state)
{
    (void)state;
    int32_t november = day_of_date((struct date){.year = 2025, .month = 11, .day = 1});
    assert_int_equal(day_of_date((struct date){.year = 2026, .month = -1, .day = 1}), november);
    assert_int_equal(day_of_date((struct date){.year = 2025, .month = 10, .day = 32}), november);
}

static void what_is_no_day_or_moment_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "soon",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-01-00",
        "1969-12-31",
        "2026-1-1",
        "2026-01-01x",
        "2026-01-01T",
        "2026-01-01T24:00",
        "2026-01-01T21:60",
        "2026-01-01T21:30:60",
        "2026-01-01T21:30+25:00",
        "2026-01-01T21:30+01:60",
        "2026-01-01T21:30Zulu",
        "2026-01-01T21:30 ",
        "99999999999999999999-01-01",
        "1970-01-01T00:00Z",
        "9999-12-31T23:00Z",
    };
    int32_t day;
    struct moment moment;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
        if (moment_read(text_from(wrong[i]), &moment))
            fail_msg("\"%s\" is read as a moment", wrong[i]);
    assert_true(day_read(text_from("2024-02-29"), &day));
    assert_false(day_read(text_from("2026-02-29"), &day));
    assert_false(day_read(text_from("2026-02-28T10:00"), &day));
}

static void moments_come_back_as_they_were_printed(void **state)
{
    (void)state;
    live_in(auckland);
    assert_moment("2026-11-01T21:30:07+01:00", 1793565007, 60);
    assert_moment("2026-11-01t21:30-0330", 1793581200, -210);
    assert_moment("2026-11-01 21:30Z", 1793568600, 0);
    assert_prints((struct moment){1793565007, 60}, "2026-11-01T21:30:07+01:00");
    assert_prints((struct moment){1793581200, -210}, "2026-11-01T21:30:00-03:30");
    /* New Year's Eve in Auckland is not over in Honolulu. */
    assert_prints((struct moment){1798711200, 780}, "2026-12-31T23:00:00+13:00");
    assert_prints((struct moment){1798711200, -600}, "2026-12-31T00:00:00-10:00");
}

static void clock_changes_move_nothing_to_another_day(void **state)
{
    (void)state;
    live_in(berlin);
    /* The night of 25 October 2026 has the hour from 2 to 3 twice. */
    assert_moment("2026-10-25T01:30", 1792884600, 120);
    assert_moment("2026-10-25T02:30+02:00", 1792888200, 120);
    assert_moment("2026-10-25T02:30+01:00", 1792891800, 60);
    assert_moment("2026-10-25T03:30", 1792895400, 60);
    struct moment twice;
    assert_true(moment_read(text_from("2026-10-25T02:30"), &twice));
    assert_true(twice.utc_s == 1792888200 || twice.utc_s == 1792891800);
    /* That of 29 March 2026 has none from 2 to 3. */
    struct moment never;
    assert_true(moment_read(text_from("2026-03-29T02:30"), &never));
    assert_int_equal(moment_day(never), day_of_date((struct date){2026, 3, 29}));
    /* The day is the same on both sides of a change, and its midnight in summer time. */
    assert_moment("2026-10-25T00:00", 1792879200, 120);
    assert_int_equal(moment_day((struct moment){1792888200, 120}),
                     moment_day((struct moment){1792891800, 60}));
}

static void travel_is_noticed_while_the_program_runs(void **state)
{
    (void)state;
    live_in(kolkata);
    assert_int_equal(moment_now().offset_min, 330);
    live_in("UTC0");
    assert_int_equal(moment_now().offset_min, 0);
    live_in(new_york);
    assert_moment("2026-07-01", 1782921600, -240);
    assert_moment("2026-12-01", 1796144400, -300);
    /* From one side of the date line to the other within an hour: two dates, each its own. */
    live_in(kiritimati);
    assert_int_equal(moment_now().offset_min, 840);
    live_in(pago_pago);
    assert_int_equal(moment_now().offset_min, -660);
}

static void the_clock_on_the_wall_is_read(void **state)
{
    (void)state;
    int hour;
    int minute;
    moment_clock((struct moment){1793565007, 60}, &hour, &minute);
    assert_int_equal(hour, 21);
    assert_int_equal(minute, 30);
    moment_clock((struct moment){1793581200, -210}, &hour, &minute);
    assert_int_equal(hour, 21);
    assert_int_equal(minute, 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_is_the_systems_own),
        cmocka_unit_test(months_before_january_are_those_of_the_year_before),
        cmocka_unit_test(what_is_no_day_or_moment_is_refused),
        cmocka_unit_test(moments_come_back_as_they_were_printed),
        cmocka_unit_test(clock_changes_move_nothing_to_another_day),
        cmocka_unit_test(travel_is_noticed_while_the_program_runs),
        cmocka_unit_test(the_clock_on_the_wall_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
