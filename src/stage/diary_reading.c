/* Opens, reads and closes, so that no file stays open while somebody looks. Whatever goes wrong
 * becomes the one line that the page shows; the page is there in any case, with as many entries as
 * could be read, or none.
 */
#include "stage/diary_reading.h"

#include "platform/folders.h"

#include <assert.h>
#include <stdio.h>

void diary_reading_make(struct diary_reading *reading)
{
    assert(reading != NULL);
    *reading = (struct diary_reading){.arena = arena_make(allocator_system()),
                                      .today = moment_day(moment_now())};
    const char *path = folders_diary(&reading->arena);
    if (path == NULL) {
        (void)snprintf(reading->line, sizeof reading->line, "there is no folder for it");
        return;
    }
    struct diary *diary = diary_open(allocator_system(), path, DIARY_READ, DIARY_WAIT_SESSION_MS,
                                     reading->line);
    if (diary == NULL)
        /* diary_open has put the reason into the line. */
        return;
    if (!diary_read(diary, &reading->arena, DAY_FIRST, reading->today, &reading->entries))
        reading->entries = (struct diary_entries){.count = 0};
    /* What is told of the reading is nearer than what was told of the opening. */
    if (diary_line(diary)[0] != '\0')
        (void)snprintf(reading->line, sizeof reading->line, "%s", diary_line(diary));
    diary_close(diary);
}

void diary_reading_release(struct diary_reading *reading)
{
    arena_release(&reading->arena);
}
