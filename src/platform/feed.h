/* One unbroken flow of sound to a device that may go away and come back.
 *
 * The source's frames are counted from the first one ever drawn, and which of them is heard goes on
 * evenly whatever becomes of the device: while there is none they are drawn along the system's
 * clock, unheard. A device that comes later is given silence until its own clock is known, and then
 * exactly the frames that are due, fading in: nothing jumps, neither to the ear nor to the eye. A
 * device that stands still, as one that was lent to another program, is gone for as long. It knows
 * no SDL, so that all of this can be tested with made-up devices.
 *
 * Everything that crosses between a device's thread and the one that asks what is heard is here and
 * in the sample clock.
 */
#ifndef LULL_PLATFORM_FEED_H
#define LULL_PLATFORM_FEED_H

#include "platform/audio_source.h"
#include "platform/sample_clock.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How long sound takes to come back with a device. */
enum { FEED_RISE_FRAMES = AUDIO_RATE_HZ * 3 / 2 };

struct feed {
    struct audio_source source;
    struct sample_clock clock; /* of the device, in frames since it was connected */
    int64_t next_frame;        /* of the source; of whichever thread draws, which `flowing` says */
    int64_t asked_frames;      /* by the device since it was connected; of its thread */
    int64_t risen_frames;      /* of FEED_RISE_FRAMES; of its thread */
    _Atomic int64_t filled_ns; /* crosses threads: when it last asked */
    _Atomic bool flowing;      /* crosses threads: the device's thread draws now */
    _Atomic int64_t ahead;     /* crosses threads: the source's frame less the device's */
    bool connected;            /* the rest is of the main thread */
    int64_t connected_ns;
    int64_t in_hand_frames; /* that it has once it has asked, and then runs dry */
    int64_t unheard_from;   /* without a device: frame heard at `unheard_since_ns` */
    int64_t unheard_since_ns;
    int64_t asked_ns; /* when feed_heard was last asked */
    int64_t last_heard;
};

/* Makes `feed` draw from `source`, without a device, its frame 0 heard at `now_ns`. */
void feed_start(struct feed *feed, struct audio_source source, int64_t now_ns);

/* Connects a device whose frames are heard `depth_frames` after it asks for them, at `now_ns` and
 * before its thread first calls feed_fill. Where nothing was ever drawn it begins at once, else as
 * the opening comment says. */
void feed_connect(struct feed *feed, int64_t depth_frames, int64_t now_ns);

/* Sets that depth anew, once it is known better. The sound is left alone: pictures stand still for
 * as long as they were early, or go on to where they are due. For the main thread. */
void feed_set_depth(struct feed *feed, int64_t depth_frames);

/* Whether the device that is connected has played for a second and more, and its clock is known.
 * For the main thread. */
bool feed_is_settled(const struct feed *feed);

/* Whether the device that is connected plays the source by now. For the main thread. */
bool feed_flows(const struct feed *feed);

/* For the audio callback, which asks at `now_ns` for the next `frames` frames of interleaved
 * stereo. */
void feed_fill(struct feed *feed, size_t frames, float *stereo, int64_t now_ns);

/* Which frame of the source is heard at `now_ns`. Never goes back. Unless a device's thread draws,
 * this does, so ask at least four times a second; where nobody asked for a second, as when the
 * program was stopped, the time between did not pass. For the main thread. */
int64_t feed_heard(struct feed *feed, int64_t now_ns);

/* Whether the device that is connected has not asked for anything for two seconds: it, or the
 * server behind it, hangs, or another program has it. For the main thread. */
bool feed_is_stuck(const struct feed *feed, int64_t now_ns);

/* Whether the device that is connected plays the source, and has asked for nothing for so long that
 * all of it has been heard and pictures stand still. For the main thread. */
bool feed_has_run_dry(const struct feed *feed, int64_t now_ns);

/* Goes on without the device that is connected and has run dry; when it asks again it is like one
 * that came later. For the main thread, while the device's is kept out of feed_fill. */
void feed_go_on(struct feed *feed, int64_t now_ns);

/* Goes on without a device, whose thread has ended or is kept out for good. For the main thread. */
void feed_disconnect(struct feed *feed, int64_t now_ns);

#endif
