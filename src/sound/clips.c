/* A clip is written before its pointer is stored and read after the pointer was loaded, both in C's
 * default order, so whoever sees the pointer sees the samples. Nothing waits: the sound takes what
 * is there at the moment, and a count of changes tells it that what it has mixed ahead may be out
 * of date.
 */
#include "sound/clips.h"

#include <assert.h>

/* Empty places for `count` spans; NULL when there is no memory. One place more than asked for,
 * since a lane may be empty and an allocation may not. */
static struct clip_place *make_places(struct allocator allocator, size_t count)
{
    struct clip_place *places = allocator_allocate(allocator, count + 1, sizeof *places);
    for (size_t i = 0; places != NULL && i < count; i++) {
        atomic_init(&places[i].clip, NULL);
        atomic_init(&places[i].heard_from, 0);
    }
    return places;
}

/* The place of a span, in the lane's own array: the other lanes have no recordings. */
static struct clip_place *place_of(const struct clips *clips, enum lane lane, size_t span)
{
    assert(lane == LANE_VOICE || lane == LANE_SOUND);
    assert(span < (lane == LANE_VOICE ? clips->voice_count : clips->sound_count));
    return lane == LANE_VOICE ? &clips->voice[span] : &clips->sound[span];
}

bool clips_make(struct clips *clips, struct allocator allocator, const struct timeline *timeline)
{
    clips->allocator = allocator;
    clips->voice_count = timeline->lanes[LANE_VOICE].count;
    clips->sound_count = timeline->lanes[LANE_SOUND].count;
    clips->voice = make_places(allocator, clips->voice_count);
    clips->sound = make_places(allocator, clips->sound_count);
    atomic_init(&clips->changes, 0);
    /* One may be there without the other; releasing takes either. */
    if (clips->voice != NULL && clips->sound != NULL)
        return true;
    clips_release(clips);
    return false;
}

void clips_give(struct clips *clips, enum lane lane, size_t span, const struct clip *clip,
                int64_t heard_from)
{
    assert(clip == NULL || clip->channels == 1 || clip->channels == 2);
    assert((clip == NULL || clip->frames >= 0) && heard_from >= 0);
    struct clip_place *place = place_of(clips, lane, span);
    /* first, so that nobody who sees the clip has it begin too early */
    atomic_store(&place->heard_from, heard_from);
    atomic_store(&place->clip, clip);
    /* after the store, so that whoever sees the new count sees the new clip */
    atomic_fetch_add(&clips->changes, 1);
}

const struct clip *clips_at(const struct clips *clips, enum lane lane, size_t span)
{
    return atomic_load(&place_of(clips, lane, span)->clip);
}

int64_t clips_heard_from(const struct clips *clips, enum lane lane, size_t span)
{
    return atomic_load(&place_of(clips, lane, span)->heard_from);
}

unsigned clips_changes(const struct clips *clips)
{
    return atomic_load(&clips->changes);
}

void clips_release(struct clips *clips)
{
    allocator_release(clips->allocator, clips->voice);
    allocator_release(clips->allocator, clips->sound);
    clips->voice = NULL;
    clips->sound = NULL;
}
