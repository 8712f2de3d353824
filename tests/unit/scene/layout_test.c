/* Where things stand, from the smallest screen to the largest. */
#include "scene/layout.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const int sizes[][2] = {{800, 480},   {1024, 600},  {1280, 720},  {1366, 768}, {1920, 1080},
                               {2560, 1440}, {3840, 2160}, {1024, 768},  {480, 800},  {768, 1366},
                               {1080, 1920}, {2160, 3840}, {3440, 1440}, {1000, 1000}};
static const double scales[] = {1, 1.25, 2};

enum { SIZES = sizeof sizes / sizeof sizes[0], SCALES = sizeof scales / sizeof scales[0] };

static double right(struct disc disc)
{
    return (double)disc.centre.x_px + (double)disc.radius_px;
}

static double bottom(struct disc disc)
{
    return (double)disc.centre.y_px + (double)disc.radius_px;
}

static void check_inside(struct disc disc, const struct layout *layout, int width_px)
{
    assert_true(disc.radius_px > 0);
    assert_true(disc.centre.x_px >= disc.radius_px);
    assert_true(disc.centre.y_px >= disc.radius_px);
    assert_true(right(disc) <= width_px);
    assert_true(bottom(disc) <= (double)layout->caption_top_left.y_px);
}

static void check_size(int width_px, int height_px, double scale)
{
    struct layout layout = layout_make(width_px, height_px, scale, 1, true, 0);
    check_inside(layout.pacer, &layout, width_px);
    check_inside(layout.figure, &layout, width_px);
    double apart_px = hypot(layout.pacer.centre.x_px - layout.figure.centre.x_px,
                            layout.pacer.centre.y_px - layout.figure.centre.y_px);
    assert_true(apart_px >= layout.pacer.radius_px + layout.figure.radius_px);
    assert_true(layout.text_px >= 28 * scale);
    assert_true(layout.pitch_px >= 40 * scale);
    double band_px = layout.caption_lines * layout.pitch_px;
    assert_true((double)layout.caption_top_left.y_px + band_px <= height_px);
    assert_true(layout.caption_width_px >= 10 * layout.text_px);
}

static void nothing_overlaps_at_any_size(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        for (int j = 0; j < SCALES; j++) {
            int shorter_px = sizes[i][0] < sizes[i][1] ? sizes[i][0] : sizes[i][1];
            if (shorter_px >= 480 * scales[j])
                check_size(sizes[i][0], sizes[i][1], scales[j]);
        }
    }
}

/* A line of text, as a notice needs. */
static void room_at_the_top_is_kept_free(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct layout layout = layout_make(sizes[i][0], sizes[i][1], 1, 1, true, 64);
        check_inside(layout.pacer, &layout, sizes[i][0]);
        check_inside(layout.figure, &layout, sizes[i][0]);
        assert_true(layout.pacer.centre.y_px - layout.pacer.radius_px >= 64);
        assert_true(layout.figure.centre.y_px - layout.figure.radius_px >= 64);
    }
}

static void figure_and_pacer_use_the_screen(void **state)
{
    (void)state;
    for (int i = 0; i < SIZES; i++) {
        struct layout layout = layout_make(sizes[i][0], sizes[i][1], 1, 1, true, 0);
        int shorter_px = sizes[i][0] < sizes[i][1] ? sizes[i][0] : sizes[i][1];
        assert_true(layout.pacer.radius_px >= 0.2F * (float)shorter_px);
    }
}

static void a_session_without_hands_has_the_pacer_in_the_middle(void **state)
{
    (void)state;
    struct layout layout = layout_make(1920, 1080, 1, 0, true, 0);
    assert_true(fabsf(layout.pacer.centre.x_px - 960) < 1);
    assert_true(layout.figure.radius_px <= 0);
    check_inside(layout.pacer, &layout, 1920);
}

static void the_tiniest_window_is_no_fault(void **state)
{
    (void)state;
    for (int width_px = 1; width_px < 200; width_px += 13) {
        struct layout layout = layout_make(width_px, 200 - width_px, 8, 1, true, 900);
        assert_true(layout.pacer.radius_px >= 0);
        assert_true(layout.caption_width_px >= 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_overlaps_at_any_size),
        cmocka_unit_test(room_at_the_top_is_kept_free),
        cmocka_unit_test(figure_and_pacer_use_the_screen),
        cmocka_unit_test(a_session_without_hands_has_the_pacer_in_the_middle),
        cmocka_unit_test(the_tiniest_window_is_no_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
