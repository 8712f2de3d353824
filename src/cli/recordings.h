/* The sentences of a routine, for the commands that make recordings of them: whoever speaks, it is
 * found, read and searched for what is missing in the same way.
 */
#ifndef LULL_CLI_RECORDINGS_H
#define LULL_CLI_RECORDINGS_H

#include "cli/command.h"
#include "cli/reading.h"
#include "store/sentences.h"
#include "store/settings.h"

struct recordings {
    struct reading reading; /* owned: the sentences live in its arena */
    struct settings settings;
    struct sentences sentences;
};

/* Reads the routine that a person has named `name` and collects its sentences, for the narrator of
 * the person's settings. `recordings` must stay where it is. Returns STATUS_FINE, else the status
 * to leave with, after it has been said on stderr why. recordings_close must follow either way. */
enum status recordings_open(struct recordings *recordings, const char *name);

/* Names on stderr the recordings in the script's own folder that no sentence has any more. Nothing
 * is deleted: they are somebody's voice. */
void recordings_name_superfluous(const struct sentences *sentences);

/* Gives everything back. */
void recordings_close(struct recordings *recordings);

#endif
