/* Every routine that comes with the program, as it is seen: each frame keeps the budget of light.
 * Frames are drawn ten times a second with the real typeface and figure: the first seconds of
 * every chapter, the start and the end, each piece from black on.
 *
 *     player-light ROUTINE.lull...
 *
 * is no test: it looks at these routines from beginning to end and prints a line of figures each,
 * to be put into a table.
 */
#include "canvas/light_meter.h"
#include "language/script.h"
#include "platform/fonts.h"
#include "player/session.h"
#include "scene/figures.h"
#include "scene/light.h"
#include "scene/session_scene.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    WIDTH_PX = 960,
    HEIGHT_PX = 540,
    FRAME_MS = 100,
    EDGE_MS = 6000,    /* of the start and of the end that a test looks at */
    CHAPTER_MS = 4000, /* of each chapter */
    APART_MS = 2000,
    PATH_BYTES = 1024,
};

/* What is needed to see any routine. */
struct eye {
    const char *assets;
    struct arena arena;
    struct fonts *fonts;
    const struct figures *figures;
};

static struct eye open_eye(void)
{
    char path[PATH_BYTES];
    const char *problem = NULL;
    struct eye eye = {.assets = getenv("LULL_ASSETS"), .arena = arena_make(allocator_system())};
    struct findings findings = findings_make(&eye.arena);
    assert_non_null(eye.assets);
    snprintf(path, sizeof path, "%s/fonts/atkinson-hyperlegible-regular.ttf", eye.assets);
    eye.fonts = fonts_open(allocator_system(), path, &problem);
    assert_non_null(eye.fonts);
    snprintf(path, sizeof path, "%s/figures", eye.assets);
    eye.figures = figures_load(&eye.arena, path, &findings);
    assert_int_equal(findings.count, 0);
    return eye;
}

static void close_eye(struct eye *eye)
{
    fonts_close(eye->fonts);
    arena_release(&eye->arena);
}

/* Whether a test looks at this moment. */
static bool is_sampled(const struct timeline *timeline, int32_t at_ms)
{
    if (at_ms < EDGE_MS || at_ms >= timeline->length_ms - EDGE_MS)
        return true;
    const struct lane_spans *chapters = &timeline->lanes[LANE_CHAPTER];
    for (size_t i = 0; i < chapters->count; i++) {
        int32_t since_ms = at_ms - chapters->spans[i].start_ms;
        if (since_ms >= 0 && since_ms < CHAPTER_MS)
            return true;
    }
    return false;
}

/* What looks at one routine: the screen that it appears on, and a meter held against it. */
struct gaze {
    const struct font *font;
    struct scene_choices choices;
    struct arena arena; /* of one draw list */
    struct canvas *canvas;
    struct light_meter *meter;
    int64_t at_ms; /* of the eye's own time */
};

static struct gaze make_gaze(const struct eye *eye)
{
    struct gaze gaze = {.font = fonts_font(eye->fonts),
                        .choices = scene_choices_make(1),
                        .arena = arena_make(allocator_system()),
                        .meter = light_meter_create(allocator_system(), WIDTH_PX, HEIGHT_PX)};
    gaze.choices.font = gaze.font;
    gaze.choices.figures = eye->figures;
    gaze.canvas = canvas_create(allocator_system(), WIDTH_PX, HEIGHT_PX, gaze.font);
    assert_true(gaze.meter != NULL && gaze.canvas != NULL);
    return gaze;
}

/* Draws the routine's picture at `session_ms`, and measures it. */
static void look_at(struct gaze *gaze, const struct timeline *timeline, int32_t session_ms)
{
    struct frame frame;
    arena_clear(&gaze->arena);
    struct draw_list list = draw_list_make(&gaze->arena, WIDTH_PX, HEIGHT_PX,
                                           light_level_of(timeline));
    session_scene(timeline, session_ms, &gaze->choices, &list);
    assert_true(canvas_draw(gaze->canvas, &list, gaze->at_ms, &frame));
    light_meter_feed(gaze->meter, &frame, gaze->at_ms);
    gaze->at_ms += FRAME_MS;
}

/* The screen is black for longer than the second in which changes are counted, and was dark for as
 * long before, so that what is seen afterwards is judged by itself. */
static void close_for_a_while(struct gaze *gaze, const struct timeline *timeline)
{
    canvas_destroy(gaze->canvas);
    gaze->canvas = canvas_create(allocator_system(), WIDTH_PX, HEIGHT_PX, gaze->font);
    assert_non_null(gaze->canvas);
    gaze->at_ms += APART_MS;
    look_at(gaze, timeline, -1);
    gaze->at_ms += APART_MS;
}

/* Measures every frame of the routine, or of the pieces that a test looks at. */
static struct light_report look(const struct eye *eye, const struct timeline *timeline, bool whole)
{
    struct gaze gaze = make_gaze(eye);
    bool skipped = false;
    for (int32_t at_ms = 0; at_ms <= timeline->length_ms; at_ms += FRAME_MS) {
        bool looks = whole || is_sampled(timeline, at_ms);
        if (looks && skipped)
            close_for_a_while(&gaze, timeline);
        if (looks)
            look_at(&gaze, timeline, at_ms);
        skipped = !looks;
    }
    struct light_report report = light_meter_read(gaze.meter);
    arena_release(&gaze.arena);
    light_meter_destroy(gaze.meter);
    canvas_destroy(gaze.canvas);
    return report;
}

static struct session *load(const struct eye *eye, const char *path)
{
    struct session_choices choices = {.sources = {.assets = eye->assets, .narrator = "slt"},
                                      .narration = true};
    struct session *session = session_load(allocator_system(), path, &choices);
    assert_true(session != NULL && session_is_playable(session));
    return session;
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* One line of tab-separated figures, Y from 0 to 1. */
static void print(const char *path, const struct light_report *report)
{
    printf("%s\t%.6f\t%.6f\t%.6f\t%.6f\t%.6f\t%.6f\t%d\t%.6f\t%.6f\n", name_of(path),
           (double)report->mean, (double)report->graphics_peak, (double)report->text_peak,
           (double)report->bright_share, (double)report->mean_change, (double)report->block_change,
           report->reversals, (double)report->melanopic_share, (double)report->red_share);
}

static void test_every_routine_keeps_the_budget_of_light(void **state)
{
    (void)state;
    char pattern[PATH_BYTES];
    glob_t found;
    struct eye eye = open_eye();
    snprintf(pattern, sizeof pattern, "%s/routines/*.lull", eye.assets);
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        struct session *session = load(&eye, found.gl_pathv[i]);
        struct light_report report = look(&eye, &session->timeline, false);
        print(found.gl_pathv[i], &report);
        assert_true(report.graphics_peak > 0); /* there is a picture */
        assert_true(light_report_keeps(&report, light_level_of(&session->timeline)));
        session_release(session);
    }
    globfree(&found);
    close_eye(&eye);
}

int main(int count, char **words)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_routine_keeps_the_budget_of_light),
    };
    if (count == 1)
        return cmocka_run_group_tests(tests, NULL, NULL);
    struct eye eye = open_eye();
    for (int i = 1; i < count; i++) {
        struct session *session = load(&eye, words[i]);
        struct light_report report = look(&eye, &session->timeline, true);
        print(words[i], &report);
        session_release(session);
    }
    close_eye(&eye);
    return 0;
}
