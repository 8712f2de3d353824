/* Days and moments, as a diary counts them.
 *
 * A day is the number of days from 1 January 1970 to it, in the Gregorian calendar: whoever draws
 * weeks or counts months calculates with whole numbers, and no clock change can make a day longer.
 * A moment is kept in UTC with the offset that local time had where it was written down, so that
 * neither summer time nor travel moves it to another day afterwards. What is kept by day, this file
 * does not know.
 */
#ifndef LULL_STORE_DAY_H
#define LULL_STORE_DAY_H

#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* 1 January 1970 and 31 December 9999, the days there are; and the most minutes that local time may
 * be off UTC, which is more than any place on Earth is. */
enum { DAY_FIRST = 0, DAY_LAST = 2932896, DAY_MOST_OFFSET_MIN = 18 * 60 };

/* A date of the calendar. */
struct date {
    int year;  /* 1970 to 9999, and 0 to 1969 for a day before all */
    int month; /* 1 to 12 */
    int day;   /* 1 to 31 */
};

/* A moment and the local time it was written down in. */
struct moment {
    int64_t utc_s;      /* seconds since 1970 */
    int32_t offset_min; /* local time less UTC: 60 for Berlin in winter, -300 for New York */
};

/* The day of a date, which need not be one of the calendar (31 February is taken for the days after
 * February, month 13 for January): what a count of months or weeks may come to. */
int32_t day_of_date(struct date date);

/* The date of a day up to DAY_LAST. It may be one before DAY_FIRST, back to 1 March of the year 0:
 * weeks that end in the first of all days begin earlier. */
struct date day_date(int32_t day);

/* The day of the week of a day from DAY_FIRST on: 0 is Monday, 6 Sunday (ISO 8601, less one). */
int day_of_week(int32_t day);

/* Reads "2026-11-01"; false where it is no date of the calendar. */
bool day_read(struct text text, int32_t *day);

/* Appends a day, as day_date takes it, as "2026-11-01". */
void day_print(int32_t day, struct buffer *text);

/* This moment, by the system's clock and time zone. */
struct moment moment_now(void);

/* The day that a moment belongs to: that of its own local time. Clamped to the days there are. */
int32_t moment_day(struct moment moment);

/* The hour (0 to 23) and the minute (0 to 59) that a clock on the wall showed. */
void moment_clock(struct moment moment, int *hour, int *minute);

/* Reads "2026-11-01T21:30", with or without seconds, with a space for the T if one likes. An offset
 * may follow ("+01:00", "-0500", "Z"); without one it is local time here, whose hour that a clock
 * change leaves out is read as the hour after, and whose hour that comes twice as either. A date
 * alone is its noon. Returns false where it is none of these, or not within the days there are. */
bool moment_read(struct text text, struct moment *moment);

/* Appends "2026-11-01T21:30:00+01:00" (RFC 3339), which moment_read reads back exactly. */
void moment_print(struct moment moment, struct buffer *text);

#endif
