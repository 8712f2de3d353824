/* Tables indexed by the enums, searched by plain loops: the longest has nineteen rows. Phases are
 * bits of a set and have a table of pairs instead. Printing asserts that there is a word; reading
 * only answers, since scripts hold any word.
 */
#include "language/words.h"

#include <assert.h>

/* As the manual prints them; scripts may write them in any case. */
static const char *const action_words[ACTION_COUNT] = {
    [ACTION_BREATHE] = "breathe", [ACTION_MOVE] = "move",     [ACTION_HOLD] = "hold",
    [ACTION_RELEASE] = "release", [ACTION_CIRCLE] = "circle", [ACTION_STROKE] = "stroke",
    [ACTION_LIFT] = "lift",       [ACTION_TENSE] = "tense",   [ACTION_DO] = "do",
    [ACTION_SAY] = "say",         [ACTION_SHOW] = "show",     [ACTION_SOUND] = "sound",
    [ACTION_CHIME] = "chime",     [ACTION_LIGHT] = "light",   [ACTION_REST] = "rest",
    [ACTION_REPEAT] = "repeat",   [ACTION_EACH] = "each",     [ACTION_CHAPTER] = "chapter",
    [ACTION_INCLUDE] = "include",
};

/* Two spellings each: the one that is printed, and the other that is read as the same. */
static const char *const pressure_words[][2] = {
    [PRESSURE_LIGHT] = {"light", "lightly"},
    [PRESSURE_GENTLE] = {"gentle", "gently"},
    [PRESSURE_FIRM] = {"firm", "firmly"},
};

/* A file has no word: it is named by its path. */
static const char *const ambience_words[] = {
    [AMBIENCE_OFF] = "off",     [AMBIENCE_SEA] = "sea", [AMBIENCE_RAIN] = "rain",
    [AMBIENCE_BROWN] = "brown", [AMBIENCE_HUM] = "hum",
};

/* Pairs, since the values are bits. */
static const struct {
    enum phase phase;
    const char *word;
} phase_words[] = {
    {PHASE_EARLY, "early"},
    {PHASE_ATTACK, "attack"},
    {PHASE_BETWEEN, "between"},
    {PHASE_DAILY, "daily"},
};

enum {
    PRESSURES = sizeof pressure_words / sizeof pressure_words[0],
    AMBIENCES = sizeof ambience_words / sizeof ambience_words[0],
    PHASES = sizeof phase_words / sizeof phase_words[0],
};

const char *action_word(enum action action)
{
    assert(action < ACTION_COUNT);
    return action_words[action];
}

const char *pressure_word(enum pressure pressure)
{
    assert((int)pressure < PRESSURES);
    return pressure_words[pressure][0];
}

const char *pressure_other_spelling(enum pressure pressure)
{
    assert((int)pressure < PRESSURES);
    return pressure_words[pressure][1];
}

const char *ambience_word(enum ambience ambience)
{
    assert((int)ambience < AMBIENCES);
    return ambience_words[ambience];
}

const char *phase_word(enum phase phase)
{
    /* One phase, not a set of them. */
    for (int i = 0; i < PHASES; i++)
        if (phase_words[i].phase == phase)
            return phase_words[i].word;
    assert(!"a phase");
    return "";
}

bool pressure_from_word(struct text word, enum pressure *pressure)
{
    /* Nothing to be found is an answer, not a fault: pressures may be left out. */
    for (int i = 0; i < PRESSURES; i++) {
        for (int spelling = 0; spelling < 2; spelling++) {
            if (text_equal_ignoring_case(word, text_from(pressure_words[i][spelling]))) {
                *pressure = (enum pressure)i;
                return true;
            }
        }
    }
    return false;
}

bool ambience_from_word(struct text word, enum ambience *ambience)
{
    /* A file is named by its quoted path and is no word, so it is past the table's end. */
    for (int i = 0; i < AMBIENCES; i++) {
        if (text_equal_ignoring_case(word, text_from(ambience_words[i]))) {
            *ambience = (enum ambience)i;
            return true;
        }
    }
    return false;
}

bool phase_from_word(struct text word, enum phase *phase)
{
    for (int i = 0; i < PHASES; i++) {
        if (text_equal_ignoring_case(word, text_from(phase_words[i].word))) {
            *phase = phase_words[i].phase;
            return true;
        }
    }
    return false;
}
