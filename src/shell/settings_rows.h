/* The rows of the page of settings, as a table: what each is called, how far one press goes, and
 * what it does in a sentence.
 *
 * First the settings, in the order in which a person may want them, then a row for the key of each
 * action. What values a setting has is the store's to know.
 */
#ifndef LULL_SHELL_SETTINGS_ROWS_H
#define LULL_SHELL_SETTINGS_ROWS_H

#include "player/keys.h"

#include <stddef.h>
#include <stdint.h>

/* A setting or a key. All texts are static. */
struct settings_row {
    const char *name;  /* of the setting, in its file; NULL: it is a key */
    const char *label; /* what a person calls it */
    const char *unit;  /* after a number */
    int32_t step;      /* of a number */
    const char *help;
    const struct player_deed *deed; /* whose key it is; NULL: a setting */
};

/* How many there are. */
size_t settings_rows_count(void);

/* The one at `index`, less than that. */
struct settings_row settings_rows_at(size_t index);

/* The plainer words for `value` of the setting called `name`, or NULL where it says enough. */
const char *settings_rows_plainer(const char *name, struct text value);

#endif
