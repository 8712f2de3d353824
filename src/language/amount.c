/* A number is read as whole thousandths, so that a time is exact in whole milliseconds: at most
 * three digits stand after the point, and every unit is a whole number of milliseconds. Numbers
 * that are far too large stay at a ceiling instead of overflowing. A length is a do-loop over
 * numbers with their units; what it comes to is judged at the end, so that a finding marks all of
 * it.
 */
#include "language/amount.h"

#include <assert.h>
#include <string.h>

enum { CEILING = 100000000 }; /* above every limit; times a unit it still fits in 64 bits */

/* Larger units first: their order is how amount_length knows that `30s 1m` is the wrong way
 * round. */
enum unit { UNIT_HOURS, UNIT_MINUTES, UNIT_SECONDS, UNIT_BREATHS, UNIT_NONE };

/* Every spelling that is read, in any case. Which of them is printed is amount_print_time's to
 * say. */
static const struct {
    const char *word;
    enum unit unit;
} unit_words[] = {
    {"s", UNIT_SECONDS},       {"sec", UNIT_SECONDS},     {"second", UNIT_SECONDS},
    {"seconds", UNIT_SECONDS}, {"m", UNIT_MINUTES},       {"min", UNIT_MINUTES},
    {"minute", UNIT_MINUTES},  {"minutes", UNIT_MINUTES}, {"h", UNIT_HOURS},
    {"hour", UNIT_HOURS},      {"hours", UNIT_HOURS},     {"breath", UNIT_BREATHS},
    {"breaths", UNIT_BREATHS},
};

const char *amount_unit(size_t index)
{
    return index < sizeof unit_words / sizeof unit_words[0] ? unit_words[index].word : NULL;
}

/* Whole milliseconds, so thousandths times a unit divide by 1,000 without a rest. */
static const int64_t unit_ms[] = {
    [UNIT_HOURS] = 3600000, [UNIT_MINUTES] = 60000, [UNIT_SECONDS] = 1000};

/* A number as written. */
struct number {
    int64_t thousandths;
    bool whole;       /* no point */
    bool well_formed; /* digits on both sides of a point, at most three after it */
    size_t length;    /* bytes */
};

/* Reads the digits at byte `at` of `text` into `*value`; returns how many there are. */
static size_t read_digits(struct text text, size_t at, int64_t *value)
{
    size_t start = at;
    for (*value = 0; at < text.length && text_is_digit(text.bytes[at]); at++)
        /* Digits past the ceiling are read, but no longer counted: the number is too large either
         * way. */
        if (*value < CEILING)
            *value = *value * 10 + (text.bytes[at] - '0');
    return at - start;
}

/* Reads the number at the start of `text`, which is what is left of the line. */
static struct number read_number(struct text text)
{
    /* The caller has seen a digit, so there is at least one; a point without digits is judged by
     * its reader. */
    struct number number = {.whole = true, .well_formed = true};
    int64_t whole;
    number.length = read_digits(text, 0, &whole);
    number.thousandths = whole * 1000;
    if (number.length < text.length && text.bytes[number.length] == '.') {
        int64_t fraction;
        size_t digits = read_digits(text, number.length + 1, &fraction);
        number.whole = false;
        /* A fourth digit would be less than a millisecond: refused rather than rounded in
         * silence. */
        number.well_formed = digits >= 1 && digits <= 3;
        number.length += 1 + digits;
        /* `.5` is five hundred thousandths; with more than three digits a number is not well
         * formed. */
        for (size_t i = digits; i < 3; i++)
            fraction *= 10;
        number.thousandths += fraction;
    }
    return number;
}

/* Whether the byte at `at` ends an amount: nothing may hang on to it but what is a sign by itself.
 */
static bool amount_ends(const struct scanner *scanner, size_t at)
{
    struct scanner there = *scanner;
    there.at = at;
    return scanner_peek(&there).length == 0;
}

/* The unit that stands next, and its length in bytes; UNIT_NONE where the letters are no unit. Only
 * looks, since the letters may belong to what follows. */
static enum unit read_unit(const struct scanner *scanner, size_t *length)
{
    struct text rest = scanner_rest(scanner);
    /* Letters alone: `4s,` ends at its comma, and `1m30s` at its digit. */
    *length = 0;
    while (*length < rest.length && text_is_letter(rest.bytes[*length]))
        ++*length;
    struct text word = text_slice(rest, 0, *length);
    for (size_t i = 0; i < sizeof unit_words / sizeof unit_words[0]; i++)
        if (text_equal_ignoring_case(word, text_from(unit_words[i].word)))
            return unit_words[i].unit;
    return UNIT_NONE;
}

/* Faults all that has been read of a length since byte `start`, one byte at the least, so that
 * there is something to mark; returns false. */
static bool fail_duration(struct scanner *scanner, size_t start, const char *message)
{
    scanner_fail_at(scanner, start, scanner->at > start ? scanner->at - start : 1, "bad-duration",
                    "%s", message);
    return scanner_help(scanner, "write a time like 4s, 1m 30s or 4.5s%s", "");
}

/* Numbers in words are not read, but understood well enough to be mended. */
static const struct meaning number_words[] = {
    {"a", "1"},       {"an", "1"},     {"one", "1"},     {"two", "2"},      {"three", "3"},
    {"four", "4"},    {"five", "5"},   {"six", "6"},     {"seven", "7"},    {"eight", "8"},
    {"nine", "9"},    {"ten", "10"},   {"twelve", "12"}, {"fifteen", "15"}, {"twenty", "20"},
    {"thirty", "30"}, {"sixty", "60"},
};

enum { NUMBER_WORDS = sizeof number_words / sizeof number_words[0] };

/* Faults the number before byte `end`, which has no unit. It is seconds, if anything, or goes on
 * behind a comma. */
static bool fail_no_unit(struct scanner *scanner, size_t start, size_t end)
{
    const char *bytes = scanner->line.bytes;
    /* `4,5s` is how half of Europe writes it; a comma between phases has a word behind it. */
    bool comma = end + 1 < scanner->end && bytes[end] == ',' && text_is_digit(bytes[end + 1]);
    fail_duration(scanner, start,
                  comma ? "a point stands in a number, not a comma"
                        : "this number has no unit: s for seconds, m for minutes, or breaths");
    /* A fault that took this one's place (see scanner.h) has marked its own bytes. */
    if (!scanner->fault.settled)
        scanner->fault.length = end - start;
    return scanner_mend(scanner, end, comma ? end + 1 : end, comma ? "." : "s");
}

/* Faults the word of `length` letters that stands next for a unit. */
static bool fail_unit(struct scanner *scanner, size_t length)
{
    assert(length > 0);
    const char *word = scanner_rest(scanner).bytes;
    scanner_fail(scanner, "bad-duration", "\"%.*s\" is not a unit of time",
                 (int)(length < 20 ? length : 20), word);
    /* By the first letter alone: `secs`, `mins`, `hrs` and `breathes` are all seen for what they
     * are. */
    const char *meant = strchr("sS", *word) != NULL   ? "s"
                        : strchr("mM", *word) != NULL ? "m"
                        : strchr("hH", *word) != NULL ? "h"
                        : strchr("bB", *word) != NULL ? "breaths"
                                                      : NULL;
    size_t start = scanner->at;
    /* Between a number and a unit of one letter no space is written: it goes with the mending. */
    while (meant != NULL && strlen(meant) == 1 && !text_is_digit(scanner->line.bytes[start - 1]))
        start--;
    if (meant != NULL)
        scanner_mend(scanner, start, scanner->at + length, "%s", meant);
    return scanner_help(scanner, "units are s, sec, m, min, h, hours, or breaths%s", "");
}

/* One number with its unit, such as the `30s` of `1m 30s`. */
struct component {
    struct number number;
    enum unit unit;
};

/* Reads one number with its unit; the fault of a time goes back to `start`, where the whole of it
 * began. */
static bool read_component(struct scanner *scanner, size_t start, struct component *component)
{
    component->number = read_number(scanner_rest(scanner));
    size_t number_end = scanner->at + component->number.length;
    scanner_skip(scanner, component->number.length);
    size_t length;
    component->unit = read_unit(scanner, &length);
    /* Judged here, past the number, so that the finding marks it. */
    if (!component->number.well_formed)
        return fail_duration(scanner, start,
                             "this number is not understood: digits stand on both "
                             "sides of a point, at most three after it");
    /* What may stand after a length: if one of these comes next, it is the unit that is missing. */
    static const char next_words[] = "in hold out for over easing and then at gentle light firm";
    if (length == 0 || (component->unit == UNIT_NONE && scanner_misses(scanner, next_words)))
        return fail_no_unit(scanner, start, number_end);
    if (component->unit == UNIT_NONE)
        return fail_unit(scanner, length);
    size_t after = scanner->at + length;
    /* `1m30s` has its next number at once, `4sx` is no time, and neither is `4s.` with its
     * point. */
    bool hangs_on = !amount_ends(scanner, after) && !text_is_digit(scanner->line.bytes[after]);
    scanner_skip(scanner, length);
    if (!hangs_on)
        return true;
    fail_duration(scanner, start, "this is not a time");
    /* A point out of habit, as at the end of a sentence. */
    if (scanner->line.bytes[after] == '.')
        scanner_mend(scanner, after, after + 1, "%s", "");
    return false;
}

/* Holds the sum of a time's components to its limits. Only the sum counts: `0.05s` alone is too
 * short, `1m 0.05s` is fine. */
static bool check_time(struct scanner *scanner, size_t start, int64_t time_ms, int32_t *result_ms)
{
    assert(time_ms >= 0);
    if (time_ms < SHORTEST_TIME_MS)
        return fail_duration(scanner, start, "this is shorter than 0.1 s, the shortest time");
    if (time_ms > LONGEST_TIME_MS)
        return fail_duration(scanner, start, "this is longer than 24 h, the longest time");
    *result_ms = (int32_t)time_ms;
    return true;
}

/* Holds a count of breaths to its limits, and to standing alone: breaths and times do not add
 * up. */
static bool check_breaths(struct scanner *scanner, size_t start, struct number number,
                          struct length *length)
{
    if (!number.whole || number.thousandths < 1000 || number.thousandths > 10000 * 1000)
        return fail_duration(scanner, start, "breaths are counted in whole numbers, 1 to 10,000");
    /* A number behind it can only be meant as an addition. */
    if (scanner_sees_number(scanner))
        return fail_duration(scanner, start, "one length is enough here");
    *length = (struct length){LENGTH_BREATHS, (int32_t)(number.thousandths / 1000)};
    return true;
}

bool amount_length(struct scanner *scanner, const char *followers, struct length *length)
{
    if (scanner_misses(scanner, followers))
        return scanner_fail_missing(scanner, "a length");
    if (!scanner_sees_number(scanner)) {
        /* A word for a number is mended; a point without its digit before it gets its 0. */
        scanner_fail(scanner, "bad-duration", "a length is a number with its unit");
        scanner_mend_meant(scanner, number_words, NUMBER_WORDS);
        if (scanner->line.bytes[scanner->at] == '.')
            scanner_mend(scanner, scanner->at, scanner->at, "0");
        return scanner_help(scanner, "write a time like 4s or 1m 30s, or 3 breaths%s", "");
    }
    size_t start = scanner->at;
    int64_t total_ms = 0;
    enum unit last = UNIT_NONE;
    do {
        struct component component;
        if (!read_component(scanner, start, &component))
            return false;
        if (component.unit == UNIT_BREATHS && last == UNIT_NONE)
            return check_breaths(scanner, start, component.number, length);
        /* The enum has the larger units first, so `component.unit <= last` is one that is as large
         * again. */
        if (component.unit == UNIT_BREATHS || (last != UNIT_NONE && component.unit <= last))
            return fail_duration(scanner, start, "larger units stand first, each at most once");
        assert(component.unit < UNIT_BREATHS);
        /* Only smaller units may follow. */
        last = component.unit;
        /* Beyond the limit nothing more need be added, and nothing can overflow. */
        if (total_ms <= LONGEST_TIME_MS)
            total_ms += component.number.thousandths * unit_ms[component.unit] / 1000;
    } while (scanner_sees_number(scanner));
    length->kind = LENGTH_TIME;
    return check_time(scanner, start, total_ms, &length->amount);
}

bool amount_time(struct scanner *scanner, const char *followers, int32_t *time_ms)
{
    /* Noted before reading: a count of breaths is marked whole when it is refused. */
    size_t start = scanner->at;
    struct length length = {LENGTH_TIME, 0};
    if (!amount_length(scanner, followers, &length))
        return false;
    if (length.kind == LENGTH_BREATHS)
        return fail_duration(scanner, start, "a time is wanted here, not a number of breaths");
    *time_ms = length.amount;
    return true;
}

/* Records bad-number at the next word. */
static bool fail_number(struct scanner *scanner, const char *message, const char *help)
{
    scanner_fail(scanner, "bad-number", "%s", message);
    return scanner_help(scanner, "%s", help);
}

/* Puts a percent sign behind a number that has none, or in place of the word for it. Without digits
 * there is nothing to mend. */
static bool mend_percent(struct scanner *scanner)
{
    int64_t value;
    struct scanner after = *scanner;
    size_t digits = read_digits(scanner_rest(scanner), 0, &value);
    size_t end = scanner->at + digits;
    scanner_skip(&after, digits);
    bool word = scanner_sees(&after, "percent") || scanner_sees(&after, "pct");
    if (digits == 0)
        return false;
    return scanner_mend(scanner, end, word ? after.at + scanner_peek(&after).length : end, "%%");
}

bool amount_percent(struct scanner *scanner, const char *followers, uint8_t *percent)
{
    static const char help[] = "write a percentage like 20%, from 0% to 100%";
    if (scanner_misses(scanner, followers))
        return scanner_fail_missing(scanner, "a percentage");
    if (!scanner_sees_percentage(scanner)) {
        fail_number(scanner, "this is not a percentage", help);
        return mend_percent(scanner);
    }
    /* Read on a copy, which is kept only when the value is within its limits: the fault stands at
     * the number. */
    struct scanner after = *scanner;
    int64_t value;
    scanner_skip(&after, read_digits(scanner_rest(scanner), 0, &value));
    scanner_take_sign(&after, '%');
    if (value > 100)
        return fail_number(scanner, "a percentage goes from 0% to 100%", help);
    *percent = (uint8_t)value;
    *scanner = after;
    return true;
}

bool amount_count(struct scanner *scanner, const char *followers, const char *unit,
                  const char *units, int32_t most, int32_t *count)
{
    static const char help[] = "write a whole number from 1 to 1000";
    if (scanner_misses(scanner, followers))
        return scanner_fail_missing(scanner, "a number");
    if (!scanner_sees_number(scanner)) {
        fail_number(scanner, "a number is wanted here, in digits", help);
        scanner_mend_meant(scanner,
                           (const struct meaning[]){{"once", "1 time"}, {"twice", "2 times"}}, 2);
        return scanner_mend_meant(scanner, number_words, NUMBER_WORDS);
    }
    int64_t value;
    size_t digits = read_digits(scanner_rest(scanner), 0, &value);
    struct scanner after = *scanner;
    /* `3x` and `3times`: letters may hang on to a count only where they are its unit. */
    after.at += digits;
    struct text attached = scanner_peek(&after);
    bool whole = attached.length == 0 || text_equal_ignoring_case(attached, text_from(unit)) ||
                 text_equal_ignoring_case(attached, text_from(units));
    if (!whole || value < 1 || value > most) {
        fail_number(scanner, "this is not a whole number from 1 to 1000", help);
        /* As in `repeat 3x`. */
        if (text_equal_ignoring_case(attached, text_from("x")))
            scanner_mend(scanner, after.at, after.at + 1, " %s", units);
        return false;
    }
    *count = (int32_t)value;
    scanner_skip(scanner, digits);
    return true;
}

/* Whole thousandths are printed digit by digit, so that no rounding of floating point can show. */
void amount_print_seconds(int64_t time_ms, struct buffer *buffer)
{
    assert(time_ms >= 0);
    long long seconds = (long long)(time_ms / 1000);
    int thousandths = (int)(time_ms % 1000);
    int places = 3;
    /* No trailing zeros: `4.5s`, not `4.500s`, as the manual's tables have it. */
    for (; places > 0 && thousandths % 10 == 0; places--)
        thousandths /= 10;
    if (places == 0)
        buffer_format(buffer, "%llds", seconds);
    else
        buffer_format(buffer, "%lld.%0*ds", seconds, places, thousandths);
}

void amount_print_time(int64_t time_ms, struct buffer *buffer)
{
    /* Hours are the largest unit there is, however many. */
    assert(time_ms >= 0);
    int64_t hours = time_ms / unit_ms[UNIT_HOURS];
    int64_t minutes = time_ms % unit_ms[UNIT_HOURS] / unit_ms[UNIT_MINUTES];
    int64_t rest_ms = time_ms % unit_ms[UNIT_MINUTES];
    if (hours > 0)
        buffer_format(buffer, "%dh", (int)hours);
    if (minutes > 0)
        buffer_format(buffer, "%s%dm", hours > 0 ? " " : "", (int)minutes);
    /* A time of nothing still has to say something. */
    if (rest_ms > 0 || time_ms == 0) {
        buffer_append_string(buffer, hours > 0 || minutes > 0 ? " " : "");
        amount_print_seconds(rest_ms, buffer);
    }
}
