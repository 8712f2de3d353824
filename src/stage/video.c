/* The sound goes to a file beside the place of the film, since ffmpeg can be fed through one pipe
 * only; then every picture is drawn and handed over as three bytes a pixel. ffmpeg writes beside
 * that place too, and only a whole film is moved there.
 */
#include "stage/video.h"

#include "base/buffer.h"
#include "base/file.h"
#include "cli/output.h"
#include "cli/stopping.h"
#include "platform/process.h"
#include "stage/film.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { MOST_WORDS = 64, NUMBER_BYTES = 32 };

/* How each kind of file is packed. The pictures are dim and finely grained, which encoders by their
 * own measure would smooth into steps: hence more bits than is usual. */
static const char *const webm_words[] = {"-c:v", "libvpx-vp9", "-crf", "18", "-b:v", "0", "-row-mt",
                                         "1",    "-cpu-used",  "4",    "-f", "webm", NULL};
static const char *const matroska_words[] = {"-c:v",  "libx264", "-crf",     "14", "-tune",
                                             "grain", "-f",      "matroska", NULL};

/* Adds `more`, ended by NULL, to the command line `words`. */
static void add_words(const char *words[MOST_WORDS], const char *const *more)
{
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    for (; *more != NULL; more++) {
        assert(count + 1 < MOST_WORDS);
        words[count++] = *more;
    }
    words[count] = NULL;
}

/* Hands one picture over, a row at a time, red first; `row` has room for one. False where it is not
 * taken: ffmpeg has ended. */
static bool feed_frame(int descriptor, const struct frame *frame, unsigned char *row)
{
    size_t row_bytes = (size_t)frame->width_px * 3;
    for (int y = 0; y < frame->height_px; y++) {
        /* Rows follow each other without gaps. */
        const uint32_t *pixels = frame->pixels + (size_t)y * (size_t)frame->width_px;
        for (int x = 0; x < frame->width_px; x++) {
            row[x * 3] = (unsigned char)(pixels[x] >> 16);
            row[x * 3 + 1] = (unsigned char)(pixels[x] >> 8);
            row[x * 3 + 2] = (unsigned char)pixels[x];
        }
        for (size_t at = 0; at < row_bytes;) {
            ssize_t put = write(descriptor, row + at, row_bytes - at);
            if (put < 0 && errno == EINTR)
                continue;
            if (put <= 0)
                return false;
            at += (size_t)put;
        }
    }
    return true;
}

/* Draws all pictures into `descriptor`; false with `*reason` where that ends early. */
static bool feed_film(struct film *film, int descriptor, const struct stopping *stopping,
                      const char **reason)
{
    struct frame frame;
    /* One row for all pictures; it goes with the film. */
    unsigned char *row = arena_push(&film->assets.arena, (size_t)film->width_px * 3, 1);
    while (film->next < film->frame_count) {
        /* Set before each step that can fail by it, and replaced by the next. */
        *reason = "there is not enough memory";
        if (row == NULL || !film_draw_next(film, &frame))
            return false;
        *reason = "ffmpeg takes no more of it";
        /* Asked once a picture: Ctrl-C is answered within the time that one takes. */
        if (stopping_is_asked(stopping) || !feed_frame(descriptor, &frame, row))
            return false;
    }
    return true;
}

/* Has ffmpeg pack the film's pictures and the sound at `sound` into the file at `path`. Returns
 * false with `*reason`. */
static bool pack(struct film *film, const char *sound, const char *path, bool webm,
                 const struct stopping *stopping, const char **reason)
{
    /* Words of a command line, which no shell reads: a path may have any sign in it. */
    char size[NUMBER_BYTES];
    char pace[NUMBER_BYTES];
    (void)snprintf(size, sizeof size, "%dx%d", film->width_px, film->height_px);
    (void)snprintf(pace, sizeof pace, "%d", film->fps);
    /* All NULL, so that the words end wherever they end by now. */
    const char *words[MOST_WORDS] = {NULL};
    const char *const in[] = {
        "ffmpeg", "-loglevel",   "error", "-y",         "-f", "rawvideo", "-pixel_format",
        "rgb24",  "-video_size", size,    "-framerate", pace, "-i",       "pipe:0",
        "-f",     "ogg",         "-i",    sound,        NULL};
    /* Chapters and title come with the sound, which stays as it is. Half the colour is enough for
     * one hue, and what every player can show; what the codes mean is said, or players would guess
     * it from the size. */
    const char *const out[] = {"-map",
                               "0:v",
                               "-map",
                               "1:a",
                               "-map_chapters",
                               "1",
                               "-map_metadata",
                               "1",
                               "-c:a",
                               "copy",
                               "-pix_fmt",
                               "yuv420p",
                               "-vf",
                               "scale=out_color_matrix=bt709:out_range=tv",
                               "-colorspace",
                               "bt709",
                               "-color_primaries",
                               "bt709",
                               "-color_trc",
                               "bt709",
                               "-color_range",
                               "tv",
                               NULL};
    /* The output's name comes last, after all that is about it. */
    const char *const to[] = {path, NULL};
    add_words(words, in);
    add_words(words, out);
    add_words(words, webm ? webm_words : matroska_words);
    add_words(words, to);
    struct process_stream stream;
    if (!process_stream_open(words, &stream, reason))
        return false;
    bool fed = feed_film(film, stream.descriptor, stopping, reason);
    const char *ending = NULL;
    /* Where the pictures ended early it is ended too, and what it has written is thrown away. */
    bool ended = process_stream_close(&stream, !fed, &ending);
    /* Else the reason is why the pictures ended, which is nearer to the cause. */
    if (fed && !ended)
        *reason = "ffmpeg could not pack it";
    return fed && ended;
}

/* Makes sound and film beside the place of the film, and moves that there. Both names are hidden
 * and carry this process's number; after a crash the next program sweeps them away. */
static enum status make(const struct arguments *arguments, struct session *session,
                        struct film *film, const char *path, const struct stopping *stopping)
{
    struct file_replacement sound;
    struct file_replacement video;
    const char *reason = NULL;
    enum status status = STATUS_FILE;
    /* Only for its hidden name: the sound is written there and taken away again. */
    bool done = file_replacement_begin(&sound, allocator_system(), path, &reason);
    if (done) {
        done = file_replacement_begin(&video, allocator_system(), path, &reason);
        if (done) {
            status = render_vorbis(arguments, session, sound.temporary_path);
            done = status == STATUS_FINE &&
                   pack(film, sound.temporary_path, video.temporary_path,
                        text_ends_with(text_from(path), text_from(".webm")), stopping, &reason);
            if (done)
                done = file_replacement_finish(&video, &reason);
            else
                file_replacement_abandon(&video);
        }
        /* Always: the sound was only on its way into the film. */
        file_replacement_abandon(&sound);
    }
    /* Without a reason, what failed has said so itself. */
    if (!done && reason != NULL)
        output_complain("cannot write %s: %s", path, reason);
    return done ? STATUS_FINE : STATUS_FILE;
}

enum status video_write(const struct arguments *arguments, struct session *session,
                        const char *path)
{
    struct picture_wish wish;
    if (!picture_wish_read(arguments, &session->timeline, &wish))
        return STATUS_WRONG_USAGE;
    /* Colour is kept for two by two pixels. */
    if (wish.width_px % 2 != 0 || wish.height_px % 2 != 0) {
        output_complain("a film's sides are even numbers of pixels: --size %dx%d",
                        wish.width_px + wish.width_px % 2, wish.height_px + wish.height_px % 2);
        return STATUS_WRONG_USAGE;
    }
    if (!process_exists("ffmpeg")) {
        output_complain("a film is packed by ffmpeg, which is not installed: apt install ffmpeg");
        return STATUS_FILE;
    }
    struct film film;
    enum status status = film_open(&film, &session->timeline, &wish);
    if (status != STATUS_FINE)
        return status;
    struct stopping stopping;
    /* From here on there are files to clear away. */
    stopping_hold(&stopping);
    status = make(arguments, session, &film, path, &stopping);
    film_close(&film);
    /* Where somebody has asked it to stop, it ends here. */
    stopping_release(&stopping);
    return status;
}
