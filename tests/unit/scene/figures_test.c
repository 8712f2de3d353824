/* The art that is shipped shows every place of the language where it is, and art that is broken is
 * said to be. */
#include "scene/figures.h"

#include "support/made_picture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct arena arena;
static const struct figures *figures;

static int load(void **state)
{
    (void)state;
    arena = arena_make(allocator_system());
    figures = made_picture_figures(&arena);
    return 0;
}

static int unload(void **state)
{
    (void)state;
    arena_release(&arena);
    return 0;
}

static const struct spots *spots_of(enum place_name name, enum side side)
{
    return figures_spots(figures, (struct place){(uint8_t)name, (uint8_t)side});
}

static void every_place_and_side_is_shown(void **state)
{
    (void)state;
    for (int name = PLACE_NONE + 1; name < PLACE_COUNT; name++) {
        int sides = place_has_sides((enum place_name)name) ? SIDE_RIGHT : SIDE_BOTH;
        for (int side = SIDE_BOTH; side <= sides; side++) {
            const struct spots *spots = spots_of((enum place_name)name, (enum side)side);
            assert_in_range(spots->count, 1, SPOTS_MOST);
            assert_true(figures->drawings[spots->view].count > 0);
        }
    }
}

static void every_spot_is_on_the_figure(void **state)
{
    (void)state;
    for (int name = PLACE_NONE + 1; name < PLACE_COUNT; name++) {
        for (int side = SIDE_BOTH; side <= SIDE_RIGHT; side++) {
            const struct spots *spots = spots_of((enum place_name)name, (enum side)side);
            for (int i = 0; i < spots->count; i++) {
                struct spot spot = spots->items[i];
                double away = hypot((double)spot.at.x_px, (double)spot.at.y_px);
                assert_true(away + (double)spot.radius < 1);
                assert_true(spot.radius > 0.02F);
            }
        }
    }
}

static void left_is_on_the_left(void **state)
{
    (void)state;
    for (int name = PLACE_NONE + 1; name < PLACE_COUNT; name++) {
        const struct spots *left = spots_of((enum place_name)name, SIDE_LEFT);
        const struct spots *right = spots_of((enum place_name)name, SIDE_RIGHT);
        assert_int_equal(left->count, right->count);
        for (int i = 0; i < left->count; i++) {
            float sum = left->items[i].at.x_px + right->items[i].at.x_px;
            assert_true(fabsf(sum) < 0.001F);
            bool aside = left->view == VIEW_HEAD_LEFT;
            assert_true(aside ? right->view == VIEW_HEAD_RIGHT : left->items[i].at.x_px < 0);
        }
    }
}

/* What lies above what, in one view: a slip of the pen in places.txt shows. */
static void places_are_in_their_order_from_the_head_down(void **state)
{
    (void)state;
    static const struct {
        uint8_t above, side, below;
    } pairs[] = {
        {PLACE_CROWN, SIDE_BOTH, PLACE_FOREHEAD},
        {PLACE_FOREHEAD, SIDE_BOTH, PLACE_BETWEEN_THE_BROWS},
        {PLACE_FOREHEAD, SIDE_BOTH, PLACE_BROW},
        {PLACE_BROW, SIDE_BOTH, PLACE_EYES},
        {PLACE_TEMPLES, SIDE_BOTH, PLACE_JAW_JOINTS},
        {PLACE_ABOVE_EARS, SIDE_BOTH, PLACE_JAW_JOINTS},
        {PLACE_JAW_JOINTS, SIDE_BOTH, PLACE_JAW},
        {PLACE_JAW, SIDE_BOTH, PLACE_JAWLINE},
        {PLACE_ABOVE_EARS, SIDE_LEFT, PLACE_JAW_JOINTS},
        {PLACE_TEMPLES, SIDE_LEFT, PLACE_JAW_JOINTS},
        {PLACE_JAW_JOINTS, SIDE_LEFT, PLACE_JAW},
        {PLACE_JAW, SIDE_LEFT, PLACE_JAWLINE},
        {PLACE_BASE_OF_SKULL, SIDE_BOTH, PLACE_BACK_OF_NECK},
        {PLACE_SHOULDERS, SIDE_BOTH, PLACE_UPPER_BACK},
        {PLACE_CHEST, SIDE_BOTH, PLACE_BELLY},
        {PLACE_ARMS, SIDE_BOTH, PLACE_FOREARMS},
        {PLACE_BELLY, SIDE_BOTH, PLACE_THIGHS},
        {PLACE_THIGHS, SIDE_BOTH, PLACE_FEET},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        const struct spots *above = spots_of(pairs[i].above, pairs[i].side);
        const struct spots *below = spots_of(pairs[i].below, pairs[i].side);
        assert_int_equal(above->view, below->view);
        assert_true(above->items[0].at.y_px < below->items[0].at.y_px);
    }
}

/* How far the nearest line that runs below a spot, within its width, is from it. */
static double line_below(const struct drawing *drawing, const struct spot *spot)
{
    double nearest = INFINITY;
    for (size_t i = 0; i < drawing->count; i++) {
        for (size_t j = 0; j < drawing->strokes[i].count; j++) {
            struct point point = drawing->strokes[i].points[j];
            double across = (double)(point.x_px - spot->at.x_px);
            double down = (double)(point.y_px - spot->at.y_px);
            if (down > 0 && fabs(across) < (double)spot->radius)
                nearest = fmin(nearest, hypot(across, down));
        }
    }
    return nearest;
}

/* Under that line begins the front of the neck, where nobody's hands are guided. */
static void the_jawline_is_above_the_jaws_line(void **state)
{
    (void)state;
    for (int side = SIDE_BOTH; side <= SIDE_RIGHT; side++) {
        const struct spots *spots = spots_of(PLACE_JAWLINE, (enum side)side);
        for (int i = 0; i < spots->count; i++) {
            double below = line_below(&figures->drawings[spots->view], &spots->items[i]);
            assert_true(below > 0.01 && below < 0.1);
        }
    }
}

/* Fills a folder with one drawing under every name and `places`, and loads it. */
static size_t faults_of(const char *drawing, const char *places)
{
    static const char *const names[] = {"head-front.svg", "head-side.svg",  "head-behind.svg",
                                        "back.svg",       "body-front.svg", "body-back.svg",
                                        "hands.svg",      "places.txt"};
    char folder[] = "/tmp/lull-figures-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char path[128];
    for (int i = 0; i < 8; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        assert_true(fputs(i == 7 ? places : drawing, file) >= 0);
        assert_int_equal(fclose(file), 0);
    }
    struct arena own = arena_make(allocator_system());
    struct findings findings = findings_make(&own);
    assert_non_null(figures_load(&own, folder, &findings));
    size_t faults = findings.errors;
    arena_release(&own);
    for (int i = 0; i < 8; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(folder), 0);
    return faults;
}

static void an_illustrators_slips_are_found(void **state)
{
    (void)state;
    const char *fine = "<svg viewBox=\"0 0 100 100\"><path d=\"M 1 1 L 50 50\"/></svg>";
    assert_int_equal(faults_of(fine, "# nothing\n\nbelly, both, back, 1, 2, palm, 3, 0\n"), 0);
    assert_int_equal(faults_of(fine, "knee, both, back, 1, 2, palm, 3, 0\n"), 1);
    assert_int_equal(faults_of(fine, "belly, left, back, 1, 2, palm, 3, 0\n"), 1);
    assert_int_equal(faults_of(fine, "belly, both, top, 1, 2, palm, 3, 0\n"), 1);
    assert_int_equal(faults_of(fine, "belly, both, back, x, 2, palm, 3, 0\n"), 1);
    assert_int_equal(faults_of(fine, "belly, both, back, 1, 2, foot, 3, 0\nbelly\n"), 2);
    assert_int_equal(faults_of("<svg viewBox=\"0 0 100 90\"><path d=\"M1 1L2 2\"/></svg>", ""), 7);
    assert_int_equal(faults_of("<svg viewBox=\"0 0 9 9\"><path d=\"M1 1 A 2 2\"/></svg>", ""), 7);
    assert_int_equal(faults_of("<svg viewBox=\"0 0 9 9\"></svg>", ""), 7);
}

static void a_missing_folder_is_a_finding_a_file(void **state)
{
    (void)state;
    struct arena own = arena_make(allocator_system());
    struct findings findings = findings_make(&own);
    const struct figures *none = figures_load(&own, "/nowhere", &findings);
    assert_non_null(none);
    assert_int_equal(findings.errors, VIEW_COUNT);
    assert_int_equal(figures_spots(none, (struct place){PLACE_BELLY, SIDE_BOTH})->count, 0);
    arena_release(&own);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_place_and_side_is_shown),
        cmocka_unit_test(every_spot_is_on_the_figure),
        cmocka_unit_test(left_is_on_the_left),
        cmocka_unit_test(places_are_in_their_order_from_the_head_down),
        cmocka_unit_test(the_jawline_is_above_the_jaws_line),
        cmocka_unit_test(an_illustrators_slips_are_found),
        cmocka_unit_test(a_missing_folder_is_a_finding_a_file),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
