/* SDL_mixer's sound device, opened, closed and looked for by a thread of its own.
 *
 * Each of these takes SDL up to a third of a second, and for ever where a sound server hangs, and
 * pictures have to go on meanwhile. SDL has one device of this kind, so this is one for the whole
 * program: it does one task at a time, and until it is done nobody else may call SDL's functions
 * for sound. What a device plays is not its business. For the main thread, all of it; none for the
 * audio callback.
 */
#ifndef LULL_PLATFORM_LOUDSPEAKER_H
#define LULL_PLATFORM_LOUDSPEAKER_H

#include <stdbool.h>

/* Longer names and reasons are cut off. */
enum { LOUDSPEAKER_WORDS_BYTES = 200 };

/* What it can be asked to do. A device that is open meanwhile is closed first. */
enum loudspeaker_task {
    LOUDSPEAKER_OPEN_USUAL, /* the one that the system plays on, or else any */
    LOUDSPEAKER_LOOK,       /* open the one that was open last, if it is there; else find another */
    LOUDSPEAKER_OPEN_OTHER, /* that one */
    LOUDSPEAKER_CLOSE,
};

/* What is known of devices. Zero-initialised: nothing yet. Texts are empty where there is none, or
 * where a device has no name. */
struct loudspeaker {
    bool open;
    bool offers;                           /* `other` was there when it was looked for */
    char problem[LOUDSPEAKER_WORDS_BYTES]; /* why the last task found nothing, in SDL's words */
    char driver[LOUDSPEAKER_WORDS_BYTES];  /* that had a device, and no other is asked then */
    char device[LOUDSPEAKER_WORDS_BYTES];  /* that was open last */
    char other[LOUDSPEAKER_WORDS_BYTES];   /* that could take its place */
};

/* Begins with `task`, from what is `known` by now (copied). It must not be busy, and with CLOSE
 * nothing may play any more. */
void loudspeaker_begin(enum loudspeaker_task task, const struct loudspeaker *known);

/* Whether the task is still being done. */
bool loudspeaker_is_busy(void);

/* Waits until it is done, `most_ms` at most. Returns whether it is. */
bool loudspeaker_wait(int most_ms);

/* What is known once the task is done: it must not be busy. Overwritten by the next one. */
const struct loudspeaker *loudspeaker_known(void);

#endif
