/* lull-stage: the part of the program that has a window. `lull` becomes it with a command line that
 * has been understood once; it is understood here again in the same way, by the same tables, and a
 * table says which function performs it. Help and versions are lull's: they never come here.
 */
#include "cli/arguments.h"
#include "cli/output.h"
#include "stage/performances.h"

/* Only the commands that need a window; lull sends no others. */
static const struct {
    const struct command *command;
    enum status (*perform)(const struct arguments *arguments);
} performances[] = {
    {&menu_command, menu_perform},        {&play_command, play_perform},
    {&now_command, now_perform},          {&render_command, picture_perform},
    {&preview_command, preview_perform},  {&record_command, record_perform},
    {&diary_command, diary_plot_perform},
};

/* Finds what is to be performed and performs it; the exit status is what lull's would have been,
 * whose place this process has taken. */
int main(int count, char **words)
{
    /* As in lull itself: this may have been started with its standard streams closed. */
    output_prepare();
    const struct command *command = count > 1 ? command_find(words[1]) : NULL;
    for (size_t i = 0; i < sizeof performances / sizeof performances[0]; i++) {
        if (performances[i].command != command)
            continue;
        struct arguments arguments;
        if (!arguments_read(command, words + 2, (size_t)(count - 2), &arguments))
            return STATUS_WRONG_USAGE;
        return (int)performances[i].perform(&arguments);
    }
    /* Someone has found it in its folder and tried it. */
    output_complain("lull-stage is started by lull; call that");
    return STATUS_WRONG_USAGE;
}
