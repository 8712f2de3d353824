/* How the diary looks in a terminal, and to tools. */
#ifndef LULL_CLI_DIARY_PRINT_H
#define LULL_CLI_DIARY_PRINT_H

#include "base/buffer.h"
#include "store/diary_summary.h"

/* Appends a line of headings and a line an entry. */
void diary_print_table(const struct diary_entries *entries, struct buffer *text);

/* Appends what all of it comes to, in sentences of a line each; nothing where there is nothing to
 * say. */
void diary_print_summary(const struct diary_summary *summary, struct buffer *text);

/* Appends a JSON object a line, with the members that `lull diary --help` names; what is not said
 * is null. */
void diary_print_json(const struct diary_entries *entries, struct buffer *text);

#endif
