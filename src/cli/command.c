/* The list of commands, and the search in it. Names are few, so it is a plain walk. What may have
 * been meant by a word that is none is found by how many slips of the fingers lie between
 * (base/text.h), and only where enough of the word is right to know it by.
 */
#include "cli/command.h"

#include "base/text.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

/* In the order of the help: what people do, then what authors do, then what tools do. */
const struct command *const commands[] = {
    &menu_command,
    &play_command,
    &now_command,
    &keys_command,
    &list_command,
    &diary_command,
    &new_command,
    &preview_command,
    &check_command,
    &format_command,
    &explain_command,
    &timeline_command,
    &render_command,
    &narrate_command,
    &record_command,
    &words_command,
    NULL,
};

const struct command *command_find(const char *name)
{
    assert(name != NULL);
    for (size_t i = 0; commands[i] != NULL; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

const char *command_action_name(const struct command *command)
{
    assert(command != NULL);
    /* An action's row is called "diary add", so that the help can print its name as it is typed. */
    const char *space = strchr(command->name, ' ');
    return space == NULL ? command->name : space + 1;
}

const struct command *command_action(const struct command *command, const char *name,
                                     const struct command **nearest)
{
    assert(command != NULL && name != NULL);
    /* Two slips at most; each that is nearer makes it smaller. */
    int distance = 2;
    if (nearest != NULL)
        *nearest = NULL;
    for (size_t i = 0; command->actions != NULL && command->actions[i] != NULL; i++) {
        const char *action = command_action_name(command->actions[i]);
        /* An exact one ends the search, whatever was near before it. */
        if (strcmp(action, name) == 0)
            return command->actions[i];
        /* Only for those who will say so. */
        if (nearest != NULL && command_is_slip(name, action, &distance))
            *nearest = command->actions[i];
    }
    return NULL;
}

bool command_is_slip(const char *a, const char *b, int *distance)
{
    int apart = text_distance(text_from(a), text_from(b));
    /* Half of the letters must be right, or any short word would be near to any other. */
    bool near = apart <= *distance && (size_t)apart * 2 < strlen(a);
    /* Only a nearer one shall win after this. */
    if (near)
        *distance = apart - 1;
    return near;
}

const char *command_nearest(const char *name)
{
    const char *nearest = NULL;
    int distance = 2;
    for (size_t i = 0; commands[i] != NULL; i++)
        if (command_is_slip(name, commands[i]->name, &distance))
            nearest = commands[i]->name;
    return nearest;
}
