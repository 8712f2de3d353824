/* One walk over the words. Options are found in the command's table; operands are moved to the
 * front of the same array, so no memory is needed. The first fault is said, with what may have been
 * meant, and ends the walk. Numbers, times and sizes are read by hand: the C library's functions
 * take spaces, signs and letters that nobody means.
 */
#include "cli/arguments.h"

#include "cli/output.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A session's longest; and sides from what still shows something to a wall of displays. */
enum { MOST_MS = 24 * 60 * 60 * 1000, LEAST_SIDE_PX = 16, MOST_SIDE_PX = 16384 };

/* The row of `name` in the command's table. Asking for an option that the table does not have is a
 * fault of the program. */
static size_t option_index(const struct command *command, const char *name)
{
    size_t index = 0;
    while (command->options[index].name != NULL && strcmp(command->options[index].name, name) != 0)
        index++;
    assert(command->options[index].name != NULL && index < COMMAND_MOST_OPTIONS);
    return index;
}

/* Says that `word` is no option, with the nearest that is. Returns false, for its caller to
 * return. */
static bool refuse_option(const struct command *command, const char *word)
{
    const char *nearest = NULL;
    /* As command.h says: two slips are the most that still leave a word to be known by. */
    int distance = 2;
    for (const struct option *option = command->options; option->name != NULL; option++)
        if (command_is_slip(word, option->name, &distance))
            nearest = option->name;
    if (nearest != NULL)
        output_complain("`lull %s` has no option %s; did you mean %s?", command->name, word,
                        nearest);
    else
        output_complain("`lull %s` has no option %s; `lull %s --help` lists them", command->name,
                        word, command->name);
    return false;
}

/* The option that `word` names, with what follows its "=" (or its letter) in `*value`, NULL where
 * nothing does. Returns NULL when there is none. */
static const struct option *match_option(const struct command *command, char *word,
                                         const char **value)
{
    bool is_long = word[1] == '-';
    char *equals = is_long ? strchr(word, '=') : NULL;
    if (equals != NULL)
        *equals = '\0'; /* from here on the word is the option's name alone, in messages too */
    *value = equals == NULL ? NULL : equals + 1;
    for (const struct option *option = command->options; option->name != NULL; option++) {
        if (is_long && strcmp(word, option->name) == 0)
            return option;
        if (!is_long && option->letter != 0 && word[1] == option->letter) {
            /* `-oFILE` and `-o FILE` alike. Letters are not strung together: hardly any option has
             * one. */
            *value = word[2] == '\0' ? NULL : word + 2;
            return option;
        }
    }
    return NULL;
}

/* Reads the option at `words[*at]`, and its value, which may be the next word; `*at` is then at
 * that. Returns false after a line on stderr. */
static bool read_option(struct arguments *arguments, char **words, size_t count, size_t *at)
{
    assert(*at < count);
    const struct command *command = arguments->command;
    const char *value = NULL;
    const struct option *option = match_option(command, words[*at], &value);
    if (option == NULL)
        return refuse_option(command, words[*at]);
    /* As in `--json=yes`: what it was meant to do cannot be guessed. */
    if (option->value == NULL && value != NULL) {
        output_complain("%s takes no value", option->name);
        return false;
    }
    if (option->value != NULL && value == NULL) {
        /* Whatever the next word looks like, it is the value: a file may be called `-`. */
        if (*at + 1 == count) {
            output_complain("%s needs a value after it: %s", option->name, option->value);
            return false;
        }
        value = words[++*at];
    }
    /* An option without a value has "" for it: it is there, and that is all there is to say. */
    arguments->values[option - command->options] = value == NULL ? "" : value;
    return true;
}

/* Whether there are as many operands as the command takes; else says what is missing by the name
 * that the help gives it, or which word is too many. */
static bool check_operands(const struct arguments *arguments)
{
    const struct command *command = arguments->command;
    if (arguments->operand_count < command->least_operands) {
        output_complain("`lull %s` needs %s; `lull %s --help` tells more", command->name,
                        command->operands, command->name);
        return false;
    }
    if (arguments->operand_count > command->most_operands) {
        output_complain("`lull %s` has no use for \"%s\"; `lull %s --help` tells more",
                        command->name, arguments->operands[command->most_operands], command->name);
        return false;
    }
    return true;
}

/* Whether --help or --version stands before any "--". Looked for first: who asks for help may have
 * the rest wrong, and that is why. */
static void look_for_questions(char **words, size_t count, struct arguments *arguments)
{
    for (size_t i = 0; i < count && strcmp(words[i], "--") != 0; i++) {
        if (strcmp(words[i], "--help") == 0 || strcmp(words[i], "-h") == 0)
            arguments->wants_help = true;
        if (strcmp(words[i], "--version") == 0)
            arguments->wants_version = true;
    }
}

bool arguments_read(const struct command *command, char **words, size_t count,
                    struct arguments *arguments)
{
    assert(command != NULL && command->least_operands <= command->most_operands);
    *arguments = (struct arguments){.command = command, .operands = words};
    look_for_questions(words, count, arguments);
    if (arguments->wants_help || arguments->wants_version)
        return true;
    /* After a "--" every word is an operand, so that a file's name may begin with a dash. */
    bool options_over = false;
    for (size_t at = 0; at < count; at++) {
        if (!options_over && strcmp(words[at], "--") == 0)
            options_over = true;
        /* A lone dash is an operand, which stands for stdin. */
        else if (options_over || words[at][0] != '-' || words[at][1] == '\0')
            /* Never ahead of `at`, so no word is written over before it was read. */
            words[arguments->operand_count++] = words[at];
        else if (!read_option(arguments, words, count, &at))
            return false;
    }
    return check_operands(arguments);
}

bool arguments_has(const struct arguments *arguments, const char *name)
{
    /* An option that takes no value has "" for one. */
    return arguments_value(arguments, name) != NULL;
}

const char *arguments_value(const struct arguments *arguments, const char *name)
{
    assert(arguments != NULL && name != NULL);
    return arguments->values[option_index(arguments->command, name)];
}

/* Reads digits as a whole number up to `most`; returns what follows them, or NULL when there are no
 * digits or too much. */
static const char *read_number(const char *text, long most, long *number)
{
    assert(text != NULL && most > 0);
    *number = 0;
    const char *at = text;
    for (; *at >= '0' && *at <= '9'; at++) {
        *number = *number * 10 + (*at - '0');
        /* Checked at each digit, so that no number gets far enough to overflow. */
        if (*number > most)
            return NULL;
    }
    return at == text ? NULL : at;
}

/* Reads up to three digits as thousandths: .5 is 500 of them. Returns what follows, or NULL. */
static const char *read_thousandths(const char *text, long *thousandths)
{
    const char *at = text;
    *thousandths = 0;
    for (long unit = 100; *at >= '0' && *at <= '9'; at++, unit /= 10)
        *thousandths += (*at - '0') * unit;
    return at == text || at - text > 3 ? NULL : at;
}

/* Up to three parts between colons, each sixty of the next; the first may go beyond its sixty,
 * since 90 is as good a time as 1:30.  */
static bool read_time(const char *text, int32_t *time_ms)
{
    long seconds = 0;
    const char *at = text;
    for (int parts = 1;; parts++) {
        long part = 0;
        at = read_number(at, parts == 1 ? 24 * 60 * 60 : 59, &part);
        if (at == NULL)
            return false;
        seconds = seconds * 60 + part;
        if (*at != ':' || parts == 3)
            break;
        at++;
    }
    long thousandths = 0;
    if (*at == '.')
        at = read_thousandths(at + 1, &thousandths);
    if (at == NULL || *at != '\0' || seconds > MOST_MS / 1000)
        return false;
    /* At most a second over the limit, so it fits, and is looked at once more with its
     * thousandths. */
    *time_ms = (int32_t)(seconds * 1000 + thousandths);
    return *time_ms <= MOST_MS;
}

bool arguments_read_time(const struct arguments *arguments, const char *name, int32_t *time_ms)
{
    assert(time_ms != NULL);
    const char *value = arguments_value(arguments, name);
    if (value == NULL || read_time(value, time_ms))
        return true;
    output_complain("%s needs a time such as 1:30 (up to 24 hours), not \"%s\"", name, value);
    return false;
}

bool arguments_read_number(const struct arguments *arguments, const char *name, int least, int most,
                           int *number)
{
    assert(least >= 0 && most >= least);
    const char *value = arguments_value(arguments, name);
    if (value == NULL)
        return true;
    long read = 0;
    const char *at = read_number(value, most, &read);
    if (at == NULL || *at != '\0' || read < least) {
        output_complain("%s needs a number from %d to %d, not \"%s\"", name, least, most, value);
        return false;
    }
    *number = (int)read;
    return true;
}

bool arguments_read_size(const struct arguments *arguments, const char *name, int *width_px,
                         int *height_px)
{
    const char *value = arguments_value(arguments, name);
    if (value == NULL)
        return true;
    long width = 0;
    long height = 0;
    const char *at = read_number(value, MOST_SIDE_PX, &width);
    /* Without an `x` there is more text, or the height is still 0: both are refused below. */
    if (at != NULL && *at == 'x')
        at = read_number(at + 1, MOST_SIDE_PX, &height);
    if (at == NULL || *at != '\0' || width < LEAST_SIDE_PX || height < LEAST_SIDE_PX) {
        output_complain("%s needs a size such as 1280x720 (each side %d to %d), not \"%s\"", name,
                        LEAST_SIDE_PX, MOST_SIDE_PX, value);
        return false;
    }
    *width_px = (int)width;
    *height_px = (int)height;
    return true;
}
