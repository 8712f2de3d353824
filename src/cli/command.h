/* The commands of `lull`, as a table.
 *
 * A command is a row: its name, what it takes, and what runs it. The help, the check of the command
 * line, and whatever else lists commands (a manual, completions) are made from these rows, so a
 * command or an option is described in one place. A row knows nothing of how words become arguments
 * (arguments.h).
 */
#ifndef LULL_CLI_COMMAND_H
#define LULL_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

struct arguments;

/* How the program ends; the same for every command. */
enum status {
    STATUS_FINE = 0,          /* warnings are fine, unless --strict */
    STATUS_SCRIPT_ERRORS = 1, /* the script has errors */
    STATUS_WRONG_USAGE = 2,   /* a command line that is not understood */
    STATUS_FILE = 3,          /* a file cannot be read or written */
    STATUS_NO_DISPLAY = 4,    /* a window is needed and there is no display */
};

/* The most options a command may have: arguments are kept in a plain array. */
enum { COMMAND_MOST_OPTIONS = 24 };

/* One option of a command. A list of them ends with a row whose name is NULL. */
struct option {
    const char *name;  /* with its dashes, "--at" */
    char letter;       /* its short form: 'o' for "-o"; 0: none */
    const char *value; /* what stands for its value in the help, "TIME"; NULL: it takes none */
    const char *help;  /* what it does: a few words, without a full stop */
};

struct command {
    const char *name;
    const char *operands; /* as the help shows them, "FILE..."; "" for none */
    const char *summary;  /* what it does, in one line without a full stop */
    const char *about;    /* more, as lines of at most 78 characters, each ended; or "" */
    const struct option *options;
    const struct command *const *actions; /* what may follow its name: rows called "NAME ACTION",
                                           * ended by NULL; or NULL */
    size_t least_operands;
    size_t most_operands; /* SIZE_MAX: any number */
    bool is_for_tools;    /* the help of the whole program leaves it out; the manual has it */

    /* Does the work. Prints results to stdout and everything else to stderr. */
    enum status (*run)(const struct arguments *arguments);
};

/* The rows, one in each command's own file. */
extern const struct command check_command;
extern const struct command diary_command;
extern const struct command diary_add_command;
extern const struct command diary_edit_command;
extern const struct command diary_forget_command;
extern const struct command diary_import_command;
extern const struct command explain_command;
extern const struct command format_command;
extern const struct command keys_command;
extern const struct command list_command;
extern const struct command menu_command;
extern const struct command narrate_command;
extern const struct command new_command;
extern const struct command now_command;
extern const struct command play_command;
extern const struct command preview_command;
extern const struct command record_command;
extern const struct command render_command;
extern const struct command timeline_command;
extern const struct command words_command;

/* All commands in the order of the help, ended by NULL. */
extern const struct command *const commands[];

/* The command called `name`, or NULL. */
const struct command *command_find(const char *name);

/* What a row's action is called after the command's own name, "add"; of a row that is no action,
 * its name. */
const char *command_action_name(const struct command *command);

/* The action of `command` called `name`; NULL when there is none. With `nearest` not NULL, that
 * becomes the one that is nearest as a slip of the fingers, or NULL. */
const struct command *command_action(const struct command *command, const char *name,
                                     const struct command **nearest);

/* The name of the command that is nearest to `name` as a slip of the fingers, or NULL when none
 * is near. */
const char *command_nearest(const char *name);

/* Whether `a` may well be a slip for `b`: at most `*distance` changes apart, and fewer than half
 * its letters. Where it is, `*distance` becomes one less than theirs, so that going through a list
 * leaves the nearest; begin with 2. */
bool command_is_slip(const char *a, const char *b, int *distance);

#endif
