/* The places of the body that hands can go to, and their sides.
 *
 * `temples`, `left temple` and `right temple` are three places: a place is a name and a side, and
 * two are the same only when both are. The table in place.c holds every spelling; nothing else in
 * the program knows one.
 */
#ifndef LULL_LANGUAGE_PLACE_H
#define LULL_LANGUAGE_PLACE_H

#include "base/buffer.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In the order of the manual, from the head down. PLACE_NONE: the hands have not been told yet. */
enum place_name {
    PLACE_NONE,
    PLACE_FOREHEAD,
    PLACE_BROW,
    PLACE_BETWEEN_THE_BROWS,
    PLACE_TEMPLES,
    PLACE_ABOVE_EARS,
    PLACE_CROWN,
    PLACE_BASE_OF_SKULL,
    PLACE_JAW,
    PLACE_JAW_JOINTS,
    PLACE_JAWLINE,
    PLACE_BACK_OF_NECK,
    PLACE_SHOULDERS,
    PLACE_UPPER_BACK,
    PLACE_CHEST,
    PLACE_BELLY,
    PLACE_ARMS,
    PLACE_FOREARMS,
    PLACE_HANDS,
    PLACE_WEBS_OF_THUMB,
    PLACE_FACE,
    PLACE_EYES,
    PLACE_THIGHS,
    PLACE_CALVES,
    PLACE_FEET,
    PLACE_WHOLE_BODY,
    PLACE_COUNT,
};

/* The listener's own left and right; without either, both. */
enum side { SIDE_BOTH, SIDE_LEFT, SIDE_RIGHT };

struct place {
    uint8_t name; /* enum place_name */
    uint8_t side; /* enum side; SIDE_BOTH where the place has no sides */
};

/* Whether the place comes in a left and a right one. `name` below PLACE_COUNT. */
bool place_has_sides(enum place_name name);

/* Whether both are the same name and the same side. */
bool place_equal(struct place a, struct place b);

/* The first name of a place, "temples", or of one side without the side's word, "temple"; "" for
 * PLACE_NONE. A static string. */
const char *place_word(struct place place);

/* Appends the place as a timeline row spells it: "temples", "left temple", or nothing for
 * PLACE_NONE. */
void place_print(struct place place, struct buffer *buffer);

/* What the words at the start of a text say of a place. */
enum place_reading {
    PLACE_READ,    /* a place */
    PLACE_UNKNOWN, /* none, or a side on a place that has no sides */
    PLACE_REFUSED, /* the front or side of the neck, where the program guides nobody's hands */
    PLACE_CUT_OFF, /* a side, and the text ends */
};

/* Reads the longest name at the start of `text`, in any case, with a side or without. `*length` is
 * how many bytes were read (0 for PLACE_UNKNOWN); `*place` is set for PLACE_READ. */
enum place_reading place_read(struct text text, struct place *place, size_t *length);

/* The spelling of any place nearest to the start of `text`, when it is near enough to be meant, and
 * in `*length` how many bytes of `text` were; NULL when none is. A side at the start is no part of
 * the spelling, but of the length. A static string. */
const char *place_nearest(struct text text, size_t *length);

/* The `index`-th spelling of all places, without sides, for tables that others make (editors'
 * syntax files); NULL past the last. A static string. */
const char *place_spelling(size_t index);

#endif
