/* Whole milliseconds throughout: mixing multiplies before it divides, in 64 bits, where 24 h × 24 h
 * in ms still fits. A pattern is small and passed by value where it is changed; a count of 0 is no
 * pattern, which each of these functions answers with 0 or as equal to another such.
 */
#include "language/pattern.h"

#include <assert.h>

/* The language's own names; box breathing and 4-7-8 are known by these from elsewhere. */
static const struct named_pattern {
    const char *name;
    struct pattern pattern;
} named_patterns[] = {
    {"calm", {2, {BREATH_IN, BREATH_OUT}, {4000, 6000}}},
    {"slow", {2, {BREATH_IN, BREATH_OUT}, {4000, 8000}}},
    {"coherent", {2, {BREATH_IN, BREATH_OUT}, {5500, 5500}}},
    {"box", {4, {BREATH_IN, BREATH_HOLD, BREATH_OUT, BREATH_HOLD}, {4000, 4000, 4000, 4000}}},
    {"4-7-8", {3, {BREATH_IN, BREATH_HOLD, BREATH_OUT}, {4000, 7000, 8000}}},
    {"sigh", {3, {BREATH_IN, BREATH_IN, BREATH_OUT}, {2000, 1000, 6000}}},
};

enum { NAMED_PATTERNS = sizeof named_patterns / sizeof named_patterns[0] };

const struct pattern *pattern_named(struct text name)
{
    for (int i = 0; i < NAMED_PATTERNS; i++)
        if (text_equal_ignoring_case(name, text_from(named_patterns[i].name)))
            return &named_patterns[i].pattern;
    return NULL;
}

const char *pattern_name(size_t index)
{
    return index < NAMED_PATTERNS ? named_patterns[index].name : NULL;
}

/* In the order of the enum. */
const char *breath_phase_word(enum breath_phase phase)
{
    static const char *const words[] = {"in", "hold", "out"};
    assert(phase <= BREATH_OUT);
    return words[phase];
}

int64_t pattern_length_ms(const struct pattern *pattern)
{
    assert(pattern->count >= 0 && pattern->count <= PATTERN_MOST_PHASES);
    int64_t length_ms = 0;
    for (int i = 0; i < pattern->count; i++)
        length_ms += pattern->lengths_ms[i];
    return length_ms;
}

int64_t pattern_out_ms(const struct pattern *pattern)
{
    int64_t elapsed_ms = 0;
    /* A breath has one out-breath, the start of its first out-phase; every pattern has one. */
    for (int i = 0; i < pattern->count && pattern->phases[i] != BREATH_OUT; i++)
        elapsed_ms += pattern->lengths_ms[i];
    return elapsed_ms;
}

bool pattern_same_phases(const struct pattern *a, const struct pattern *b)
{
    /* The same count first, or the shorter one would be compared past its end. */
    if (a->count != b->count)
        return false;
    for (int i = 0; i < a->count; i++)
        if (a->phases[i] != b->phases[i])
            return false;
    return true;
}

struct pattern pattern_mix(const struct pattern *from, const struct pattern *to, int64_t elapsed_ms,
                           int64_t over_ms)
{
    assert(pattern_same_phases(from, to) && elapsed_ms >= 0 && over_ms > 0);
    /* The easing is over; the second pattern stays. */
    if (elapsed_ms > over_ms)
        elapsed_ms = over_ms;
    struct pattern mixed = *from;
    for (int i = 0; i < mixed.count; i++) {
        /* Not from + (to - from) × share: that would need a fraction, and rounding twice. */
        int64_t weighted = from->lengths_ms[i] * (over_ms - elapsed_ms) +
                           to->lengths_ms[i] * elapsed_ms;
        /* Rounded half up by doubling both sides of the quotient. */
        mixed.lengths_ms[i] = (int32_t)((2 * weighted + over_ms) / (2 * over_ms));
    }
    return mixed;
}
