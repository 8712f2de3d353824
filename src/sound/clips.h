/* The recordings of a session, handed from the worker that decodes them to the sound that plays
 * them: the only thing in this folder that two threads touch.
 *
 * A place for every span of the voice and the sound lane, of atomics. A place that is empty is
 * silent, and the caption carries the sentence. This file opens no file and owns no recording.
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
    int channels; /* 1 or 2 */
    float gain;   /* 1 for narration; brings a loop to −23 LUFS from two loudspeakers */
};

/* How long a clip takes to fade in that came when its span was being played already. */
enum { CLIPS_LATE_SENTENCE_MS = 150, CLIPS_LATE_LOOP_MS = 3000 };

/* Where the clip of one span stands. */
struct clip_place {
    _Atomic(const struct clip *) clip; /* not owned; NULL: none */
    _Atomic int64_t heard_from;        /* in samples of the session; 0: all of it */
};

struct clips {
    struct allocator allocator;
    struct clip_place *voice; /* one for each span of the voice lane */
    struct clip_place *sound; /* one for each span of the sound lane */
    size_t voice_count;
    size_t sound_count;
    atomic_uint changes; /* how often a clip was given or taken back */
};

/* Makes empty places for all spans of `timeline`. Returns false where there is no memory. */
bool clips_make(struct clips *clips, struct allocator allocator, const struct timeline *timeline);

/* Puts `clip`, or NULL to take it back, at span `span` of LANE_VOICE or LANE_SOUND. Where
 * `heard_from` is more than 0, it is silent up to that sample of the session and fades in there.
 * From any one thread at a time. The same clip may stand at many spans. */
void clips_give(struct clips *clips, enum lane lane, size_t span, const struct clip *clip,
                int64_t heard_from);

/* What is there now, or NULL. Safe in the audio callback. */
const struct clip *clips_at(const struct clips *clips, enum lane lane, size_t span);

/* From which sample of the session on that clip is heard, fading in; 0: all of it. To be asked
 * after clips_at. Safe in the audio callback. */
int64_t clips_heard_from(const struct clips *clips, enum lane lane, size_t span);

/* How often anything was given or taken back so far. Safe in the audio callback. */
unsigned clips_changes(const struct clips *clips);

/* Frees the places, not the clips. */
void clips_release(struct clips *clips);

#endif
