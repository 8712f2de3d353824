/* The help, made from the table of commands. */
#ifndef LULL_CLI_HELP_H
#define LULL_CLI_HELP_H

#include "base/buffer.h"
#include "cli/command.h"

/* Appends what `lull --help` prints: every command in one line, and how to go on. */
void help_program(struct buffer *text);

/* Appends what `lull COMMAND --help` prints: usage, what it does, its options. */
void help_command(struct buffer *text, const struct command *command);

#endif
