/* Ogg Vorbis files of a plain tone, of any rate and number of channels, made for a test. */
#ifndef LULL_TESTS_MADE_RECORDING_H
#define LULL_TESTS_MADE_RECORDING_H

#include <stddef.h>

/* One stream: a tone of `hertz` at amplitude 0.25 in all of `channels` channels. */
struct made_stream {
    int rate_hz;
    int channels;
    int frames;
    double hertz;
};

/* Writes `count` streams one after another to the new file `path`. */
void made_recording_write(const char *path, const struct made_stream *streams, size_t count);

/* The bytes of the file at `path`; to be freed. */
unsigned char *made_recording_read(const char *path, size_t *length);

/* Writes `length` bytes to the new file `path`. */
void made_recording_put(const char *path, const unsigned char *bytes, size_t length);

#endif
