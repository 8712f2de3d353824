/* Every routine that comes with the program, with its narration: what the budget says of loudness
 * holds for each. Four seconds out of every thirty-two are heard, and the end.
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

enum {
    MOST_SENTENCES = 400,
    PATH_BYTES = 1024,
    CHUNK = 4800,
    PIECE_CHUNKS = 40,
    PIECE_EVERY_CHUNKS = 320,
};

/* A routine with all its sentences decoded. */
struct routine {
    const char *path;
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

static struct routine *load(const char *path)
{
    char voice[PATH_BYTES];
    struct routine *routine = calloc(1, sizeof *routine);
    routine->path = path;
    routine->arena = arena_make(allocator_system());
    routine->findings = findings_make(&routine->arena);
    struct script *script = script_read(&routine->arena, path, &routine->findings);
    struct narration_folders folders = narration_folders_make(&routine->arena, vorbis_length);
    snprintf(voice, sizeof voice, "%s/narration/slt", assets());
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

/* What is heard of a session measures. */
struct measure {
    double loudness;
    double peak;
    double largest_step;
    double last_rms;
};

static struct measure listen(struct routine *routine, struct levels levels)
{
    static float stereo[2 * CHUNK];
    struct measure measure = {0};
    ebur128_state *state = ebur128_init(2, SOUND_RATE_HZ, EBUR128_MODE_I);
    int64_t frames = sound_length_samples(routine->sound);
    for (int64_t at = 0; at < frames; at += CHUNK) {
        if (at / CHUNK % PIECE_EVERY_CHUNKS >= PIECE_CHUNKS)
            continue;
        sound_render(routine->sound, &levels, at, CHUNK, stereo);
        ebur128_add_frames_float(state, stereo, CHUNK);
        measure.largest_step = fmax(measure.largest_step, heard_largest_step(stereo, CHUNK));
        for (size_t i = 0; i < 2 * (size_t)CHUNK; i++)
            measure.peak = fmax(measure.peak, fabs((double)stereo[i]));
    }
    sound_render(routine->sound, &levels, frames - 480, 480, stereo);
    measure.last_rms = heard_rms(stereo, 480);
    ebur128_loudness_global(state, &measure.loudness);
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

static void check(const char *path)
{
    struct routine *routine = load(path);
    struct levels ambience_alone = {.ambience = routine->levels.ambience, .master = 1};
    struct measure all = listen(routine, routine->levels);
    struct measure ambience = listen(routine, ambience_alone);
    double voice = voice_loudness(routine);
    print_message("%-26s voice %.1f, ambience %.1f, all %.1f LUFS; peak %.1f dB\n",
                  strrchr(path, '/') + 1, voice, ambience.loudness, all.loudness,
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

static void test_every_routine_keeps_to_the_budget(void **state)
{
    (void)state;
    char pattern[PATH_BYTES];
    glob_t found;
    snprintf(pattern, sizeof pattern, "%s/routines/*.lull", assets());
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check(found.gl_pathv[i]);
    globfree(&found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_routine_keeps_to_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
