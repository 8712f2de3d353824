/* A doubling array of bytes with a NUL kept behind the last, so that what has gathered is a C
 * string at any time. A failed append leaves the buffer as it was and is remembered, so that long
 * runs of appends need one check. Text for JSON and for markup is escaped on its way in, a
 * character or a byte at a time.
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
    /* The bound keeps every sum and doubling below far from the end of the numbers. */
    if (more >= SIZE_MAX / 4 - buffer->length) {
        buffer->failed = true;
        return false;
    }
    size_t needed = buffer->length + more + 1;
    /* One byte is always kept for the NUL, which is why a buffer that has any memory has one. */
    if (needed <= buffer->capacity)
        return true;
    /* Doubling, so that appending a byte costs the same on average however long the text has
     * become. */
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
    assert(text.length == 0 || text.bytes != NULL);
    if (text.length == 0 || !reserve(buffer, text.length))
        return;
    memcpy(buffer->bytes + buffer->length, text.bytes, text.length);
    buffer->length += text.length;
    /* reserve has kept a byte for it. */
    buffer->bytes[buffer->length] = '\0';
}

void buffer_append_string(struct buffer *buffer, const char *string)
{
    /* Measured anew each time: what comes here is a few bytes of punctuation or a word. */
    buffer_append(buffer, text_from(string));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    /* Printed twice: once to learn how long it is, once into its place. */
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

/* Appends one character as JSON wants it within a string (RFC 8259, section 7). */
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
        /* DEL may stand as it is, but terminals do not show it, and someone may read this on
         * one. */
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
            /* JSON is UTF-8 throughout; a byte that is none becomes U+FFFD, as decoders do it. */
            buffer_append_string(buffer, "\xEF\xBF\xBD");
            length = 1;
        } else {
            append_json_character(buffer, text_slice(text, at, at + length), value);
        }
        at += length;
    }
    buffer_append_string(buffer, "\"");
}

void buffer_append_markup(struct buffer *buffer, struct text text)
{
    /* Byte by byte: the three signs are ASCII, and every other byte passes as it is. */
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '&')
            buffer_append_string(buffer, "&amp;");
        else if (byte == '<')
            buffer_append_string(buffer, "&lt;");
        else if (byte == '>')
            buffer_append_string(buffer, "&gt;");
        else
            buffer_append(buffer, text_slice(text, i, i + 1));
    }
}

struct text buffer_text(const struct buffer *buffer)
{
    assert(buffer->length < buffer->capacity || buffer->length == 0);
    return (struct text){.bytes = buffer->bytes, .length = buffer->length};
}

void buffer_release(struct buffer *buffer)
{
    allocator_release(buffer->allocator, buffer->bytes);
    *buffer = buffer_make(buffer->allocator);
}
