/* The sound is asked for part by part, with recordings decoded a little ahead, packed as WAV or Ogg
 * Vorbis, and written beside the file's place until it is whole. Nothing of it is live: the same
 * samples come as fast as they can be made. Somebody who stops it midway finds nothing of it.
 */
#include "base/file.h"
#include "cli/output.h"
#include "cli/render.h"
#include "cli/stopping.h"
#include "media/vorbis_writer.h"
#include "media/wave.h"
#include "player/reader.h"

#include <assert.h>
#include <errno.h>
#include <unistd.h>

/* A tenth of a second each: small enough to be stopped at once, large enough that nothing but
 * making the sound takes time. */
enum { PART_FRAMES = 4800, PART_MS = 100, AHEAD_MS = 2000 };

/* One file on its way. */
struct export
{
    struct session *session;
    int descriptor;
    struct vorbis_writer *writer; /* NULL: a WAV file */
    struct stopping stopping;
    const char *reason; /* why it cannot be made; NULL: errno says */
};

/* Writes all of them; false with errno set. Also the sink of the encoder; `context` is the
 * export. */
static bool write_bytes(void *context, const void *bytes, size_t count)
{
    const struct export *export = context;
    assert(bytes != NULL && export->descriptor >= 0);
    const unsigned char *at = bytes;
    while (count > 0) {
        ssize_t put = write(export->descriptor, at, count);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        at += put;
        count -= (size_t)put;
    }
    return true;
}

/* Both kinds of file get the same samples. */
static bool write_part(struct export *export, const float *stereo, size_t frames)
{
    assert(frames <= PART_FRAMES);
    if (export->writer != NULL)
        return vorbis_writer_add(export->writer, stereo, frames);
    unsigned char bytes[PART_FRAMES * WAVE_FRAME_BYTES];
    wave_pack(stereo, frames, bytes);
    return write_bytes(export, bytes, frames * WAVE_FRAME_BYTES);
}

/* Makes and writes every sample; false where writing failed or somebody wants it stopped. */
static bool write_samples(struct export *export, struct reader *reader)
{
    float stereo[PART_FRAMES * 2];
    struct sound *sound = export->session->sound;
    /* The levels of the session's phases, without the listener's own: a file is for anyone. */
    struct levels levels = levels_default(export->session->timeline.phases);
    int64_t frames = sound_length_samples(sound);
    for (int64_t at = 0; at < frames; at += PART_FRAMES) {
        /* The last part may be shorter. */
        int64_t left = frames - at;
        size_t count = left < PART_FRAMES ? (size_t)left : PART_FRAMES;
        int32_t at_ms = (int32_t)(at / PART_FRAMES * PART_MS);
        /* In this thread, before the part is made: no recording can come too late here. */
        reader_prepare(reader, at_ms, at_ms + AHEAD_MS);
        sound_render(sound, &levels, at, count, stereo);
        if (stopping_is_asked(&export->stopping) || !write_part(export, stereo, count))
            return false;
    }
    return true;
}

/* Title, author, licence and the chapters of the session, in `arena`; without chapters where there
 * is no memory for them. */
static struct vorbis_labels make_labels(struct arena *arena, const struct session *session)
{
    const struct lane_spans *lane = &session->timeline.lanes[LANE_CHAPTER];
    const struct header *header = &session->script->header;
    struct vorbis_labels labels = {
        .title = header->title, .artist = header->author, .licence = header->licence};
    struct vorbis_chapter *chapters = arena_push(arena, lane->count, sizeof *chapters);
    if (chapters == NULL)
        return labels;
    for (size_t i = 0; i < lane->count; i++)
        chapters[i] = (struct vorbis_chapter){.start_ms = lane->spans[i].start_ms,
                                              .title = lane->spans[i].text};
    labels.chapters = chapters;
    labels.chapter_count = lane->count;
    return labels;
}

/* The encoder may fail for want of memory too; errno then says ENOMEM, as the allocator's heap
 * left it. */
static bool write_vorbis(struct export *export, struct reader *reader)
{
    struct arena arena = arena_make(allocator_system());
    struct vorbis_labels labels = make_labels(&arena, export->session);
    struct vorbis_sink sink = {.write = write_bytes, .context = export};
    export->writer = vorbis_writer_create(allocator_system(), 2, &labels, sink);
    bool done = export->writer != NULL && write_samples(export, reader) &&
                vorbis_writer_finish(export->writer);
    /* Freeing may change it, and it is what the reason is made of. */
    int error = errno;
    vorbis_writer_destroy(export->writer);
    arena_release(&arena);
    errno = error;
    return done;
}

/* The header needs the length, which is known before the first sample is made, so the file is
 * written from its beginning to its end. */
static bool write_wave(struct export *export, struct reader *reader)
{
    unsigned char header[WAVE_HEADER_BYTES];
    if (!wave_header(sound_length_samples(export->session->sound), header)) {
        export->reason = "a .wav file cannot last longer than four hours; an .ogg file can";
        return false;
    }
    return write_bytes(export, header, sizeof header) && write_samples(export, reader);
}

/* Of what could not be read the listener of the file hears nothing, and it looks whole: so it is
 * said, as a warning beside a file that was made. */
static void report_damage(const struct session *session, const struct reader *reader)
{
    const char *failed;
    size_t count = reader_failures(reader, &failed) + session->damaged_count;
    const char *first = session->damaged != NULL ? session->damaged : failed;
    if (count == 1)
        output_complain("%s cannot be heard whole; lull check says why", first);
    else if (count > 1)
        output_complain("%s and %zu more cannot be heard whole; lull check says why", first,
                        count - 1);
}

/* Writes to a new file with `write_sound` and puts that into its place. Where that fails `*reason`
 * says why. */
static bool replace_file(struct export *export, struct reader *reader, const char *path,
                         bool (*write_sound)(struct export *export, struct reader *reader),
                         const char **reason)
{
    struct file_replacement replacement;
    if (!file_replacement_begin(&replacement, allocator_system(), path, reason))
        return false;
    /* Stays the replacement's to close. */
    export->descriptor = replacement.descriptor;
    if (write_sound(export, reader))
        return file_replacement_finish(&replacement, reason);
    *reason = export->reason != NULL ? export->reason : file_reason(errno);
    file_replacement_abandon(&replacement);
    return false;
}

/* Writes the whole file or nothing, and says what is wrong with either. */
static enum status write_file(struct session *session, const char *path,
                              bool (*write_sound)(struct export *export, struct reader *reader))
{
    assert(session_is_playable(session));
    struct export export = {.session = session};
    const char *reason = NULL;
    struct reader *reader = reader_create(allocator_system(), &session->timeline, session->sound,
                                          NULL);
    if (reader == NULL)
        return output_no_memory();
    /* From here on there is half a file to clear away. */
    stopping_hold(&export.stopping);
    bool done = replace_file(&export, reader, path, write_sound, &reason);
    stopping_release(&export.stopping);
    if (done)
        report_damage(session, reader);
    else
        output_complain("cannot write %s: %s", path, reason);
    reader_destroy(reader);
    return done ? STATUS_FINE : STATUS_FILE;
}

enum status render_wave(const struct arguments *arguments, struct session *session,
                        const char *path)
{
    (void)arguments;
    return write_file(session, path, write_wave);
}

enum status render_vorbis(const struct arguments *arguments, struct session *session,
                          const char *path)
{
    (void)arguments;
    return write_file(session, path, write_vorbis);
}
