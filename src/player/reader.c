/* One slot for every span that has a recording, in order of time. A slot that leaves the window is
 * taken back from the sound at once, but freed only at a later visit, when the sound has ended a
 * call since and cannot be reading it any more.
 */
#include "player/reader.h"

#include "media/loudness.h"
#include "media/vorbis.h"

#include <assert.h>
#include <limits.h>
#include <stdbool.h>

enum {
    FRAMES_A_MS = 48,
    MOST_VOICE_MS = 600000,   /* of one sentence; the rest of a longer file is not heard */
    MOST_LOOP_MS = 600000,    /* of a sound in a loop */
    LATE_LEAD_FRAMES = 12288, /* what a device may render while a clip is being given */
};

enum slot_state {
    SLOT_EMPTY,
    SLOT_GIVEN,
    SLOT_TAKEN_BACK, /* the sound may still be reading it */
    SLOT_FAILED,     /* could not be read, and is not tried again */
};

struct slot {
    enum slot_state state;
    enum lane lane;
    size_t index; /* of the span in its lane */
    unsigned passes;
    bool counted; /* as damaged */
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

/* From which of its frames a recording that starts at `start` may be heard: all of it, unless it is
 * being played right now, with nothing there yet. */
static int64_t audible_from(const struct reader *reader, int64_t start, int64_t frames)
{
    if (reader->rendered_to == NULL)
        return 0;
    /* A sentence that is under way already fades in a little further on, where the device will
     * not have come to yet. */
    int64_t late = atomic_load(reader->rendered_to) - start;
    return late > 0 && late < frames ? late + LATE_LEAD_FRAMES : 0;
}

/* Lets the sound have what the slot holds. */
static void give(struct reader *reader, struct slot *slot)
{
    sound_give_clip(reader->sound, slot->lane, slot->index, &slot->clip);
    slot->state = SLOT_GIVEN;
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

/* Decodes a whole file. One that fails is counted and left alone: its caption is shown anyway. */
static void read_recording(struct reader *reader, struct slot *slot)
{
    const struct span *span = span_of(reader, slot);
    bool voice = slot->lane == LANE_VOICE;
    const char *reason;
    if (!vorbis_decode(reader->allocator, span->recording, voice ? 1 : 2,
                       voice ? MOST_VOICE_MS : MOST_LOOP_MS, &slot->audio, &reason)) {
        slot->state = SLOT_FAILED;
        count_failure(reader, span->recording);
        return;
    }
    /* What is left of it is heard; a loop or a sentence that is read again is not counted again. */
    if (slot->audio.damaged && !slot->counted)
        count_failure(reader, span->recording);
    slot->counted = slot->counted || slot->audio.damaged;
    int64_t start = (int64_t)span->start_ms * FRAMES_A_MS;
    slot->clip = (struct clip){
        .samples = slot->audio.samples,
        .frames = slot->audio.frames,
        .channels = slot->audio.channels,
        .gain = voice ? 1 : loop_gain(&slot->audio),
        .audible_from = voice ? audible_from(reader, start, slot->audio.frames) : 0,
    };
    give(reader, slot);
}

/* The sound gets it no more; it may be reading it still, hence the passes to be waited for. */
static void take_back(struct reader *reader, struct slot *slot)
{
    assert(slot->state == SLOT_GIVEN);
    sound_give_clip(reader->sound, slot->lane, slot->index, NULL);
    slot->passes = sound_passes(reader->sound);
    slot->state = SLOT_TAKEN_BACK;
}

/* Frees what was taken back once a whole call of the sound has begun and ended since. */
static void free_if_unused(struct reader *reader, struct slot *slot)
{
    assert(slot->state == SLOT_TAKEN_BACK);
    bool unused = reader->rendered_to == NULL || sound_passes(reader->sound) - slot->passes >= 2;
    if (!unused)
        return;
    vorbis_release(&slot->audio);
    slot->state = SLOT_EMPTY;
}

void reader_prepare(struct reader *reader, int32_t from_ms, int32_t to_ms)
{
    assert(reader != NULL && from_ms <= to_ms);
    for (size_t i = 0; i < reader->count; i++) {
        struct slot *slot = &reader->slots[i];
        const struct span *span = span_of(reader, slot);
        /* A slot that comes near again before it was freed is given as it is. */
        int32_t until_ms = sound_heard_until_ms(reader->sound, slot->lane, slot->index);
        bool near = span->start_ms < to_ms && until_ms > from_ms;
        if (near && slot->state == SLOT_EMPTY)
            read_recording(reader, slot);
        else if (near && slot->state == SLOT_TAKEN_BACK)
            give(reader, slot);
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
