/* Recordings of every make, whole and broken, and what the program itself writes. */
#include "media/vorbis.h"

#include "base/hash.h"
#include "media/vorbis_writer.h"
#include "support/made_recording.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_MS = 60000, PATH_BYTES = 64 };

static int enter_folder(void **state)
{
    char *folder = malloc(PATH_BYTES);
    snprintf(folder, PATH_BYTES, "/tmp/vorbis-test-XXXXXX");
    *state = folder;
    return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int leave_folder(void **state)
{
    char command[PATH_BYTES + 16];
    snprintf(command, sizeof command, "rm -rf %s", (char *)*state);
    int failure = chdir("/") != 0 || system(command) != 0; /* NOLINT(cert-env33-c) */
    free(*state);
    return failure;
}

static struct vorbis_audio decode(const char *path, int channels)
{
    struct vorbis_audio audio;
    const char *reason;
    if (!vorbis_decode(allocator_system(), path, channels, MOST_MS, &audio, &reason))
        fail_msg("%s", reason);
    return audio;
}

/* How far the first channel is from a tone of `hertz` at 0.25, away from the ends. */
static double distance(const struct vorbis_audio *audio, double hertz)
{
    double most = 0;
    for (int64_t i = 2400; i < audio->frames - 2400; i++) {
        double expected = 0.25 * sin(6.283185307179586 * hertz * (double)i / 48000);
        most = fmax(most, fabs((double)audio->samples[i * audio->channels] - expected));
    }
    return most;
}

static void test_any_rate_comes_in_at_its_time_and_pitch(void **state)
{
    (void)state;
    const char *reason;
    static const int rates[] = {8000, 16000, 22050, 24000, 44100, 44099, 48000, 96000};
    for (size_t i = 0; i < sizeof rates / sizeof *rates; i++) {
        struct made_stream made = {rates[i], 1, rates[i] * 3 / 2, 440};
        int32_t length_ms;
        made_recording_write("tone.ogg", &made, 1);
        assert_true(vorbis_length("tone.ogg", &length_ms));
        assert_in_range(length_ms, 1499, 1501);
        struct vorbis_audio audio = decode("tone.ogg", 1);
        assert_in_range(audio.frames, 71990, 72010);
        assert_false(audio.damaged);
        assert_true(vorbis_is_whole("tone.ogg", &reason));
        if (distance(&audio, 440) > 0.02)
            fail_msg("%d Hz: %.4f off", rates[i], distance(&audio, 440));
        vorbis_release(&audio);
    }
}

static void test_channels_are_mixed_or_doubled(void **state)
{
    (void)state;
    struct made_stream one = {24000, 1, 24000, 440};
    struct made_stream three = {48000, 3, 48000, 440};
    made_recording_write("one.ogg", &one, 1);
    made_recording_write("three.ogg", &three, 1);
    struct vorbis_audio doubled = decode("one.ogg", 2);
    struct vorbis_audio mixed = decode("three.ogg", 1);
    assert_int_equal(doubled.channels, 2);
    for (int64_t i = 0; i < doubled.frames; i++)
        assert_true(doubled.samples[2 * i] <= doubled.samples[2 * i + 1] &&
                    doubled.samples[2 * i] >= doubled.samples[2 * i + 1]);
    assert_true(distance(&doubled, 440) < 0.02);
    assert_true(distance(&mixed, 440) < 0.02);
    vorbis_release(&doubled);
    vorbis_release(&mixed);
}

static void test_streams_one_after_another_are_one_recording(void **state)
{
    (void)state;
    struct made_stream chain[] = {{24000, 1, 24000, 440}, {44100, 2, 44100, 660}};
    int32_t length_ms;
    made_recording_write("chain.ogg", chain, 2);
    assert_true(vorbis_length("chain.ogg", &length_ms));
    assert_in_range(length_ms, 1999, 2001);
    struct vorbis_audio audio = decode("chain.ogg", 1);
    assert_in_range(audio.frames, 95990, 96010);
    assert_false(audio.damaged);
    vorbis_release(&audio);
}

static void test_a_long_recording_is_read_as_far_as_asked(void **state)
{
    (void)state;
    struct made_stream made = {24000, 1, 240000, 440};
    struct vorbis_audio audio;
    const char *reason;
    made_recording_write("long.ogg", &made, 1);
    assert_true(vorbis_decode(allocator_system(), "long.ogg", 1, 1234, &audio, &reason));
    assert_int_equal(audio.frames, 1234 * 48);
    vorbis_release(&audio);
}

static void assert_not_whole(const char *path, const char *expected)
{
    const char *reason = "";
    assert_false(vorbis_is_whole(path, &reason));
    assert_string_equal(reason, expected);
}

static void assert_refused(const char *path, const char *expected)
{
    struct vorbis_audio audio;
    const char *reason = "";
    int32_t length_ms;
    assert_false(vorbis_decode(allocator_system(), path, 1, MOST_MS, &audio, &reason));
    assert_string_equal(reason, expected);
    assert_false(vorbis_length(path, &length_ms));
    assert_not_whole(path, expected);
}

static void test_what_is_no_recording_is_refused(void **state)
{
    (void)state;
    struct made_stream empty = {24000, 1, 0, 440};
    made_recording_put("text.ogg", (const unsigned char *)"Not sound.", 10);
    made_recording_put("nothing.ogg", (const unsigned char *)"", 0);
    made_recording_write("empty.ogg", &empty, 1);
    assert_int_equal(mkdir("folder.ogg", 0700), 0);
    assert_int_equal(mkfifo("pipe.ogg", 0600), 0);
    assert_refused("text.ogg", "it is not an Ogg Vorbis file");
    assert_refused("empty.ogg", "there is no sound in it");
    assert_refused("missing.ogg", "there is no such file");
    assert_refused("folder.ogg", "it is not a regular file");
    assert_refused("pipe.ogg", "it is not a regular file");
    int32_t length_ms;
    assert_false(vorbis_length("nothing.ogg", &length_ms));
}

/* Whatever comes of it, it ends, and what is decoded are samples. */
static void try(const char *path)
{
    struct vorbis_audio audio;
    const char *reason;
    if (!vorbis_decode(allocator_system(), path, 2, MOST_MS, &audio, &reason))
        return;
    assert_true(audio.frames >= 1);
    for (int64_t i = 0; i < audio.frames * audio.channels; i++)
        assert_true(audio.samples[i] >= -1 && audio.samples[i] <= 1);
    vorbis_release(&audio);
}

/* Between two pages nothing is torn: only the mark of the last page is missing. */
static void test_an_end_that_is_missing_is_told(void **state)
{
    (void)state;
    struct made_stream made = {24000, 1, 96000, 440};
    size_t length;
    made_recording_write("whole.ogg", &made, 1);
    unsigned char *bytes = made_recording_read("whole.ogg", &length);
    size_t last_page = 0;
    for (size_t at = 0; at + 4 <= length; at++)
        if (memcmp(bytes + at, "OggS", 4) == 0)
            last_page = at;
    assert_true(last_page > length / 2);
    made_recording_put("cut.ogg", bytes, last_page);
    struct vorbis_audio audio = decode("cut.ogg", 1);
    assert_true(audio.damaged);
    assert_not_whole("cut.ogg", "its end is missing");
    vorbis_release(&audio);
    free(bytes);
}

static void test_a_file_cut_short_keeps_what_is_there(void **state)
{
    (void)state;
    struct made_stream made = {24000, 1, 72000, 440};
    size_t length;
    made_recording_write("whole.ogg", &made, 1);
    unsigned char *bytes = made_recording_read("whole.ogg", &length);
    made_recording_put("cut.ogg", bytes, length * 3 / 4);
    struct vorbis_audio audio = decode("cut.ogg", 1);
    assert_in_range(audio.frames, 48000, 140000);
    assert_true(audio.damaged);
    assert_not_whole("cut.ogg", "its end is missing");
    assert_true(distance(&audio, 440) < 0.02);
    vorbis_release(&audio);
    for (size_t cut = 0; cut < length; cut += 1 + length / 100) {
        made_recording_put("cut.ogg", bytes, cut);
        try("cut.ogg");
    }
    free(bytes);
}

static void test_damage_is_survived(void **state)
{
    (void)state;
    struct made_stream made = {24000, 2, 48000, 440};
    size_t length;
    made_recording_write("whole.ogg", &made, 1);
    unsigned char *bytes = made_recording_read("whole.ogg", &length);
    unsigned char *damaged = malloc(length);
    for (uint64_t round = 0; round < 60; round++) {
        memcpy(damaged, bytes, length);
        for (uint64_t i = 0; i < 1 + round / 4; i++)
            damaged[hash_noise((uint32_t)round, i) % length] ^=
                (unsigned char)(1 + hash_noise((uint32_t)round + 99, i) % 255);
        made_recording_put("damaged.ogg", damaged, length);
        try("damaged.ogg");
    }
    free(damaged);
    free(bytes);
}

/* A gap in the middle: the page there is overwritten. */
static void test_a_gap_is_told(void **state)
{
    (void)state;
    struct made_stream made = {24000, 1, 96000, 440};
    size_t length;
    made_recording_write("whole.ogg", &made, 1);
    unsigned char *bytes = made_recording_read("whole.ogg", &length);
    memset(bytes + length / 2, 0, length / 10);
    made_recording_put("gap.ogg", bytes, length);
    struct vorbis_audio audio = decode("gap.ogg", 1);
    assert_true(audio.damaged);
    assert_not_whole("gap.ogg", "a part of it is damaged");
    vorbis_release(&audio);
    free(bytes);
}

static bool write_to_file(void *context, const void *bytes, size_t count)
{
    return fwrite(bytes, 1, count, context) == count;
}

static bool refuse(void *context, const void *bytes, size_t count)
{
    (void)bytes;
    size_t *room = context;
    if (*room < count)
        return false;
    *room -= count;
    return true;
}

static const struct vorbis_chapter chapters[] = {
    {0, {"Settle", 6}},
    {3725042, {"Hold, longer", 4}},
};
static const struct vorbis_labels labels = {
    .title = {"Base of the skull", 17},
    .chapters = chapters,
    .chapter_count = 2,
};

static void write_tone(struct vorbis_writer *writer, bool *written)
{
    static float stereo[2 * 48000];
    for (int i = 0; i < 48000; i++)
        stereo[2 * i] = stereo[2 * i + 1] = (float)(0.25 *
                                                    sin(6.283185307179586 * 440 * i / 48000));
    *written = vorbis_writer_add(writer, stereo, 48000) && vorbis_writer_finish(writer);
    vorbis_writer_destroy(writer);
}

static void test_what_is_written_can_be_read(void **state)
{
    (void)state;
    FILE *file = fopen("out.ogg", "wb");
    bool written;
    write_tone(vorbis_writer_create(allocator_system(), 2, &labels,
                                    (struct vorbis_sink){write_to_file, file}),
               &written);
    fclose(file);
    assert_true(written);
    struct vorbis_audio audio = decode("out.ogg", 2);
    assert_int_equal(audio.frames, 48000);
    assert_false(audio.damaged);
    assert_true(distance(&audio, 440) < 0.02);
    vorbis_release(&audio);
    size_t length;
    unsigned char *bytes = made_recording_read("out.ogg", &length);
    static const char *const comments[] = {"TITLE=Base of the skull", "CHAPTER000=00:00:00.000",
                                           "CHAPTER001=01:02:05.042", "CHAPTER001NAME=Hold"};
    for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
        bool found = false;
        for (size_t at = 0; !found && at + strlen(comments[i]) < length; at++)
            found = memcmp(bytes + at, comments[i], strlen(comments[i])) == 0;
        assert_true(found);
    }
    free(bytes);
}

static void test_a_full_disk_is_told(void **state)
{
    (void)state;
    size_t none = 0;
    size_t some = 6000;
    struct vorbis_sink sink = {refuse, &none};
    assert_null(vorbis_writer_create(allocator_system(), 2, &labels, sink));
    bool written;
    sink.context = &some;
    write_tone(vorbis_writer_create(allocator_system(), 2, &labels, sink), &written);
    assert_false(written);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_rate_comes_in_at_its_time_and_pitch),
        cmocka_unit_test(test_channels_are_mixed_or_doubled),
        cmocka_unit_test(test_streams_one_after_another_are_one_recording),
        cmocka_unit_test(test_a_long_recording_is_read_as_far_as_asked),
        cmocka_unit_test(test_what_is_no_recording_is_refused),
        cmocka_unit_test(test_an_end_that_is_missing_is_told),
        cmocka_unit_test(test_a_file_cut_short_keeps_what_is_there),
        cmocka_unit_test(test_damage_is_survived),
        cmocka_unit_test(test_a_gap_is_told),
        cmocka_unit_test(test_what_is_written_can_be_read),
        cmocka_unit_test(test_a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
