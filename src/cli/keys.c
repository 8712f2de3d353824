/* `lull keys`: what each key does during a session, read off the table that the player reads, so
 * that both say the same. The form is that of the manual: one part an action, one line a device.
 * The usual keys, not the listener's own: those are in the settings file.
 */
#include "player/keys.h"
#include "cli/arguments.h"
#include "cli/command.h"
#include "cli/output.h"

static const struct option options[] = {
    {.name = "--tabs", .help = "a line an action, between tabs, for tools"},
    {.name = NULL},
};

static const char *const device_names[PLAYER_DEVICES] = {
    [DEVICE_KEYBOARD] = "keyboard",
    [DEVICE_CONTROLLER] = "game controller",
    [DEVICE_POINTER] = "mouse or touch",
    [DEVICE_MEDIA] = "media keys",
};

/* The word of the settings file comes first, as in `key softer = s`. */
static void append_line(struct buffer *text, const struct player_deed *deed)
{
    buffer_format(text, "%s\t%s", deed->word, deed->does);
    for (int device = 0; device < PLAYER_DEVICES; device++) {
        buffer_append_string(text, "\t");
        /* Empty where the device has no key for it, so that every line has as many columns. */
        player_keys_name(NULL, deed->action, (enum player_device)device, text);
    }
    buffer_append_string(text, "\n");
}

/* One action for people: what it does, and a line for each device that has a key for it. */
static void append_part(struct buffer *text, const struct player_deed *deed)
{
    buffer_format(text, "%s (%s)\n", deed->does, deed->word);
    for (int device = 0; device < PLAYER_DEVICES; device++) {
        struct buffer names = buffer_make(text->allocator);
        player_keys_name(NULL, deed->action, (enum player_device)device, &names);
        /* A device that has no key for it is left out. */
        if (names.length > 0)
            buffer_format(text, "  %-17s%.*s\n", device_names[device], (int)names.length,
                          names.bytes);
        /* A part with a name missing must not be printed as if it were whole. */
        text->failed = text->failed || names.failed;
        buffer_release(&names);
    }
}

/* In the order of the table, which is that of the player's own page of keys. */
static enum status run(const struct arguments *arguments)
{
    size_t count;
    const struct player_deed *deeds = player_deeds(&count);
    /* For tools: columns that can be cut apart. */
    bool tabs = arguments_has(arguments, "--tabs");
    struct buffer text = buffer_make(allocator_system());
    for (size_t i = 0; i < count; i++) {
        if (tabs)
            append_line(&text, &deeds[i]);
        else
            append_part(&text, &deeds[i]);
    }
    enum status status = output_write(&text);
    buffer_release(&text);
    return status;
}

const struct command keys_command = {
    .name = "keys",
    .operands = "",
    .summary = "Prints what each key does during a session",
    .about =
        "A second press undoes the first. A two-tap or two-drag is with two fingers or the right\n"
        "mouse button, a three-tap or three-drag with three or the middle one. A line such as\n"
        "`key softer = s` in the settings file gives an action, by its word in brackets, a key.\n",
    .options = options,
    .least_operands = 0,
    .most_operands = 0,
    .run = run,
};
