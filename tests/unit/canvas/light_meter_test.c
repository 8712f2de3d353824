/* The meter reads what is there: frames whose light is known by arithmetic. */
#include "canvas/light_meter.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 96, HEIGHT = 80, PIXELS = WIDTH * HEIGHT };

static uint32_t pixels[PIXELS];

/* Code 63 is Y 0.0497 when grey, code 97 0.1195 (IEC 61966-2-1). */
static const uint32_t GREY_63 = 0x3F3F3F;
static const uint32_t GREY_97 = 0x616161;
static const float LIGHT_63 = 0.04971F;
static const float LIGHT_97 = 0.11954F;

static void fill(int left, int top, int width, int height, uint32_t pixel)
{
    for (int y = top; y < top + height; y++) {
        for (int x = left; x < left + width; x++)
            pixels[y * WIDTH + x] = pixel;
    }
}

static void feed(struct light_meter *meter, int64_t at_ms)
{
    static const struct rectangle text = {32, 0, 32, 32};
    static const struct rectangle all = {0, 0, WIDTH, HEIGHT};
    struct frame frame = {.pixels = pixels,
                          .width_px = WIDTH,
                          .height_px = HEIGHT,
                          .dirty = &all,
                          .dirty_count = 1,
                          .texts = &text,
                          .text_count = 1};
    light_meter_feed(meter, &frame, at_ms);
}

static struct light_meter *start(void)
{
    memset(pixels, 0, sizeof pixels);
    struct light_meter *meter = light_meter_create(allocator_system(), WIDTH, HEIGHT);
    assert_non_null(meter);
    return meter;
}

static void assert_near(float value, float expected)
{
    if (fabsf(value - expected) > 0.0001F)
        fail_msg("%f is not %f", (double)value, (double)expected);
}

static void peaks_means_and_shares_of_one_frame(void **state)
{
    (void)state;
    struct light_meter *meter = start();
    fill(0, 0, 10, 10, GREY_63);
    fill(40, 10, 5, 4, GREY_97);
    feed(meter, 0);
    struct light_report report = light_meter_read(meter);
    assert_near(report.graphics_peak, LIGHT_63);
    assert_near(report.text_peak, LIGHT_97);
    assert_near(report.mean, (100 * LIGHT_63 + 20 * LIGHT_97) / PIXELS);
    assert_near(report.bright_share, 20.0F / PIXELS);
    assert_near(report.melanopic_share, 1.19F);
    assert_near(report.red_share, 1.0F / 3);
    assert_int_equal(report.reversals, 0);
    assert_false(light_report_keeps(&report, LIGHT_CALM));
    struct light_row rows[LIGHT_ROWS];
    light_report_rows(&report, LIGHT_CALM, rows);
    for (int i = 0; i < LIGHT_ROWS; i++)
        /* Grey light is rich in blue, and there is nothing else wrong with it. */
        assert_int_equal(rows[i].kept, strcmp(rows[i].name, "melanopic share") != 0);
    light_meter_destroy(meter);
}

static void changes_count_within_a_second_only(void **state)
{
    (void)state;
    struct light_meter *meter = start();
    feed(meter, 0);
    fill(0, 64, 32, 4, GREY_63);
    feed(meter, 600);
    fill(0, 64, 32, 8, GREY_63);
    feed(meter, 1200);
    struct light_report report = light_meter_read(meter);
    /* The lowest row of blocks has 16 pixels' height: a quarter of it each time. */
    assert_near(report.block_change, LIGHT_63 / 4);
    assert_near(report.mean_change, LIGHT_63 * 128 / PIXELS);
    feed(meter, 1300);
    fill(0, 64, 32, 12, GREY_63);
    feed(meter, 1500);
    report = light_meter_read(meter);
    assert_near(report.block_change, LIGHT_63 / 2);
    light_meter_destroy(meter);
}

static void reversals_are_counted_by_the_second(void **state)
{
    (void)state;
    struct light_meter *meter = start();
    for (int i = 0; i < 6; i++) {
        fill(0, 0, 32, 32, i % 2 == 0 ? GREY_63 : 0);
        feed(meter, i * 1100);
    }
    assert_int_equal(light_meter_read(meter).reversals, 1);
    for (int i = 0; i < 5; i++) {
        fill(0, 0, 32, 32, i % 2 == 0 ? GREY_63 : 0);
        feed(meter, 10000 + i * 240);
    }
    assert_int_equal(light_meter_read(meter).reversals, 5);
    light_meter_destroy(meter);
}

static void a_dim_green_frame_keeps_the_budget(void **state)
{
    (void)state;
    struct light_meter *meter = start();
    fill(10, 10, 20, 20, 0x0A2806);
    feed(meter, 0);
    feed(meter, 500);
    struct light_report report = light_meter_read(meter);
    assert_true(light_report_keeps(&report, LIGHT_ATTACK));
    assert_int_equal(report.frames, 2);
    light_meter_destroy(meter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(peaks_means_and_shares_of_one_frame),
        cmocka_unit_test(changes_count_within_a_second_only),
        cmocka_unit_test(reversals_are_counted_by_the_second),
        cmocka_unit_test(a_dim_green_frame_keeps_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
