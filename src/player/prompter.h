/* Short recordings, one after another and softly: the voice of the menu.
 *
 * Whatever is said last is said next: what is being said fades away for it, and the new recording
 * begins from silence. It plays through the same device and as softly as a session, by a source of
 * its own. What is said, and when, is not its business.
 */
#ifndef LULL_PLAYER_PROMPTER_H
#define LULL_PLAYER_PROMPTER_H

#include "base/allocator.h"
#include "media/vorbis.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How long what is being said takes to fade away, and a recording to come. */
enum { PROMPTER_GOES_MS = 150, PROMPTER_COMES_MS = 100 };

/* The loudest that any sample gets: −10 dBTP, as at the end of a session's sound. */
#define PROMPTER_PEAK 0.316F

/* A recording as it is to be heard; without samples it is silence. */
struct prompt {
    struct vorbis_audio audio; /* owned by the main thread: one channel */
    float gain;
};

/* Two places: one that is being played, and one that the main thread fills meanwhile. They are
 * handed over by counting: `asked` is the main thread's, `taken` the sound's, and the place of a
 * count is its last bit. While the two are equal the other place is the main thread's alone. */
struct prompter {
    struct prompt places[2];
    _Atomic unsigned asked;
    _Atomic unsigned taken;
    _Atomic bool done; /* all of the one that was taken has been played */

    struct prompt waiting; /* of the main thread: to be handed over as soon as may be */
    bool waits;

    int64_t position; /* of the sound's thread: in the recording that is being played */
    float level;      /* 0 to 1: the fade it is in */
};

/* Makes it silent. It must not move while a device plays it. */
void prompter_start(struct prompter *prompter);

/* Says `audio`, decoded to one channel, which it takes over, at `gain` (0 to 1, made less where it
 * would get too loud). An empty struct is silence. For the main thread, as all but
 * prompter_render. */
void prompter_say(struct prompter *prompter, struct vorbis_audio audio, float gain);

/* Hands over what waits, where it can by now: call it several times a second. Returns whether
 * anything is being said, or is about to be. */
bool prompter_speaks(struct prompter *prompter);

/* An audio_source's render; `context` is the prompter. For the audio callback: allocates, locks and
 * waits for nothing. */
void prompter_render(void *context, int64_t first_frame, size_t frames, float *stereo);

/* Frees the recordings. No device may be playing it any more. */
void prompter_stop(struct prompter *prompter);

#endif
