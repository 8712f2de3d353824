/* Every hue keeps the budget of light: little blue, no saturated red, and the luminance asked for.
 */
#include "scene/palette.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double luminance(struct colour colour)
{
    return 0.2126 * (double)colour.red + 0.7152 * (double)colour.green +
           0.0722 * (double)colour.blue;
}

static void each_shade_keeps_the_budget(void **state)
{
    (void)state;
    for (int hue = 0; hue < HUE_COUNT; hue++) {
        for (int paint = 0; paint < PAINT_COUNT; paint++) {
            struct colour colour = palette_colour((enum hue)hue, (enum paint)paint, 0.2);
            double y = luminance(colour);
            assert_true(fabs(y - 0.2) < 1e-6);
            double melanopic = 0.02 * (double)colour.red + 0.44 * (double)colour.green +
                               0.73 * (double)colour.blue;
            assert_true(melanopic / y <= 0.75);
            assert_true(colour.red / (colour.red + colour.green + colour.blue) < 0.8F);
        }
    }
}

static void words_and_hues_belong_together(void **state)
{
    (void)state;
    for (int i = 0; i < HUE_COUNT; i++) {
        enum hue hue = HUE_COUNT;
        assert_true(palette_from_word(text_from(palette_word((enum hue)i)), &hue));
        assert_int_equal(hue, i);
    }
    enum hue hue = HUE_ASH;
    assert_true(palette_from_word(text_from("Moss"), &hue));
    assert_int_equal(hue, HUE_MOSS);
    assert_false(palette_from_word(text_from("mauve"), &hue));
    assert_int_equal(hue, HUE_MOSS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_shade_keeps_the_budget),
        cmocka_unit_test(words_and_hues_belong_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
