/* How a routine is to be played: what the settings say, and over it what the command line says. */
#ifndef LULL_STAGE_PLAY_WISHES_H
#define LULL_STAGE_PLAY_WISHES_H

#include "cli/arguments.h"
#include "stage/stage.h"
#include "store/settings.h"

#include <stdbool.h>

struct play_wishes {
    struct stage_wishes stage;          /* without the script's path for the diary */
    char narrator[SETTINGS_WORD_BYTES]; /* in whose voice */
    bool diary;                         /* whether it is to be kept there */
    bool touch_hurts;                   /* as was said in the menu, for the night */
};

/* Reads the settings, and --dark, --no-voice, --narrator and --captions of a command that has them.
 * Returns false, after one line on stderr, where a word is not understood. */
bool play_wishes_read(const struct arguments *arguments, struct play_wishes *wishes);

#endif
