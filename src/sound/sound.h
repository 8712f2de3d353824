/* A session's sound as a function of time.
 *
 * `sound_render` gives the samples from any position on, and they are the same to the bit whatever
 * chunks they are asked for in, whatever was asked for before, live or exported, on any machine:
 * they depend on the timeline, the clips that were given and the levels alone. What is kept between
 * calls is either a cache of such values or the levels on their way to new ones.
 *
 * It knows no device, no file and no clock. One thread renders; another may give clips meanwhile.
 */
#ifndef LULL_SOUND_SOUND_H
#define LULL_SOUND_SOUND_H

#include "base/allocator.h"
#include "sound/block.h"
#include "sound/clips.h"
#include "sound/levels.h"
#include "timeline/timeline.h"

#include <stddef.h>
#include <stdint.h>

struct sound;

/* Makes the sound of `timeline`, which must outlive it. Takes about 2 MB. Returns NULL when there
 * is no memory; the caller ends it with sound_destroy. Allocates, so not for the callback. */
struct sound *sound_create(struct allocator allocator, const struct timeline *timeline);

/* The session's length in samples; from there on all is silent. */
int64_t sound_length_samples(const struct sound *sound);

/* Until when, in ms of the session, the clip at span `span` of LANE_VOICE or LANE_SOUND can be
 * heard: a sound goes on under what replaces it until that has wholly come. */
int32_t sound_heard_until_ms(const struct sound *sound, enum lane lane, size_t span);

/* Puts `clip` at span `span` of LANE_VOICE (a `say`) or LANE_SOUND (a file in a loop), or takes
 * back what is there with NULL. The giver keeps owning the clip and its samples. It may free them
 * after sound_destroy; or once it has taken the clip back everywhere and sound_passes has grown
 * since, or no thread renders. For one thread at a time, which need not be the one that renders. */
void sound_give_clip(struct sound *sound, enum lane lane, size_t span, const struct clip *clip);

/* Gives a clip whose span may be under way: up to sample `heard_from` of the session (more than 0)
 * it is silent, and from there it fades in, a sentence over 150 ms and a loop over 3 s. Given once
 * more by sound_give_clip, it is there in whole. */
void sound_give_late_clip(struct sound *sound, enum lane lane, size_t span, const struct clip *clip,
                          int64_t heard_from);

/* Writes `frames` frames of stereo (left, right, left, …; within ±1) from `position_samples` on,
 * which may be negative or past the end: silence there. Made for the audio callback: it allocates,
 * locks, reads and logs nothing.
 *
 * `levels` are where the levels are to be. With the same levels in every call the samples are a
 * function of the position alone. Where levels changed from one call to the next and the position
 * went on, they move there at 300 ms for the whole way, starting within 60 ms; where it jumped (a
 * seek, which the caller fades) they are there at once. */
void sound_render(struct sound *sound, const struct levels *levels, int64_t position_samples,
                  size_t frames, float *stereo);

/* Counts as a call of sound_render: for the thread that renders, where nothing is heard and it has
 * nothing to render. For the audio callback. */
void sound_skip(struct sound *sound);

/* How many calls of sound_render and sound_skip have ended. From any thread. */
unsigned sound_passes(const struct sound *sound);

/* Frees it; NULL is allowed. No thread may be rendering. */
void sound_destroy(struct sound *sound);

#endif
