/* The path of libvorbisenc: samples → analysis → blocks → packets → pages, each stage emptied
 * before more goes into the one before, so that a night takes no more memory than a minute. Pages
 * go to the sink as they are full. The encoder gives each block the bits that its sound needs:
 * there is one quality and no bit rate to choose.
 */
#include "media/vorbis_writer.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <vorbis/vorbisenc.h>

/* The serial number tells streams of one file apart, and here there is one. A fixed number lets the
 * same session come to the same file. */
enum { RATE_HZ = 48000, MOST_CHANNELS = 2, SERIAL = 1, MOST_AT_ONCE = 1024, MOST_CHAPTERS = 1000 };

static const float quality = 0.4F; /* about 128 kbit/s for music, half of that for a quiet mix */

struct vorbis_writer {
    struct allocator allocator;
    struct vorbis_sink sink;
    int channels;
    bool finished; /* only for asserts: nothing may follow the end */
    vorbis_info info;
    vorbis_comment comment;
    vorbis_dsp_state state;
    vorbis_block block;
    ogg_stream_state stream;
};

/* Adds NAME=value; a text need not end in NUL, so it is copied. The library keeps a copy of its
 * own. False when there is no memory. */
static bool add_comment(struct vorbis_writer *writer, const char *name, struct text value)
{
    if (value.length == 0)
        return true;
    char *copy = allocator_allocate(writer->allocator, value.length + 1, 1);
    if (copy == NULL)
        return false;
    memcpy(copy, value.bytes, value.length);
    vorbis_comment_add_tag(&writer->comment, name, copy);
    allocator_release(writer->allocator, copy);
    return true;
}

/* One chapter as two comments: the time as HH:MM:SS.mmm, which is what players look for, and its
 * title, which may be missing. */
static bool add_chapter(struct vorbis_writer *writer, size_t number,
                        const struct vorbis_chapter *chapter)
{
    /* Room for any numbers that the formats below can make. */
    char name[32];
    char start[32];
    int ms = chapter->start_ms;
    assert(ms >= 0);
    snprintf(start, sizeof start, "%02d:%02d:%02d.%03d", ms / 3600000, ms / 60000 % 60,
             ms / 1000 % 60, ms % 1000);
    snprintf(name, sizeof name, "CHAPTER%03zu", number);
    if (!add_comment(writer, name, text_from(start)))
        return false;
    snprintf(name, sizeof name, "CHAPTER%03zuNAME", number);
    return add_comment(writer, name, chapter->title);
}

/* Chapters past the thousandth have no three-digit number, and are left out. */
static bool add_labels(struct vorbis_writer *writer, const struct vorbis_labels *labels)
{
    bool added = add_comment(writer, "TITLE", labels->title) &&
                 add_comment(writer, "ARTIST", labels->artist) &&
                 add_comment(writer, "LICENSE", labels->licence);
    for (size_t i = 0; added && i < labels->chapter_count && i < MOST_CHAPTERS; i++)
        added = add_chapter(writer, i, &labels->chapters[i]);
    return added;
}

/* A page is a header and a body, in two places of the library's memory. */
static bool write_page(struct vorbis_writer *writer, const ogg_page *page)
{
    struct vorbis_sink sink = writer->sink;
    return sink.write(sink.context, page->header, (size_t)page->header_len) &&
           sink.write(sink.context, page->body, (size_t)page->body_len);
}

/* The three headers, on pages of their own, as the format asks. */
static bool write_headers(struct vorbis_writer *writer)
{
    ogg_packet identification;
    ogg_packet comments;
    ogg_packet codebooks;
    ogg_page page;
    if (vorbis_analysis_headerout(&writer->state, &writer->comment, &identification, &comments,
                                  &codebooks) != 0)
        return false;
    ogg_stream_packetin(&writer->stream, &identification);
    ogg_stream_packetin(&writer->stream, &comments);
    ogg_stream_packetin(&writer->stream, &codebooks);
    while (ogg_stream_flush(&writer->stream, &page) != 0)
        if (!write_page(writer, &page))
            return false;
    return true;
}

struct vorbis_writer *vorbis_writer_create(struct allocator allocator, int channels,
                                           const struct vorbis_labels *labels,
                                           struct vorbis_sink sink)
{
    assert(labels != NULL && sink.write != NULL);
    assert(channels >= 1 && channels <= MOST_CHANNELS);
    struct vorbis_writer *writer = allocator_allocate(allocator, 1, sizeof *writer);
    if (writer == NULL)
        return NULL;
    writer->allocator = allocator;
    writer->sink = sink;
    writer->channels = channels;
    vorbis_info_init(&writer->info);
    vorbis_comment_init(&writer->comment);
    /* Each stands on the one before; the first that fails ends the row. */
    bool made = vorbis_encode_init_vbr(&writer->info, channels, RATE_HZ, quality) == 0 &&
                vorbis_analysis_init(&writer->state, &writer->info) == 0 &&
                vorbis_block_init(&writer->state, &writer->block) == 0 &&
                ogg_stream_init(&writer->stream, SERIAL) == 0 && add_labels(writer, labels) &&
                write_headers(writer);
    if (made)
        return writer;
    vorbis_writer_destroy(writer);
    return NULL;
}

/* Takes out of each stage what it is ready to give and writes every page that is full. False where
 * the sink refused. */
static bool drain(struct vorbis_writer *writer)
{
    ogg_packet packet;
    ogg_page page;
    while (vorbis_analysis_blockout(&writer->state, &writer->block) == 1) {
        /* Through the bit-rate manager even where it manages nothing: that is the documented
         * way. */
        vorbis_analysis(&writer->block, NULL);
        vorbis_bitrate_addblock(&writer->block);
        while (vorbis_bitrate_flushpacket(&writer->state, &packet) != 0) {
            ogg_stream_packetin(&writer->stream, &packet);
            while (ogg_stream_pageout(&writer->stream, &page) != 0)
                if (!write_page(writer, &page))
                    return false;
        }
    }
    return true;
}

bool vorbis_writer_add(struct vorbis_writer *writer, const float *samples, size_t frames)
{
    assert(!writer->finished);
    assert(frames == 0 || samples != NULL);
    while (frames > 0) {
        size_t count = frames < MOST_AT_ONCE ? frames : MOST_AT_ONCE;
        float **planes = vorbis_analysis_buffer(&writer->state, (int)count);
        for (size_t i = 0; i < count; i++)
            for (int channel = 0; channel < writer->channels; channel++)
                planes[channel][i] = *samples++;
        /* drained at each step, so that the library holds a second of sound and not a night */
        vorbis_analysis_wrote(&writer->state, (int)count);
        if (!drain(writer))
            return false;
        frames -= count;
    }
    return true;
}

bool vorbis_writer_finish(struct vorbis_writer *writer)
{
    ogg_page page;
    assert(!writer->finished);
    writer->finished = true;
    /* No frames mark the end: the library gives up what it still held back. */
    vorbis_analysis_wrote(&writer->state, 0);
    if (!drain(writer))
        return false;
    /* The last page, full or not. */
    while (ogg_stream_flush(&writer->stream, &page) != 0)
        if (!write_page(writer, &page))
            return false;
    return true;
}

void vorbis_writer_destroy(struct vorbis_writer *writer)
{
    if (writer == NULL)
        return;
    /* Freed in the reverse order of making. What was never made is all zeros, which the library's
     * functions pass over. */
    struct allocator allocator = writer->allocator;
    ogg_stream_clear(&writer->stream);
    vorbis_block_clear(&writer->block);
    vorbis_dsp_clear(&writer->state);
    vorbis_comment_clear(&writer->comment);
    vorbis_info_clear(&writer->info);
    allocator_release(allocator, writer);
}
