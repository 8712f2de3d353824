/* Each kind of sound by itself: how loud, how soft at its edges, and told apart by ear. */
#include "sound/chime.h"
#include "sound/hum.h"
#include "sound/noise.h"
#include "sound/pacer.h"
#include "sound/rain.h"
#include "sound/sea.h"
#include "support/heard.h"
#include "support/made_session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH_MS = 60000, FRAMES = LENGTH_MS * SOUND_SAMPLES_PER_MS };

static const struct ramp full = {1, 1};

struct bench {
    struct made_session made;
    struct noise *noise;
    float stereo[2 * FRAMES];
};

typedef void source(struct bench *bench, int32_t at_ms, struct block *block);

static void deep(struct bench *bench, int32_t at_ms, struct block *block)
{
    noise_add(bench->noise, COLOUR_DEEP, at_ms, full, block);
}

static void wash(struct bench *bench, int32_t at_ms, struct block *block)
{
    noise_add(bench->noise, COLOUR_WASH, at_ms, full, block);
}

static void foam(struct bench *bench, int32_t at_ms, struct block *block)
{
    noise_add(bench->noise, COLOUR_FOAM, at_ms, full, block);
}

static void brown(struct bench *bench, int32_t at_ms, struct block *block)
{
    noise_add(bench->noise, COLOUR_BROWN, at_ms, full, block);
}

static void rain(struct bench *bench, int32_t at_ms, struct block *block)
{
    rain_add(bench->noise, at_ms, full, block);
}

static void hum(struct bench *bench, int32_t at_ms, struct block *block)
{
    (void)bench;
    hum_add(at_ms, full, block);
}

static void sea(struct bench *bench, int32_t at_ms, struct block *block)
{
    sea_add(bench->noise, &bench->made.timeline, at_ms, full, block);
}

static void pacer(struct bench *bench, int32_t at_ms, struct block *block)
{
    pacer_add(&bench->made.timeline, at_ms, full, block);
}

static void chime(struct bench *bench, int32_t at_ms, struct block *block)
{
    chime_add(&bench->made.timeline, at_ms, full, block);
}

static struct bench *begin(void)
{
    struct bench *bench = calloc(1, sizeof *bench);
    made_session_start(&bench->made, LENGTH_MS);
    bench->noise = noise_create(allocator_system());
    assert_non_null(bench->noise);
    return bench;
}

static void end(struct bench *bench)
{
    noise_destroy(bench->noise);
    free(bench);
}

/* Fills `stereo` with what `source` makes. */
static void listen(struct bench *bench, source *from)
{
    for (int32_t at_ms = 0; at_ms < LENGTH_MS; at_ms += BLOCK_MS) {
        struct block block = {0};
        from(bench, at_ms, &block);
        float *to = bench->stereo + 2 * (ptrdiff_t)at_ms * SOUND_SAMPLES_PER_MS;
        for (size_t i = 0; i < BLOCK_FRAMES; i++) {
            to[2 * i] = block.left[i];
            to[2 * i + 1] = block.right[i];
        }
    }
}

static const float *at(const struct bench *bench, int32_t ms)
{
    return bench->stereo + 2 * (ptrdiff_t)ms * SOUND_SAMPLES_PER_MS;
}

static size_t frames_of(int32_t ms)
{
    return (size_t)ms * SOUND_SAMPLES_PER_MS;
}

static void assert_loudness(source *from, double lufs, double tolerance)
{
    struct bench *bench = begin();
    listen(bench, from);
    double loudness = heard_loudness(bench->stereo, FRAMES);
    if (fabs(loudness - lufs) > tolerance)
        fail_msg("%.2f LUFS and not %.1f ± %.1f", loudness, lufs, tolerance);
    end(bench);
}

static void test_colours_and_beds_are_as_loud_as_narration(void **state)
{
    (void)state;
    assert_loudness(deep, -26, 0.5);
    assert_loudness(wash, -26, 0.5);
    assert_loudness(foam, -26, 0.5);
    assert_loudness(brown, -26, 0.5);
    assert_loudness(rain, -26, 1);
    assert_loudness(hum, -26, 1);
}

/* The share of the power that a fold to one channel keeps; 0.5 where the two are unrelated. */
static double fold(const struct bench *bench)
{
    double folded = 0;
    for (size_t i = 0; i < FRAMES; i++) {
        double sum = (double)bench->stereo[2 * i] + bench->stereo[2 * i + 1];
        folded += sum * sum / 4;
    }
    double rms = heard_rms(bench->stereo, FRAMES);
    return folded / FRAMES / (rms * rms);
}

static void test_sounds_are_wide_and_can_be_folded(void **state)
{
    (void)state;
    source *sources[] = {deep, wash, foam, brown, rain};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        struct bench *bench = begin();
        listen(bench, sources[i]);
        assert_in_range((int)(100 * fold(bench)), 70, 97);
        end(bench);
    }
}

/* Tiles meet every 320 ms: there, the third difference must be no larger than it is elsewhere. */
static void test_noise_has_no_seams(void **state)
{
    (void)state;
    enum { SEAM_FRAMES = 15360 };
    struct bench *bench = begin();
    listen(bench, brown);
    const float *x = bench->stereo;
    double at_seams = 0;
    double elsewhere = 0;
    for (size_t i = 3; i < FRAMES; i++) {
        double bend = (double)x[2 * i] - 3.0 * x[2 * i - 2] + 3.0 * x[2 * i - 4] - x[2 * i - 6];
        double *most = i % SEAM_FRAMES < 3 ? &at_seams : &elsewhere;
        *most = fmax(*most, fabs(bend));
    }
    assert_true(elsewhere > 0);
    assert_true(at_seams <= elsewhere);
    end(bench);
}

static void test_noise_does_not_repeat(void **state)
{
    (void)state;
    struct bench *bench = begin();
    listen(bench, foam);
    const float *x = bench->stereo;
    enum { PIECE = 15360 };
    for (size_t piece = 1; piece < FRAMES / PIECE; piece++) {
        double product = 0;
        for (size_t i = 0; i < PIECE; i++)
            product += (double)x[2 * i] * x[2 * (piece * PIECE + i)];
        double rms = heard_rms(x, PIECE);
        assert_true(fabs(product) / PIECE < 0.15 * rms * rms);
    }
    end(bench);
}

static void test_noise_has_no_hiss(void **state)
{
    (void)state;
    struct bench *bench = begin();
    listen(bench, foam);
    double low = heard_tone(bench->stereo, 48000, 1800) + heard_tone(bench->stereo, 48000, 1811);
    for (double hertz = 6500; hertz < 20000; hertz += 411)
        assert_true(heard_tone(bench->stereo, 48000, hertz) < low / 30);
    end(bench);
}

static void test_sea_swells_with_the_breath(void **state)
{
    (void)state;
    struct bench *bench = begin();
    made_session_breathe(&bench->made, 0, LENGTH_MS, 4000, 0, 6000, 0);
    listen(bench, sea);
    for (int32_t breath_ms = 10000; breath_ms < LENGTH_MS; breath_ms += 10000) {
        double trough = heard_rms(at(bench, breath_ms), frames_of(1500));
        double crest = heard_rms(at(bench, breath_ms + 4000), frames_of(1500));
        assert_true(crest > 1.5 * trough);
        assert_true(crest < 6 * trough);
    }
    end(bench);
}

static void test_pacer_is_silent_in_holds(void **state)
{
    (void)state;
    struct bench *bench = begin();
    made_session_breathe(&bench->made, 0, LENGTH_MS, 4000, 3000, 5000, 3000);
    listen(bench, pacer);
    for (int32_t breath_ms = 0; breath_ms + 15000 <= LENGTH_MS; breath_ms += 15000) {
        assert_true(heard_rms(at(bench, breath_ms + 4000), frames_of(3000)) == 0);
        assert_true(heard_rms(at(bench, breath_ms + 12000), frames_of(3000)) == 0);
        assert_true(heard_rms(at(bench, breath_ms + 1000), frames_of(2500)) > 0.001);
        assert_true(heard_rms(at(bench, breath_ms + 7500), frames_of(2500)) > 0.001);
    }
    end(bench);
}

static void test_pacer_tells_in_from_out(void **state)
{
    (void)state;
    struct bench *bench = begin();
    made_session_breathe(&bench->made, 0, LENGTH_MS, 4000, 0, 6000, 0);
    listen(bench, pacer);
    const float *in = at(bench, 11000);
    const float *out = at(bench, 14500);
    size_t frames = frames_of(2500);
    double in_low = heard_tone(in, frames, 110) + heard_tone(in, frames, 165);
    double in_high = heard_tone(in, frames, 330) + heard_tone(in, frames, 440);
    double out_low = heard_tone(out, frames, 110) + heard_tone(out, frames, 165);
    double out_high = heard_tone(out, frames, 330) + heard_tone(out, frames, 440);
    assert_true(in_high > 20 * in_low);
    assert_true(out_low > 8 * out_high);
    assert_true(heard_rms(at(bench, 13000), 9600) > 2 * heard_rms(at(bench, 10700), 9600));
    assert_true(heard_rms(at(bench, 15000), 9600) > 2 * heard_rms(at(bench, 18800), 9600));
    end(bench);
}

static void test_pacer_leaves_out_phases_too_short_for_soft_edges(void **state)
{
    (void)state;
    struct bench *bench = begin();
    made_session_breathe(&bench->made, 0, LENGTH_MS, 190, 0, 5000, 0);
    listen(bench, pacer);
    for (int32_t breath_ms = 0; breath_ms < 40000; breath_ms += 5190)
        assert_true(heard_rms(at(bench, breath_ms), frames_of(190)) < 1e-4);
    assert_true(heard_rms(at(bench, 1000), frames_of(1000)) > 0.001);
    end(bench);
}

static void test_chime_swells_in_and_is_over_after_three_seconds(void **state)
{
    (void)state;
    struct bench *bench = begin();
    made_session_chime(&bench->made, 1000);
    listen(bench, chime);
    double early = heard_rms(at(bench, 1000), frames_of(25));
    double later = heard_rms(at(bench, 1120), frames_of(100));
    assert_true(heard_rms(bench->stereo, frames_of(1000)) == 0);
    assert_true(later > 0.01);
    assert_true(early < later / 8);
    assert_true(heard_rms(at(bench, 3500), frames_of(100)) > 0);
    assert_true(heard_rms(at(bench, 4000), frames_of(1000)) == 0);
    assert_true(heard_largest_step(bench->stereo, FRAMES) < 0.006);
    end(bench);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_colours_and_beds_are_as_loud_as_narration),
        cmocka_unit_test(test_sounds_are_wide_and_can_be_folded),
        cmocka_unit_test(test_noise_has_no_seams),
        cmocka_unit_test(test_noise_does_not_repeat),
        cmocka_unit_test(test_noise_has_no_hiss),
        cmocka_unit_test(test_sea_swells_with_the_breath),
        cmocka_unit_test(test_pacer_is_silent_in_holds),
        cmocka_unit_test(test_pacer_tells_in_from_out),
        cmocka_unit_test(test_pacer_leaves_out_phases_too_short_for_soft_edges),
        cmocka_unit_test(test_chime_swells_in_and_is_over_after_three_seconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
