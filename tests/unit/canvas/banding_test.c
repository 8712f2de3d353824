/* No steps in a glow: what a screen shows is held against the curve that the draw list promises,
 * computed here in doubles.
 */
#include "canvas/canvas.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { SIDE = 800, WINDOW = 16, LONGEST_RUN = 12 };

static const float CENTRE = 399.6F;
/* The first code's light. Darker places have too few lit pixels for a run to mean anything. */
static const double FIRST_CODE = 1 / 12.92 / 255;

static double linear(uint32_t code)
{
    double c = code / 255.0;
    return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* The share of the peak's light at pixel (x, y). */
static double ideal(int x, int y, double radius)
{
    double across = x + 0.5 - (double)CENTRE;
    double down = y + 0.5 - (double)CENTRE;
    double square = (across * across + down * down) / (radius * radius);
    return square < 1 ? (1 - square) * (1 - square) : 0;
}

static void check_means(const struct frame *frame, double radius, double peak, int shift)
{
    for (int top = 0; top + WINDOW <= SIDE; top += 5) {
        for (int left = 0; left + WINDOW <= SIDE; left += 5) {
            double shown = 0;
            double wanted = 0;
            for (int i = 0; i < WINDOW * WINDOW; i++) {
                int x = left + i % WINDOW;
                int y = top + i / WINDOW;
                shown += linear(frame->pixels[y * SIDE + x] >> shift & 0xFF) / (WINDOW * WINDOW);
                wanted += peak * ideal(x, y, radius) / (WINDOW * WINDOW);
            }
            assert_true(fabs(shown - wanted) <= fmax(0.03 * wanted, 0.0004));
        }
    }
}

/* Where light is less than the first code it is made of single pixels: their sum must be right. */
static void check_dimmest(const struct frame *frame, double radius, double peak, int shift)
{
    double shown = 0;
    double wanted = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        double light = peak * ideal(i % SIDE, i / SIDE, radius);
        if (light >= FIRST_CODE)
            continue;
        shown += linear(frame->pixels[i] >> shift & 0xFF);
        wanted += light;
    }
    assert_true(fabs(shown - wanted) <= 0.02 * wanted);
}

/* Runs along a row or, with `turned`, a column. */
static void check_runs(const struct frame *frame, double radius, double peak, bool turned)
{
    for (int line = 0; line < SIDE; line++) {
        int run = 0;
        for (int at = 1; at < SIDE; at++) {
            int now = turned ? at * SIDE + line : line * SIDE + at;
            int before = now - (turned ? SIDE : 1);
            bool lit = peak * ideal(at, line, radius) > FIRST_CODE;
            run = lit && frame->pixels[now] == frame->pixels[before] ? run + 1 : 0;
            assert_true(run < LONGEST_RUN);
        }
    }
}

static void check_glow(struct colour colour, float radius)
{
    struct arena arena = arena_make(allocator_system());
    struct canvas *canvas = canvas_create(allocator_system(), SIDE, SIDE, NULL);
    struct draw_list list = draw_list_make(&arena, SIDE, SIDE, LIGHT_CALM);
    draw_list_add(
        &list,
        (struct shape){.kind = SHAPE_GLOW, .colour = colour, .glow = {{CENTRE, CENTRE}, radius}});
    struct frame frame;
    assert_true(canvas_draw_still(canvas, &list, &frame));
    check_means(&frame, (double)radius, (double)colour.red, 16);
    check_means(&frame, (double)radius, (double)colour.green, 8);
    check_means(&frame, (double)radius, (double)colour.blue, 0);
    check_dimmest(&frame, (double)radius, (double)colour.green, 8);
    check_runs(&frame, (double)radius, (double)colour.green, false);
    check_runs(&frame, (double)radius, (double)colour.green, true);
    canvas_destroy(canvas);
    arena_release(&arena);
}

static void green_glows_have_no_steps(void **state)
{
    (void)state;
    check_glow((struct colour){0.010F, 0.034F, 0.005F}, 390);
    check_glow((struct colour){0.012F, 0.040F, 0.006F}, 150);
    check_glow((struct colour){0.003F, 0.009F, 0.001F}, 250);
}

static void amber_glows_have_no_steps(void **state)
{
    (void)state;
    check_glow((struct colour){0.040F, 0.018F, 0.003F}, 390);
    check_glow((struct colour){0.050F, 0.024F, 0.004F}, 150);
}

static void grey_glows_have_no_steps(void **state)
{
    (void)state;
    check_glow((struct colour){0.024F, 0.024F, 0.006F}, 390);
    check_glow((struct colour){0.030F, 0.030F, 0.008F}, 150);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(green_glows_have_no_steps),
        cmocka_unit_test(amber_glows_have_no_steps),
        cmocka_unit_test(grey_glows_have_no_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
