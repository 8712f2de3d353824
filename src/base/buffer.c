/* A doubling array of bytes. A failed append leaves the buffer as it was and is remembered, so that
 * long runs of appends need one check.
 */
#include "base/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct buffer buffer_make(struct allocator allocator)
{
    assert(allocator.resize != NULL);
    return (struct buffer){.allocator = allocator};
}

/* Makes room for `more` bytes and the NUL after them. */
static bool reserve(struct buffer *buffer, size_t more)
{
    if (more >= SIZE_MAX / 4 - buffer->length) {
        buffer->failed = true;
        return false;
    }
    size_t needed = buffer->length + more + 1;
    if (needed <= buffer->capacity)
        return true;
    size_t capacity = buffer->capacity < 128 ? 256 : buffer->capacity * 2;
    if (capacity < needed)
        capacity = needed;
    char *bytes = allocator_resize(buffer->allocator, buffer->bytes, capacity, 1);
    if (bytes == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void buffer_append(struct buffer *buffer, struct text text)
{
    if (text.length == 0 || !reserve(buffer, text.length))
        return;
    memcpy(buffer->bytes + buffer->length, text.bytes, text.length);
    buffer->length += text.length;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_append_string(struct buffer *buffer, const char *string)
{
    buffer_append(buffer, text_from(string));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    assert(length >= 0);
    if (reserve(buffer, (size_t)length)) {
        vsnprintf(buffer->bytes + buffer->length, (size_t)length + 1, format, again);
        buffer->length += (size_t)length;
    }
    va_end(again);
}

static void append_json_character(struct buffer *buffer, struct text character, uint32_t value)
{
    switch (value) {
    case '"':
        buffer_append_string(buffer, "\\\"");
        break;
    case '\\':
        buffer_append_string(buffer, "\\\\");
        break;
    case '\n':
        buffer_append_string(buffer, "\\n");
        break;
    case '\t':
        buffer_append_string(buffer, "\\t");
        break;
    default:
        if (value < 0x20 || value == 0x7F)
            buffer_format(buffer, "\\u%04x", (unsigned)value);
        else
            buffer_append(buffer, character);
    }
}

void buffer_append_json(struct buffer *buffer, struct text text)
{
    buffer_append_string(buffer, "\"");
    for (size_t at = 0; at < text.length;) {
        uint32_t value = 0;
        size_t length = text_decode(text_tail(text, at), &value);
        if (length == 0) {
            buffer_append_string(buffer, "\xEF\xBF\xBD");
            length = 1;
        } else {
            append_json_character(buffer, text_slice(text, at, at + length), value);
        }
        at += length;
    }
    buffer_append_string(buffer, "\"");
}

struct text buffer_text(const struct buffer *buffer)
{
    return (struct text){.bytes = buffer->bytes, .length = buffer->length};
}

void buffer_release(struct buffer *buffer)
{
    allocator_release(buffer->allocator, buffer->bytes);
    *buffer = buffer_make(buffer->allocator);
}
