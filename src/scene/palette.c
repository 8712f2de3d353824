/* Each shade is a direction in linear RGB; dividing by its luminance (ITU-R BT.709 weights) makes
 * it one of luminance 1. Tests hold all shades to the melanopic share, so a new one need only look
 * right.
 */
#include "scene/palette.h"

#include <assert.h>

/* Found by eye on a dark screen, then moved until all keep the melanopic share. Breath is the
 * purest, hands are warmer than the lines they lie on, and text is the palest, which reads best. */
static const struct colour shades[HUE_COUNT][PAINT_COUNT] = {
    [HUE_MOSS] =
        {
            [PAINT_BREATH] = {0.32F, 1.00F, 0.18F},
            [PAINT_LINE] = {0.46F, 1.00F, 0.20F},
            [PAINT_HAND] = {0.95F, 1.00F, 0.12F},
            [PAINT_TEXT] = {0.62F, 1.00F, 0.24F},
        },
    [HUE_EMBER] =
        {
            [PAINT_BREATH] = {1.00F, 0.36F, 0.045F},
            [PAINT_LINE] = {1.00F, 0.47F, 0.10F},
            [PAINT_HAND] = {1.00F, 0.62F, 0.12F},
            [PAINT_TEXT] = {1.00F, 0.60F, 0.20F},
        },
    [HUE_ASH] =
        {
            [PAINT_BREATH] = {1.00F, 0.87F, 0.30F},
            [PAINT_LINE] = {1.00F, 0.89F, 0.31F},
            [PAINT_HAND] = {1.00F, 0.70F, 0.20F},
            [PAINT_TEXT] = {1.00F, 0.90F, 0.31F},
        },
};

/* In the order of the enum, and as settings spell them. */
static const char *const words[HUE_COUNT] = {"moss", "ember", "ash"};

/* The eye's own weights decide how bright a shade is. */
struct colour palette_colour(enum hue hue, enum paint paint, double luminance)
{
    assert(hue < HUE_COUNT && paint < PAINT_COUNT && luminance >= 0);
    struct colour shade = shades[hue][paint];
    assert(shade.green > 0); /* no shade is black */
    double own = 0.2126 * shade.red + 0.7152 * shade.green + 0.0722 * shade.blue;
    double factor = luminance / own;
    return (struct colour){.red = (float)(shade.red * factor),
                           .green = (float)(shade.green * factor),
                           .blue = (float)(shade.blue * factor)};
}

const char *palette_word(enum hue hue)
{
    assert(hue < HUE_COUNT);
    return words[hue];
}

bool palette_from_word(struct text word, enum hue *hue)
{
    /* Settings are written by hand: any case will do. */
    for (int i = 0; i < HUE_COUNT; i++) {
        if (text_equal_ignoring_case(word, text_from(words[i]))) {
            *hue = (enum hue)i;
            return true;
        }
    }
    return false;
}
