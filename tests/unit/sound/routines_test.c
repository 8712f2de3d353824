/* Every routine that comes with the program, in each voice: what the budget says of loudness holds
 * for all of them. .ci/run has them heard from beginning to end by a program made for use; with
 * sanitizers, which take twenty times as long, four seconds of every minute are heard, and the end.
 */
#include "language/script.h"
#include "media/vorbis.h"
#include "sound/sound.h"
#include "store/narration.h"
#include "support/heard.h"
#include "timeline/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ebur128.h>
#include <glob.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SENTENCES = 400, PATH_BYTES = 1024, CHUNK = 4800, PIECE_CHUNKS = 40 };
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
static const int64_t every_chunks = 600; /* a piece begins */
#else
static const int64_t every_chunks = PIECE_CHUNKS;
#endif

/* A routine with all its sentences decoded. */
struct routine {
    struct arena arena;
    struct findings findings;
    struct timeline timeline;
    struct sound *sound;
    struct levels levels;
    struct clip clips[MOST_SENTENCES];
    struct vorbis_audio audio[MOST_SENTENCES];
    size_t sentences;
};

static const char *assets(void)
{
    const char *folder = getenv("LULL_ASSETS");
    assert_non_null(folder);
    return folder;
}

static void give_sentences(struct routine *routine)
{
    const struct lane_spans *voice = &routine->timeline.lanes[LANE_VOICE];
    for (size_t i = 0; i < voice->count; i++) {
        const char *reason;
        struct vorbis_audio *audio = &routine->audio[routine->sentences];
        struct clip *clip = &routine->clips[routine->sentences];
        if (voice->spans[i].recording == NULL)
            continue;
        assert_true(routine->sentences < MOST_SENTENCES);
        if (!vorbis_decode(allocator_system(), voice->spans[i].recording, 1, 60000, audio, &reason))
            fail_msg("%s: %s", voice->spans[i].recording, reason);
        *clip = (struct clip){
            .samples = audio->samples, .frames = audio->frames, .channels = 1, .gain = 1};
        sound_give_clip(routine->sound, LANE_VOICE, i, clip);
        routine->sentences++;
    }
}

static struct routine *load(const char *path, const char *narrator)
{
    char voice[PATH_BYTES];
    struct routine *routine = calloc(1, sizeof *routine);
    routine->arena = arena_make(allocator_system());
    routine->findings = findings_make(&routine->arena);
    struct script *script = script_read(&routine->arena, path, &routine->findings);
    struct narration_folders folders = narration_folders_make(&routine->arena, vorbis_length);
    snprintf(voice, sizeof voice, "%s/narration/%s", assets(), narrator);
    narration_folders_add(&folders, voice);
    assert_non_null(script);
    assert_true(timeline_lay_out(&routine->arena, script, narration_folders_ask(&folders),
                                 &routine->findings, &routine->timeline));
    routine->levels = levels_default(routine->timeline.phases);
    routine->sound = sound_create(allocator_system(), &routine->timeline);
    assert_non_null(routine->sound);
    give_sentences(routine);
    return routine;
}

static void unload(struct routine *routine)
{
    sound_destroy(routine->sound);
    for (size_t i = 0; i < routine->sentences; i++)
        vorbis_release(&routine->audio[i]);
    arena_release(&routine->arena);
    free(routine);
}

/* What a session measures. */
struct measure {
    double loudness;
    double peak;
    double largest_step;
    double last_rms;
};

static struct measure listen(struct routine *routine, struct levels levels)
{
    /* One frame of what came before stands in front, for the step from there. */
    static float stereo[2 * (CHUNK + 1)];
    struct measure measure = {0};
    ebur128_state *state = ebur128_init(2, SOUND_RATE_HZ,
                                        EBUR128_MODE_I | EBUR128_MODE_SAMPLE_PEAK);
    int64_t frames = sound_length_samples(routine->sound);
    for (int64_t at = 0; at < frames; at += CHUNK) {
        int64_t in_piece = at / CHUNK % every_chunks;
        if (in_piece >= PIECE_CHUNKS)
            continue;
        sound_render(routine->sound, &levels, at, CHUNK, stereo + 2);
        ebur128_add_frames_float(state, stereo + 2, CHUNK);
        /* Nothing that was heard lies before a piece. */
        size_t before = in_piece > 0 || (at > 0 && every_chunks == PIECE_CHUNKS);
        measure.largest_step = fmax(measure.largest_step,
                                    heard_largest_step(stereo + 2 * (1 - before), CHUNK + before));
        memcpy(stereo, stereo + 2 * (size_t)CHUNK, 2 * sizeof *stereo);
    }
    sound_render(routine->sound, &levels, frames - 480, 480, stereo);
    measure.last_rms = heard_rms(stereo, 480);
    ebur128_loudness_global(state, &measure.loudness);
    for (unsigned channel = 0; channel < 2; channel++) {
        double peak = 0;
        ebur128_sample_peak(state, channel, &peak);
        measure.peak = fmax(measure.peak, peak);
    }
    ebur128_destroy(&state);
    return measure;
}

/* The narration's own loudness as it is played, its sentences one after another. */
static double voice_loudness(const struct routine *routine)
{
    static float stereo[2 * CHUNK];
    ebur128_state *state = ebur128_init(2, SOUND_RATE_HZ, EBUR128_MODE_I);
    for (size_t i = 0; i < routine->sentences; i++) {
        const struct vorbis_audio *audio = &routine->audio[i];
        for (int64_t at = 0; at < audio->frames; at += CHUNK) {
            size_t count = audio->frames - at < CHUNK ? (size_t)(audio->frames - at) : CHUNK;
            for (size_t k = 0; k < count; k++)
                stereo[2 * k] = stereo[2 * k + 1] = audio->samples[(size_t)at + k] *
                                                    (float)routine->levels.voice;
            ebur128_add_frames_float(state, stereo, count);
        }
    }
    double loudness;
    ebur128_loudness_global(state, &loudness);
    ebur128_destroy(&state);
    return loudness;
}

static void check(const char *path, const char *narrator)
{
    struct routine *routine = load(path, narrator);
    struct levels ambience_alone = {.ambience = routine->levels.ambience, .master = 1};
    struct measure all = listen(routine, routine->levels);
    struct measure ambience = listen(routine, ambience_alone);
    double voice = voice_loudness(routine);
    print_message("%-30s %s: voice %.1f, ambience %.1f, all %.1f LUFS; peak %.1f dB\n",
                  strrchr(path, '/') + 1, narrator, voice, ambience.loudness, all.loudness,
                  20 * log10(all.peak));
    assert_true(routine->sentences > 0);
    /* −26 LUFS in one channel is −23 from two */
    assert_true(fabs(voice - (-23 + 20 * log10(routine->levels.voice))) < 1);
    assert_true(ambience.loudness <= voice - 12);
    assert_true(20 * log10(all.peak) <= -10);
    assert_true(all.largest_step < 0.1);
    assert_true(all.last_rms < 1e-5);
    unload(routine);
}

static void check_all(const char *narrator)
{
    char pattern[PATH_BYTES];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s/routines/*.lull", assets());
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 15);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check(found.gl_pathv[i], narrator);
    globfree(&found);
}

static void every_routine_keeps_to_the_budget_with_slt(void **state)
{
    (void)state;
    check_all("slt");
}

static void every_routine_keeps_to_the_budget_with_rms(void **state)
{
    (void)state;
    check_all("rms");
}

/* The argument is a pattern for the tests to be run, so that the voices can be heard at once. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_routine_keeps_to_the_budget_with_slt),
        cmocka_unit_test(every_routine_keeps_to_the_budget_with_rms),
    };
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
