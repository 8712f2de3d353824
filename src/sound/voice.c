/* The spans that touch a moment are found from the latest one backwards. A span lasts 0.5 s longer
 * than its recording (language reference, "How long words last"), so where words end is known
 * without the recording: ducking is a function of the timeline alone, the same whether or not the
 * clip has come by now.
 */
#include "sound/voice.h"

#include "sound/curve.h"

#include <assert.h>

/* DUCK_AHEAD_MS before the words until DUCK_HOLD_MS after them; then back over DUCK_RELEASE_MS. */
enum {
    EDGE_FRAMES = 25 * SOUND_SAMPLES_PER_MS,
    LATE_EDGE_FRAMES = CLIPS_LATE_SENTENCE_MS * SOUND_SAMPLES_PER_MS,
    PAUSE_AFTER_MS = 500,
    DUCK_AHEAD_MS = 400,
    DUCK_HOLD_MS = 200,
    DUCK_RELEASE_MS = 700,
};

static const double ducked_gain = 0.5623413251903491; /* −5 dB */

/* The clip's own fades, at its frame `frame` of `length` that are played, and that of one that came
 * late, from its frame `late` on. */
static float edge(const struct clip *clip, int64_t frame, int64_t length, int64_t late)
{
    double gain = clip->gain;
    if (frame < EDGE_FRAMES)
        gain *= curve_rise((double)frame, EDGE_FRAMES);
    if (length - frame < EDGE_FRAMES)
        gain *= curve_rise((double)(length - frame), EDGE_FRAMES);
    if (frame - late < LATE_EDGE_FRAMES)
        gain *= curve_rise((double)(frame - late), LATE_EDGE_FRAMES);
    return (float)gain;
}

/* Adds the frames of `clip` that fall into the block, and no frame of it after its span.
 * `heard_from` as in clips_give. */
static void add_clip(const struct clip *clip, int64_t heard_from, const struct span *span,
                     int32_t at_ms, struct ramp gain, struct block *block)
{
    int64_t start = (int64_t)span->start_ms * SOUND_SAMPLES_PER_MS;
    /* For a clip that was there in time, so far before its start that the fade is over. */
    int64_t late = heard_from > 0 ? heard_from - start : -LATE_EDGE_FRAMES;
    int64_t length = (int64_t)(span->end_ms - span->start_ms) * SOUND_SAMPLES_PER_MS;
    if (length > clip->frames)
        length = clip->frames;
    int64_t first = (int64_t)at_ms * SOUND_SAMPLES_PER_MS - start;
    for (int i = 0; i < BLOCK_FRAMES; i++) {
        int64_t frame = first + i;
        if (frame < 0 || frame >= length)
            continue;
        float factor = edge(clip, frame, length, late) * ramp_at(gain, i);
        const float *sample = clip->samples + frame * clip->channels;
        block->left[i] += sample[0] * factor;
        block->right[i] += sample[clip->channels - 1] * factor;
    }
}

void voice_add(const struct timeline *timeline, const struct clips *clips, int32_t at_ms,
               struct ramp gain, struct block *block)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_VOICE];
    /* The last sample of the block belongs to it; what begins with the next one does not. */
    size_t i = timeline_latest(lane, at_ms + BLOCK_MS - 1);
    /* Spans of a lane do not overlap, so the first that has ended ends the search. */
    for (; i != SIZE_MAX && lane->spans[i].end_ms > at_ms; i--) {
        const struct clip *clip = clips_at(clips, LANE_VOICE, i);
        if (clip != NULL)
            add_clip(clip, clips_heard_from(clips, LANE_VOICE, i), &lane->spans[i], at_ms, gain,
                     block);
    }
}

/* From 0 to 1: how much of `span` is in the way at `at_ms`. */
static double presence(const struct span *span, int32_t at_ms)
{
    /* A sentence without a recording is read, and nothing has to give way to it. */
    if (span->recording == NULL)
        return 0;
    int32_t words_end_ms = span->end_ms - PAUSE_AFTER_MS;
    double coming = curve_rise(at_ms - span->start_ms + DUCK_AHEAD_MS, DUCK_AHEAD_MS);
    double going = curve_rise(at_ms - words_end_ms - DUCK_HOLD_MS, DUCK_RELEASE_MS);
    return coming * (1 - going);
}

double voice_ducking(const struct timeline *timeline, int32_t at_ms)
{
    /* the ramps of neighbouring sentences may overlap: the deepest counts */
    const struct lane_spans *lane = &timeline->lanes[LANE_VOICE];
    int32_t since_ms = at_ms - DUCK_HOLD_MS - DUCK_RELEASE_MS;
    double most = 0;
    size_t i = timeline_latest(lane, at_ms + DUCK_AHEAD_MS);
    for (; i != SIZE_MAX && lane->spans[i].end_ms > since_ms; i--) {
        double here = presence(&lane->spans[i], at_ms);
        if (here > most)
            most = here;
    }
    return 1 - most * (1 - ducked_gain);
}
