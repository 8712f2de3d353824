/* A state and a level that always travels towards silence or full at the speed of the state. Each
 * stretch ends where the level arrives or the session ends, so that within one nothing but the
 * level changes, and that in a straight line. A seek is no state: it waits for silence, whatever
 * brings that about, and then moves the position. Everything is counted in whole frames and steps,
 * so any chunks give the same session.
 */
#include "player/transport.h"

#include <assert.h>

/* Steps of the level a frame; TRANSPORT_FULL_LEVEL / steps is the fade's length in frames. */
enum {
    RISE_STEP = 6,   /* 1 s */
    PAUSE_STEP = 20, /* 0.3 s, for pauses and seeks */
    LEAVE_STEP = 3,  /* 2 s */
    QUIT_STEP = 18,  /* 0.33 s */
    LEAVE_FRAMES = TRANSPORT_LEAVE_MS * TRANSPORT_FRAMES_A_MS,
    RISE_MS = TRANSPORT_FULL_LEVEL / RISE_STEP / TRANSPORT_FRAMES_A_MS,
};

/* A position stays within the session, whatever it is asked for. */
static int64_t clamp(int64_t value, int64_t least, int64_t most)
{
    return value < least ? least : value > most ? most : value;
}

struct transport transport_make(const struct timeline *timeline, int32_t start_ms)
{
    assert(timeline != NULL && timeline->length_ms >= 0);
    int64_t length = (int64_t)timeline->length_ms * TRANSPORT_FRAMES_A_MS;
    return (struct transport){
        .timeline = timeline,
        .state = TRANSPORT_PLAYING,
        .length = length,
        /* In from silence: the level of a new transport is 0. */
        .position = clamp((int64_t)start_ms * TRANSPORT_FRAMES_A_MS, 0, length),
    };
}

/* Where to begin so that sentence `index` is met at full level, but for what else is said by then.
 */
static int32_t before_sentence_ms(const struct lane_spans *voice, size_t index)
{
    assert(index < voice->count);
    /* The sentence before ends here; nothing is said in between. */
    int32_t free_ms = index == 0 ? 0 : voice->spans[index - 1].end_ms;
    /* As long as the fade in takes. */
    int32_t before_ms = voice->spans[index].start_ms - RISE_MS;
    return before_ms > free_ms ? before_ms : free_ms;
}

int64_t transport_resume_point(const struct timeline *timeline, int64_t position)
{
    assert(timeline != NULL && position >= 0);
    int32_t at_ms = (int32_t)(position / TRANSPORT_FRAMES_A_MS);
    const struct lane_spans *voice = &timeline->lanes[LANE_VOICE];
    /* Nobody wants to hear the end of a sentence without its beginning. */
    size_t sentence = timeline_find(voice, at_ms);
    if (sentence != SIZE_MAX)
        return (int64_t)before_sentence_ms(voice, sentence) * TRANSPORT_FRAMES_A_MS;
    struct breath_moment breath;
    if (timeline_breath_at(timeline, at_ms, &breath))
        return (int64_t)breath.breath_start_ms * TRANSPORT_FRAMES_A_MS;
    return position;
}

/* Where the listener is, or will be once a seek has faded out. */
static int64_t bound_for(const struct transport *transport)
{
    return transport->seeks ? transport->target : transport->position;
}

/* The one key. Pressed again while the sound still fades, it takes the pause back. */
static void pause_or_go_on(struct transport *transport)
{
    /* By the key itself: no hold is left to be released. */
    transport->held = false;
    switch (transport->state) {
    case TRANSPORT_PLAYING:
        /* Where the key was pressed: the fade goes a little further, but the listener did not. */
        transport->pause_mark = bound_for(transport);
        transport->state = TRANSPORT_PAUSING;
        break;
    case TRANSPORT_PAUSING:
        transport->state = TRANSPORT_PLAYING;
        break;
    case TRANSPORT_PAUSED:
        transport->position = transport_resume_point(transport->timeline, transport->pause_mark);
        transport->state = TRANSPORT_PLAYING;
        break;
    case TRANSPORT_LEAVING:
    case TRANSPORT_ENDED:
        break;
    }
}

/* Pauses what plays, and remembers whether it did: what stood still before is not released. */
static void hold(struct transport *transport)
{
    bool plays = transport->state == TRANSPORT_PLAYING;
    if (plays)
        pause_or_go_on(transport);
    transport->held = plays;
}

/* Goes on only if the last hold is all that keeps it. */
static void release(struct transport *transport)
{
    assert(!transport->held || transport->state == TRANSPORT_PAUSING ||
           transport->state == TRANSPORT_PAUSED);
    if (transport->held)
        pause_or_go_on(transport);
}

/* Begins to leave, or takes that back: from wherever the level has come to by then it travels on as
 * it did before. */
static void leave_or_stay(struct transport *transport)
{
    if (transport->state == TRANSPORT_LEAVING) {
        transport->state = transport->left;
    } else {
        transport->left = transport->state;
        transport->leaving_for = 0;
        transport->state = TRANSPORT_LEAVING;
    }
}

/* Goes to `target`: at once where it stands still, else once it has faded out. */
static void jump(struct transport *transport, int64_t target)
{
    assert(transport->length >= 0);
    transport->target = clamp(target, 0, transport->length);
    /* A pause stays one, also while it fades, and goes on from there. */
    transport->pause_mark = transport->target;
    transport->seeks = transport->state != TRANSPORT_PAUSED;
    if (!transport->seeks)
        transport->position = transport->target;
}

/* How far a key may seek: the start of the last breath, so that one press too many ends nothing. */
static int64_t last_stop(const struct transport *transport)
{
    enum { WITHOUT_BREATH_MS = 5000 };
    int32_t length_ms = transport->timeline->length_ms;
    /* Where nobody paces the breath at the end, the last seconds stand for it. May lie before the
     * start of a short session; jumping brings that back. */
    int32_t stop_ms = length_ms - WITHOUT_BREATH_MS;
    struct breath_moment breath;
    /* The breath that is under way in the last moment. */
    if (length_ms > 0 && timeline_breath_at(transport->timeline, length_ms - 1, &breath))
        stop_ms = breath.breath_start_ms;
    return (int64_t)stop_ms * TRANSPORT_FRAMES_A_MS;
}

/* By `frames`; three presses in a row go three times as far, though the first is still fading out.
 */
static void seek(struct transport *transport, int64_t frames)
{
    /* Counted from where the last press leads, or presses that come quickly would be lost. */
    int64_t from = bound_for(transport);
    int64_t stop = last_stop(transport);
    if (frames < 0 || from + frames <= stop)
        jump(transport, from + frames);
    else if (from < stop)
        jump(transport, stop);
}

void transport_obey(struct transport *transport, enum transport_order order, int64_t frames)
{
    assert(transport != NULL);
    bool leaving = transport->state == TRANSPORT_LEAVING;
    /* What the system asked for is not taken back by a key. */
    bool takes_back = leaving && order == ORDER_LEAVE && !transport->hurries;
    /* Even where nothing else is followed: it makes the leaving under way faster. */
    transport->hurries = transport->hurries || order == ORDER_QUIT;
    if (transport->state == TRANSPORT_ENDED || (leaving && !takes_back))
        return;
    switch (order) {
    case ORDER_NONE:
        break;
    case ORDER_PAUSE:
        pause_or_go_on(transport);
        break;
    case ORDER_HOLD:
        hold(transport);
        break;
    case ORDER_RELEASE:
        release(transport);
        break;
    case ORDER_SEEK:
        seek(transport, frames);
        break;
    case ORDER_JUMP:
        jump(transport, frames);
        break;
    case ORDER_LEAVE:
    case ORDER_QUIT:
        leave_or_stay(transport);
        break;
    }
}

/* How far the level moves in a frame, towards where. */
static int32_t level_step(const struct transport *transport)
{
    switch (transport->state) {
    case TRANSPORT_PLAYING:
        return transport->seeks ? -PAUSE_STEP : RISE_STEP;
    case TRANSPORT_PAUSING:
        return -PAUSE_STEP;
    case TRANSPORT_LEAVING:
        return transport->hurries ? -QUIT_STEP : -LEAVE_STEP;
    case TRANSPORT_PAUSED:
    case TRANSPORT_ENDED:
        break;
    }
    return 0;
}

/* Frames until the level arrives at where `step` takes it; 0 when it is there. */
static int64_t frames_to_arrive(int32_t level, int32_t step)
{
    assert(level >= 0 && level <= TRANSPORT_FULL_LEVEL);
    /* Rounded up: the last step of a fade may be a part of one. */
    if (step > 0)
        return (TRANSPORT_FULL_LEVEL - level + step - 1) / step;
    if (step < 0)
        return (level - step - 1) / -step;
    return 0;
}

/* What follows once the level has arrived at silence. */
static void settle_in_silence(struct transport *transport)
{
    assert(transport->level == 0);
    switch (transport->state) {
    case TRANSPORT_PLAYING:
    case TRANSPORT_PAUSING:
        if (transport->seeks)
            transport->position = transport->target;
        transport->seeks = false;
        if (transport->state == TRANSPORT_PAUSING)
            transport->state = TRANSPORT_PAUSED;
        break;
    case TRANSPORT_LEAVING:
        /* Silent from the start, it is over no sooner: a second key may still undo it. What it was
         * to seek it seeks only then. */
        if (transport->hurries || transport->leaving_for >= LEAVE_FRAMES)
            transport->state = TRANSPORT_ENDED;
        break;
    case TRANSPORT_PAUSED:
    case TRANSPORT_ENDED:
        break;
    }
}

/* What follows once the level has arrived at silence, or the position at the end. */
static void settle(struct transport *transport)
{
    if (transport->level == 0)
        settle_in_silence(transport);
    /* Paused at its end, or about to seek, a session is not over yet: the listener may go back. */
    bool stays = transport->state == TRANSPORT_PAUSED || transport->seeks;
    if (transport->position >= transport->length && !stays)
        transport->state = TRANSPORT_ENDED;
}

struct transport_stretch transport_next(struct transport *transport, size_t frames)
{
    assert(transport != NULL && frames > 0);
    /* What became due between two calls, by an order, is done before anything is played. */
    settle(transport);
    enum transport_state state = transport->state;
    /* What stands still when it is left fades out where it stands. */
    bool stands = state == TRANSPORT_PAUSED ||
                  (state == TRANSPORT_LEAVING && transport->left == TRANSPORT_PAUSED);
    bool moving = !stands && state != TRANSPORT_ENDED;
    int64_t count = (int64_t)frames;
    int32_t step = level_step(transport);
    int64_t arriving = frames_to_arrive(transport->level, step);
    /* The stretch ends where the fade does, so that its level is a straight line all through. */
    if (arriving > 0 && arriving < count)
        count = arriving;
    assert(transport->position >= 0 && transport->position <= transport->length);
    int64_t left = transport->length - transport->position;
    moving = moving && left > 0;
    if (moving && left < count)
        count = left;

    struct transport_stretch stretch = {
        .state = state,
        .moving = moving,
        .position = transport->position,
        .frames = (size_t)count,
        .level_from = (float)transport->level / TRANSPORT_FULL_LEVEL,
    };
    /* Beyond its end only by a part of a step, which is cut off. */
    int64_t level = transport->level + step * count;
    transport->level = (int32_t)clamp(level, 0, TRANSPORT_FULL_LEVEL);
    stretch.level_to = (float)transport->level / TRANSPORT_FULL_LEVEL;
    if (moving)
        transport->position += count;
    if (state == TRANSPORT_LEAVING)
        transport->leaving_for += count;
    /* And what this stretch has brought about, so that the state is right before the next order. */
    settle(transport);
    return stretch;
}

float transport_gain(float level)
{
    /* A smoothstep: no corner at either end of a fade, where the ear would find one. */
    return level * level * (3.0F - 2.0F * level);
}
