/* `lull diary forget`: a day or all of it, gone for good. It asks first, since nothing can bring it
 * back, and says what it does not touch: files that were set aside because they were damaged. The
 * question tells how many entries it is about, so they are counted before, whether this version can
 * read them or not, and nothing is forgotten unless the answer is a clear yes.
 */
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/diary_opening.h"
#include "cli/output.h"
#include "platform/folders.h"

#include <assert.h>
#include <dirent.h>
#include <string.h>

static const struct option options[] = {
    {.name = "--yes", .help = "do not ask"},
    {.name = NULL},
};

/* The days to forget. Returns false, after a line on stderr, where `word` is neither. */
static bool read_days(const char *word, int32_t *from, int32_t *to)
{
    *from = DAY_FIRST;
    *to = DAY_LAST;
    if (strcmp(word, "all") == 0)
        return true;
    if (!day_read(text_from(word), from)) {
        output_complain("what is to be forgotten is a day such as 2026-11-01, or all; not \"%s\"",
                        word);
        return false;
    }
    /* One day: from its beginning to its end, by the person's local days. */
    *to = *from;
    return true;
}

/* What came of asking. */
enum answer { ANSWER_YES, ANSWER_NO, ANSWER_NONE };

/* Asks on the terminal. Anything but a clear yes is a no; a script has nobody who could answer. */
static enum answer ask(const char *word, size_t count)
{
    /* Longer answers are cut, and are no yes then either. */
    char answer[16] = "";
    /* On stderr, which is seen also where the result goes to a file. */
    (void)fprintf(stderr, "Forget %zu %s of %s for good? (yes or no) ", count,
                  count == 1 ? "entry" : "entries", strcmp(word, "all") == 0 ? "all days" : word);
    /* Nobody is there: the prompt's line is ended, as no Enter has ended it. */
    if (fgets(answer, sizeof answer, stdin) == NULL) {
        (void)fputc('\n', stderr);
        return ANSWER_NONE;
    }
    answer[strcspn(answer, "\r\n")] = '\0';
    return strcmp(answer, "yes") == 0 || strcmp(answer, "y") == 0 ? ANSWER_YES : ANSWER_NO;
}

/* Names the files beside the diary that were set aside: they may hold what was to be forgotten. */
static void tell_of_damaged(void)
{
    /* As store/diary_file names what it sets aside. */
    static const char start[] = "diary.db.damaged-";
    struct arena arena = arena_make(allocator_system());
    const char *folder = folders_data(&arena);
    DIR *names = folder == NULL ? NULL : opendir(folder);
    const struct dirent *name = NULL;
    /* A folder that cannot be listed has no diary either. */
    while (names != NULL && (name = readdir(names)) != NULL)
        if (strncmp(name->d_name, start, sizeof start - 1) == 0)
            output_complain("%s/%s, an older diary that was damaged, is still there", folder,
                            name->d_name);
    if (names != NULL)
        (void)closedir(names);
    arena_release(&arena);
}

/* What was done, on stdout: it is the command's result. */
static enum status print_count(size_t count)
{
    struct buffer text = buffer_make(allocator_system());
    buffer_format(&text, "%zu %s forgotten.\n", count, count == 1 ? "entry is" : "entries are");
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* Forgets after asking; where there is nothing, there is nothing to ask. */
static enum status forget(struct diary *diary, const struct arguments *arguments, int32_t from,
                          int32_t to)
{
    size_t count = 0;
    /* First, so that the question says what it is about. */
    if (!diary_count(diary, from, to, &count))
        return diary_opening_judge(diary, false);
    enum answer answer = ANSWER_YES;
    if (count > 0 && !arguments_has(arguments, "--yes"))
        answer = ask(arguments->operands[0], count);
    if (answer != ANSWER_YES) {
        output_complain(answer == ANSWER_NO ? "nothing was forgotten"
                                            : "nobody answers, so nothing was forgotten; --yes "
                                              "does not ask");
        /* A no is an answer and was obeyed; a script that forgot --yes should notice. */
        return answer == ANSWER_NO ? STATUS_FINE : STATUS_WRONG_USAGE;
    }
    /* What was added since it was counted goes, too: it is of those days. */
    bool done = diary_forget(diary, from, to, &count);
    enum status status = diary_opening_judge(diary, done);
    return status == STATUS_FINE ? print_count(count) : status;
}

/* Opened to be changed, never to be made: where there is no diary there is nothing to forget. */
static enum status run(const struct arguments *arguments)
{
    int32_t from;
    int32_t to;
    assert(arguments->operand_count == 1);
    if (!read_days(arguments->operands[0], &from, &to))
        return STATUS_WRONG_USAGE;
    struct diary *diary = diary_opening(DIARY_CHANGE);
    if (diary == NULL)
        return STATUS_FILE;
    enum status status = forget(diary, arguments, from, to);
    diary_close(diary);
    if (status == STATUS_FINE)
        tell_of_damaged();
    return status;
}

const struct command diary_forget_command = {
    .name = "diary forget",
    .operands = "DAY|all",
    .summary = "Forgets the entries of a day, or all of them, for good",
    .about =
        "A day is such as 2026-11-01. It asks first; without --yes and with nobody to answer,\n"
        "nothing is forgotten.\n",
    .options = options,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};
