/* The words of the language that stand for one thing: actions, pressures, phases, sounds.
 *
 * One table each, read by the parser, the formatter, the timeline's printer and the editors' syntax
 * files, so that a word is spelled in one place. Knows nothing of where a word may stand.
 */
#ifndef LULL_LANGUAGE_WORDS_H
#define LULL_LANGUAGE_WORDS_H

#include "base/text.h"

/* What a line does, in the order of the manual. */
enum action {
    ACTION_BREATHE,
    ACTION_MOVE,
    ACTION_HOLD,
    ACTION_RELEASE,
    ACTION_CIRCLE,
    ACTION_STROKE,
    ACTION_LIFT,
    ACTION_TENSE,
    ACTION_DO,
    ACTION_SAY,
    ACTION_SHOW,
    ACTION_SOUND,
    ACTION_CHIME,
    ACTION_LIGHT,
    ACTION_REST,
    ACTION_REPEAT,
    ACTION_EACH,
    ACTION_CHAPTER,
    ACTION_INCLUDE,
    ACTION_COUNT,
};

/* How firmly hands press, from the least. */
enum pressure { PRESSURE_LIGHT, PRESSURE_GENTLE, PRESSURE_FIRM };

/* What a session is for; a script may name several. */
enum phase {
    PHASE_EARLY = 1 << 0, /* early warning signs or a mild attack */
    PHASE_ATTACK = 1 << 1,
    PHASE_BETWEEN = 1 << 2, /* between attacks */
    PHASE_DAILY = 1 << 3,   /* long-term practice */
};

/* What surrounds the listener. */
enum ambience {
    AMBIENCE_OFF,
    AMBIENCE_SEA,
    AMBIENCE_RAIN,
    AMBIENCE_BROWN,
    AMBIENCE_HUM,
    AMBIENCE_FILE, /* a recording of the script's own, in a loop */
};

/* The word a timeline row or the canonical form spells: "breathe", "gentle", "sea", …
 * `action` below ACTION_COUNT; `ambience` not AMBIENCE_FILE. Static strings. */
const char *action_word(enum action action);
const char *pressure_word(enum pressure pressure);
const char *ambience_word(enum ambience ambience);
const char *phase_word(enum phase phase);

/* The other spelling of a pressure: "gently". A static string. */
const char *pressure_other_spelling(enum pressure pressure);

/* Reads a whole word in any case; false when it is none of these. `gently` reads as gentle. */
bool pressure_from_word(struct text word, enum pressure *pressure);
bool ambience_from_word(struct text word, enum ambience *ambience);
bool phase_from_word(struct text word, enum phase *phase);

#endif
