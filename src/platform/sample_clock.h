/* Which sample is heard now: a clock made of the moments at which the sound device asks for more.
 *
 * A device asks for blocks of many samples, a little late or early each time, so counting blocks
 * gives a clock that steps by tens of milliseconds. Between two blocks this clock runs with the
 * system's clock, and it follows the device slowly enough that the jitter of single blocks cannot
 * be seen in a picture. It knows no device: the callback notes its blocks and tells how deep the
 * path to the ear is.
 *
 * One thread notes, any other reads; what crosses between them is the depth and the ring of anchors
 * below, all of it atomic.
 */
#ifndef LULL_PLATFORM_SAMPLE_CLOCK_H
#define LULL_PLATFORM_SAMPLE_CLOCK_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* How many of the device's last questions are remembered. */
enum { SAMPLE_CLOCK_ANCHORS = 8 };

/* A moment at which a certain sample was asked for, jitter taken out, and how many with it. */
struct sample_anchor {
    _Atomic int64_t at_ns;
    _Atomic int64_t sample;
    _Atomic int64_t count;
};

struct sample_clock {
    int rate_hz;
    _Atomic int64_t depth_samples; /* crosses threads: from being asked for to being heard */
    unsigned noted;                /* blocks since the last start; of the noting thread */
    int64_t at_ns;                 /* the newest anchor; of the noting thread */
    int64_t sample;
    int64_t count;
    int suspects;       /* blocks in a row that were all late or all early; of the same thread */
    int64_t suspect_ns; /* by how much the last one was */
    struct sample_anchor anchors[SAMPLE_CLOCK_ANCHORS]; /* crosses threads */
    _Atomic unsigned published;                         /* crosses threads: anchors so far */
};

/* Makes `clock` ready, with nothing heard yet. `rate_hz` is samples a second, `depth_samples` what
 * lies between asking for a sample and hearing it, at least 0. */
void sample_clock_start(struct sample_clock *clock, int rate_hz, int64_t depth_samples);

/* Sets what lies between asking and hearing, at least 0, where that is known better than at the
 * start: what is heard goes back or on by the difference. Any thread may call it. */
void sample_clock_set_depth(struct sample_clock *clock, int64_t depth_samples);

/* What lies between asking and hearing by now. Any thread may call it. */
int64_t sample_clock_depth(const struct sample_clock *clock);

/* Notes that at `now_ns` the device asked for a block of `count` (at least 1) samples that begins
 * with `sample`, counted from the start of the clock. For one thread only; the audio callback may
 * call it. */
void sample_clock_note(struct sample_clock *clock, int64_t sample, int64_t count, int64_t now_ns);

/* The sample that is heard at `now_ns`, at least 0 and never beyond those that the device has asked
 * for: where it stands still, so does the clock. Any thread may call it. The value may go back by a
 * fraction of a millisecond where the clock corrects itself, and by the path's depth where the
 * device had run dry. */
int64_t sample_clock_heard(const struct sample_clock *clock, int64_t now_ns);

/* Whether so many blocks were noted, a second's worth and more, that what is heard is known to a
 * millisecond or two. Any thread may call it. */
bool sample_clock_is_settled(const struct sample_clock *clock);

#endif
