/* The command line is written anew from what was understood, so that both programs understand the
 * same. Options come first, each as one word with its value, and operands after a "--", so that no
 * word can be taken for another kind. Then this process becomes the other program.
 */
#include "cli/stage_program.h"

#include "base/arena.h"
#include "base/version.h"
#include "cli/output.h"
#include "platform/folders.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Three texts as one, in `arena`; NULL when there is no memory. */
static char *join(struct arena *arena, const char *start, const char *middle, const char *end)
{
    size_t bytes = strlen(start) + strlen(middle) + strlen(end) + 1;
    char *joined = arena_push(arena, bytes, 1);
    if (joined != NULL)
        (void)snprintf(joined, bytes, "%s%s%s", start, middle, end);
    return joined;
}

/* The words to call lull-stage with, ended by NULL; NULL when there is no memory. */
static char **words_of(const struct arguments *arguments, struct arena *arena)
{
    enum { BESIDE_OPTIONS = 4 }; /* the program, the command, "--" and the NULL */
    /* Each option makes one word at most, as its value goes with it. */
    size_t most = BESIDE_OPTIONS + COMMAND_MOST_OPTIONS + arguments->operand_count;
    char **words = arena_push(arena, most, sizeof *words);
    if (words == NULL)
        return NULL;
    size_t count = 0;
    words[count++] = join(arena, "lull", "", "");
    words[count++] = join(arena, arguments->command->name, "", "");
    const struct option *options = arguments->command->options;
    for (size_t i = 0; options[i].name != NULL; i++) {
        const char *value = arguments->values[i];
        if (value != NULL)
            /* `--name=value`, so that a value that begins with a dash stays a value. */
            words[count++] = join(arena, options[i].name, options[i].value == NULL ? "" : "=",
                                  value);
    }
    /* And whatever the operands look like, they are no options. */
    words[count++] = join(arena, "--", "", "");
    for (size_t i = 0; i < arguments->operand_count; i++)
        words[count++] = arguments->operands[i];
    assert(count < most); /* the last word is NULL, as the arena gave it */
    return arena->failed ? NULL : words;
}

enum status stage_program_run(const struct arguments *arguments)
{
    struct arena arena = arena_make(allocator_system());
    char **words = words_of(arguments, &arena);
    const char *folder = folders_program(&arena);
    /* Beside this program in a build, in the folder for helpers of other programs where it is
     * installed. */
    const char *names[] = {"/lull-stage", "/../" LULL_INSTALL_STAGE};
    int problem = ENOENT;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char *path = folder == NULL ? NULL : join(&arena, folder, names[i], "");
        if (path == NULL || words == NULL || access(path, X_OK) != 0)
            continue;
        /* In place of this process: it keeps the terminal, the signals and the exit status. It
         * returns only where it failed. */
        execv(path, words);
        problem = errno;
    }
    bool no_memory = arena.failed;
    arena_release(&arena);
    if (no_memory)
        return output_no_memory();
    output_complain("cannot start lull-stage, the part of the program that has a window: %s",
                    strerror(problem));
    return STATUS_FILE;
}
