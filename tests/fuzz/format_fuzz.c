/* Any good script, formatted: formatting again changes nothing, and the session stays as it was,
 * but for the numbers of its lines. One that becomes too long for a script is told.
 */
#include "language/format.h"
#include "support/made_timeline.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Reads `text`, which is good, and appends its canonical form to `formatted`. Returns whether that
 * is a script, too. */
static bool format(struct made_timeline *made, struct text text, struct buffer *formatted)
{
    made_timeline_read(made, allocator_system(), text);
    assert(made->laid_out);
    assert(format_source(made->script->main, allocator_system(), formatted, &made->findings));
    return made->findings.errors == 0;
}

/* Drops the last column, the line of the script, from each row of a table. */
static void drop_lines(struct buffer *table)
{
    size_t to = 0;
    for (size_t start = 0; start < table->length;) {
        char *row = table->bytes + start;
        size_t length = (size_t)((char *)memchr(row, '\n', table->length - start) - row) + 1;
        size_t kept = length;
        while (row[kept - 1] != '\t')
            kept--;
        memmove(table->bytes + to, row, kept);
        to += kept;
        table->bytes[to - 1] = '\n';
        start += length;
    }
    table->length = to;
}

/* Line numbers aside, both timelines are the same. */
static void check_same_session(const struct made_timeline *a, const struct made_timeline *b)
{
    struct buffer before = buffer_make(allocator_system());
    struct buffer after = buffer_make(allocator_system());
    made_timeline_print(a, &before);
    made_timeline_print(b, &after);
    drop_lines(&before);
    drop_lines(&after);
    assert(text_equal(buffer_text(&before), buffer_text(&after)));
    buffer_release(&before);
    buffer_release(&after);
}

static void check_format(struct text text)
{
    struct made_timeline first;
    struct made_timeline second;
    struct buffer once = buffer_make(allocator_system());
    struct buffer twice = buffer_make(allocator_system());
    if (format(&first, text, &once)) {
        assert(format(&second, buffer_text(&once), &twice));
        assert(text_equal(buffer_text(&once), buffer_text(&twice)));
        check_same_session(&first, &second);
        made_timeline_release(&second);
    }
    buffer_release(&once);
    buffer_release(&twice);
    made_timeline_release(&first);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text text = {(const char *)data, size};
    struct made_timeline made;
    made_timeline_read(&made, allocator_system(), text);
    bool good = made.laid_out;
    made_timeline_release(&made);
    if (good)
        check_format(text);
    return 0;
}
