/* The sound device, or the lack of one, behind one face.
 *
 * SDL_mixer opens the device; what a session sounds like comes whole from one source through its
 * music hook, because a mixer's channels start on the edges of buffers and words, tones and
 * pictures must meet exactly. Its channels stay free for the program's own short sounds. Where
 * there is no device, or it goes away, the same source is drawn along the system's clock without
 * being asked for sound, so that nobody above has to know the difference. This file knows no
 * sessions.
 */
#ifndef LULL_PLATFORM_AUDIO_H
#define LULL_PLATFORM_AUDIO_H

#include "base/allocator.h"
#include "platform/audio_source.h"

#include <stdbool.h>
#include <stdint.h>

struct audio;

/* Opens the default device and begins to draw from `source`, which must live until audio_close.
 * Where none can be opened, or it takes longer than three seconds, the result is silent, as if the
 * device had gone away at that moment, and audio_problem says why. Returns NULL only when there is
 * no memory. One at a time. All functions are for the thread that opened it. */
struct audio *audio_open(struct allocator allocator, struct audio_source source);

/* Why there is no sound, in the system's words, or NULL where there is. Valid until the next call
 * of any function here. */
const char *audio_problem(const struct audio *audio);

/* Which frame of the source is heard at `now_ns` (of clock_now_ns). Never goes back; a sound server
 * is asked meanwhile how far away its loudspeaker is, and some three seconds after a device was
 * opened that is known, and counts. Where a device stands still time goes on unheard, until it asks
 * again. Without a device this is also what draws from the source, so call it often: at least four
 * times a second. */
int64_t audio_heard(struct audio *audio, int64_t now_ns);

/* Goes on without the device, from the frame that is heard now and without a jump: for when the
 * device has gone away. Nothing is moved to another loudspeaker. It does not wait for SDL, which
 * takes a quarter of a second. */
void audio_go_silent(struct audio *audio, const char *problem);

/* Looks, every other second at most, whether the device that went away is there again, and if so
 * goes on with it, faded in from what is due then. Call it as often as audio_heard: what a look
 * found, or the listener wanted, is taken in here, and nothing is waited for. Devices are known by
 * their names: of two alike one is taken for the other, and where the driver knows no names, as
 * with ALSA, none is taken for the one that went away. Headphones that are pulled out of a card
 * leave the same device behind, now with a loudspeaker: that is the system's to decide, and nothing
 * here hears of it. */
void audio_look_for_device(struct audio *audio, int64_t now_ns);

/* Whether the device is missing, or has stood still for two seconds, as one does that was lent to
 * another program; until it is heard again. */
bool audio_is_lost(const struct audio *audio);

/* The name of a device that could take the place of the missing one, empty where there is one that
 * the driver has no name for; or NULL. As long-lived as audio_problem's. */
const char *audio_other_device(const struct audio *audio);

/* Goes on with that device as soon as it is open: only for when the listener has said so. It stays
 * silent where it cannot be opened or there is none. The wish is forgotten where that device is not
 * what could take the place any more by then, or the missing one is back. */
void audio_use_other_device(struct audio *audio);

/* Stops drawing from the source and gives the device back, for which it waits a second at most.
 * NULL is allowed. */
void audio_close(struct audio *audio);

#endif
