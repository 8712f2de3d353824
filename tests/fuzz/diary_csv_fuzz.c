/* Any table: what is read of it can be kept, and comes back the same from the table that is printed
 * of it.
 */
#include "store/diary_csv.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Prints what is read of `text`; with `must_be_right`, nothing of it may be wrong. */
static void read_and_print(struct text text, bool must_be_right, struct buffer *printed)
{
    struct arena arena = arena_make(allocator_system());
    struct findings findings = findings_make(&arena);
    struct diary_entries entries = diary_csv_read(text, "table", &findings);
    assert(!must_be_right || findings.count == 0);
    for (size_t i = 0; i < entries.count; i++)
        assert(diary_entry_fault(&entries.items[i]) == NULL);
    diary_csv_print(&entries, printed);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer once = buffer_make(allocator_system());
    struct buffer twice = buffer_make(allocator_system());
    /* A copy of its own, so that reading one byte too far is seen. */
    char *bytes = malloc(size == 0 ? 1 : size);
    assert(bytes != NULL);
    if (size > 0)
        memcpy(bytes, data, size);
    read_and_print((struct text){.bytes = bytes, .length = size}, false, &once);
    free(bytes);
    read_and_print(buffer_text(&once), true, &twice);
    assert(text_equal(buffer_text(&once), buffer_text(&twice)));
    buffer_release(&once);
    buffer_release(&twice);
    return 0;
}
