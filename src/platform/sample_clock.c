/* A first-order filter of "when is sample 0 heard", as seen by each block. The first blocks come in
 * a burst that fills the device's queue and say nothing; then the mean of the next ones; then one
 * that forgets over 32 blocks, 2.7 s with 4096 samples. A crystal that is 100 ppm off is followed
 * with an error of 0.3 ms, so no rate has to be estimated. A block that is far off was no jitter:
 * the device stood still, and the clock starts again from there.
 */
#include "platform/sample_clock.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>

enum {
    BURST_BLOCKS = 3,       /* asked for at once, before anything plays */
    MEMORY_BLOCKS = 32,     /* how many blocks the mean is over */
    FAR_OFF_NS = 150000000, /* not jitter any more */
};

static int64_t samples_to_ns(const struct sample_clock *clock, int64_t samples)
{
    return samples * 1000000 / clock->rate_hz * 1000 +
           samples * 1000000 % clock->rate_hz * 1000 / clock->rate_hz;
}

static int64_t ns_to_samples(const struct sample_clock *clock, int64_t ns)
{
    return ns / 1000 * clock->rate_hz / 1000000;
}

void sample_clock_start(struct sample_clock *clock, int rate_hz, int64_t depth_samples)
{
    assert(clock != NULL && rate_hz > 0 && depth_samples >= 0);
    clock->rate_hz = rate_hz;
    clock->depth_samples = depth_samples;
    clock->noted = 0;
    clock->at_ns = 0;
    clock->sample = 0;
    atomic_store(&clock->published, 0);
}

/* The ring is long enough that a reader would have to sleep through seven blocks between two loads
 * to meet a half-written anchor, and then it sees by `published` that it did. */
static void publish(struct sample_clock *clock)
{
    unsigned count = atomic_load_explicit(&clock->published, memory_order_relaxed);
    struct sample_anchor *anchor = &clock->anchors[count % SAMPLE_CLOCK_ANCHORS];
    atomic_store_explicit(&anchor->at_ns, clock->at_ns, memory_order_release);
    atomic_store_explicit(&anchor->sample, clock->sample, memory_order_release);
    atomic_store_explicit(&clock->published, count + 1, memory_order_release);
}

void sample_clock_note(struct sample_clock *clock, int64_t sample, int64_t now_ns)
{
    assert(clock->rate_hz > 0 && sample >= clock->sample);
    int64_t expected_ns = clock->at_ns + samples_to_ns(clock, sample - clock->sample);
    int64_t error_ns = now_ns - expected_ns;
    bool lost = error_ns > FAR_OFF_NS || error_ns < -FAR_OFF_NS;
    if (clock->noted < BURST_BLOCKS || lost) {
        clock->noted = lost && clock->noted >= BURST_BLOCKS ? BURST_BLOCKS : clock->noted + 1;
        clock->at_ns = now_ns;
    } else {
        unsigned weight = clock->noted - BURST_BLOCKS + 2;
        if (weight < MEMORY_BLOCKS)
            clock->noted++;
        clock->at_ns = expected_ns + error_ns / (int64_t)weight;
    }
    clock->sample = sample;
    publish(clock);
}

int64_t sample_clock_heard(const struct sample_clock *clock, int64_t now_ns)
{
    int64_t at_ns, sample;
    unsigned count;
    do {
        count = atomic_load_explicit(&clock->published, memory_order_acquire);
        if (count == 0)
            return 0;
        const struct sample_anchor *anchor = &clock->anchors[(count - 1) % SAMPLE_CLOCK_ANCHORS];
        at_ns = atomic_load_explicit(&anchor->at_ns, memory_order_acquire);
        sample = atomic_load_explicit(&anchor->sample, memory_order_acquire);
    } while (atomic_load_explicit(&clock->published, memory_order_acquire) - count >=
             SAMPLE_CLOCK_ANCHORS - 1);
    int64_t heard = sample + ns_to_samples(clock, now_ns - at_ns) - clock->depth_samples;
    return heard < 0 ? 0 : heard;
}
