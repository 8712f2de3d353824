/* A span of the lane replaces what was before it along a curve, and that again what was before. So
 * the weight of a span is how far it has come, times how far every later one has not; spans are
 * looked at from the latest backwards until nothing is left. Spans of one sound add up to one
 * gain, and each sound is made once.
 */
#include "sound/surroundings.h"

#include "sound/curve.h"
#include "sound/hum.h"
#include "sound/loop.h"
#include "sound/rain.h"
#include "sound/sea.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* SHORTEST_CHANGE_MS: a sound that comes sooner would startle. LAST_FADE_MS: the end of a session,
 * whatever its script says. */
enum {
    SHORTEST_CHANGE_MS = 3000,
    LAST_FADE_MS = 4000,
    MOST_SPANS =
        4096,       /* looked back over; only a script of thousands of changes a second has more */
    MOST_LOOPS = 4, /* recordings that fade into each other at once */
};

static const double full_gain = 0.2818382931264454; /* −11 dB: 14 LU under −23 LUFS */

/* One recording in a loop, by the latest span that has it, and how much of it sounds. */
struct loop_share {
    size_t span;
    struct ramp gain;
};

/* Who sounds, and how much, in one block. Spans of the same kind add up, since a sea at 20 % that
 * becomes a sea at 40 % is one sea. */
struct shares {
    struct ramp kinds[AMBIENCE_FILE];
    struct loop_share loops[MOST_LOOPS];
    size_t loop_count;
};

/* How long `span` takes to replace what was before it. */
static int32_t change_ms(const struct span *span)
{
    return span->over_ms > SHORTEST_CHANGE_MS ? span->over_ms : SHORTEST_CHANGE_MS;
}

/* For each span, when its recording began to go round: the same recording at another loudness goes
 * on where it is. */
static void find_origins(const struct lane_spans *lane, int32_t *origins_ms)
{
    for (size_t i = 0; i < lane->count; i++) {
        const struct span *span = &lane->spans[i];
        bool goes_on = i > 0 && span->recording != NULL && span[-1].recording != NULL &&
                       strcmp(span->recording, span[-1].recording) == 0;
        origins_ms[i] = goes_on ? origins_ms[i - 1] : span->start_ms;
    }
}

/* A span is gone when the first of all later ones has wholly come; that need not be the next, which
 * may be slow. */
static void find_ends(const struct timeline *timeline, int32_t *heard_until_ms)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_SOUND];
    /* From the last span back: `gone_ms` is when the first of those after it has wholly come. */
    int32_t gone_ms = timeline->length_ms;
    for (size_t i = lane->count; i-- > 0;) {
        const struct span *span = &lane->spans[i];
        heard_until_ms[i] = gone_ms;
        int32_t come_ms = span->start_ms + change_ms(span);
        gone_ms = come_ms < gone_ms ? come_ms : gone_ms;
    }
}

bool surroundings_make(struct surroundings *surroundings, struct allocator allocator,
                       const struct timeline *timeline, const struct clips *clips)
{
    const struct lane_spans *lane = &timeline->lanes[LANE_SOUND];
    *surroundings = (struct surroundings){
        .allocator = allocator,
        .timeline = timeline,
        .clips = clips,
        .noise = noise_create(allocator),
        .origins_ms = allocator_allocate(allocator, lane->count + 1, sizeof(int32_t)),
        .heard_until_ms = allocator_allocate(allocator, lane->count + 1, sizeof(int32_t)),
    };
    if (surroundings->noise == NULL || surroundings->origins_ms == NULL ||
        surroundings->heard_until_ms == NULL) {
        surroundings_release(surroundings);
        return false;
    }
    find_origins(lane, surroundings->origins_ms);
    find_ends(timeline, surroundings->heard_until_ms);
    return true;
}

/* The gain of a percentage, which is one of power, hence the root. A square root is exact in IEEE
 * 754, which a general power is not. */
static double percent_gain(int percent)
{
    return full_gain * sqrt(percent / 100.0);
}

/* How far `span` has replaced what was before it. */
static double progress(const struct span *span, int32_t at_ms)
{
    return curve_rise(at_ms - span->start_ms, change_ms(span));
}

/* Adds to the share of a recording that is already going round, or begins one; a fifth at once is
 * left out. Recordings are told apart by when they began, which no two can share. */
static void share_loop(const struct surroundings *surroundings, size_t span, struct ramp gain,
                       struct shares *shares)
{
    for (size_t i = 0; i < shares->loop_count; i++) {
        struct loop_share *share = &shares->loops[i];
        if (surroundings->origins_ms[share->span] == surroundings->origins_ms[span]) {
            share->gain.from += gain.from;
            share->gain.to += gain.to;
            return;
        }
    }
    if (shares->loop_count < MOST_LOOPS)
        shares->loops[shares->loop_count++] = (struct loop_share){span, gain};
}

/* Walks back from the latest span; `left` is how much of what is before it still sounds. */
static struct shares share_out(const struct surroundings *surroundings, int32_t at_ms)
{
    const struct lane_spans *lane = &surroundings->timeline->lanes[LANE_SOUND];
    struct shares shares = {0};
    struct ramp left = {1, 1};
    /* Including what begins within this block, and has to be on its way at its end. */
    size_t i = timeline_latest(lane, at_ms + BLOCK_MS);
    for (int n = 0; n < MOST_SPANS && i != SIZE_MAX && (left.from > 0 || left.to > 0); n++, i--) {
        const struct span *span = &lane->spans[i];
        struct ramp here = {progress(span, at_ms), progress(span, at_ms + BLOCK_MS)};
        /* Silence is a sound of gain 0: it replaces what was before it like any other. */
        double gain = span->ambience == AMBIENCE_OFF ? 0 : percent_gain(span->percent);
        struct ramp share = ramp_times(ramp_times(here, left), (struct ramp){gain, gain});
        if (span->ambience == AMBIENCE_FILE) {
            share_loop(surroundings, i, share, &shares);
        } else {
            shares.kinds[span->ambience].from += share.from;
            shares.kinds[span->ambience].to += share.to;
        }
        left = ramp_times(left, (struct ramp){1 - here.from, 1 - here.to});
    }
    return shares;
}

/* The session's end is silent even where its script leaves a sound on. */
static struct ramp last_fade(const struct timeline *timeline, int32_t at_ms)
{
    int32_t start_ms = timeline->length_ms - LAST_FADE_MS;
    return (struct ramp){1 - curve_rise(at_ms - start_ms, LAST_FADE_MS),
                         1 - curve_rise(at_ms + BLOCK_MS - start_ms, LAST_FADE_MS)};
}

/* The fade of a recording that came late, which its own change may be over for. */
static struct ramp coming(int64_t heard_from, int32_t at_ms)
{
    if (heard_from <= 0)
        return (struct ramp){1, 1};
    int64_t elapsed = (int64_t)at_ms * SOUND_SAMPLES_PER_MS - heard_from;
    double length = CLIPS_LATE_LOOP_MS * SOUND_SAMPLES_PER_MS;
    return (struct ramp){curve_rise((double)elapsed, length),
                         curve_rise((double)(elapsed + BLOCK_FRAMES), length)};
}

/* Adds one loop to the block. A fade that begins within this block may ask for a moment before the
 * loop: that is its start. */
static void add_loop(const struct surroundings *surroundings, const struct loop_share *share,
                     int32_t at_ms, struct ramp gain, struct block *block)
{
    const struct clip *clip = clips_at(surroundings->clips, LANE_SOUND, share->span);
    int32_t elapsed_ms = at_ms - surroundings->origins_ms[share->span];
    if (clip == NULL)
        return;
    int64_t heard_from = clips_heard_from(surroundings->clips, LANE_SOUND, share->span);
    struct ramp own = ramp_times(share->gain, coming(heard_from, at_ms));
    loop_add(clip, elapsed_ms > 0 ? elapsed_ms : 0, ramp_times(own, gain), block);
}

void surroundings_add(struct surroundings *surroundings, int32_t at_ms, struct ramp gain,
                      struct block *block)
{
    assert(at_ms % BLOCK_MS == 0);
    struct shares shares = share_out(surroundings, at_ms);
    struct ramp whole = ramp_times(gain, last_fade(surroundings->timeline, at_ms));
    /* In the order of the enum, so that sums are made in the same order everywhere. */
    for (int kind = AMBIENCE_SEA; kind < AMBIENCE_FILE; kind++) {
        struct ramp own = ramp_times(shares.kinds[kind], whole);
        if (own.from <= 0 && own.to <= 0)
            continue;
        if (kind == AMBIENCE_SEA)
            sea_add(surroundings->noise, surroundings->timeline, at_ms, own, block);
        else if (kind == AMBIENCE_RAIN)
            rain_add(surroundings->noise, at_ms, own, block);
        else if (kind == AMBIENCE_BROWN)
            noise_add(surroundings->noise, COLOUR_BROWN, at_ms, own, block);
        else
            hum_add(at_ms, own, block);
    }
    for (size_t i = 0; i < shares.loop_count; i++)
        add_loop(surroundings, &shares.loops[i], at_ms, whole, block);
}

void surroundings_release(struct surroundings *surroundings)
{
    noise_destroy(surroundings->noise);
    allocator_release(surroundings->allocator, surroundings->origins_ms);
    allocator_release(surroundings->allocator, surroundings->heard_until_ms);
    surroundings->noise = NULL;
    surroundings->origins_ms = NULL;
    surroundings->heard_until_ms = NULL;
}
