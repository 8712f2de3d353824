/* The canonical RIFF header of PCM in 44 bytes, everything least byte first, written field by field
 * so that neither the machine's byte order nor a structure's padding matters. Samples are scaled,
 * clipped and rounded one by one.
 */
#include "media/wave.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* The `bytes` lowest bytes of `value`, the lowest first; returns where the next go. */
static unsigned char *put(unsigned char *to, uint32_t value, int bytes)
{
    assert(bytes >= 1 && bytes <= 4);
    for (int i = 0; i < bytes; i++)
        *to++ = (unsigned char)(value >> (8 * i));
    return to;
}

/* A chunk's four letters; returns where what follows goes. */
static unsigned char *put_name(unsigned char *to, const char *name)
{
    memcpy(to, name, 4);
    return to + 4;
}

bool wave_header(int64_t frames, unsigned char header[static WAVE_HEADER_BYTES])
{
    assert(frames >= 0);
    /* Lengths have 32 bits in this format: some four hours of 24-bit stereo. */
    if (frames > (UINT32_MAX - WAVE_HEADER_BYTES) / WAVE_FRAME_BYTES)
        return false;
    uint32_t data_bytes = (uint32_t)(frames * WAVE_FRAME_BYTES);
    unsigned char *to = put_name(header, "RIFF");
    /* All that follows this field: the whole but for the name and the length itself. */
    to = put(to, data_bytes + WAVE_HEADER_BYTES - 8, 4);
    to = put_name(put_name(to, "WAVE"), "fmt ");
    to = put(to, 16, 4); /* bytes of the format that follow */
    to = put(to, 1, 2);  /* PCM */
    to = put(to, 2, 2);  /* channels */
    to = put(to, WAVE_RATE_HZ, 4);
    to = put(to, WAVE_RATE_HZ * WAVE_FRAME_BYTES, 4);
    to = put(to, WAVE_FRAME_BYTES, 2);
    to = put(to, 24, 2); /* bits of a sample */
    to = put(put_name(to, "data"), data_bytes, 4);
    assert(to == header + WAVE_HEADER_BYTES);
    return true;
}

void wave_pack(const float *stereo, size_t frames, unsigned char *bytes)
{
    for (size_t i = 0; i < 2 * frames; i++) {
        /* the same step on both sides of 0, so that ±1 clip alike; NaN passes no comparison */
        double scaled = (double)stereo[i] * 8388607.0;
        if (scaled > 8388607.0)
            scaled = 8388607.0;
        else if (!(scaled > -8388607.0))
            scaled = scaled < 0 ? -8388607.0 : 0;
        /* Two's complement: the three lowest bytes of a negative number are those of 24 bits. */
        bytes = put(bytes, (uint32_t)(int32_t)lrint(scaled), 3);
    }
}
