/* A session made by hand for tests of sound: what is in it is all that can be heard.
 *
 * It is a timeline with its lanes inside, so it stays where it was started.
 */
#ifndef LULL_TESTS_MADE_SESSION_H
#define LULL_TESTS_MADE_SESSION_H

#include "timeline/timeline.h"

enum { MADE_MOST_SPANS = 64, MADE_MOST_BREATHS = 4096 };

struct made_session {
    struct timeline timeline;
    struct breathing breathing;
    struct span lanes[LANE_COUNT][MADE_MOST_SPANS];
    struct span chimes[MADE_MOST_SPANS];
    struct breath_start breaths[MADE_MOST_BREATHS];
};

/* Makes `made` a silent session of `length_ms`. */
void made_session_start(struct made_session *made, int32_t length_ms);

/* Paces the breath from `from_ms` to `to_ms`: in, hold, out, hold, each in ms; a hold of 0 is none.
 * At most once. */
void made_session_breathe(struct made_session *made, int32_t from_ms, int32_t to_ms, int32_t in_ms,
                          int32_t full_ms, int32_t out_ms, int32_t empty_ms);

/* Adds a sentence with a recording of `words_ms`, whose span is 0.5 s longer. */
void made_session_say(struct made_session *made, int32_t at_ms, int32_t words_ms);

/* Changes the sound around; `recording` only for AMBIENCE_FILE. In order of time. */
void made_session_sound(struct made_session *made, int32_t at_ms, enum ambience ambience,
                        int percent, int32_t over_ms, const char *recording);

/* Adds a chime. */
void made_session_chime(struct made_session *made, int32_t at_ms);

#endif
