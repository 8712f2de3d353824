/* The instructions of the language: one row of a table and one function each.
 *
 * A row says what an action is called, which lane of the listener it takes, whether lines may be
 * indented under it, and how the rest of its line is read. To add an action is to add a row, a
 * function, and a page of the manual. Reading a line knows nothing of the lines around it.
 */
#ifndef LULL_LANGUAGE_ACTIONS_H
#define LULL_LANGUAGE_ACTIONS_H

#include "language/scanner.h"
#include "language/script.h"

#include <stdbool.h>

/* What a person has one of. A line cannot stand under a line that takes the same. */
enum taken {
    TAKES_NOTHING,
    TAKES_BREATH,
    TAKES_HANDS,
    TAKES_VOICE,
    TAKES_SOUND,
    TAKES_LIGHT,
    TAKES_SIDES, /* `each side` alone */
};

/* How one action is read: a row of the table. */
struct action_rule {
    enum taken takes;
    bool allows_block; /* lines may be indented under it */
    bool needs_block;  /* and some must be */
    const char *example;
    /* Reads what stands after the action's word into `line`, to the line's end. */
    bool (*read)(struct scanner *scanner, struct line *line);
};

/* The rule of an action; `action` below ACTION_COUNT. Static. */
const struct action_rule *action_rule(enum action action);

/* Reads `[at T] ACTION …`. Where that fails, the scanner has the fault; `line->action` is then
 * ACTION_COUNT, or the action when its word was understood, and `line->word_at` where it stands. */
bool action_read(struct scanner *scanner, struct line *line);

/* Reads a pattern, by its phases or its name. `followers` may stand after it, as in
 * scanner_misses. */
bool breathe_read_pattern(struct scanner *scanner, const char *followers, struct pattern *pattern);

/* Reads what stands after `breathe`. */
bool breathe_read(struct scanner *scanner, struct line *line);

#endif
