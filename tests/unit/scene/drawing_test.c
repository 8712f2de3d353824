/* Line art is read as drawing programs write it. */
#include "scene/drawing.h"
#include "scene/path_data.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_POINTS = 512 };

struct trace {
    double x[MOST_POINTS];
    double y[MOST_POINTS];
    int count;
    int starts;
};

static bool go(void *context, double x, double y)
{
    struct trace *trace = context;
    if (trace->count == MOST_POINTS)
        return false;
    trace->x[trace->count] = x;
    trace->y[trace->count++] = y;
    return true;
}

static bool begin(void *context, double x, double y)
{
    ((struct trace *)context)->starts++;
    return go(context, x, y);
}

static bool trace_of(const char *data, struct trace *trace)
{
    *trace = (struct trace){0};
    struct path_sink sink = {begin, go, trace};
    return path_data_read(text_from(data), 1, &sink);
}

static void check_same(const char *a, const char *b)
{
    static struct trace first, second;
    assert_true(trace_of(a, &first));
    assert_true(trace_of(b, &second));
    assert_int_equal(first.count, second.count);
    assert_int_equal(first.starts, second.starts);
    for (int i = 0; i < first.count; i++) {
        assert_true(fabs(first.x[i] - second.x[i]) < 1e-9);
        assert_true(fabs(first.y[i] - second.y[i]) < 1e-9);
    }
}

static void relative_forms_mean_the_same(void **state)
{
    (void)state;
    check_same("M 10 20 L 30 40 L 50 60", "m10,20 20,20 l20 20");
    check_same("M 10 20 H 30 V 5 H 1", "m10 20h20v-15h-29");
    check_same("M 1 1 C 2 2 3 2 4 1 S 6 0 7 1", "M1 1c1 1 2 1 3 0s2-1 3 0");
    check_same("M 0 0 Q 5 10 10 0", "m0 0q5 10 10 0");
    check_same("M 0 0 L 5 5 L 9 0 Z", "M0,0 5,5 9,0z");
    check_same("M 1.5 .25 L -.5 2", "M1.5.25-.5 2");
}

static void curves_go_where_bezier_says(void **state)
{
    (void)state;
    static struct trace trace;
    assert_true(trace_of("M 0 0 C 0 40 60 40 60 0", &trace));
    int last = trace.count - 1;
    assert_true(trace.count > 20);
    assert_true(fabs(trace.x[last] - 60) < 1e-9 && fabs(trace.y[last]) < 1e-9);
    double top = 0;
    for (int i = 0; i < trace.count; i++)
        top = fmax(top, trace.y[i]);
    assert_true(fabs(top - 30) < 0.1);
}

static void what_cannot_be_read_is_refused(void **state)
{
    (void)state;
    static struct trace trace;
    static const char *const bad[] = {"L 1 1",       "M 1",    "M 1 1 A 3 3 0 0 1 2 2",
                                      "M 1 1 L 2",   "1 1",    "M 1 1 Z 3",
                                      "M 1 1 L a b", "M 1,,2", "M 1 1 C 1 2 3 4 5",
                                      "M - -",       "M . .",  "M 1 1 L 2 2 nonsense"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(trace_of(bad[i], &trace));
}

static void widths_and_lights_are_shares_of_the_picture(void **state)
{
    (void)state;
    struct arena arena = arena_make(allocator_system());
    struct drawing drawing;
    const char *reason;
    const char
        *svg = "<?xml version=\"1.0\"?><!-- <path d=\"bad\"/> -->\n"
               "<svg viewBox=\"0 0 50 50\"><title>x</title>\n"
               "<path id=\"a\" stroke-width=\"2\" stroke-opacity=\"0.5\"\n d=\"M0 0L25 50\"/>"
               "<path d=\"M 1 1 M 2 2 L 3 3\"/></svg>";
    assert_true(drawing_read(&arena, text_from(svg), &drawing, &reason));
    assert_int_equal(drawing.count, 2);
    assert_true(fabsf(drawing.strokes[0].width - 0.08F) < 1e-6F);
    assert_true(fabsf(drawing.strokes[0].light - 0.5F) < 1e-6F);
    assert_true(fabsf(drawing.strokes[0].points[0].x_px + 1) < 1e-6F);
    assert_true(fabsf(drawing.strokes[0].points[1].x_px) < 1e-6F);
    assert_true(fabsf(drawing.strokes[0].points[1].y_px - 1) < 1e-6F);
    arena_release(&arena);
}

static void any_beginning_of_a_file_is_no_crash(void **state)
{
    (void)state;
    const char *svg = "<svg viewBox=\"0 0 50 50\"><!-- x --><path stroke-width=\"2\" "
                      "d=\"M0 0c1-1 2.5.5 3 3S9 9 8 7z\"/></svg>";
    for (size_t length = 0; length <= strlen(svg); length++) {
        struct arena arena = arena_make(allocator_system());
        struct drawing drawing;
        const char *reason = NULL;
        bool read = drawing_read(&arena, text_slice(text_from(svg), 0, length), &drawing, &reason);
        assert_true(read || reason != NULL);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relative_forms_mean_the_same),
        cmocka_unit_test(curves_go_where_bezier_says),
        cmocka_unit_test(what_cannot_be_read_is_refused),
        cmocka_unit_test(widths_and_lights_are_shares_of_the_picture),
        cmocka_unit_test(any_beginning_of_a_file_is_no_crash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
