/* One slot for every span that has a recording, first those of the voice, then those of the sound.
 * A slot that leaves the window is taken back from the sound at once, but freed only at a later
 * visit, when the sound has ended a call since and cannot be reading it any more. Each visit walks
 * over all slots: a session has hundreds at most.
 */
#include "player/reader.h"

#include "media/loudness.h"
#include "media/vorbis.h"

#include <assert.h>
#include <limits.h>
#include <stdbool.h>

enum {
    FRAMES_A_MS = 48,
    LATE_LEAD_FRAMES = 12288, /* what a device may render while a clip is being given */
    LONGEST_FADE_FRAMES = CLIPS_LATE_LOOP_MS * FRAMES_A_MS,
};

enum slot_state {
    SLOT_EMPTY,
    SLOT_GIVEN,
    SLOT_TAKEN_BACK, /* the sound may still be reading it */
    SLOT_FAILED,     /* could not be read, and is not tried again */
};

/* A recording on its way: decoded, given, taken back, freed. */
struct slot {
    enum slot_state state;
    enum lane lane;
    size_t index; /* of the span in its lane */
    unsigned passes;
    bool counted;       /* as damaged */
    int64_t heard_from; /* given: the session's frame at which it fades in; 0: all is heard */
    struct vorbis_audio audio;
    struct clip clip;
};

struct reader {
    struct allocator allocator;
    const struct timeline *timeline;
    struct sound *sound;
    const _Atomic int64_t *rendered_to;
    size_t failures;
    const char *first_failed; /* NULL: none */
    size_t count;
    struct slot slots[];
};

/* The span that a slot's recording belongs to. */
static const struct span *span_of(const struct reader *reader, const struct slot *slot)
{
    return &reader->timeline->lanes[slot->lane].spans[slot->index];
}

/* How many spans of the lane have a recording. */
static size_t count_recordings(const struct lane_spans *lane)
{
    size_t count = 0;
    for (size_t i = 0; i < lane->count; i++)
        count += lane->spans[i].recording != NULL;
    return count;
}

/* One slot for each recording of a lane, empty. */
static void add_slots(struct reader *reader, enum lane lane)
{
    const struct lane_spans *spans = &reader->timeline->lanes[lane];
    for (size_t i = 0; i < spans->count; i++)
        if (spans->spans[i].recording != NULL)
            reader->slots[reader->count++] = (struct slot){.lane = lane, .index = i};
}

struct reader *reader_create(struct allocator allocator, const struct timeline *timeline,
                             struct sound *sound, const _Atomic int64_t *rendered_to)
{
    assert(timeline != NULL && sound != NULL);
    size_t count = count_recordings(&timeline->lanes[LANE_VOICE]) +
                   count_recordings(&timeline->lanes[LANE_SOUND]);
    size_t bytes = sizeof(struct reader) + count * sizeof(struct slot);
    struct reader *reader = allocator_allocate(allocator, 1, bytes);
    if (reader == NULL)
        return NULL;
    reader->allocator = allocator;
    reader->timeline = timeline;
    reader->sound = sound;
    reader->rendered_to = rendered_to;
    add_slots(reader, LANE_VOICE);
    add_slots(reader, LANE_SOUND);
    assert(reader->count == count);
    return reader;
}

/* Until when a slot's recording can be heard. */
static int32_t heard_until_ms(const struct reader *reader, const struct slot *slot)
{
    return sound_heard_until_ms(reader->sound, slot->lane, slot->index);
}

/* Where a device may be by the time that it meets a clip which is given now: the session's frame,
 * or 0 where the slot's span is not being played. */
static int64_t met_at(const struct reader *reader, const struct slot *slot)
{
    int64_t rendered_to = reader->rendered_to == NULL ? -1 : atomic_load(reader->rendered_to);
    int64_t start = (int64_t)span_of(reader, slot)->start_ms * FRAMES_A_MS;
    int64_t end = (int64_t)heard_until_ms(reader, slot) * FRAMES_A_MS;
    int64_t met = rendered_to + LATE_LEAD_FRAMES;
    return rendered_to >= 0 && rendered_to < end && met > start ? met : 0;
}

/* Lets the sound have what the slot holds: all of it, unless its span is being played right now,
 * with nothing there yet. Then it fades in from where the device will be by the time that it meets
 * the clip. */
static void give(struct reader *reader, struct slot *slot)
{
    slot->heard_from = met_at(reader, slot);
    if (slot->heard_from > 0)
        sound_give_late_clip(reader->sound, slot->lane, slot->index, &slot->clip, slot->heard_from);
    else
        sound_give_clip(reader->sound, slot->lane, slot->index, &slot->clip);
    slot->state = SLOT_GIVEN;
}

/* A recording that came late is given in whole once nobody can hear the difference, for whoever
 * goes back to its start. */
static void complete(struct reader *reader, struct slot *slot)
{
    assert(slot->state == SLOT_GIVEN);
    if (slot->heard_from == 0)
        return;
    /* Past its fade the late clip sounds as the whole one does. */
    int64_t met = met_at(reader, slot);
    if (met > 0 && met < slot->heard_from + LATE_LEAD_FRAMES + LONGEST_FADE_FRAMES)
        return;
    slot->heard_from = 0;
    sound_give_clip(reader->sound, slot->lane, slot->index, &slot->clip);
}

/* Brings any file to one loudness, so that a percentage means the same of each; narration has its
 * own. */
static float loop_gain(const struct vorbis_audio *audio)
{
    return loudness_gain(audio->samples, audio->frames, audio->channels);
}

/* Counts a file that is damaged; the listener is told its name when the session is over. */
static void count_failure(struct reader *reader, const char *path)
{
    if (reader->failures++ == 0)
        reader->first_failed = path;
}

/* Decodes a file, whole if it is not too long. One that fails is counted and left alone: its
 * caption is shown anyway. */
static void read_recording(struct reader *reader, struct slot *slot)
{
    const struct span *span = span_of(reader, slot);
    bool voice = slot->lane == LANE_VOICE;
    const char *reason;
    if (!vorbis_decode(reader->allocator, span->recording, voice ? 1 : 2, READER_MOST_MS,
                       &slot->audio, &reason)) {
        slot->state = SLOT_FAILED;
        count_failure(reader, span->recording);
        return;
    }
    /* What is left of it is heard; a loop or a sentence that is read again is not counted again. */
    if (slot->audio.damaged && !slot->counted)
        count_failure(reader, span->recording);
    slot->counted = slot->counted || slot->audio.damaged;
    slot->clip = (struct clip){
        .samples = slot->audio.samples,
        .frames = slot->audio.frames,
        .channels = slot->audio.channels,
        .gain = voice ? 1 : loop_gain(&slot->audio),
    };
    give(reader, slot);
}

/* The sound gets it no more; it may be reading it still, hence the pass to be waited for. */
static void take_back(struct reader *reader, struct slot *slot)
{
    assert(slot->state == SLOT_GIVEN);
    sound_give_clip(reader->sound, slot->lane, slot->index, NULL);
    slot->passes = sound_passes(reader->sound);
    slot->state = SLOT_TAKEN_BACK;
}

/* Frees what was taken back once a call of the sound has ended since. */
static void free_if_unused(struct reader *reader, struct slot *slot)
{
    assert(slot->state == SLOT_TAKEN_BACK);
    /* One is enough: only one runs at a time, and those that begin later do not find the clip.
     * Where nothing plays meanwhile nobody is reading it. */
    bool unused = reader->rendered_to == NULL || sound_passes(reader->sound) != slot->passes;
    if (!unused)
        return;
    vorbis_release(&slot->audio);
    slot->state = SLOT_EMPTY;
}

/* Whether a slot's recording is heard in any of the parts, or is being played, wherever the parts
 * are: of jumps in quick succession, one may be under way that nobody speaks of any more. */
static bool is_near(const struct reader *reader, const struct slot *slot,
                    const struct reader_part *parts, size_t count)
{
    int32_t start_ms = span_of(reader, slot)->start_ms;
    int32_t until_ms = heard_until_ms(reader, slot);
    for (size_t i = 0; i < count; i++)
        if (start_ms < parts[i].to_ms && until_ms > parts[i].from_ms)
            return true;
    return met_at(reader, slot) > 0;
}

void reader_prepare(struct reader *reader, int32_t from_ms, int32_t to_ms)
{
    struct reader_part part = {.from_ms = from_ms, .to_ms = to_ms};
    reader_prepare_parts(reader, &part, 1);
}

void reader_prepare_parts(struct reader *reader, const struct reader_part *parts, size_t count)
{
    assert(reader != NULL && parts != NULL && count > 0);
    for (size_t i = 0; i < reader->count; i++) {
        struct slot *slot = &reader->slots[i];
        bool near = is_near(reader, slot, parts, count);
        /* A slot that comes near again before it was freed is given as it is. */
        if (near && slot->state == SLOT_EMPTY)
            read_recording(reader, slot);
        else if (near && slot->state == SLOT_TAKEN_BACK)
            give(reader, slot);
        else if (near && slot->state == SLOT_GIVEN)
            complete(reader, slot);
        else if (!near && slot->state == SLOT_GIVEN)
            take_back(reader, slot);
        else if (!near && slot->state == SLOT_TAKEN_BACK)
            free_if_unused(reader, slot);
    }
}

size_t reader_failures(const struct reader *reader, const char **first)
{
    assert(first != NULL);
    *first = reader->first_failed;
    return reader->failures;
}

void reader_destroy(struct reader *reader)
{
    if (reader == NULL)
        return;
    for (size_t i = 0; i < reader->count; i++) {
        struct slot *slot = &reader->slots[i];
        if (slot->state == SLOT_GIVEN)
            take_back(reader, slot);
        if (slot->state == SLOT_TAKEN_BACK)
            vorbis_release(&slot->audio);
    }
    allocator_release(reader->allocator, reader);
}
