/* The program: finds the command that is asked for, or the action of one, and runs it. Without a
 * command it is the menu's line that is read. Everything that can be wrong with the words is said
 * before anything is done; from there on the command's row decides.
 */
#include "base/version.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/help.h"
#include "cli/output.h"

#include <string.h>

/* The help of one command, or of the program where none is named. */
static enum status print_help(const struct command *command)
{
    struct buffer text = buffer_make(allocator_system());
    if (command == NULL)
        help_program(&text);
    else
        help_command(&text, command);
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* One line, as every program prints it. */
static enum status print_version(void)
{
    struct buffer text = buffer_make(allocator_system());
    buffer_append_string(&text, "lull " LULL_VERSION "\n");
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

/* Says that `word` is no command, and what may have been meant. Always STATUS_WRONG_USAGE. */
static enum status refuse_command(const char *word)
{
    const char *nearest = command_nearest(word);
    size_t length = strlen(word);
    /* The likeliest first: a slip, then a file, then nothing that can be guessed. */
    if (nearest != NULL)
        output_complain("there is no command \"%s\"; did you mean `lull %s`?", word, nearest);
    /* Someone who gives only a file most likely wants to hear it. */
    else if (length > 5 && strcmp(word + length - 5, ".lull") == 0)
        output_complain("\"%s\" is no command; to play it: `lull play %s`", word, word);
    else
        output_complain("there is no command \"%s\"; `lull --help` lists them", word);
    return STATUS_WRONG_USAGE;
}

/* The action that `word` names of a command that has some, or the command itself where the word is
 * none. NULL, after a line on stderr, for what is neither an action nor an option. */
static const struct command *find_action(const struct command *command, const char *word)
{
    const struct command *nearest = NULL;
    const struct command *action = command_action(command, word, &nearest);
    if (command->actions == NULL || word[0] == '-' || action != NULL)
        return action == NULL ? command : action;
    if (nearest != NULL)
        output_complain("`lull %s` has no \"%s\"; did you mean `lull %s`?", command->name, word,
                        nearest->name);
    else
        output_complain("`lull %s` has no \"%s\"; `lull %s --help` tells what it has",
                        command->name, word, command->name);
    return NULL;
}

int main(int count, char **words)
{
    /* First of all: until then a file that is opened could become stdout. */
    output_prepare();
    /* `lull --windowed` is the menu with an option. */
    bool has_command = count > 1 && words[1][0] != '-';
    const struct command *command = has_command ? command_find(words[1]) : &menu_command;
    if (command == NULL)
        return (int)refuse_command(words[1]);
    /* How many words come before the arguments; a program may be started with none, not even its
     * name. */
    int before = has_command ? 2 : count > 0 ? 1 : 0;
    const struct command *own = command;
    if (before < count && (command = find_action(own, words[before])) == NULL)
        return STATUS_WRONG_USAGE;
    /* An action's own words begin after its name. */
    if (command != own)
        before++;
    struct arguments arguments;
    if (!arguments_read(command, words + before, (size_t)(count - before), &arguments))
        return STATUS_WRONG_USAGE;
    /* `lull --help` is the program's, not the menu's. */
    if (arguments.wants_help)
        return (int)print_help(has_command ? command : NULL);
    if (arguments.wants_version)
        return (int)print_version();
    return (int)command->run(&arguments);
}
