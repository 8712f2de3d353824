/* A command line, understood.
 *
 * Splits the words after a command's name into operands and options by the command's own table of
 * options. Every command reads its command line this way and no other, so that each takes
 * `--name value`, `--name=value`, `-n value`, `--` and `--help` alike.
 */
#ifndef LULL_CLI_ARGUMENTS_H
#define LULL_CLI_ARGUMENTS_H

#include "cli/command.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arguments {
    const struct command *command;
    char *const *operands; /* not owned: the program's own argument vector */
    size_t operand_count;
    const char *values[COMMAND_MOST_OPTIONS]; /* by the option's row; NULL: not given */
    bool wants_help;                          /* --help stands among them */
    bool wants_version;
};

/* Reads the `count` words of `words` as arguments of `command`. The words are put into another
 * order, operands first. Returns false, after one line on stderr, where they are not what the
 * command takes; with --help or --version among them everything else is let pass. */
bool arguments_read(const struct command *command, char **words, size_t count,
                    struct arguments *arguments);

/* Whether the option `name` ("--strict"), which must be in the command's table, was given. */
bool arguments_has(const struct arguments *arguments, const char *name);

/* The value given for the option `name`, which must be in the command's table; NULL when it was not
 * given. Given twice, the last counts. */
const char *arguments_value(const struct arguments *arguments, const char *name);

/* Reads the value of the option `name` as a moment of a session: "90", "1:30", "1:02:03" or
 * "1:30.5", up to 24 h. Leaves `*time_ms` alone when the option was not given. Returns false, after
 * one line on stderr, when it is not a time. */
bool arguments_read_time(const struct arguments *arguments, const char *name, int32_t *time_ms);

/* Reads the value of the option `name` as a whole number from `least` (0 or more) to `most`.
 * Otherwise like arguments_read_time. */
bool arguments_read_number(const struct arguments *arguments, const char *name, int least, int most,
                           int *number);

/* Reads the value of the option `name` as the size of a picture, "1280x720", each side 16 to 16,384
 * pixels. Otherwise like arguments_read_time. */
bool arguments_read_size(const struct arguments *arguments, const char *name, int *width_px,
                         int *height_px);

#endif
