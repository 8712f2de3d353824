/* libvorbisfile finds its way through the file; each stream in it is decoded at its own rate into
 * one buffer and resampled from there to the end of what has been decoded so far. A gap is skipped
 * and noted, and so is an end that never came. Nothing that a header says is believed before it has
 * been held against what sound can be.
 */
#include "media/vorbis.h"

#include "media/resampler.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The callbacks that the header would define in every file that includes it. */
#define OV_EXCLUDE_STATIC_CALLBACKS
#include <vorbis/vorbisfile.h>

/* A file of nothing but gaps ends after so many; the longest session is the longest sound. */
enum { CHUNK_FRAMES = 4096, MOST_GAPS = 1000, LONGEST_MS = 86400000 };

/* The four calls that libvorbisfile reads through. Its own are static variables in its header,
 * which is why they are left out above. */
static size_t read_file(void *bytes, size_t size, size_t count, void *source)
{
    return fread(bytes, size, count, source);
}

/* With the large offsets that a file of a night may need. */
static int seek_file(void *source, ogg_int64_t offset, int whence)
{
    return fseeko(source, (off_t)offset, whence);
}

/* Called by ov_clear, which thereby owns the file. */
static int close_file(void *source)
{
    return fclose(source);
}

static long tell_file(void *source)
{
    /* As long as a long is: on 64-bit systems any file. */
    return ftell(source);
}

/* A pipe or a device could keep the program waiting, so only a regular file is opened. */
static FILE *open_regular(const char *path, const char **reason)
{
    struct stat status;
    /* A FIFO opens at once instead of waiting for its writer, and is then refused below. */
    int descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (descriptor < 0) {
        *reason = errno == ENOENT ? "there is no such file" : "it may not be read";
        return NULL;
    }
    FILE *file = NULL;
    *reason = "it is not a regular file";
    /* Asked of what was opened: the name could lead elsewhere by now. */
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
        *reason = "there is not enough memory";
        file = fdopen(descriptor, "rb");
    }
    if (file == NULL)
        close(descriptor);
    return file;
}

/* A wrong header may claim any rate: what no sound has is refused before memory is asked for. */
static bool rates_fit(OggVorbis_File *vorbis)
{
    for (int i = 0; i < ov_streams(vorbis); i++) {
        const vorbis_info *info = ov_info(vorbis, i);
        if (info == NULL || info->channels < 1 || info->rate < RESAMPLER_LOWEST_HZ ||
            info->rate > RESAMPLER_HIGHEST_HZ)
            return false;
    }
    return true;
}

/* Opens what can be a recording; after true the caller closes it with ov_clear. */
static bool open_vorbis(const char *path, OggVorbis_File *vorbis, const char **reason)
{
    const ov_callbacks callbacks = {read_file, seek_file, close_file, tell_file};
    FILE *file = open_regular(path, reason);
    if (file == NULL)
        return false;
    int failure = ov_open_callbacks(file, vorbis, NULL, 0, callbacks);
    if (failure != 0) {
        *reason = failure == OV_ENOTVORBIS ? "it is not an Ogg Vorbis file" : "it is damaged";
        /* Only on failure: once opened, the file belongs to `vorbis`. */
        fclose(file);
        return false;
    }
    /* Without seeking its length is not known, and a session has to be laid out before it plays. */
    bool is_measured = ov_seekable(vorbis) != 0;
    if (!is_measured || !rates_fit(vorbis)) {
        *reason = is_measured ? "its sample rate is not one of sound" : "its length is not known";
        ov_clear(vorbis);
        return false;
    }
    return true;
}

/* The length of all streams together in ms; 0 where it is not known. Streams follow one another, so
 * their lengths add up, each at its own rate. */
static int64_t total_ms(OggVorbis_File *vorbis)
{
    int64_t total = 0;
    for (int i = 0; i < ov_streams(vorbis); i++) {
        int64_t frames = ov_pcm_total(vorbis, i);
        int64_t rate = ov_info(vorbis, i)->rate;
        /* A length that is a lie must not overflow the sum below. */
        if (frames < 0 || frames > INT64_C(1) << 48)
            return 0;
        /* Rounded half up, stream by stream. */
        total += (frames * 2000 + rate) / (2 * rate);
    }
    return total;
}

bool vorbis_length(const char *path, int32_t *length_ms)
{
    OggVorbis_File vorbis;
    const char *reason;
    if (!open_vorbis(path, &vorbis, &reason))
        return false;
    int64_t total = total_ms(&vorbis);
    /* Closes the file too. */
    ov_clear(&vorbis);
    /* Neither would make a session: nothing to hear, or more than a session may last. */
    if (total < 1 || total > LONGEST_MS)
        return false;
    *length_ms = (int32_t)total;
    return true;
}

/* Whether the page that was read last is marked as the last of its stream. Where that mark is
 * missing after all has been read, the file was cut short, between two of its pages perhaps, which
 * nothing else tells. */
static bool has_ended(const OggVorbis_File *vorbis)
{
    return vorbis->os.e_o_s != 0;
}

bool vorbis_is_begun(const char *path)
{
    /* How every page of Ogg begins (RFC 3533, section 6). */
    static const char capture[] = {'O', 'g', 'g', 'S'};
    char bytes[sizeof capture] = {0};
    const char *reason;
    FILE *file = open_regular(path, &reason);
    if (file == NULL)
        return false;
    size_t read = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return read == sizeof bytes && memcmp(bytes, capture, sizeof bytes) == 0;
}

bool vorbis_is_whole(const char *path, const char **reason)
{
    OggVorbis_File vorbis;
    if (!open_vorbis(path, &vorbis, reason))
        return false;
    float **planes;
    int number;
    long frames;
    bool sounds = false;
    /* Until the end or the first fault: whatever follows that, the recording is not whole. */
    do {
        frames = ov_read_float(&vorbis, &planes, CHUNK_FRAMES, &number);
        sounds |= frames > 0;
    } while (frames > 0);
    if (frames < 0)
        *reason = "a part of it is damaged";
    else if (!sounds)
        *reason = "there is no sound in it";
    else
        *reason = has_ended(&vorbis) ? NULL : "its end is missing";
    ov_clear(&vorbis);
    return *reason == NULL;
}

/* Samples of one stream at its own rate, on their way to 48 kHz. */
struct stream {
    float *samples;
    int64_t frames;
    int64_t capacity;
    int rate_hz;
};

/* What decoding knows between two calls of the library. */
struct decoding {
    struct allocator allocator;
    int64_t most_frames; /* at 48 kHz */
    struct stream stream;
    struct vorbis_audio *audio;
};

/* Within ±1, as those who mix rely on; a damaged file may decode to anything. NaN fails both
 * comparisons and becomes 0. */
static float tame(float sample)
{
    if (sample >= 1)
        return 1;
    if (sample <= -1)
        return -1;
    return sample > -1 && sample < 1 ? sample : 0;
}

/* All channels as one, with none louder than another. */
static float mean_at(float **planes, int channels, long frame)
{
    assert(channels >= 1);
    float sum = 0;
    for (int i = 0; i < channels; i++)
        sum += planes[i][frame];
    return sum / (float)channels;
}

/* Adds decoded frames to the stream, in the number of channels that was asked for. */
static bool append_planes(struct decoding *decoding, float **planes, int planes_count, long frames)
{
    assert(planes_count >= 1 && frames > 0);
    struct stream *stream = &decoding->stream;
    int channels = decoding->audio->channels;
    if (stream->frames + frames > stream->capacity) {
        /* Doubling, since its whole length need not be what the header says. */
        int64_t larger = 2 * stream->capacity + CHUNK_FRAMES;
        float *moved = allocator_resize(decoding->allocator, stream->samples,
                                        (size_t)(larger * channels), sizeof(float));
        if (moved == NULL)
            return false;
        stream->samples = moved;
        stream->capacity = larger;
    }
    float *to = stream->samples + stream->frames * channels;
    for (long i = 0; i < frames; i++) {
        if (channels == 1) {
            *to++ = tame(mean_at(planes, planes_count, i));
        } else {
            *to++ = tame(planes[0][i]);
            /* One channel is heard on both sides; of more than two the first two are left and right
             * in all layouts but those with a centre, which narration does not have. */
            *to++ = tame(planes[planes_count > 1 ? 1 : 0][i]);
        }
    }
    stream->frames += frames;
    return true;
}

/* Brings what has been decoded of one stream to 48 kHz, behind what is there, and makes room for
 * the next stream. False when there is no memory. Once a stream and not once a chunk, since the
 * filter needs what comes before and after each sample. */
static bool finish_stream(struct decoding *decoding)
{
    struct stream *stream = &decoding->stream;
    struct vorbis_audio *audio = decoding->audio;
    if (stream->frames == 0)
        return true;
    int64_t more = resampler_frames(stream->frames, stream->rate_hz);
    float *moved = allocator_resize(decoding->allocator, audio->samples,
                                    (size_t)((audio->frames + more) * audio->channels),
                                    sizeof(float));
    if (moved == NULL)
        return false;
    audio->samples = moved;
    float *to = moved + audio->frames * audio->channels;
    if (!resampler_run(decoding->allocator, stream->samples, stream->frames, audio->channels,
                       stream->rate_hz, to))
        return false;
    /* A filter rings at a full-scale edge, beyond what was decoded. */
    for (int64_t i = 0; i < more * audio->channels; i++)
        to[i] = tame(to[i]);
    audio->frames += more;
    stream->frames = 0;
    return true;
}

/* Whether the caller's limit is reached, so that no more of a night's recording is decoded than was
 * asked for. Counted at 48 kHz, with what is still waiting to be resampled. */
static bool is_enough(const struct decoding *decoding)
{
    const struct stream *stream = &decoding->stream;
    int64_t ahead = stream->rate_hz == 0 ? 0 : resampler_frames(stream->frames, stream->rate_hz);
    return decoding->audio->frames + ahead >= decoding->most_frames;
}

/* Decodes until the end, the limit, or too many gaps. Returns false where there is no memory; a
 * damaged file is no failure, since what can be heard of it shall be. */
static bool decode_all(struct decoding *decoding, OggVorbis_File *vorbis)
{
    assert(decoding->audio->channels == 1 || decoding->audio->channels == 2);
    int current = -1; /* no stream yet */
    int gaps = 0;
    while (gaps < MOST_GAPS && !is_enough(decoding)) {
        float **planes;
        int number = current;
        long frames = ov_read_float(vorbis, &planes, CHUNK_FRAMES, &number);
        if (frames == 0) {
            decoding->audio->damaged |= !has_ended(vorbis);
            break;
        }
        /* A gap or a damaged page: the library has found the next good one. */
        if (frames < 0) {
            decoding->audio->damaged = true;
            gaps++;
            continue;
        }
        const vorbis_info *info = ov_info(vorbis, -1);
        /* A chained file: another stream, perhaps of another rate and number of channels, begins
         * here. */
        if (number != current) {
            if (!finish_stream(decoding))
                return false;
            decoding->stream.rate_hz = (int)info->rate;
            current = number;
        }
        if (!append_planes(decoding, planes, info->channels, frames))
            return false;
    }
    return finish_stream(decoding);
}

bool vorbis_decode(struct allocator allocator, const char *path, int channels, int32_t most_ms,
                   struct vorbis_audio *audio, const char **reason)
{
    assert(channels == 1 || channels == 2);
    assert(most_ms > 0);
    OggVorbis_File vorbis;
    if (!open_vorbis(path, &vorbis, reason))
        return false;
    *audio = (struct vorbis_audio){.allocator = allocator, .channels = channels};
    struct decoding decoding = {
        .allocator = allocator,
        .most_frames = (int64_t)most_ms * (RESAMPLER_RATE_HZ / 1000),
        .audio = audio,
    };
    bool decoded = decode_all(&decoding, &vorbis);
    ov_clear(&vorbis);
    allocator_release(allocator, decoding.stream.samples);
    /* The last chunk may have gone a little further than was asked for. */
    if (decoded && audio->frames > decoding.most_frames)
        audio->frames = decoding.most_frames;
    if (decoded && audio->frames > 0)
        return true;
    /* What was decoded before memory ran out is given back: half a recording would only puzzle. */
    *reason = decoded ? "there is no sound in it" : "there is not enough memory";
    vorbis_release(audio);
    return false;
}

void vorbis_release(struct vorbis_audio *audio)
{
    allocator_release(audio->allocator, audio->samples);
    audio->samples = NULL;
    audio->frames = 0;
}
