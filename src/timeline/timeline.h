/* A session laid out in time.
 *
 * A person has one breath, one pair of hands, one voice to listen to, one sound around them and one
 * light. Each of these is a lane: a list of spans, in order, of which at most one holds at any
 * moment. Sound and picture are made from a timeline and a time alone; nothing here changes once it
 * is laid out, so any number of threads may read it. It knows no clock and no device.
 *
 * All times are whole milliseconds from the start of the session; 24 h is the most.
 */
#ifndef LULL_TIMELINE_TIMELINE_H
#define LULL_TIMELINE_TIMELINE_H

#include "base/text.h"
#include "language/pattern.h"
#include "language/place.h"
#include "language/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order in which rows of a timeline are printed. */
enum lane {
    LANE_CHAPTER,
    LANE_BREATH,
    LANE_HANDS,
    LANE_VOICE,
    LANE_SOUND,
    LANE_LIGHT,
    LANE_COUNT,
};

struct line;

/* One run of an `include`: how lines of another file came into the session. */
struct inclusion {
    const struct inclusion *parent; /* how the including file came in; NULL: the main script */
    const char *file;               /* the included file, relative to the main script's folder */
    uint32_t line;                  /* of the `include` in its file */
};

/* One row of a lane: what holds from `start_ms` to before `end_ms`. Which fields mean something
 * depends on `action`; the others are zero. */
struct span {
    int32_t start_ms;
    int32_t end_ms;
    uint8_t action;                    /* enum action */
    uint8_t pressure;                  /* enum pressure: hold, circle, stroke, lift, tense */
    uint8_t ambience;                  /* enum ambience: sound */
    uint8_t percent;                   /* sound: loudness; light: share of the chosen brightness */
    struct place place;                /* hands: where they are when the span ends */
    int32_t over_ms;                   /* sound, light: the fade from the moment the span begins */
    struct text text;                  /* say, show, do, chapter; sound: the file's name */
    const struct breathing *breathing; /* breathe */
    const char *recording;             /* say: path of its Ogg file; sound: of its; or NULL */
    const struct line *written;        /* the line of the script that it comes from */
    uint32_t line;                     /* where it stands in its file, from 1 */
    const struct inclusion *inclusion; /* how its file came in; NULL: the main script */
};

/* One lane of a session. */
struct lane_spans {
    const struct span *spans; /* in order of start; none overlap */
    size_t count;
};

/* The start of one paced breath. It lasts to the next one's start, or to where its span ends. */
struct breath_start {
    int32_t start_ms;
    uint32_t span; /* index into the breath lane */
};

struct timeline {
    int32_t length_ms;
    unsigned phases; /* set of enum phase, of the main script */
    struct lane_spans lanes[LANE_COUNT];
    struct lane_spans chimes; /* these alone may overlap, each other and the sound */
    const struct breath_start *breaths;
    size_t breath_count;
    uint32_t end_line; /* the last line that ran */
    const struct inclusion *end_inclusion;
};

/* The index of the span of `lane` that holds at `at_ms` (start included, end not), or SIZE_MAX when
 * none does. Logarithmic in the number of spans. For a chapter, which has no length, use
 * timeline_latest. */
size_t timeline_find(const struct lane_spans *lane, int32_t at_ms);

/* The index of the last span of `lane` that started at or before `at_ms`, whether it still holds or
 * not; SIZE_MAX when none has. Logarithmic. */
size_t timeline_latest(const struct lane_spans *lane, int32_t at_ms);

/* One phase of the paced breath under way at some moment. Fullness is how full the lungs are, from
 * 0 to 1: the in-phases of a breath share the way up by their lengths, the out-phases the way down,
 * so that `in 2s, in 1s, out 6s` goes 0 → 2/3 → 1 → 0. */
struct breath_moment {
    enum breath_phase phase;
    int32_t phase_start_ms;
    int32_t phase_end_ms;
    int32_t breath_start_ms;
    int32_t breath_end_ms;
    size_t breath; /* index into timeline.breaths */
    double fullness_from;
    double fullness_to;
};

/* The pattern of a breath that begins `since_effect_ms` (≥ 0) after its `breathe` line took effect:
 * the line's own, or what its easing has come to. `breathing` is not free. */
struct pattern breathing_pattern_at(const struct breathing *breathing, int64_t since_effect_ms);

/* Finds the phase of breath at `at_ms`. Returns false where no pacer runs. Logarithmic in the
 * number of breaths. */
bool timeline_breath_at(const struct timeline *timeline, int32_t at_ms,
                        struct breath_moment *moment);

#endif
