/* The diary as commands open it, and what they say of it. */
#ifndef LULL_CLI_DIARY_OPENING_H
#define LULL_CLI_DIARY_OPENING_H

#include "cli/command.h"
#include "store/diary.h"

#include <stdbool.h>

/* Opens the person's diary; what they should know of it goes to stderr. Returns NULL, after a line
 * on stderr, where it cannot be used for this purpose. The caller closes it. */
struct diary *diary_opening(enum diary_purpose purpose);

/* What came of asking the diary for something, `done` being its answer: says on stderr what there
 * is to say, and returns STATUS_FINE or STATUS_FILE. */
enum status diary_opening_judge(const struct diary *diary, bool done);

#endif
