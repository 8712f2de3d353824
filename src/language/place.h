/* The places of the body that hands can go to, and their sides.
 *
 * `temples`, `left temple` and `right temple` are three places: a place is a name and a side, and
 * two are the same only when both are. The table holds every spelling.
 */
#ifndef LULL_LANGUAGE_PLACE_H
#define LULL_LANGUAGE_PLACE_H

#include "base/text.h"

#include <stdbool.h>
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

enum side { SIDE_BOTH, SIDE_LEFT, SIDE_RIGHT };

struct place {
    uint8_t name; /* enum place_name */
    uint8_t side; /* enum side; SIDE_BOTH where the place has no sides */
};

/* Whether the place comes in a left and a right one. */
bool place_has_sides(enum place_name name);

bool place_equal(struct place a, struct place b);

/* The first name of a place, "temples", or of one side without the side's word, "temple"; "" for
 * PLACE_NONE. Static. place_print in words: "left temple". */
const char *place_word(struct place place);

#endif
