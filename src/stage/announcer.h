/* The voice of the menu: finds the recordings of what is to be said and plays them.
 *
 * It holds the sound device only while the menu is to speak, since a session opens it for itself.
 * Without a device, or without recordings, the menu is silent and nothing else changes. Headphones
 * that go away are waited for: nobody meant others to hear it.
 */
#ifndef LULL_STAGE_ANNOUNCER_H
#define LULL_STAGE_ANNOUNCER_H

#include "platform/audio.h"
#include "player/prompter.h"
#include "shell/spoken.h"
#include "store/settings.h"

#include <stdbool.h>
#include <stdint.h>

struct announcer {
    struct prompter prompter;
    struct audio *audio; /* NULL: nothing is or was to be said */
    bool hushed;         /* silence was the last that it was asked to say */
    bool lost;           /* the device has gone away, and is looked for */
};

/* Makes it silent, without a device. It must not move until announcer_close. */
void announcer_make(struct announcer *announcer);

/* Says what `spoken` has to say by now, with the voice and as loudly as `settings` ask for; opens
 * the device for the first words. Returns whether it has to be called again soon. Call it some
 * twenty times a second then. */
bool announcer_turn(struct announcer *announcer, struct spoken *spoken,
                    const struct settings *settings, int64_t now_ms);

/* Lets what is being said fade away, within PROMPTER_GOES_MS. */
void announcer_hush(struct announcer *announcer);

/* Goes on silently until the device, which has gone away, is there again; harmless where there is
 * none. */
void announcer_lose_device(struct announcer *announcer);

/* Whether it waits for that. Call announcer_turn some five times a second then. */
bool announcer_waits(const struct announcer *announcer);

/* Stops and gives the device back, for a session to have; harmless where there is none. It may be
 * used again. */
void announcer_close(struct announcer *announcer);

#endif
