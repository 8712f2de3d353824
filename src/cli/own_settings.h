/* The listener's settings, for commands that need one or two of them.
 *
 * What plays in a window takes all of them, and says what is wrong in their file
 * (stage/preferences.h); here a fault costs its own setting and nothing is said, so that a command
 * made for scripts prints what it was asked for and no more.
 */
#ifndef LULL_CLI_OWN_SETTINGS_H
#define LULL_CLI_OWN_SETTINGS_H

#include "base/arena.h"
#include "cli/arguments.h"
#include "store/narration.h"
#include "store/settings.h"

#include <stdbool.h>

/* Where the settings file is, or would be; lives in `arena`. NULL when not even $HOME is known, or
 * no memory. */
const char *own_settings_path(struct arena *arena);

/* The settings as their file has them, the usual ones where it is missing. `arena` is used while
 * reading. */
struct settings own_settings_load(struct arena *arena);

/* Where recordings come from that do not belong to one script, for a person with these settings.
 * Its folders live in `arena`, and its narrator as long as `settings`. */
struct narration_sources own_settings_sources(struct arena *arena, const struct settings *settings);

/* Lets the option --narrator, which must be in the command's table, win over the setting. Returns
 * false, after one line on stderr, when no voice has that name. */
bool own_settings_read_narrator(const struct arguments *arguments, struct settings *settings);

#endif
