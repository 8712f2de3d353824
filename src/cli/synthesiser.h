/* Speech from whatever speaks on this machine.
 *
 * Voices of Debian's packages are known by name; any other is a command of the person's own, a
 * line of words in which {text}, {out} and {voice} stand for the sentence, the WAV file to write
 * and the voice. Without {text} the sentence is the command's stdin; without {out} the sound is its
 * stdout. No shell reads it. What becomes of the speech is others' business.
 */
#ifndef LULL_CLI_SYNTHESISER_H
#define LULL_CLI_SYNTHESISER_H

#include "base/allocator.h"
#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/* What speaks. */
struct synthesiser {
    const char *name;    /* for people */
    const char *command; /* NULL: Festival and hts_engine, as the program's own voice was made */
    const char *voice;   /* what {voice} stands for; never NULL */
};

/* Chooses what is to speak: the voice `voice` ("slt", "rms", "espeak", or one for the command), or
 * with NULL the command of the settings, or else `narrator` (the voice among the program's own that
 * the listener has chosen), or else the best that is installed. `command` is the setting, "" for
 * none; it and `voice` must outlive `synthesiser`. Returns false, after a line on stderr that says
 * what to install or set, where nothing can. */
bool synthesiser_choose(const char *command, const char *voice, const char *narrator,
                        struct synthesiser *synthesiser);

/* Speaks `text`: one channel at 48 kHz to `*samples`, which the caller frees with `allocator`, and
 * their number to `*frames`. Each program that it runs is ended after half a minute: a command is
 * one, and Festival's voice two for each sentence in `text`. Returns false with `*reason` in plain
 * words that are a sentence without its full stop (static). */
bool synthesiser_speak(const struct synthesiser *synthesiser, struct allocator allocator,
                       struct text text, float **samples, int64_t *frames, const char **reason);

#endif
