/* Text that grows: what a command will print, built up in memory.
 *
 * Nothing below the commands prints; functions that make text append it to a buffer, and the
 * command writes the whole to its stream or file.
 */
#ifndef LULL_BASE_BUFFER_H
#define LULL_BASE_BUFFER_H

#include "base/allocator.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialised but for `allocator` is an empty buffer. */
struct buffer {
    struct allocator allocator;
    char *bytes; /* owned; always followed by a NUL byte that is not counted, once there are any */
    size_t length;
    size_t capacity;
    bool failed; /* some append found no memory; what is there is then incomplete */
};

/* Returns an empty buffer that takes its memory from `allocator`. */
struct buffer buffer_make(struct allocator allocator);

/* Append bytes, a NUL-ended string, or printf-formatted text. On lack of memory nothing is appended
 * and `failed` is set; callers may check once at the end. */
void buffer_append(struct buffer *buffer, struct text text);
void buffer_append_string(struct buffer *buffer, const char *string);
void buffer_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Appends `text` as a JSON string with its quotes (RFC 8259); bytes that are not UTF-8 become
 * U+FFFD. */
void buffer_append_json(struct buffer *buffer, struct text text);

/* Appends `text` with `&`, `<` and `>` written as markup wants them (XML, WebVTT): for text between
 * tags, not for attributes. */
void buffer_append_markup(struct buffer *buffer, struct text text);

/* What has been appended so far; valid until the next append. */
struct text buffer_text(const struct buffer *buffer);

/* Frees the text; the buffer is empty and may be used again. */
void buffer_release(struct buffer *buffer);

#endif
