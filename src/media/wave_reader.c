/* Chunks are walked until the sound's own; its samples become floats of one channel, and these are
 * resampled. Sizes are never believed beyond the file's end, and what no sound has (a rate, a
 * number of channels or bits) is refused before anything is multiplied by it.
 */
#include "media/wave_reader.h"

#include "media/resampler.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The format tags of Microsoft's multimedia headers, and the sizes of the parts in a file. */
enum { FORM_PCM = 1, FORM_FLOAT = 3, FORM_EXTENSIBLE = 0xFFFE };
enum { RIFF_BYTES = 12, CHUNK_BYTES = 8, FORMAT_BYTES = 16, EXTENSIBLE_BYTES = 26 };
enum { MOST_CHANNELS = 32 };

/* What the format chunk says. */
struct format {
    int form;
    int channels;
    int rate_hz;
    int bits;
};

/* The number in the `bytes` bytes at `at`, the lowest first. */
static uint32_t number(const char *at, int bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++)
        value |= (uint32_t)(unsigned char)at[i] << (8 * i);
    return value;
}

/* The contents of the first chunk called `name`, of four letters; empty where there is none. Chunks
 * may stand in any order, and ones that nobody here knows in between. */
static struct text find_chunk(struct text file, const char *name)
{
    struct text rest = text_tail(file, RIFF_BYTES);
    while (rest.length >= CHUNK_BYTES) {
        size_t size = number(rest.bytes + 4, 4);
        bool found = memcmp(rest.bytes, name, 4) == 0;
        rest = text_tail(rest, CHUNK_BYTES);
        size_t inside = size < rest.length ? size : rest.length;
        if (found) /* 0 stands for a length that was not known yet */
            return text_slice(rest, 0, size == 0 ? rest.length : inside);
        /* A chunk of odd length is followed by a byte that is not counted. */
        size_t step = inside + inside % 2;
        rest = text_tail(rest, step < rest.length ? step : rest.length);
    }
    return (struct text){0};
}

/* What the chunk says, all zeros where it is too short: then nothing fits it. An extensible format
 * has the true one at the start of its 16-byte name. */
static struct format read_format(struct text chunk)
{
    if (chunk.length < FORMAT_BYTES)
        return (struct format){0};
    struct format format = {.form = (int)number(chunk.bytes, 2),
                            .channels = (int)number(chunk.bytes + 2, 2),
                            .rate_hz = (int)(number(chunk.bytes + 4, 4) & INT32_MAX),
                            .bits = (int)number(chunk.bytes + 14, 2)};
    if (format.form == FORM_EXTENSIBLE && chunk.length >= EXTENSIBLE_BYTES)
        format.form = (int)number(chunk.bytes + 24, 2);
    return format;
}

/* Whether its samples can be read here: whole bytes of PCM, or 32-bit floats, which are what
 * synthesisers write. Compressed kinds are not. */
static bool is_readable(const struct format *format)
{
    bool whole = format->form == FORM_PCM && format->bits >= 8 && format->bits <= 32;
    bool floating = format->form == FORM_FLOAT && format->bits == 32;
    return (whole || floating) && format->bits % 8 == 0 && format->channels >= 1 &&
           format->channels <= MOST_CHANNELS && format->rate_hz >= RESAMPLER_LOWEST_HZ &&
           format->rate_hz <= RESAMPLER_HIGHEST_HZ;
}

/* One sample as ±1. Eight bits have no sign; all others do, once they stand at the top. */
static float read_sample(const struct format *format, const char *at)
{
    uint32_t bits = number(at, format->bits / 8);
    float value = 0;
    if (format->form == FORM_FLOAT)
        memcpy(&value, &bits, sizeof value);
    else if (format->bits == 8)
        value = ((float)bits - 128) / 128;
    else
        value = (float)(int32_t)(bits << (32 - format->bits)) / 2147483648.0F;
    /* Only floats can be beyond ±1, or be no number. */
    return isfinite(value) ? fmaxf(-1, fminf(1, value)) : 0;
}

/* The mean of all channels, frame by frame: none is louder for being on both sides. */
static void mix(const struct format *format, struct text data, int64_t frames, float *samples)
{
    const char *at = data.bytes;
    for (int64_t frame = 0; frame < frames; frame++) {
        float sum = 0;
        for (int channel = 0; channel < format->channels; channel++, at += format->bits / 8)
            sum += read_sample(format, at);
        samples[frame] = sum / (float)format->channels;
    }
}

/* Gives `input` at 48 kHz; NULL when there is no memory. */
static float *resample(struct allocator allocator, const float *input, int64_t frames, int rate_hz,
                       int64_t *frames_after)
{
    *frames_after = resampler_frames(frames, rate_hz);
    /* One more, so that no frames at all would not look like a lack of memory. */
    float *output = allocator_allocate(allocator, (size_t)*frames_after + 1, sizeof *output);
    if (output != NULL && resampler_run(allocator, input, frames, 1, rate_hz, output))
        return output;
    allocator_release(allocator, output);
    return NULL;
}

bool wave_reader_read(struct allocator allocator, struct text file, float **samples,
                      int64_t *frames, const char **reason)
{
    assert(samples != NULL && frames != NULL && reason != NULL);
    *samples = NULL;
    *reason = "it is no WAV file";
    if (file.length < RIFF_BYTES || memcmp(file.bytes, "RIFF", 4) != 0 ||
        memcmp(file.bytes + 8, "WAVE", 4) != 0)
        return false;
    struct format format = read_format(find_chunk(file, "fmt "));
    *reason = "its kind of WAV file is not known";
    if (!is_readable(&format))
        return false;
    struct text data = find_chunk(file, "data");
    /* A last frame that is not whole is left out. */
    int64_t count = (int64_t)(data.length / (size_t)(format.channels * format.bits / 8));
    *reason = "there is no sound in it";
    if (count == 0 || resampler_frames(count, format.rate_hz) < 1)
        return false;
    assert(count > 0 && format.channels <= MOST_CHANNELS);
    float *mixed = allocator_allocate(allocator, (size_t)count, sizeof *mixed);
    *reason = "there is not enough memory";
    if (mixed == NULL)
        return false;
    mix(&format, data, count, mixed);
    *samples = resample(allocator, mixed, count, format.rate_hz, frames);
    allocator_release(allocator, mixed);
    return *samples != NULL;
}
