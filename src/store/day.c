/* Days are counted in years that begin in March, so that the leap day is a year's last and the
 * lengths of months follow one straight line (Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms", days_from_civil and civil_from_days). The system is asked for one thing only: what a
 * clock on the wall shows at a moment; the offset is the difference.
 */
#include "store/day.h"

#include <assert.h>
#include <string.h>
#include <time.h>

enum {
    DAY_S = 24 * 60 * 60,
    DAYS_OF_400_YEARS = 146097,
    DAYS_TO_1970 = 719468, /* from 1 March of the year 0 */
    NOON_S = DAY_S / 2,
};

int32_t day_of_date(struct date date)
{
    /* Months before January and after December are carried into the years, rounding down. */
    int months = date.year * 12 + date.month - 1;
    assert(months >= 0 && date.year < 20000);
    /* January and February belong to the year that began in March before. */
    int month = months % 12 + 1;
    int year = months / 12 - (month <= 2);
    int from_march = (month + 9) % 12;
    /* Five months from March on have 153 days, by turns of 31 and 30: so many lie before the
     * month. */
    int32_t days = (153 * from_march + 2) / 5 + date.day - 1;
    return year * 365 + year / 4 - year / 100 + year / 400 + days - DAYS_TO_1970;
}

struct date day_date(int32_t day)
{
    int32_t days = day + DAYS_TO_1970;
    assert(days >= 0 && day <= DAY_LAST);
    /* Every 400 years have the same number of days, so the rest alone need be looked at. */
    int32_t rest = days % DAYS_OF_400_YEARS;
    /* Takes the leap days out: one in 1,461 days, but for those of full centuries. */
    int32_t year = (rest - rest / 1460 + rest / 36524 - rest / 146096) / 365;
    int32_t in_year = rest - (365 * year + year / 4 - year / 100);
    int32_t from_march = (5 * in_year + 2) / 153;
    int month = from_march < 10 ? from_march + 3 : from_march - 9;
    return (struct date){.year = year + days / DAYS_OF_400_YEARS * 400 + (month <= 2),
                         .month = month,
                         .day = in_year - (153 * from_march + 2) / 5 + 1};
}

int day_of_week(int32_t day)
{
    assert(day >= DAY_FIRST);
    return (day + 3) % 7; /* 1 January 1970 was a Thursday */
}

/* Takes exactly `digits` digits off `*text`; false where they are not there. */
static bool take_number(struct text *text, size_t digits, int *number)
{
    assert(digits > 0 && digits < 9);
    if (text->length < digits)
        return false;
    *number = 0;
    for (size_t i = 0; i < digits; i++) {
        char byte = text->bytes[i];
        if (byte < '0' || byte > '9')
            return false;
        *number = *number * 10 + (byte - '0');
    }
    *text = text_tail(*text, digits);
    return true;
}

/* Takes one byte that is among `any` off `*text`; false where there is none. */
static bool take_any(struct text *text, const char *any)
{
    if (text->length == 0 || text->bytes[0] == '\0' || strchr(any, text->bytes[0]) == NULL)
        return false;
    *text = text_tail(*text, 1);
    return true;
}

/* Takes a date off `*text`; false where it is none of the calendar. A date that exists comes back
 * as itself; 30 February would come back as a day of March. */
static bool take_day(struct text *text, int32_t *day)
{
    struct date date;
    if (!take_number(text, 4, &date.year) || !take_any(text, "-") ||
        !take_number(text, 2, &date.month) || !take_any(text, "-") ||
        !take_number(text, 2, &date.day))
        return false;
    if (date.year < 1970 || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31)
        return false;
    *day = day_of_date(date);
    return *day <= DAY_LAST && day_date(*day).day == date.day;
}

bool day_read(struct text text, int32_t *day)
{
    assert(day != NULL);
    return take_day(&text, day) && text.length == 0;
}

void day_print(int32_t day, struct buffer *text)
{
    struct date date = day_date(day);
    buffer_format(text, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* Local time less UTC at `utc_s`. Not every C library tells it, but all tell what the clock on the
 * wall shows. Offsets of old times have odd seconds; a diary does with minutes. */
static int32_t offset_at(int64_t utc_s)
{
    time_t time = (time_t)utc_s;
    struct tm local;
    tzset(); /* the traveller may have changed it while the program was open */
    /* 1969 is let pass: west of Greenwich 1970 begins with its last evening. */
    if (localtime_r(&time, &local) == NULL || local.tm_year < 69)
        return 0;
    int32_t day = day_of_date((struct date){
        .year = local.tm_year + 1900, .month = local.tm_mon + 1, .day = local.tm_mday});
    int64_t wall_s = (int64_t)day * DAY_S + local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec;
    int64_t offset_min = (wall_s - utc_s) / 60;
    /* More than any place is off by is a fault of the system's tables, and UTC does no harm. */
    return offset_min < -DAY_MOST_OFFSET_MIN || offset_min > DAY_MOST_OFFSET_MIN
               ? 0
               : (int32_t)offset_min;
}

struct moment moment_now(void)
{
    int64_t now_s = (int64_t)time(NULL);
    /* A machine without a battery for its clock may begin before there are days. */
    if (now_s < DAY_S)
        now_s = DAY_S;
    return (struct moment){.utc_s = now_s, .offset_min = offset_at(now_s)};
}

/* Seconds from the first day's midnight to what the clock on the wall showed, within the days there
 * are. */
static int64_t wall_s(struct moment moment)
{
    int64_t seconds = moment.utc_s + (int64_t)moment.offset_min * 60;
    /* The last second of the last day. */
    int64_t last = (int64_t)DAY_LAST * DAY_S + DAY_S - 1;
    return seconds < 0 ? 0 : seconds > last ? last : seconds;
}

int32_t moment_day(struct moment moment)
{
    return (int32_t)(wall_s(moment) / DAY_S);
}

void moment_clock(struct moment moment, int *hour, int *minute)
{
    int64_t seconds = wall_s(moment) % DAY_S;
    *hour = (int)(seconds / 3600);
    *minute = (int)(seconds / 60 % 60);
}

/* Takes "21:30" or "21:30:05" off `*text`, as seconds from midnight; false where no clock shows
 * that. A leap second is no time that anybody notes. */
static bool take_clock(struct text *text, int32_t *seconds)
{
    int hour;
    int minute;
    int second = 0;
    if (!take_number(text, 2, &hour) || !take_any(text, ":") || !take_number(text, 2, &minute))
        return false;
    if (take_any(text, ":") && !take_number(text, 2, &second))
        return false;
    *seconds = hour * 3600 + minute * 60 + second;
    return hour < 24 && minute < 60 && second < 60;
}

/* Reads "Z", "+01:00" or "+0100", which must be all that is left of `*text`. */
static bool take_offset(struct text *text, int32_t *offset_min)
{
    int hours = 0;
    int minutes = 0;
    /* Looked at before the sign is taken off. */
    bool west = text->length > 0 && text->bytes[0] == '-';
    *offset_min = 0;
    if (take_any(text, "Zz"))
        return text->length == 0;
    if (!take_any(text, "+-") || !take_number(text, 2, &hours))
        return false;
    (void)take_any(text, ":");
    if (!take_number(text, 2, &minutes) || minutes > 59 || text->length > 0)
        return false;
    *offset_min = (hours * 60 + minutes) * (west ? -1 : 1);
    return hours * 60 + minutes <= DAY_MOST_OFFSET_MIN;
}

/* The moment at which a clock on the wall here shows `seconds` of `day`, with the offset that holds
 * then. */
static struct moment from_wall(int32_t day, int32_t seconds)
{
    struct date date = day_date(day);
    /* -1: whether it is summer time is for the system to find out. */
    struct tm local = {.tm_year = date.year - 1900,
                       .tm_mon = date.month - 1,
                       .tm_mday = date.day,
                       .tm_hour = seconds / 3600,
                       .tm_min = seconds / 60 % 60,
                       .tm_sec = seconds % 60,
                       .tm_isdst = -1};
    /* Should it fail, -1 is a moment before all days, which who asks refuses. */
    int64_t utc_s = (int64_t)mktime(&local);
    return (struct moment){.utc_s = utc_s, .offset_min = offset_at(utc_s)};
}

bool moment_read(struct text text, struct moment *moment)
{
    assert(moment != NULL);
    int32_t day = 0;
    int32_t seconds = NOON_S;
    if (!take_day(&text, &day))
        return false;
    if (take_any(&text, "Tt ") && !take_clock(&text, &seconds))
        return false;
    if (text.length == 0) {
        *moment = from_wall(day, seconds);
    } else {
        /* What says its own offset needs nobody to be asked. */
        if (!take_offset(&text, &moment->offset_min))
            return false;
        moment->utc_s = (int64_t)day * DAY_S + seconds - (int64_t)moment->offset_min * 60;
    }
    /* The first and the last day are left to those further east and west. */
    return moment->utc_s >= DAY_S && moment->utc_s < (int64_t)DAY_LAST * DAY_S;
}

void moment_print(struct moment moment, struct buffer *text)
{
    int64_t seconds = wall_s(moment) % DAY_S;
    /* The sign is printed by itself, as -00:30 has to have one too. */
    int32_t away_min = moment.offset_min < 0 ? -moment.offset_min : moment.offset_min;
    assert(away_min <= DAY_MOST_OFFSET_MIN);
    day_print(moment_day(moment), text);
    buffer_format(text, "T%02d:%02d:%02d%c%02d:%02d", (int)(seconds / 3600),
                  (int)(seconds / 60 % 60), (int)(seconds % 60), moment.offset_min < 0 ? '-' : '+',
                  (int)(away_min / 60), (int)(away_min % 60));
}
