/* One table of spellings. A place's first row is the name that is printed for both sides; the row
 * marked `one` is the name that is printed after "left" or "right". Reading tries every row and
 * keeps the longest that fits whole words. With some fifty rows a search needs no index.
 */
#include "language/place.h"

#include <assert.h>

/* FIRST: printed for both sides. ONE: printed after a side; a place that has such a row has sides.
 * OTHER: read, never printed. */
enum spelling_kind { FIRST, ONE, OTHER };

static const struct spelling {
    uint8_t name; /* enum place_name; PLACE_NONE: refused */
    uint8_t kind; /* enum spelling_kind */
    const char *words;
} spellings[] = {
    {PLACE_FOREHEAD, FIRST, "forehead"},
    {PLACE_BROW, FIRST, "brow"},
    {PLACE_BROW, OTHER, "eyebrows"},
    {PLACE_BETWEEN_THE_BROWS, FIRST, "between the brows"},
    {PLACE_TEMPLES, FIRST, "temples"},
    {PLACE_TEMPLES, ONE, "temple"},
    {PLACE_ABOVE_EARS, FIRST, "above ears"},
    {PLACE_ABOVE_EARS, ONE, "above ear"},
    {PLACE_ABOVE_EARS, OTHER, "above the ears"},
    {PLACE_CROWN, FIRST, "crown"},
    {PLACE_CROWN, OTHER, "top of head"},
    {PLACE_CROWN, OTHER, "scalp"},
    {PLACE_BASE_OF_SKULL, FIRST, "base of skull"},
    {PLACE_BASE_OF_SKULL, OTHER, "suboccipitals"},
    {PLACE_JAW, FIRST, "jaw"},
    {PLACE_JAW, OTHER, "masseters"},
    {PLACE_JAW, OTHER, "masseter"},
    {PLACE_JAW, OTHER, "cheeks"},
    {PLACE_JAW, OTHER, "cheek"},
    {PLACE_JAW_JOINTS, FIRST, "jaw joints"},
    {PLACE_JAW_JOINTS, ONE, "jaw joint"},
    {PLACE_JAW_JOINTS, OTHER, "tmj"},
    {PLACE_JAWLINE, FIRST, "jawline"},
    {PLACE_BACK_OF_NECK, FIRST, "back of neck"},
    {PLACE_SHOULDERS, FIRST, "shoulders"},
    {PLACE_SHOULDERS, ONE, "shoulder"},
    {PLACE_SHOULDERS, OTHER, "upper trapezius"},
    {PLACE_UPPER_BACK, FIRST, "upper back"},
    {PLACE_CHEST, FIRST, "chest"},
    {PLACE_BELLY, FIRST, "belly"},
    {PLACE_ARMS, FIRST, "arms"},
    {PLACE_ARMS, ONE, "arm"},
    {PLACE_FOREARMS, FIRST, "forearms"},
    {PLACE_FOREARMS, ONE, "forearm"},
    {PLACE_HANDS, FIRST, "hands"},
    {PLACE_HANDS, ONE, "hand"},
    {PLACE_WEBS_OF_THUMB, FIRST, "webs of thumb"},
    {PLACE_WEBS_OF_THUMB, ONE, "web of thumb"},
    {PLACE_FACE, FIRST, "face"},
    {PLACE_EYES, FIRST, "eyes"},
    {PLACE_EYES, ONE, "eye"},
    {PLACE_THIGHS, FIRST, "thighs"},
    {PLACE_THIGHS, ONE, "thigh"},
    {PLACE_CALVES, FIRST, "calves"},
    {PLACE_CALVES, ONE, "calf"},
    {PLACE_FEET, FIRST, "feet"},
    {PLACE_FEET, ONE, "foot"},
    {PLACE_WHOLE_BODY, FIRST, "whole body"},
    {PLACE_WHOLE_BODY, OTHER, "body"},
    /* The throat and the sides of the neck hold the large vessels: known, so that the finding can
     * say why. */
    {PLACE_NONE, OTHER, "throat"},
    {PLACE_NONE, OTHER, "front of neck"},
    {PLACE_NONE, OTHER, "side of neck"},
};

enum { SPELLINGS = sizeof spellings / sizeof spellings[0] };

/* Places whose one side has the same name as both have no row of kind ONE. */
static bool sides_share_a_name(enum place_name name)
{
    return name == PLACE_JAW || name == PLACE_JAWLINE;
}

/* The first row of a place that is of that kind; NULL where it has none. */
static const struct spelling *find_spelling(enum place_name name, enum spelling_kind kind)
{
    for (int i = 0; i < SPELLINGS; i++)
        if (spellings[i].name == name && spellings[i].kind == kind)
            return &spellings[i];
    return NULL;
}

bool place_has_sides(enum place_name name)
{
    assert(name < PLACE_COUNT);
    /* Two facts make sides: a name for one of them, or one name for both. */
    return sides_share_a_name(name) || (name != PLACE_NONE && find_spelling(name, ONE) != NULL);
}

bool place_equal(struct place a, struct place b)
{
    assert(a.name < PLACE_COUNT && b.name < PLACE_COUNT);
    return a.name == b.name && a.side == b.side;
}

const char *place_word(struct place place)
{
    assert(place.name < PLACE_COUNT);
    if (place.name == PLACE_NONE)
        return "";
    /* `left jaw` has no name of its own for one side, so the name for both does for it too. */
    const struct spelling *one = place.side == SIDE_BOTH
                                     ? NULL
                                     : find_spelling((enum place_name)place.name, ONE);
    /* Every place has a row of kind FIRST. */
    return one != NULL ? one->words : find_spelling((enum place_name)place.name, FIRST)->words;
}

void place_print(struct place place, struct buffer *buffer)
{
    static const char *const sides[] = {"", "left ", "right "};
    assert(place.side <= SIDE_RIGHT);
    buffer_append_string(buffer, sides[place.side]);
    buffer_append_string(buffer, place_word(place));
}

/* Whether a word may end at byte `at` of `text`: before white space, a sign that stands by itself,
 * or a control character, which is faulted later and by itself. */
static bool ends_word(struct text text, size_t at)
{
    if (at == text.length)
        return true;
    unsigned char byte = (unsigned char)text.bytes[at];
    return text_is_white((char)byte) || byte < 0x20 || byte == ',' || byte == '"' || byte == 0x7F;
}

/* The bytes that `words` takes at the start of `text`, any white space standing for each of its
 * spaces; 0 when it does not stand there as whole words. */
static size_t match_words(struct text text, const char *words)
{
    size_t at = 0;
    for (const char *letter = words; *letter != '\0'; letter++) {
        if (at == text.length)
            return 0;
        /* One space in the table is any run of spaces and tabs in a script. */
        if (*letter == ' ') {
            if (!text_is_white(text.bytes[at]))
                return 0;
            while (at < text.length && text_is_white(text.bytes[at]))
                at++;
        } else if (text_equal_ignoring_case(text_slice(text, at, at + 1),
                                            (struct text){letter, 1})) {
            at++;
        } else {
            return 0;
        }
    }
    return ends_word(text, at) ? at : 0;
}

/* Reads "left" or "right" and the white space after it. Returns SIDE_BOTH, and `*length` 0, where
 * neither stands: `lefts` is no side. */
static enum side read_side(struct text text, size_t *length)
{
    static const char *const words[] = {[SIDE_LEFT] = "left", [SIDE_RIGHT] = "right"};
    for (int side = SIDE_LEFT; side <= SIDE_RIGHT; side++) {
        *length = match_words(text, words[side]);
        if (*length > 0) {
            while (*length < text.length && text_is_white(text.bytes[*length]))
                ++*length;
            return (enum side)side;
        }
    }
    return SIDE_BOTH;
}

enum place_reading place_read(struct text text, struct place *place, size_t *length)
{
    /* How many bytes the side takes is needed twice: to find the name behind it, and in what was
     * read. */
    size_t side_length;
    enum side side = read_side(text, &side_length);
    struct text names = text_tail(text, side_length);
    *length = 0;
    if (side != SIDE_BOTH && names.length == 0)
        return PLACE_CUT_OFF;
    size_t longest = 0;
    enum place_name name = PLACE_NONE;
    for (int i = 0; i < SPELLINGS; i++) {
        size_t matched = match_words(names, spellings[i].words);
        /* `jaw joints` before `jaw`: the longest name that fits is meant. */
        if (matched > longest) {
            longest = matched;
            name = (enum place_name)spellings[i].name;
        }
    }
    /* A side of what has none is as unknown as a place that is not there; but what is refused is
     * refused on either side. */
    if (longest == 0 || (side != SIDE_BOTH && name != PLACE_NONE && !place_has_sides(name)))
        return PLACE_UNKNOWN;
    *length = side_length + longest;
    if (name == PLACE_NONE)
        return PLACE_REFUSED;
    *place = (struct place){.name = (uint8_t)name, .side = (uint8_t)side};
    return PLACE_READ;
}

/* The start of `text` that has as many words as `words`: what a spelling is to be compared with
 * when nobody knows yet where the place ends. */
static struct text as_many_words(struct text text, const char *words)
{
    size_t at = 0;
    for (const char *letter = words;; letter++) {
        if (*letter != ' ' && *letter != '\0')
            continue;
        while (at < text.length && text_is_white(text.bytes[at]))
            at++;
        while (at < text.length && !text_is_white(text.bytes[at]))
            at++;
        if (*letter == '\0')
            return text_slice(text, 0, at);
    }
}

const char *place_nearest(struct text text, size_t *length)
{
    size_t side_length;
    /* Which side it is does not matter here; it is kept as it is written. */
    read_side(text, &side_length);
    struct text names = text_tail(text, side_length);
    const char *nearest = NULL;
    int least = 3; /* two slips of the finger are near enough, and fewer in short words */
    for (int i = 0; i < SPELLINGS; i++) {
        struct text words = text_from(spellings[i].words);
        struct text written = as_many_words(names, spellings[i].words);
        int distance = text_distance(written, words);
        /* A third of its letters at most: or `arm` would be near to `jaw`. */
        if (distance < least && distance * 3 <= (int)words.length) {
            least = distance;
            nearest = spellings[i].words;
            *length = side_length + written.length;
        }
    }
    return nearest;
}

const char *place_spelling(size_t index)
{
    return index < SPELLINGS ? spellings[index].words : NULL;
}
