/* The recordings of a session, handed from the worker that decodes them to the sound that plays
 * them: the only thing in this folder that two threads touch.
 *
 * A place for every span of the voice and the sound lane, each an atomic pointer. A place that is
 * empty is silent, and the caption carries the sentence. This file opens no file and owns no
 * recording.
 */
#ifndef LULL_SOUND_CLIPS_H
#define LULL_SOUND_CLIPS_H

#include "base/allocator.h"
#include "timeline/timeline.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A recording, decoded. Its giver owns it and leaves it unchanged while it is given. */
struct clip {
    const float *samples; /* at 48 kHz, interleaved */
    int64_t frames;
    int channels;         /* 1 or 2 */
    float gain;           /* 1 for narration; brings a loop to −23 LUFS from two loudspeakers */
    int64_t audible_from; /* for one that came late: it fades in from this frame; else 0 */
};

struct clips {
    struct allocator allocator;
    _Atomic(const struct clip *) *voice; /* one for each span of the voice lane */
    _Atomic(const struct clip *) *sound; /* one for each span of the sound lane */
    size_t voice_count;
    size_t sound_count;
    atomic_uint changes; /* how often a clip was given or taken back */
};

/* Makes empty places for all spans of `timeline`. Returns false where there is no memory. */
bool clips_make(struct clips *clips, struct allocator allocator, const struct timeline *timeline);

/* Puts `clip`, or NULL to take it back, at span `span` of LANE_VOICE or LANE_SOUND. From any one
 * thread at a time. The same clip may stand at many spans. */
void clips_give(struct clips *clips, enum lane lane, size_t span, const struct clip *clip);

/* What is there now, or NULL. Safe in the audio callback. */
const struct clip *clips_at(const struct clips *clips, enum lane lane, size_t span);

/* How often anything was given or taken back so far. Safe in the audio callback. */
unsigned clips_changes(const struct clips *clips);

/* Frees the places, not the clips. */
void clips_release(struct clips *clips);

#endif
