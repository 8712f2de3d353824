/* A breathing pattern: phases that come round again and again.
 *
 * `in 4s, hold 2s, out 6s`. Begins with an in-phase and has at least one out-phase. A pattern is a
 * value: it knows nothing of when it runs.
 */
#ifndef LULL_LANGUAGE_PATTERN_H
#define LULL_LANGUAGE_PATTERN_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most phases that a pattern may have. */
enum { PATTERN_MOST_PHASES = 8 };

/* What a breath does in a phase. */
enum breath_phase { BREATH_IN, BREATH_HOLD, BREATH_OUT };

struct pattern {
    uint8_t count;                           /* 2 to PATTERN_MOST_PHASES; 0 is no pattern at all */
    uint8_t phases[PATTERN_MOST_PHASES];     /* enum breath_phase */
    int32_t lengths_ms[PATTERN_MOST_PHASES]; /* 100 to 86,400,000 */
};

/* What a `breathe` line asks for: a pattern, perhaps easing to another, or to breathe freely. */
struct breathing {
    struct pattern pattern;   /* count 0: freely, no pacer */
    struct pattern easing_to; /* count 0: no easing */
    int32_t easing_ms;        /* from the moment the line takes effect */
};

/* The pattern that goes by `name` (in any case), such as calm or box; NULL when none does. Static.
 */
const struct pattern *pattern_named(struct text name);

/* The `index`-th of these names; NULL past the last. */
const char *pattern_name(size_t index);

/* "in", "hold" or "out". */
const char *breath_phase_word(enum breath_phase phase);

/* The length of one breath in ms. */
int64_t pattern_length_ms(const struct pattern *pattern);

/* How long after its in-breath a breath turns: the start of its first out-phase, in ms. */
int64_t pattern_out_ms(const struct pattern *pattern);

/* Whether both have the same phases in the same order, whatever their lengths. */
bool pattern_same_phases(const struct pattern *a, const struct pattern *b);

/* Each phase of `from` mixed with that of `to` (same phases) by `elapsed_ms` / `over_ms`, at most
 * 1, rounded to the millisecond, half up. `over_ms` > 0, `elapsed_ms` ≥ 0. */
struct pattern pattern_mix(const struct pattern *from, const struct pattern *to, int64_t elapsed_ms,
                           int64_t over_ms);

#endif
