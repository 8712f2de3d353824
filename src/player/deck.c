/* One call of the device is cut where the transport says that something changes; each piece is
 * rendered by itself, faded, and reported. Since the sound is a function of the position, a cut
 * cannot be heard. What is heard is then a matter of looking up the piece in which the device's
 * present frame lies.
 */
#include "player/deck.h"

#include <assert.h>
#include <string.h>

void deck_start(struct deck *deck, const struct timeline *timeline, struct sound *sound,
                int32_t start_ms, struct levels levels)
{
    assert(deck != NULL && sound != NULL);
    deck->transport = transport_make(timeline, start_ms);
    deck->sound = sound;
    deck->start_ms = start_ms;
    crossing_start(&deck->crossing, levels);
}

/* Multiplies by the fade, whose level goes straight from one end of the stretch to the other. */
static void fade(const struct transport_stretch *stretch, float *stereo)
{
    assert(stretch->frames > 0);
    float from = stretch->level_from;
    float slope = (stretch->level_to - from) / (float)stretch->frames;
    /* At full level all through, as in nearly every call. */
    if (from >= 1 && slope >= 0)
        return;
    for (size_t i = 0; i < stretch->frames; i++) {
        float gain = transport_gain(from + slope * (float)i);
        stereo[2 * i] *= gain;
        stereo[2 * i + 1] *= gain;
    }
}

/* The samples of one stretch; silence where the session stands still or has faded out. */
static void fill(struct deck *deck, const struct transport_stretch *stretch, float *stereo)
{
    bool audible = stretch->moving && (stretch->level_from > 0 || stretch->level_to > 0);
    if (!audible) {
        memset(stereo, 0, stretch->frames * 2 * sizeof *stereo);
        return;
    }
    struct levels levels = crossing_levels(&deck->crossing);
    sound_render(deck->sound, &levels, stretch->position, stretch->frames, stereo);
    fade(stretch, stereo);
}

void deck_render(void *context, int64_t first_frame, size_t frames, float *stereo)
{
    struct deck *deck = context;
    enum transport_order order;
    int64_t amount;
    /* All that were given by now: several presses may lie between two calls. */
    while (crossing_take_order(&deck->crossing, &order, &amount))
        transport_obey(&deck->transport, order, amount);
    /* A stretch has at least one frame, so this ends. */
    size_t done = 0;
    while (done < frames) {
        struct transport_stretch stretch = transport_next(&deck->transport, frames - done);
        assert(stretch.frames > 0 && stretch.frames <= frames - done);
        /* Without a device nobody hears it, but time goes on all the same. */
        if (stereo != NULL)
            fill(deck, &stretch, stereo + 2 * done);
        struct report report = {.first_frame = first_frame + (int64_t)done, .stretch = stretch};
        crossing_report(&deck->crossing, report);
        done += stretch.frames;
    }
    /* Without a device, or in a pause, nothing was rendered; recordings that were taken back can be
     * freed all the same. */
    sound_skip(deck->sound);
}

struct heard deck_heard(const struct deck *deck, int64_t frame)
{
    assert(deck != NULL);
    struct report report;
    /* The device has not asked for anything yet. */
    if (!crossing_find_report(&deck->crossing, frame, &report))
        return (struct heard){.state = TRANSPORT_PLAYING, .at_ms = deck->start_ms};
    const struct transport_stretch *stretch = &report.stretch;
    int64_t into = frame - report.first_frame;
    int64_t frames = (int64_t)stretch->frames;
    /* Between two reports the clock may be a little before or after the stretch that is known. */
    into = into < 0 ? 0 : into > frames ? frames : into;
    int64_t position = stretch->position + (stretch->moving ? into : 0);
    assert(frames > 0);
    float share = (float)into / (float)frames;
    return (struct heard){
        .state = stretch->state,
        .at_ms = (double)position / TRANSPORT_FRAMES_A_MS,
        .moving = stretch->moving,
        /* The level is a straight line within a stretch, as the fade is. */
        .level = stretch->level_from + (stretch->level_to - stretch->level_from) * share,
    };
}
