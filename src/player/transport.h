/* Playing, pausing, seeking and leaving, as positions and fades.
 *
 * A session is a function of its position, so playing it means deciding which position comes next
 * and how loud it is. That is all this does: given how many frames a device wants, it says what to
 * put there. It knows no device, no clock and no sound, which is why a pause in the middle of a
 * word can be tested without any of them. One thread at a time; the audio callback may call every
 * function here.
 */
#ifndef LULL_PLAYER_TRANSPORT_H
#define LULL_PLAYER_TRANSPORT_H

#include "timeline/timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The rate at which positions are counted. */
enum { TRANSPORT_RATE_HZ = 48000, TRANSPORT_FRAMES_A_MS = 48 };

/* How long it takes to leave, even from silence: for that long it can be taken back. */
enum { TRANSPORT_LEAVE_MS = 2000 };

/* What a transport is doing. */
enum transport_state {
    TRANSPORT_PLAYING, /* also while it fades before a seek, and comes back after it */
    TRANSPORT_PAUSING, /* still going on while it fades */
    TRANSPORT_PAUSED,
    TRANSPORT_LEAVING, /* fading for good */
    TRANSPORT_ENDED,   /* black and silent */
};

/* What a transport can be told. */
enum transport_order {
    ORDER_NONE,
    ORDER_PAUSE,   /* or go on, where it is pausing or paused */
    ORDER_HOLD,    /* pause, and stay so where it is pausing or paused */
    ORDER_RELEASE, /* go on, if the last ORDER_HOLD paused it and no ORDER_PAUSE came since */
    ORDER_SEEK,    /* by some frames, back, or forward to the start of the last breath at most */
    ORDER_JUMP,    /* to a position */
    ORDER_LEAVE,   /* fading over TRANSPORT_LEAVE_MS; again meanwhile: go on as before */
    ORDER_QUIT,    /* the same in 0.33 s: the system asks for it */
};

struct transport {
    const struct timeline *timeline; /* not owned */
    enum transport_state state;
    int64_t length;            /* of the session, in frames */
    int64_t position;          /* the next frame to play, 0 to length */
    bool seeks;                /* to `target`, as soon as it has faded out */
    int64_t target;            /* in frames; kept when it has been reached */
    int64_t pause_mark;        /* pausing, paused: where that was asked for, or sought to since */
    bool held;                 /* pausing, paused: by ORDER_HOLD, so that ORDER_RELEASE goes on */
    enum transport_state left; /* leaving: what it was doing when that was asked for */
    int64_t leaving_for;       /* leaving: for how many frames by now */
    bool hurries;              /* leaving: by ORDER_QUIT */
    int32_t level;             /* 0 silent to TRANSPORT_FULL_LEVEL */
};

/* Levels are counted in frames of the slowest fade, so that no fade ever rounds. */
enum { TRANSPORT_FULL_LEVEL = 48000 * 6 };

/* What comes next: `frames` frames from `position` on, or standing there, while the level goes
 * straight from `level_from` to `level_to`, each 0 to 1. */
struct transport_stretch {
    enum transport_state state;
    bool moving;
    int64_t position;
    size_t frames;
    float level_from;
    float level_to;
};

/* Makes a transport that plays `timeline` (which must outlive it) from `start_ms` on, fading in. */
struct transport transport_make(const struct timeline *timeline, int32_t start_ms);

/* Takes an order; `frames` is how far ORDER_SEEK goes or where ORDER_JUMP leads. Both stay within
 * the session, and neither begins or ends a pause: one that comes in the same fade is then at the
 * new place. What makes no sense at the moment is left undone: once it is leaving, nothing is
 * followed but ORDER_LEAVE, which takes that back, and ORDER_QUIT, which nothing takes back. */
void transport_obey(struct transport *transport, enum transport_order order, int64_t frames);

/* Says what to play for at most `frames` (at least 1) frames, and goes on past it. The stretch may
 * be shorter, wherever something changes; ask again for the rest. */
struct transport_stretch transport_next(struct transport *transport, size_t frames);

/* The factor for the sound at `level`, 0 to 1: a smooth curve without a corner at either end. */
float transport_gain(float level);

/* Where to go on after a pause at `position`: up to 1 s before the start of the sentence that was
 * being said, as far as nothing else is said there, so that its first words are not lost in the
 * fade; else at the start of the breath that was under way, else right there. In frames. */
int64_t transport_resume_point(const struct timeline *timeline, int64_t position);

#endif
