/* A first-order filter of "when is sample 0 heard", as seen by each block. The first blocks come in
 * a burst that fills the device's queue and say nothing; then the mean of the next ones; then one
 * that forgets over 32 blocks, 2.7 s with 4096 samples. A crystal that is 100 ppm off is followed
 * with an error of 0.3 ms, so no rate has to be estimated. One block that is off was kept waiting
 * by a busy machine and is left out; a block that is far off, or several that are off alike, were
 * no jitter: the device ran dry or stood still, and the clock starts again from there.
 */
#include "platform/sample_clock.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

enum {
    BURST_BLOCKS = 3,       /* asked for at once, before anything plays */
    MEMORY_BLOCKS = 32,     /* how many blocks the mean is over */
    FAR_OFF_NS = 150000000, /* not jitter any more */
    OFF_NS = 25000000,      /* nor this, */
    OFF_BLOCKS = 3,         /* when so many in a row are, */
    ALIKE_NS = 15000000,    /* and by about as much */
    SETTLED_BLOCKS = 16,
};

/* Whole µs first and then what is left of them, so that nothing is lost and a night's samples times
 * a million fit in 64 bits. */
static int64_t samples_to_ns(const struct sample_clock *clock, int64_t samples)
{
    return samples * 1000000 / clock->rate_hz * 1000 +
           samples * 1000000 % clock->rate_hz * 1000 / clock->rate_hz;
}

/* To the µs, which is a twentieth of a sample. */
static int64_t ns_to_samples(const struct sample_clock *clock, int64_t ns)
{
    return ns / 1000 * clock->rate_hz / 1000000;
}

void sample_clock_start(struct sample_clock *clock, int rate_hz, int64_t depth_samples)
{
    assert(clock != NULL && rate_hz > 0 && depth_samples >= 0);
    clock->rate_hz = rate_hz;
    sample_clock_set_depth(clock, depth_samples);
    clock->noted = 0;
    clock->at_ns = 0;
    clock->sample = 0;
    clock->count = 0;
    clock->suspects = 0;
    clock->suspect_ns = 0;
    atomic_store(&clock->published, 0);
}

void sample_clock_set_depth(struct sample_clock *clock, int64_t depth_samples)
{
    assert(depth_samples >= 0);
    atomic_store_explicit(&clock->depth_samples, depth_samples, memory_order_relaxed);
}

int64_t sample_clock_depth(const struct sample_clock *clock)
{
    return atomic_load_explicit(&clock->depth_samples, memory_order_relaxed);
}

/* The ring is long enough that a reader would have to sleep through seven blocks between two loads
 * to meet a half-written anchor, and then it sees by `published` that it did. */
static void publish(struct sample_clock *clock)
{
    unsigned count = atomic_load_explicit(&clock->published, memory_order_relaxed);
    struct sample_anchor *anchor = &clock->anchors[count % SAMPLE_CLOCK_ANCHORS];
    atomic_store_explicit(&anchor->at_ns, clock->at_ns, memory_order_release);
    atomic_store_explicit(&anchor->sample, clock->sample, memory_order_release);
    atomic_store_explicit(&anchor->count, clock->count, memory_order_release);
    atomic_store_explicit(&clock->published, count + 1, memory_order_release);
}

/* Whether a block that came `error_ns` late (or early) shows that the clock must start again. */
static bool has_jumped(struct sample_clock *clock, int64_t error_ns)
{
    if (llabs(error_ns) > FAR_OFF_NS)
        return true;
    /* A single one may be a busy machine's; what repeats itself alike is the device's. */
    bool off = llabs(error_ns) > OFF_NS;
    bool alike = clock->suspects > 0 && llabs(error_ns - clock->suspect_ns) < ALIKE_NS;
    clock->suspects = !off ? 0 : alike ? clock->suspects + 1 : 1;
    clock->suspect_ns = error_ns;
    return clock->suspects >= OFF_BLOCKS;
}

void sample_clock_note(struct sample_clock *clock, int64_t sample, int64_t count, int64_t now_ns)
{
    assert(clock->rate_hz > 0 && sample >= clock->sample && count > 0);
    int64_t expected_ns = clock->at_ns + samples_to_ns(clock, sample - clock->sample);
    int64_t error_ns = now_ns - expected_ns;
    /* The burst says only where to begin; each of it takes the place of the one before. */
    if (clock->noted < BURST_BLOCKS) {
        clock->noted++;
        clock->at_ns = now_ns;
    } else if (has_jumped(clock, error_ns)) {
        /* As after a burst: the next ones count for much again. */
        clock->noted = BURST_BLOCKS;
        clock->suspects = 0;
        clock->at_ns = now_ns;
    } else {
        /* At first each counts as much as any before it, which makes a mean; later a 32nd, which
         * forgets. */
        unsigned weight = clock->noted - BURST_BLOCKS + 2;
        if (weight < MEMORY_BLOCKS)
            clock->noted++;
        /* One that is off moves nothing, until others have come that agree with it. */
        clock->at_ns = expected_ns + (clock->suspects > 0 ? 0 : error_ns / (int64_t)weight);
    }
    clock->sample = sample;
    clock->count = count;
    publish(clock);
}

int64_t sample_clock_heard(const struct sample_clock *clock, int64_t now_ns)
{
    int64_t at_ns, sample, count;
    unsigned published;
    do {
        published = atomic_load_explicit(&clock->published, memory_order_acquire);
        if (published == 0)
            return 0;
        const struct sample_anchor *anchor = &clock
                                                  ->anchors[(published - 1) % SAMPLE_CLOCK_ANCHORS];
        at_ns = atomic_load_explicit(&anchor->at_ns, memory_order_acquire);
        sample = atomic_load_explicit(&anchor->sample, memory_order_acquire);
        count = atomic_load_explicit(&anchor->count, memory_order_acquire);
    } while (atomic_load_explicit(&clock->published, memory_order_acquire) - published >=
             SAMPLE_CLOCK_ANCHORS - 1);
    int64_t heard = sample + ns_to_samples(clock, now_ns - at_ns) - sample_clock_depth(clock);
    if (heard > sample + count)
        heard = sample + count;
    return heard < 0 ? 0 : heard;
}

bool sample_clock_is_settled(const struct sample_clock *clock)
{
    return atomic_load_explicit(&clock->published, memory_order_acquire) >= SETTLED_BLOCKS;
}
