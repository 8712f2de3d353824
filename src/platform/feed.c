/* A device that comes back is listened to for a second while it plays silence: by then its clock is
 * known to a millisecond, and the difference between its frames and the source's can be set once
 * and for all. Handing the source over to the device's thread is one store of `flowing`; it is
 * taken back only while that thread is kept out.
 */
#include "platform/feed.h"

#include <assert.h>
#include <string.h>

enum {
    NS_A_SECOND = 1000000000,
    STOOD_STILL_NS = NS_A_SECOND, /* nobody asks so rarely but who was stopped */
    RAN_DRY_NS = 300000000,       /* a device has some 180 ms in hand; after more it was silent */
    HANGS_NS = 2 * NS_A_SECOND,
    LATE_NS = 40000000, /* a device that is only late is waited for: that is the shorter silence */
};
/* In the place of a moment: the device has not asked yet. */
static const int64_t never = INT64_MAX;

void feed_start(struct feed *feed, struct audio_source source, int64_t now_ns)
{
    assert(feed != NULL && source.render != NULL);
    feed->source = source;
    feed->next_frame = 0;
    feed->connected = false;
    feed->unheard_from = 0;
    feed->unheard_since_ns = now_ns;
    feed->asked_ns = now_ns;
    feed->last_heard = 0;
    atomic_store(&feed->flowing, false);
    atomic_store(&feed->ahead, 0);
}

void feed_connect(struct feed *feed, int64_t depth_frames, int64_t now_ns)
{
    assert(!feed->connected && !atomic_load(&feed->flowing));
    sample_clock_start(&feed->clock, AUDIO_RATE_HZ, depth_frames);
    /* Then nobody has seen or heard anything that the device would have to meet. */
    bool first = feed->next_frame == 0;
    feed->asked_frames = 0;
    feed->connected_ns = now_ns;
    feed->in_hand_frames = depth_frames + AUDIO_BLOCK_FRAMES;
    atomic_store(&feed->filled_ns, never);
    feed->risen_frames = first ? FEED_RISE_FRAMES : 0;
    feed->connected = true;
    atomic_store(&feed->ahead, 0);
    /* Last, though its thread does not run yet: all it reads is set. */
    atomic_store(&feed->flowing, first);
}

void feed_set_depth(struct feed *feed, int64_t depth_frames)
{
    assert(feed->connected);
    sample_clock_set_depth(&feed->clock, depth_frames);
}

bool feed_is_settled(const struct feed *feed)
{
    return feed->connected && sample_clock_is_settled(&feed->clock);
}

bool feed_flows(const struct feed *feed)
{
    return feed->connected && atomic_load_explicit(&feed->flowing, memory_order_relaxed);
}

/* The source's next `frames` frames; without `stereo` only time goes on. */
static void draw(struct feed *feed, size_t frames, float *stereo)
{
    if (frames > 0)
        feed->source.render(feed->source.context, feed->next_frame, frames, stereo);
    feed->next_frame += (int64_t)frames;
}

/* Fades in along 3x² − 2x³, which has no corner at either end. */
static void rise(struct feed *feed, size_t frames, float *stereo)
{
    for (size_t i = 0; i < frames && feed->risen_frames < FEED_RISE_FRAMES; i++) {
        float share = (float)feed->risen_frames / FEED_RISE_FRAMES;
        float gain = share * share * (3.0F - 2.0F * share);
        stereo[2 * i] *= gain;
        stereo[2 * i + 1] *= gain;
        feed->risen_frames++;
    }
}

/* Just after a handover the source may stand before or behind what is due: it then goes on unheard,
 * or is waited for. */
void feed_fill(struct feed *feed, size_t frames, float *stereo, int64_t now_ns)
{
    sample_clock_note(&feed->clock, feed->asked_frames, (int64_t)frames, now_ns);
    /* What broke off comes back softly: somebody may be asleep by now. */
    if (atomic_load_explicit(&feed->filled_ns, memory_order_relaxed) < now_ns - RAN_DRY_NS)
        feed->risen_frames = 0;
    atomic_store_explicit(&feed->filled_ns, now_ns, memory_order_relaxed);
    /* By its own count, which begins with the device. */
    int64_t device_frame = feed->asked_frames;
    feed->asked_frames += (int64_t)frames;
    size_t silent = frames;
    if (atomic_load_explicit(&feed->flowing, memory_order_acquire)) {
        int64_t due = device_frame + atomic_load_explicit(&feed->ahead, memory_order_relaxed);
        if (feed->next_frame < due)
            draw(feed, (size_t)(due - feed->next_frame), NULL);
        /* What is early is silence, until its turn comes. */
        int64_t early = feed->next_frame - due;
        silent = early < (int64_t)frames ? (size_t)early : frames;
    }
    memset(stereo, 0, silent * 2 * sizeof *stereo);
    /* Nothing to play yet, or the device is not the one that draws. */
    if (silent == frames)
        return;
    draw(feed, frames - silent, stereo + 2 * silent);
    rise(feed, frames - silent, stereo + 2 * silent);
}

/* What is heard by the system's clock; the source is kept one block ahead of it, as a device
 * would. */
static int64_t heard_without(struct feed *feed, int64_t now_ns)
{
    /* The program was stopped: for as long, no time has passed. */
    if (now_ns - feed->asked_ns > STOOD_STILL_NS)
        feed->unheard_since_ns += now_ns - feed->asked_ns;
    int64_t elapsed_us = (now_ns - feed->unheard_since_ns) / 1000;
    int64_t heard = feed->unheard_from + elapsed_us * (AUDIO_RATE_HZ / 1000) / 1000;
    while (feed->next_frame < heard + AUDIO_BLOCK_FRAMES)
        draw(feed, AUDIO_BLOCK_FRAMES, NULL);
    return heard;
}

/* Lets the device's thread draw from now on, so that what it plays is what is due. */
static void hand_over(struct feed *feed, int64_t heard, int64_t now_ns)
{
    /* The source's frame that is due for the ear, less the device's that reaches it: one number
     * from then on. */
    int64_t ahead = heard - sample_clock_heard(&feed->clock, now_ns);
    atomic_store_explicit(&feed->ahead, ahead, memory_order_relaxed);
    /* After it, so that the thread which sees this has that number too. */
    atomic_store_explicit(&feed->flowing, true, memory_order_release);
}

int64_t feed_heard(struct feed *feed, int64_t now_ns)
{
    int64_t heard;
    if (atomic_load_explicit(&feed->flowing, memory_order_relaxed)) {
        heard = sample_clock_heard(&feed->clock, now_ns) +
                atomic_load_explicit(&feed->ahead, memory_order_relaxed);
    } else {
        heard = heard_without(feed, now_ns);
        if (feed_is_settled(feed))
            hand_over(feed, heard, now_ns);
    }
    feed->asked_ns = now_ns;
    /* Pictures never go back: they wait where a clock has corrected itself. */
    if (heard > feed->last_heard)
        feed->last_heard = heard;
    return feed->last_heard;
}

/* Since the device asked last, or was connected. */
static int64_t silence_ns(const struct feed *feed, int64_t now_ns)
{
    int64_t filled_ns = atomic_load_explicit(&feed->filled_ns, memory_order_relaxed);
    return now_ns - (filled_ns == never ? feed->connected_ns : filled_ns);
}

bool feed_is_stuck(const struct feed *feed, int64_t now_ns)
{
    return feed->connected && silence_ns(feed, now_ns) > HANGS_NS;
}

/* One that has not begun may have to wake up first, and the session's first words wait for it. */
bool feed_has_run_dry(const struct feed *feed, int64_t now_ns)
{
    if (!feed_flows(feed))
        return false;
    if (atomic_load_explicit(&feed->filled_ns, memory_order_relaxed) == never)
        return silence_ns(feed, now_ns) > HANGS_NS;
    int64_t in_hand_ns = feed->in_hand_frames * 1000000 / (AUDIO_RATE_HZ / 1000);
    return silence_ns(feed, now_ns) > in_hand_ns + LATE_NS;
}

/* Takes the source back from the device's thread. */
static void take_back(struct feed *feed, int64_t now_ns)
{
    if (atomic_load(&feed->flowing)) {
        /* On from what is heard, without a jump. */
        feed->unheard_from = feed_heard(feed, now_ns);
        feed->unheard_since_ns = now_ns;
    }
    atomic_store(&feed->flowing, false);
}

void feed_go_on(struct feed *feed, int64_t now_ns)
{
    assert(feed->connected);
    take_back(feed, now_ns);
    sample_clock_start(&feed->clock, AUDIO_RATE_HZ, sample_clock_depth(&feed->clock));
    feed->asked_frames = 0;
    feed->risen_frames = 0;
}

void feed_disconnect(struct feed *feed, int64_t now_ns)
{
    assert(feed->connected);
    take_back(feed, now_ns);
    feed->connected = false;
}
