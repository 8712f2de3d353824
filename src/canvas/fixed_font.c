/* Letters of 5 x 8 squares, set 6 apart in an em of 8. A pixel's coverage is counted on 4 x 4
 * points within it, in whole numbers, so that no rounding of floats can differ between machines.
 * One mask is kept and overwritten: whoever wants to keep it copies it.
 */
#include "canvas/fixed_font.h"

#include <assert.h>

enum {
    EM_UNITS = 8,
    ADVANCE_UNITS = 6,
    POINTS = 4, /* a side, in each pixel */
};

/* Every character is as wide as any other. */
static int width_of(struct text text, int size_px)
{
    return (int)text_characters(text) * ADVANCE_UNITS * size_px / EM_UNITS;
}

/* The interface's width of a text. */
static int measure(void *context, struct text text, int size_px)
{
    (void)context;
    assert(size_px > 0);
    return width_of(text, size_px);
}

/* Whether a square of a character's cell is filled. */
static bool is_filled(uint32_t character, int column, int row)
{
    if (column >= GLYPH_COLUMNS || row >= GLYPH_ROWS)
        return false;
    bool known = character >= GLYPH_FIRST && character < GLYPH_FIRST + GLYPH_COUNT;
    /* An empty frame stands for what the font does not have: a gap would go unseen. */
    if (!known)
        return row < GLYPH_ROWS - 1 &&
               (column == 0 || column == GLYPH_COLUMNS - 1 || row == 0 || row == GLYPH_ROWS - 2);
    return fixed_font_glyphs[character - GLYPH_FIRST][column] >> row & 1;
}

/* Coverage of the pixel at (x, y) of a character's cell. */
static uint8_t coverage_at(uint32_t character, int x, int y, int size_px)
{
    int filled = 0;
    for (int i = 0; i < POINTS * POINTS; i++) {
        /* The point's place in units of 1/(2 POINTS) pixel, then in squares of the cell. */
        int point_x = 2 * POINTS * x + 2 * (i % POINTS) + 1;
        int point_y = 2 * POINTS * y + 2 * (i / POINTS) + 1;
        filled += is_filled(character, point_x * EM_UNITS / (2 * POINTS * size_px),
                            point_y * EM_UNITS / (2 * POINTS * size_px));
    }
    return (uint8_t)(filled * 255 / (POINTS * POINTS));
}

/* Room for a mask; kept from call to call. */
static bool make_room(struct fixed_font *state, size_t bytes)
{
    if (bytes <= state->capacity)
        return true;
    uint8_t *larger = allocator_resize(state->allocator, state->coverage, bytes, 1);
    if (larger == NULL)
        return false;
    state->coverage = larger;
    state->capacity = bytes;
    return true;
}

/* Draws the character that stands from pixel `left` to before `right` of the line. */
static void draw_character(struct fixed_font *state, uint32_t character, int left, int right,
                           int size_px, struct text_mask *mask)
{
    for (int y = 0; y < mask->height_px; y++) {
        for (int x = left; x < right; x++)
            state->coverage[y * mask->width_px + x] = coverage_at(character, x - left, y, size_px);
    }
}

/* The interface's mask of a text. A byte that is not UTF-8 is an unknown character. */
static bool rasterise(void *context, struct text text, int size_px, struct text_mask *mask)
{
    struct fixed_font *state = context;
    assert(size_px > 0);
    mask->width_px = width_of(text, size_px);
    /* A quarter more than the em: typefaces are as a rule higher than it. */
    mask->height_px = size_px + size_px / 4;
    if (!make_room(state, (size_t)mask->width_px * (size_t)mask->height_px))
        return false;
    int index = 0;
    for (size_t at = 0; at < text.length; index++) {
        uint32_t character = 0;
        size_t bytes = text_decode(text_tail(text, at), &character);
        at += bytes > 0 ? bytes : 1;
        /* From the line's beginning each time, so that rounding does not add up along it. */
        int left = index * ADVANCE_UNITS * size_px / EM_UNITS;
        int right = (index + 1) * ADVANCE_UNITS * size_px / EM_UNITS;
        draw_character(state, bytes > 0 ? character : 0, left, right, size_px, mask);
    }
    mask->coverage = state->coverage;
    return true;
}

struct font fixed_font_make(struct allocator allocator, struct fixed_font *state)
{
    *state = (struct fixed_font){.allocator = allocator};
    return (struct font){.measure = measure, .rasterise = rasterise, .context = state};
}

void fixed_font_release(struct fixed_font *state)
{
    allocator_release(state->allocator, state->coverage);
    *state = (struct fixed_font){.allocator = state->allocator};
}
