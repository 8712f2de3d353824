/* The diary's own lines, put into sentences: what keeps a command from its work is told as that,
 * and anything else as a remark about the diary. The two functions do so for opening and for
 * everything asked afterwards, so that no command words it by itself.
 */
#include "cli/diary_opening.h"

#include "cli/output.h"
#include "platform/folders.h"

#include <assert.h>

struct diary *diary_opening(enum diary_purpose purpose)
{
    /* Empty, so that nothing is said where the diary was not even asked. */
    char line[DIARY_LINE_BYTES] = "";
    struct diary *diary = NULL;
    struct arena arena = arena_make(allocator_system());
    const char *path = folders_diary(&arena);
    /* Asked first: without memory the path is NULL as well. */
    if (arena.failed)
        output_no_memory();
    else if (path == NULL)
        output_complain("cannot use the diary: there is no home folder");
    else
        diary = diary_open(allocator_system(), path, purpose, DIARY_WAIT_COMMAND_MS, line);
    /* A command that cannot do its work says so once. */
    if (diary != NULL && purpose != DIARY_READ && !diary_may_write(diary)) {
        diary_close(diary);
        diary = NULL;
    }
    if (line[0] != '\0' && diary == NULL)
        output_complain("cannot use the diary: %s", line);
    else if (line[0] != '\0')
        output_complain("about the diary: %s", line);
    arena_release(&arena);
    return diary;
}

enum status diary_opening_judge(const struct diary *diary, bool done)
{
    assert(diary != NULL);
    const char *line = diary_line(diary);
    if (!done)
        output_complain("cannot use the diary: %s", line);
    else if (line[0] != '\0')
        output_complain("about the diary: %s", line);
    return done ? STATUS_FINE : STATUS_FILE;
}
