/* No steps in a soft light: what a screen shows is held against the curve that the draw list
 * promises, computed here in doubles.
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

/* The light that is promised in one channel, pixel by pixel. */
static double wanted[SIDE * SIDE];

/* The light at distance d of reach r, with `square` (d / r)^2. */
static double soft(double square)
{
    return square < 1 ? (1 - square) * (1 - square) : 0;
}

/* How far (x, y) is from the straight line of a path of two points. */
static double beside_line(const struct path *path, double x, double y)
{
    double along_x = (double)path->points[1].x_px - (double)path->points[0].x_px;
    double along_y = (double)path->points[1].y_px - (double)path->points[0].y_px;
    double from_x = x - (double)path->points[0].x_px;
    double from_y = y - (double)path->points[0].y_px;
    double part = (from_x * along_x + from_y * along_y) / (along_x * along_x + along_y * along_y);
    part = fmin(1, fmax(0, part));
    return hypot(from_x - part * along_x, from_y - part * along_y);
}

/* The share of its colour that a shape has at pixel (x, y). */
static double ideal(const struct shape *shape, int x, int y)
{
    double across = x + 0.5 - (double)CENTRE;
    double down = y + 0.5 - (double)CENTRE;
    double radius = (double)shape->glow.radius_px;
    switch (shape->kind) {
    case SHAPE_GLOW:
        return soft((across * across + down * down) / (radius * radius));
    case SHAPE_RING:
        return soft(pow((hypot(across, down) - (double)shape->ring.radius_px) /
                            (double)shape->ring.width_px,
                        2));
    default:
        return soft(pow(fmax(0, beside_line(&shape->path, x + 0.5, y + 0.5) -
                                    (double)shape->path.width_px / 2) /
                            (double)shape->path.softness_px,
                        2));
    }
}

/* One channel of a colour, by the place of its code in a pixel. */
static double channel(struct colour colour, int shift)
{
    return (double)(shift == 16 ? colour.red : shift == 8 ? colour.green : colour.blue);
}

static void want(const struct draw_list *list, int shift)
{
    for (int i = 0; i < SIDE * SIDE; i++) {
        wanted[i] = 0;
        for (size_t j = 0; j < list->count; j++)
            wanted[i] += channel(list->shapes[j].colour, shift) *
                         ideal(&list->shapes[j], i % SIDE, i / SIDE);
    }
}

static void check_means(const struct frame *frame, int shift)
{
    for (int top = 0; top + WINDOW <= SIDE; top += 5) {
        for (int left = 0; left + WINDOW <= SIDE; left += 5) {
            double shown = 0;
            double promised = 0;
            for (int i = 0; i < WINDOW * WINDOW; i++) {
                int at = (top + i / WINDOW) * SIDE + left + i % WINDOW;
                shown += linear(frame->pixels[at] >> shift & 0xFF) / (WINDOW * WINDOW);
                promised += wanted[at] / (WINDOW * WINDOW);
            }
            assert_true(fabs(shown - promised) <= fmax(0.03 * promised, 0.0004));
        }
    }
}

/* Where light is less than the first code it is made of single pixels: their sum must be right. The
 * edge of a thin line has so few that their number is chance. */
static void check_dimmest(const struct frame *frame, int shift)
{
    double shown = 0;
    double promised = 0;
    int pixels = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        if (wanted[i] >= FIRST_CODE)
            continue;
        pixels += wanted[i] > 0;
        shown += linear(frame->pixels[i] >> shift & 0xFF);
        promised += wanted[i];
    }
    assert_true(pixels < 5000 || fabs(shown - promised) <= 0.02 * promised);
}

/* Runs along a row or, with `turned`, a column, where the light that is promised changes. */
static void check_runs(const struct frame *frame, bool turned)
{
    for (int line = 0; line < SIDE; line++) {
        int run = 0;
        for (int at = 1; at < SIDE; at++) {
            int now = turned ? at * SIDE + line : line * SIDE + at;
            int before = now - (turned ? SIDE : 1);
            bool changes = wanted[now] > FIRST_CODE && fabs(wanted[now] - wanted[before]) > 0;
            run = changes && frame->pixels[now] == frame->pixels[before] ? run + 1 : 0;
            assert_true(run < LONGEST_RUN);
        }
    }
}

/* Checks a picture of these shapes, in which green is the strongest. */
static void check_shapes(const struct shape *shapes, size_t count)
{
    struct arena arena = arena_make(allocator_system());
    struct canvas *canvas = canvas_create(allocator_system(), SIDE, SIDE, NULL);
    struct draw_list list = draw_list_make(&arena, SIDE, SIDE, LIGHT_CALM);
    for (size_t i = 0; i < count; i++)
        draw_list_add(&list, shapes[i]);
    struct frame frame;
    assert_true(canvas_draw_still(canvas, &list, &frame));
    for (int shift = 16; shift >= 0; shift -= 8) {
        want(&list, shift);
        check_means(&frame, shift);
        if (shift != 8)
            continue;
        check_dimmest(&frame, shift);
        check_runs(&frame, false);
        check_runs(&frame, true);
    }
    canvas_destroy(canvas);
    arena_release(&arena);
}

static void check_glow(struct colour colour, float radius)
{
    struct shape glow = {.kind = SHAPE_GLOW, .colour = colour, .glow = {{CENTRE, CENTRE}, radius}};
    check_shapes(&glow, 1);
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

/* As a listener sees it who has gone down to a tenth. */
static void the_dimmest_glows_have_no_steps(void **state)
{
    (void)state;
    check_glow((struct colour){0.0010F, 0.0034F, 0.0005F}, 390);
    check_glow((struct colour){0.0030F, 0.0030F, 0.0008F}, 150);
}

/* The middle of the largest orb on a 2160p screen, where light changes by a code in 60 pixels. */
static void the_largest_glow_has_no_steps(void **state)
{
    (void)state;
    check_glow((struct colour){0.0020F, 0.0068F, 0.0010F}, 1100);
}

static void soft_rings_have_no_steps(void **state)
{
    (void)state;
    struct shape ring = {.kind = SHAPE_RING,
                         .colour = {0.006F, 0.020F, 0.003F},
                         .ring = {{CENTRE, CENTRE}, 230, 90, 0, 1}};
    check_shapes(&ring, 1);
    ring.ring.width_px = 12;
    check_shapes(&ring, 1);
}

static void soft_lines_have_no_steps(void **state)
{
    (void)state;
    static const struct point points[] = {{90, 180.5F}, {700, 610}};
    struct shape line = {
        .kind = SHAPE_PATH, .colour = {0.006F, 0.020F, 0.003F}, .path = {points, 2, 3, 110}};
    check_shapes(&line, 1);
    line.path.softness_px = 14;
    check_shapes(&line, 1);
}

static void a_glow_over_lines_has_no_steps(void **state)
{
    (void)state;
    static const struct point first[] = {{60, 300}, {740, 420}};
    static const struct point second[] = {{420, 60}, {330, 760}};
    const struct shape shapes[] = {
        {.kind = SHAPE_PATH, .colour = {0.004F, 0.010F, 0.002F}, .path = {first, 2, 4, 6}},
        {.kind = SHAPE_PATH, .colour = {0.004F, 0.010F, 0.002F}, .path = {second, 2, 4, 60}},
        {.kind = SHAPE_GLOW, .colour = {0.008F, 0.024F, 0.004F}, .glow = {{CENTRE, CENTRE}, 260}},
    };
    check_shapes(shapes, sizeof shapes / sizeof shapes[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(green_glows_have_no_steps),
        cmocka_unit_test(amber_glows_have_no_steps),
        cmocka_unit_test(grey_glows_have_no_steps),
        cmocka_unit_test(the_dimmest_glows_have_no_steps),
        cmocka_unit_test(the_largest_glow_has_no_steps),
        cmocka_unit_test(soft_rings_have_no_steps),
        cmocka_unit_test(soft_lines_have_no_steps),
        cmocka_unit_test(a_glow_over_lines_has_no_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
