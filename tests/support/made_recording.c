/* libvorbisenc by its own book; each stream gets its number as its serial. */
#include "support/made_recording.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vorbis/vorbisenc.h>

enum { CHUNK = 1024 };

static void write_pages(ogg_stream_state *stream, FILE *file)
{
    ogg_page page;
    while (ogg_stream_flush(stream, &page) != 0) {
        fwrite(page.header, 1, (size_t)page.header_len, file);
        fwrite(page.body, 1, (size_t)page.body_len, file);
    }
}

static void write_headers(vorbis_dsp_state *state, ogg_stream_state *stream, FILE *file)
{
    vorbis_comment comment;
    ogg_packet packets[3];
    vorbis_comment_init(&comment);
    vorbis_analysis_headerout(state, &comment, &packets[0], &packets[1], &packets[2]);
    for (int i = 0; i < 3; i++)
        ogg_stream_packetin(stream, &packets[i]);
    write_pages(stream, file);
    vorbis_comment_clear(&comment);
}

static void write_blocks(vorbis_dsp_state *state, vorbis_block *block, ogg_stream_state *stream,
                         FILE *file)
{
    ogg_packet packet;
    while (vorbis_analysis_blockout(state, block) == 1) {
        vorbis_analysis(block, NULL);
        vorbis_bitrate_addblock(block);
        while (vorbis_bitrate_flushpacket(state, &packet) != 0)
            ogg_stream_packetin(stream, &packet);
    }
    write_pages(stream, file);
}

static void fill(float **planes, const struct made_stream *made, int from, int count)
{
    for (int channel = 0; channel < made->channels; channel++)
        for (int i = 0; i < count; i++)
            planes[channel][i] = (float)(0.25 * sin(6.283185307179586 * made->hertz * (from + i) /
                                                    made->rate_hz));
}

static void write_stream(const struct made_stream *made, int serial, FILE *file)
{
    vorbis_info info;
    vorbis_dsp_state state;
    vorbis_block block;
    ogg_stream_state stream;
    vorbis_info_init(&info);
    int failure = vorbis_encode_init_vbr(&info, made->channels, made->rate_hz, 0.4F);
    assert(failure == 0);
    vorbis_analysis_init(&state, &info);
    vorbis_block_init(&state, &block);
    ogg_stream_init(&stream, serial);
    write_headers(&state, &stream, file);
    for (int done = 0; done < made->frames; done += CHUNK) {
        int count = made->frames - done < CHUNK ? made->frames - done : CHUNK;
        fill(vorbis_analysis_buffer(&state, count), made, done, count);
        vorbis_analysis_wrote(&state, count);
        write_blocks(&state, &block, &stream, file);
    }
    vorbis_analysis_wrote(&state, 0);
    write_blocks(&state, &block, &stream, file);
    ogg_stream_clear(&stream);
    vorbis_block_clear(&block);
    vorbis_dsp_clear(&state);
    vorbis_info_clear(&info);
}

void made_recording_write(const char *path, const struct made_stream *streams, size_t count)
{
    FILE *file = fopen(path, "wb");
    assert(file != NULL);
    for (size_t i = 0; i < count; i++)
        write_stream(&streams[i], (int)i + 1, file);
    fclose(file);
}

unsigned char *made_recording_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    assert(file != NULL);
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*length + 1);
    size_t got = fread(bytes, 1, *length, file);
    assert(got == *length);
    fclose(file);
    return bytes;
}

void made_recording_put(const char *path, const unsigned char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert(file != NULL);
    fwrite(bytes, 1, length, file);
    fclose(file);
}
