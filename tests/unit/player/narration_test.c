/* Every sentence, title, need and caution of the routines that come with the program, and all that
 * the spoken menu says besides, has its recording in each voice, and each recording keeps the
 * budget of assets/narration/README.md. A recording's name is made from its words, so that a
 * sentence which was changed is one without a recording. Loudness and true peak are libebur128's.
 */
#include "language/script.h"
#include "media/vorbis.h"
#include "sound/filter.h"
#include "store/narration.h"
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

enum { MOST_SENTENCES = 1000, PATH_BYTES = 1024, MOST_MS = 60000, RATE_HZ = 48000 };

static const char *const voices[] = {"slt", "rms"};
static const double SILENT = 0.003162; /* −50 dBFS */

/* All that the routines say. */
struct sentences {
    char (*keys)[NARRATION_KEY_BYTES];
    int words[MOST_SENTENCES];
    size_t count;
};

/* What a voice's recordings come to, all together. */
struct voice {
    const char *name;
    int faults;
    int words;
    double seconds;
    ebur128_state *all; /* one recording after another */
};

static const char *assets(void)
{
    const char *folder = getenv("LULL_ASSETS");
    assert_non_null(folder);
    return folder;
}

static int words_of(struct text text)
{
    int words = 0;
    for (size_t i = 0; i < text.length; i++)
        words += text.bytes[i] != ' ' && (i == 0 || text.bytes[i - 1] == ' ');
    return words;
}

/* Stands in for the folders of recordings: notes what is asked for, each sentence once. */
static bool note(void *context, struct text text, const char *from, struct recording *recording)
{
    struct sentences *said = context;
    char key[NARRATION_KEY_BYTES];
    (void)recording;
    if (from != NULL)
        return false;
    narration_key(text, key);
    for (size_t i = 0; i < said->count; i++)
        if (strcmp(said->keys[i], key) == 0)
            return false;
    assert_true(said->count < MOST_SENTENCES);
    said->words[said->count] = words_of(text);
    memcpy(said->keys[said->count++], key, sizeof key);
    return false;
}

/* What the spoken menu says of a routine; all that it needs is one sentence. */
static void note_header(struct arena *arena, const struct header *header, struct sentences *said)
{
    struct buffer needs = buffer_make(arena->allocator);
    (void)note(said, header->title, NULL, NULL);
    for (size_t i = 0; i < header->cautions.count; i++)
        (void)note(said, header->cautions.items[i], NULL, NULL);
    for (size_t i = 0; i < header->needs.count; i++) {
        buffer_append_string(&needs, i > 0 ? "; " : "");
        buffer_append(&needs, header->needs.items[i]);
    }
    (void)note(said, buffer_text(&needs), NULL, NULL);
    buffer_release(&needs);
}

static void listen_to(const char *path, struct sentences *said)
{
    struct arena arena = arena_make(allocator_system());
    struct findings findings = findings_make(&arena);
    struct timeline timeline;
    struct script *script = script_read(&arena, path, &findings);
    struct narration narration = {.find = note, .context = said};
    assert_non_null(script);
    assert_true(timeline_lay_out(&arena, script, narration, &findings, &timeline));
    note_header(&arena, &script->header, said);
    arena_release(&arena);
}

/* A sentence a line, but for those that begin with #. */
static void listen_to_menu(struct sentences *said)
{
    char path[PATH_BYTES];
    char line[PATH_BYTES];
    snprintf(path, sizeof path, "%s/narration/menu.txt", assets());
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] != '#' && line[0] != '\0')
            (void)note(said, text_from(line), NULL, NULL);
    }
    fclose(file);
}

static struct sentences all_sentences(void)
{
    char pattern[PATH_BYTES];
    glob_t found;
    struct sentences said = {.keys = calloc(MOST_SENTENCES, sizeof *said.keys)};
    snprintf(pattern, sizeof pattern, "%s/routines/*.lull", assets());
    assert_int_equal(glob(pattern, 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 15);
    for (size_t i = 0; i < found.gl_pathc; i++)
        listen_to(found.gl_pathv[i], &said);
    globfree(&found);
    listen_to_menu(&said);
    return said;
}

static void expect(struct voice *voice, const char *key, const char *what, double value, double low,
                   double high)
{
    if (value >= low && value <= high)
        return;
    print_error("%s/%s: %s is %.3f, not %g to %g\n", voice->name, key, what, value, low, high);
    voice->faults++;
}

/* Silence is what lies outside the first and the last sample over −50 dBFS. */
static void check_edges(struct voice *voice, const char *key, const struct vorbis_audio *audio)
{
    int64_t first = 0;
    int64_t last = audio->frames - 1;
    while (first < last && fabs((double)audio->samples[first]) <= SILENT)
        first++;
    while (last > first && fabs((double)audio->samples[last]) <= SILENT)
        last--;
    expect(voice, key, "silence before, in s", (double)first / RATE_HZ, 0.03, 0.2);
    expect(voice, key, "silence after, in s", (double)(audio->frames - 1 - last) / RATE_HZ, 0.03,
           0.2);
}

static void check_levels(struct voice *voice, const char *key, const struct vorbis_audio *audio)
{
    ebur128_state *state = ebur128_init(1, RATE_HZ, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK);
    double loudness = 0;
    double peak = 0;
    ebur128_add_frames_float(state, audio->samples, (size_t)audio->frames);
    ebur128_loudness_global(state, &loudness);
    ebur128_true_peak(state, 0, &peak);
    ebur128_destroy(&state);
    expect(voice, key, "loudness in LUFS", loudness, -26.5, -25.5);
    expect(voice, key, "true peak in dBTP", 20 * log10(peak), -60, -6);
}

/* What is left over 8 kHz, where nothing of a voice that was softened is; four filters one after
 * the other leave little of what is below. */
static void check_treble(struct voice *voice, const char *key, const struct vorbis_audio *audio)
{
    struct filter filters[4];
    double squares = 0;
    for (int i = 0; i < 4; i++)
        filters[i] = filter_high_pass(9000, RATE_HZ);
    for (int64_t at = 0; at < audio->frames; at++) {
        double x[2] = {(double)audio->samples[at], 0};
        for (int i = 0; i < 4; i++)
            filter_next(&filters[i], x);
        squares += x[0] * x[0];
    }
    expect(voice, key, "what is over 8 kHz, in dBFS", 10 * log10(squares / (double)audio->frames),
           -200, -70);
}

static void check_recording(struct voice *voice, const char *key, int words)
{
    char path[PATH_BYTES];
    const char *reason = NULL;
    struct vorbis_audio audio;
    snprintf(path, sizeof path, "%s/narration/%s/%s.ogg", assets(), voice->name, key);
    if (!vorbis_decode(allocator_system(), path, 1, MOST_MS, &audio, &reason)) {
        print_error("%s: %s\n", path, reason);
        voice->faults++;
        return;
    }
    check_edges(voice, key, &audio);
    check_levels(voice, key, &audio);
    check_treble(voice, key, &audio);
    ebur128_add_frames_float(voice->all, audio.samples, (size_t)audio.frames);
    voice->words += words;
    voice->seconds += (double)audio.frames / RATE_HZ;
    vorbis_release(&audio);
}

static void test_every_sentence_has_its_recording_within_the_budget(void **state)
{
    (void)state;
    struct sentences said = all_sentences();
    for (size_t v = 0; v < sizeof voices / sizeof *voices; v++) {
        struct voice voice = {.name = voices[v], .all = ebur128_init(1, RATE_HZ, EBUR128_MODE_LRA)};
        for (size_t i = 0; i < said.count; i++)
            check_recording(&voice, said.keys[i], said.words[i]);
        double pace = 60 * voice.words / voice.seconds;
        print_message("%s: %zu recordings, %.0f s, %.0f words a minute\n", voice.name, said.count,
                      voice.seconds, pace);
        expect(&voice, "", "words a minute", pace, 110, 140);
        double range = 0;
        ebur128_loudness_range(voice.all, &range);
        ebur128_destroy(&voice.all);
        expect(&voice, "", "loudness range in LU", range, 0.1, 7);
        assert_int_equal(voice.faults, 0);
    }
    free(said.keys);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_sentence_has_its_recording_within_the_budget),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
