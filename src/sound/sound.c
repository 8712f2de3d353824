/* Blocks are mixed ahead into a ring, as far as the limiter looks; a call of sound_render copies
 * from finished blocks. A place in the ring holds the mix of one block and the gain that it needs;
 * what is not there, or was mixed before a clip came, is mixed again. Playing on therefore costs
 * one mix and one limiting a block, and a seek some fifteen mixes.
 */
#include "sound/sound.h"

#include "sound/chime.h"
#include "sound/limiter.h"
#include "sound/pacer.h"
#include "sound/surroundings.h"
#include "sound/voice.h"

#include <assert.h>
#include <string.h>

enum {
    RING_BLOCKS = 32, /* more than the limiter looks ahead and back */
    NO_BLOCK = -2,    /* no number of a block, and none before one */
};

_Static_assert(RING_BLOCKS > 2 * LIMITER_BLOCKS, "blocks around one must not share a slot");

/* One block of the ring: its mix, and what that was made with, to know when it no longer holds. */
struct slot {
    int64_t number;   /* of the block, or NO_BLOCK */
    unsigned changes; /* of the clips when it was mixed */
    bool weighed;     /* `need` is known */
    double need;
    struct mix_levels from;
    struct mix_levels to;
    struct block mix;
};

struct sound {
    struct allocator allocator;
    const struct timeline *timeline;
    struct clips clips;
    struct surroundings surroundings;
    struct limiter limiter;
    struct slot ring[RING_BLOCKS];
    struct slot silence;       /* for all blocks outside the session */
    struct mix_levels reached; /* at the end of the last block mixed */
    int64_t last;              /* number of that block */
    int64_t ready_number;      /* which block is `ready`, or NO_BLOCK */
    unsigned ready_changes;
    struct block ready; /* limited */
    atomic_uint passes;
};

struct sound *sound_create(struct allocator allocator, const struct timeline *timeline)
{
    assert(timeline != NULL && timeline->length_ms >= 0);
    struct sound *sound = allocator_allocate(allocator, 1, sizeof *sound);
    if (sound == NULL)
        return NULL;
    sound->allocator = allocator;
    sound->timeline = timeline;
    if (!clips_make(&sound->clips, allocator, timeline)) {
        allocator_release(allocator, sound);
        return NULL;
    }
    if (!surroundings_make(&sound->surroundings, allocator, timeline, &sound->clips)) {
        clips_release(&sound->clips);
        allocator_release(allocator, sound);
        return NULL;
    }
    sound->limiter = limiter_make();
    /* Its mix stays zero: before the start and after the end there is nothing to weigh. */
    sound->silence = (struct slot){.number = NO_BLOCK, .weighed = true, .need = 1};
    for (int i = 0; i < RING_BLOCKS; i++)
        sound->ring[i].number = NO_BLOCK;
    sound->last = NO_BLOCK;
    sound->ready_number = NO_BLOCK;
    atomic_init(&sound->passes, 0);
    return sound;
}

int64_t sound_length_samples(const struct sound *sound)
{
    return (int64_t)sound->timeline->length_ms * SOUND_SAMPLES_PER_MS;
}

int32_t sound_heard_until_ms(const struct sound *sound, enum lane lane, size_t span)
{
    assert(lane == LANE_VOICE || lane == LANE_SOUND);
    assert(span < sound->timeline->lanes[lane].count);
    if (lane == LANE_SOUND)
        return sound->surroundings.heard_until_ms[span];
    return sound->timeline->lanes[lane].spans[span].end_ms;
}

void sound_give_clip(struct sound *sound, enum lane lane, size_t span, const struct clip *clip)
{
    clips_give(&sound->clips, lane, span, clip, 0);
}

void sound_give_late_clip(struct sound *sound, enum lane lane, size_t span, const struct clip *clip,
                          int64_t heard_from)
{
    assert(clip != NULL && heard_from > 0);
    clips_give(&sound->clips, lane, span, clip, heard_from);
}

/* A kind's own level times the master's, at both ends of a block. The product of two straight lines
 * is no line, but within 5 ms nobody can tell. */
static struct ramp level(double from, double to, double master_from, double master_to)
{
    return (struct ramp){from * master_from, to * master_to};
}

/* How much the rest gives way to words at `at_ms`, of which `ducking` is wanted: a factor. */
static double duck(const struct timeline *timeline, int32_t at_ms, double ducking)
{
    assert(ducking >= 0 && ducking <= 1);
    return 1 - ducking * (1 - voice_ducking(timeline, at_ms));
}

/* Fills `slot` with its block before limiting. Kinds whose level is 0 are not made at all. */
static void mix_block(struct sound *sound, struct slot *slot)
{
    const struct timeline *timeline = sound->timeline;
    struct levels from = slot->from.levels;
    struct levels to = slot->to.levels;
    /* Sessions are 24 h at most, whose milliseconds fit. */
    int32_t at_ms = (int32_t)(slot->number * BLOCK_MS);
    struct ramp ducked = {duck(timeline, at_ms, slot->from.ducking),
                          duck(timeline, at_ms + BLOCK_MS, slot->to.ducking)};
    memset(&slot->mix, 0, sizeof slot->mix);
    voice_add(timeline, &sound->clips, at_ms, level(from.voice, to.voice, from.master, to.master),
              &slot->mix);
    struct ramp ambience = level(from.ambience, to.ambience, from.master, to.master);
    if (ambience.from > 0 || ambience.to > 0)
        surroundings_add(&sound->surroundings, at_ms, ramp_times(ambience, ducked), &slot->mix);
    struct ramp pacer = level(from.pacer, to.pacer, from.master, to.master);
    if (pacer.from > 0 || pacer.to > 0)
        pacer_add(timeline, at_ms, ramp_times(pacer, ducked), &slot->mix);
    chime_add(timeline, at_ms, level(from.chime, to.chime, from.master, to.master), &slot->mix);
    slot->weighed = false;
}

/* The slot with the mix of block `number`, mixed now if need be. */
static struct slot *mixed(struct sound *sound, const struct levels *target, int64_t number)
{
    if (number < 0 || number * BLOCK_MS >= sound->timeline->length_ms)
        return &sound->silence;
    struct slot *slot = &sound->ring[number % RING_BLOCKS];
    unsigned changes = clips_changes(&sound->clips);
    if (slot->number == number && slot->changes == changes)
        return slot;
    /* a block mixed again, for a clip that came, keeps the levels it had */
    if (slot->number != number) {
        slot->from = sound->reached;
        slot->to = sound->reached;
        /* Only playing on moves the levels; a block from elsewhere has those that were reached. */
        if (number == sound->last + 1)
            slot->to = levels_step(sound->reached, *target);
        sound->reached = slot->to;
        sound->last = number;
        slot->number = number;
    }
    slot->changes = changes;
    mix_block(sound, slot);
    return slot;
}

/* The gain that block `number` needs; its neighbours are mixed for what lies between samples. The
 * three pointers stay apart, as blocks this near have slots of their own. */
static double need_of(struct sound *sound, const struct levels *target, int64_t number)
{
    struct slot *before = mixed(sound, target, number - 1);
    struct slot *slot = mixed(sound, target, number);
    struct slot *after = mixed(sound, target, number + 1);
    if (!slot->weighed) {
        slot->need = limiter_need(&sound->limiter, &before->mix, &slot->mix, &after->mix);
        slot->weighed = true;
    }
    return slot->need;
}

/* Mixes and limits block `number` into `ready`. */
static void make_ready(struct sound *sound, const struct levels *target, int64_t number)
{
    double needs[LIMITER_NEEDS];
    /* Read before mixing: a clip that comes meanwhile makes this block once more, and never goes
     * unnoticed. */
    sound->ready_changes = clips_changes(&sound->clips);
    for (int i = 0; i < LIMITER_NEEDS; i++)
        needs[i] = need_of(sound, target, number + i - LIMITER_NEEDS / 2);
    struct ramp gain = limiter_gain(needs);
    const struct block *mix = &mixed(sound, target, number)->mix;
    for (int i = 0; i < BLOCK_FRAMES; i++) {
        float factor = ramp_at(gain, i);
        sound->ready.left[i] = mix->left[i] * factor;
        sound->ready.right[i] = mix->right[i] * factor;
    }
    sound->ready_number = number;
}

/* A position that does not follow on from the last one: levels are at once where they are to be,
 * and nothing mixed with others is kept. */
static void jump(struct sound *sound, const struct levels *target)
{
    sound->reached = levels_limit(*target);
    for (int i = 0; i < RING_BLOCKS; i++) {
        struct slot *slot = &sound->ring[i];
        if (!levels_equal(slot->from, sound->reached) || !levels_equal(slot->to, sound->reached))
            slot->number = NO_BLOCK;
    }
}

/* The finished block `number`. A block that comes again, since a device takes less than a whole
 * one, is not made again unless a clip has changed; one that is not the next is a jump. */
static const struct block *finished(struct sound *sound, const struct levels *target,
                                    int64_t number)
{
    bool changed = sound->ready_changes != clips_changes(&sound->clips);
    if (number == sound->ready_number && !changed)
        return &sound->ready;
    if (number != sound->ready_number && number != sound->ready_number + 1)
        jump(sound, target);
    make_ready(sound, target, number);
    return &sound->ready;
}

void sound_render(struct sound *sound, const struct levels *levels, int64_t position_samples,
                  size_t frames, float *stereo)
{
    assert(levels != NULL && (stereo != NULL || frames == 0));
    int64_t length = sound_length_samples(sound);
    int64_t position = position_samples;
    int64_t end = position_samples + (int64_t)frames;
    /* Silence first: what lies outside the session is then done. */
    memset(stereo, 0, frames * 2 * sizeof *stereo);
    if (position < 0)
        position = 0;
    while (position < end && position < length) {
        const struct block *block = finished(sound, levels, position / BLOCK_FRAMES);
        for (int i = (int)(position % BLOCK_FRAMES); i < BLOCK_FRAMES && position < end; i++) {
            float *frame = stereo + 2 * (position - position_samples);
            frame[0] = block->left[i];
            frame[1] = block->right[i];
            position++;
        }
    }
    /* Last of all: who sees the new count knows that nothing of this call is still being read. */
    atomic_fetch_add(&sound->passes, 1);
}

void sound_skip(struct sound *sound)
{
    atomic_fetch_add(&sound->passes, 1);
}

unsigned sound_passes(const struct sound *sound)
{
    return atomic_load(&sound->passes);
}

void sound_destroy(struct sound *sound)
{
    if (sound == NULL)
        return;
    surroundings_release(&sound->surroundings);
    clips_release(&sound->clips);
    allocator_release(sound->allocator, sound);
}
