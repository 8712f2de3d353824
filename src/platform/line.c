/* FriBidi gives every character a level and the order on the screen; HarfBuzz's tables say which
 * script a character is of. Spaces, digits and signs belong to none: they take the script of the
 * letter before, or at the start of the one that comes. A run ends wherever level, script or
 * typeface change. All is kept in arrays by character, so that a run is a look at neighbours.
 */
#include "platform/line.h"

#include <assert.h>
#include <fribidi.h>
#include <hb.h>

/* What stands for bytes that are not UTF-8: Unicode's own replacement character. */
enum { NO_CHARACTER = 0xFFFD };

static_assert(sizeof(FriBidiChar) == sizeof(uint32_t), "characters are FriBidi's own");
static_assert(sizeof(FriBidiStrIndex) == sizeof(int32_t), "and so are positions");
static_assert(sizeof(FriBidiLevel) == sizeof(int8_t), "and levels");

/* Fills in `line`'s characters and where they begin. */
static void decode(struct text text, struct line *line)
{
    line->text = text;
    line->count = 0;
    size_t at = 0;
    /* Byte positions are kept in 16 bits, which is far more than a line has. */
    while (at < text.length && at <= UINT16_MAX - 4 && line->count < LINE_MOST_CHARACTERS) {
        uint32_t character = NO_CHARACTER;
        size_t length = text_decode(text_tail(text, at), &character);
        line->starts[line->count] = (uint16_t)at;
        line->characters[line->count] = length == 0 ? NO_CHARACTER : character;
        line->count++;
        at += length == 0 ? 1 : length;
    }
    line->starts[line->count] = (uint16_t)at;
}

/* Marks stand on what is before them, and signs without a shape must not part what they join. */
static enum line_bond bond_of(uint32_t character)
{
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    switch (hb_unicode_general_category(unicode, character)) {
    case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
    case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
    case HB_UNICODE_GENERAL_CATEGORY_CONTROL:
        return BOND_JOINED;
    case HB_UNICODE_GENERAL_CATEGORY_SPACE_SEPARATOR:
        return BOND_LOOSE;
    default:
        return BOND_NONE;
    }
}

/* The script of `character` alone; false where any goes with it. */
static bool own_script(uint32_t character, hb_script_t *script)
{
    *script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
    return *script != HB_SCRIPT_COMMON && *script != HB_SCRIPT_INHERITED;
}

/* The first script of its own in the line; Latin where there is none, as in "1 2 3". */
static hb_script_t first_script(const struct line *line)
{
    hb_script_t script;
    for (size_t i = 0; i < line->count; i++)
        if (own_script(line->characters[i], &script))
            return script;
    return HB_SCRIPT_LATIN;
}

/* Gives every character a script of its own or of a neighbour's. */
static void find_scripts(struct line *line)
{
    hb_script_t current = first_script(line);
    for (size_t i = 0; i < line->count; i++) {
        hb_script_t own;
        current = own_script(line->characters[i], &own) ? own : current;
        line->bonds[i] = (uint8_t)bond_of(line->characters[i]);
        line->scripts[i] = (uint32_t)current;
        line->typefaces[i] = 0;
    }
}

/* Gives every character its level and its place on the screen. */
static bool find_order(struct line *line)
{
    /* In the order in which they are said, until FriBidi knows better. */
    FriBidiCharType types[LINE_MOST_CHARACTERS];
    FriBidiBracketType brackets[LINE_MOST_CHARACTERS];
    int count = (int)line->count;
    for (int i = 0; i < count; i++)
        line->shown[i] = i;
    fribidi_get_bidi_types(line->characters, count, types);
    fribidi_get_bracket_types(line->characters, count, types, brackets);
    /* Which way the line as a whole goes is left to its first letter. */
    FriBidiParType base = FRIBIDI_PAR_ON;
    if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, line->levels) == 0)
        return false;
    /* Without flags: mirroring and the order of marks are HarfBuzz's work. */
    return fribidi_reorder_line(0, types, count, 0, base, line->levels, NULL, line->shown) != 0;
}

bool line_read(struct text text, struct line *line)
{
    assert(line != NULL);
    decode(text, line);
    if (line->count == 0)
        return true;
    find_scripts(line);
    return find_order(line);
}

bool line_reads_leftward(struct text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t character = NO_CHARACTER;
        size_t length = text_decode(text_tail(text, at), &character);
        FriBidiCharType type = fribidi_get_bidi_type(character);
        /* The first that has a direction of its own decides (rules P2 and P3). */
        if (FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_LETTER(type))
            return FRIBIDI_IS_RTL(type);
        at += length == 0 ? 1 : length;
    }
    return false;
}

/* Whether the characters `a` and `b` can be drawn at once when they stand side by side: HarfBuzz
 * shapes text of one direction, one script and one typeface. */
static bool alike(const struct line *line, size_t a, size_t b)
{
    return line->levels[a] == line->levels[b] && line->scripts[a] == line->scripts[b] &&
           line->typefaces[a] == line->typefaces[b];
}

bool line_next_run(const struct line *line, size_t *at, struct line_run *run)
{
    if (*at >= line->count)
        return false;
    /* From left to right on the screen, whatever is said first. */
    size_t first = (size_t)line->shown[*at];
    bool leftward = line->levels[first] % 2 != 0;
    size_t last = first;
    /* What is read from right to left is met from its end on. */
    for ((*at)++; *at < line->count; (*at)++) {
        size_t next = (size_t)line->shown[*at];
        if (next + (leftward ? 1 : 0) != last + (leftward ? 0 : 1) || !alike(line, first, next))
            break;
        last = next;
    }
    /* Runs are slices of the text, in the order in which it is said. */
    size_t from = leftward ? last : first;
    size_t to = leftward ? first : last;
    assert(from <= to && to < line->count);
    *run = (struct line_run){
        .text = text_slice(line->text, line->starts[from], line->starts[to + 1]),
        .leftward = leftward,
        .typeface = line->typefaces[first],
    };
    hb_tag_to_string(line->scripts[first], run->script);
    return true;
}
