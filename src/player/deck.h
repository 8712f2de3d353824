/* A session on a device: the tape deck between the keys and the loudspeaker.
 *
 * The device's thread asks the deck for sound; the deck asks its transport what comes next, has the
 * session's sound rendered there, and says what it put where. The main thread gives orders and asks
 * what is heard at this moment, which is the one clock that pictures go by. It knows no device:
 * with none, the same calls come from the main thread.
 */
#ifndef LULL_PLAYER_DECK_H
#define LULL_PLAYER_DECK_H

#include "player/crossing.h"
#include "player/transport.h"
#include "sound/sound.h"

#include <stddef.h>
#include <stdint.h>

struct deck {
    struct transport transport; /* of the thread that renders */
    struct sound *sound;        /* not owned; rendered by that thread alone */
    int32_t start_ms;           /* never changes */
    struct crossing crossing;   /* of both */
};

/* What a person hears at this moment. */
struct heard {
    enum transport_state state;
    double at_ms; /* where in the session */
    bool moving;  /* whether it goes on from there */
    float level;  /* 0 silent to 1, the fade of pausing, seeking and leaving */
};

/* Makes `deck`, which must not move afterwards, ready to play `sound` of `timeline` from `start_ms`
 * on. Both must outlive it. */
void deck_start(struct deck *deck, const struct timeline *timeline, struct sound *sound,
                int32_t start_ms, struct levels levels);

/* The next `frames` frames, of which the first is `first_frame` since the device was opened;
 * `stereo` NULL: only goes on. `context` is the deck. This is an audio_source's render, for the
 * audio callback. */
void deck_render(void *context, int64_t first_frame, size_t frames, float *stereo);

/* Main thread: what is heard when the device has come to `frame`. */
struct heard deck_heard(const struct deck *deck, int64_t frame);

#endif
