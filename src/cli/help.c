/* Two columns: what to type, padded to one width, and what it does. All of it is read off the
 * tables of commands and options, so that no help can promise an option that there is not; only the
 * words around them stand here.
 */
#include "cli/help.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { LEFT_COLUMN = 28 }; /* where the right one begins: fits most commands */

/* A row of two columns; the right one starts on a line of its own where the left is too wide. */
static void append_row(struct buffer *text, const char *left, const char *right)
{
    /* Bytes are columns here: the tables are ASCII. */
    if (strlen(left) < LEFT_COLUMN - 2)
        buffer_format(text, "  %-*s%s\n", LEFT_COLUMN - 2, left, right);
    else
        buffer_format(text, "  %s\n%*s%s\n", left, LEFT_COLUMN, "", right);
}

/* "-o, --output OUT" */
static void append_option(struct buffer *text, const struct option *option)
{
    /* No row of the tables is as wide; the assert below holds that. */
    char left[80];
    char letter[8] = "";
    /* Few options have one: a letter has to be remembered. */
    if (option->letter != 0)
        (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
    int length = snprintf(left, sizeof left, "%s%s%s%s", letter, option->name,
                          option->value == NULL ? "" : " ",
                          option->value == NULL ? "" : option->value);
    assert(length > 0 && (size_t)length < sizeof left);
    append_row(text, left, option->help);
}

/* "play NAME|FILE" and what it does, under the name that it goes by there. */
static void append_usage_row(struct buffer *text, const char *name, const struct command *command)
{
    char left[80];
    int length = snprintf(left, sizeof left, "%s %s", name, command->operands);
    assert(length > 0 && (size_t)length < sizeof left);
    append_row(text, left, command->summary);
}

void help_program(struct buffer *text)
{
    buffer_append_string(text, "lull: guided relaxation, dim and quiet, for people with migraine\n"
                               "\n"
                               "Usage: lull [COMMAND] [ARGUMENT...]\n"
                               "\n"
                               "Without a command, lull opens its menu. The commands:\n");
    /* In the order of the table: what people do comes first. */
    for (size_t i = 0; commands[i] != NULL; i++) {
        /* Left out here, where people look; `lull words --help` works all the same. */
        if (commands[i]->is_for_tools)
            continue;
        append_usage_row(text, commands[i]->name, commands[i]);
    }
    buffer_append_string(text,
                         "\n"
                         "`lull COMMAND --help` tells more of one; --version prints the version.\n"
                         "A FILE is a script of yours or the name of a routine: see `lull list`.\n"
                         "\n"
                         "Exit status: 0 fine, 1 the script has errors, 2 wrong usage, 3 a file\n"
                         "cannot be read or written, 4 there is no display and one is needed.\n"
                         "\n"
                         "Lull is support beside medical care, not a treatment.\n");
}

void help_command(struct buffer *text, const struct command *command)
{
    buffer_format(text, "Usage: lull %s%s%s%s\n\n%s.\n", command->name,
                  command->options[0].name == NULL ? "" : " [OPTION...]",
                  command->operands[0] == '\0' ? "" : " ", command->operands, command->summary);
    /* Its lines are written to fit a terminal and are not broken here. */
    if (command->about[0] != '\0')
        buffer_format(text, "\n%s", command->about);
    for (size_t i = 0; command->actions != NULL && command->actions[i] != NULL; i++) {
        /* Only where there are any. */
        if (i == 0)
            buffer_append_string(text, "\nActions:\n");
        append_usage_row(text, command_action_name(command->actions[i]), command->actions[i]);
    }
    buffer_append_string(text, "\nOptions:\n");
    for (const struct option *option = command->options; option->name != NULL; option++)
        append_option(text, option);
    /* Of every command, and so in no table. */
    append_row(text, "--help", "print this");
    append_row(text, "--version", "print the version");
}
