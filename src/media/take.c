/* In this order: filters; a first, rough gain, since silence can only be told at a known loudness;
 * the words' own stretch, which is what is louder than the room and longer than a click; fades and
 * silence around it; then gain and peak limit in turns until both hold; and silence that the last
 * gain has made of something faint is cut.
 */
#include "media/take.h"

#include "media/biquad.h"
#include "media/loudness.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum {
    RATE_HZ = 48000,
    MS = RATE_HZ / 1000,
    WINDOW = 5 * MS,         /* in which silence is told from sound */
    CLICK = 60 * MS,         /* what is shorter and stands alone is a key or a lip */
    ALONE = 150 * MS,        /* silence that parts two sounds; within a word there is less */
    MARGIN_BEFORE = 25 * MS, /* faded in and out; soft sounds begin and end words */
    MARGIN_AFTER = 50 * MS,
    SILENCE_BEFORE = 50 * MS,
    SILENCE_AFTER = 80 * MS,
    MOST_SILENCE = 150 * MS, /* at either end, once all is as loud as it will be */
    SHORTEST = 400 * MS,     /* loudness is defined from here on */
    REACH = 5 * MS,          /* how far around a peak it is softened */
    MOST_ROUNDS = 4,
};

/* 10^((−26 + 0.691) / 10): −26 LUFS as a power. */
static const double target_power = 2.94510e-3;
/* Amplitudes of samples, ±1 being full scale, but for `faintest`, a power as loudness.h gives
 * it. */
static const float silence = 0.00316F; /* −50 dBFS */
static const float over_room = 3.0F;   /* sound is 10 dB above what the room does, */
static const float sure = 0.03F;       /* and at −30 dBFS in any case */
static const double faintest = 2.9e-7; /* −66 LUFS: more than 40 dB of gain is the room itself */

/* −7.5 dBFS. Below 8 kHz a peak between two samples is at most 1.2 dB above them. */
static const float most_peak = 0.4217F;

/* At 48 kHz, after R. Bristow-Johnson, Audio EQ Cookbook: a high-pass of 80 Hz; a fourth-order
 * Butterworth low-pass of 7 kHz in two halves; a shelf of −5 dB at 5 kHz. */
static const struct biquad high_pass = {0.99262254274388, -1.98524508548775, 0.99262254274388,
                                        -1.98519065787178, 0.98529951310373};
static const struct biquad low_pass[] = {
    {0.11288140328308, 0.22576280656616, 0.11288140328308, -0.70256717477530, 0.15409278790762},
    {0.15006045430520, 0.30012090861040, 0.15006045430520, -0.93396738843079, 0.53420920565158},
};
static const struct biquad shelf = {0.64529069001869, -0.60002082004127, 0.17260858151229,
                                    -1.15178982621687, 0.36966827770657};

/* A stretch of frames, [start, end). */
struct stretch {
    int64_t start, end;
};

/* In place, once through, as if silence had gone before. */
static void filter(float *samples, int64_t frames, const struct biquad *biquad)
{
    struct biquad_memory memory = {0, 0};
    for (int64_t i = 0; i < frames; i++)
        samples[i] = (float)biquad_next(biquad, &memory, samples[i]);
}

/* In place, reckoned in double and rounded once. */
static void scale(float *samples, int64_t frames, double gain)
{
    for (int64_t i = 0; i < frames; i++)
        samples[i] = (float)(samples[i] * gain);
}

/* The largest amplitude in [start, end), whichever its sign. */
static float peak(const float *samples, int64_t start, int64_t end)
{
    float highest = 0;
    for (int64_t i = start; i < end; i++)
        highest = fmaxf(highest, fabsf(samples[i]));
    return highest;
}

/* The room is what one window in twenty stays below: a take has at least that much of pauses, and a
 * single drop-out does not make the room silent. Twenty halvings find that to a millionth
 * without sorting. */
static float room_level(const float *peaks, int64_t count)
{
    assert(count >= 0);
    float low = 0;
    float high = 1;
    for (int step = 0; step < 20; step++) {
        float middle = (low + high) / 2;
        int64_t below = 0;
        for (int64_t i = 0; i < count; i++)
            below += peaks[i] < middle;
        if (below * 20 >= count)
            high = middle;
        else
            low = middle;
    }
    return high;
}

/* The next stretch of windows louder than `level` at or after window `at`; short gaps belong to it.
 * Empty where there is none. In windows. */
static struct stretch next_sound(const float *peaks, int64_t count, int64_t at, float level)
{
    while (at < count && peaks[at] <= level)
        at++;
    /* A word has gaps of its own, before a `t` or a `p`, that are no end of it. */
    struct stretch sound = {at, at};
    for (int64_t i = at; i < count && i - sound.end < ALONE / WINDOW; i++)
        if (peaks[i] > level)
            sound.end = i + 1;
    return sound;
}

/* From the first sound to the last, clicks apart. In frames; empty where there is only silence.
 * What a click is told by is its length and that it stands alone: one within ALONE of a word
 * belongs to the word. */
static struct stretch find_words(const float *peaks, int64_t count)
{
    /* A noisy room raises the level, but never so far that a voice falls below it. */
    float level = fminf(sure, fmaxf(silence, room_level(peaks, count) * over_room));
    struct stretch words = {0, 0};
    struct stretch sound = next_sound(peaks, count, 0, level);
    for (; sound.end > sound.start; sound = next_sound(peaks, count, sound.end, level)) {
        if (sound.end - sound.start < CLICK / WINDOW)
            continue;
        if (words.end == 0)
            words.start = sound.start * WINDOW;
        words.end = sound.end * WINDOW;
    }
    return words;
}

/* Half a cosine as a polynomial, from 0 at 0 to 1 at 1. */
static double fade(double part)
{
    return part * part * (3 - 2 * part);
}

/* Copies the words into `take`, margins faded, silence around. */
static void place_words(struct take *take, const float *samples, int64_t frames,
                        struct stretch words)
{
    assert(words.start < words.end && words.end <= frames + WINDOW);
    /* May lie before the recording's beginning: then its fade has begun before it too. */
    int64_t first = words.start - MARGIN_BEFORE;
    int64_t last = words.end + MARGIN_AFTER;
    for (int64_t i = first > 0 ? first : 0; i < last && i < frames; i++) {
        double in = fmin((double)(i - first) / MARGIN_BEFORE, 1);
        double out = fmin((double)(last - i) / MARGIN_AFTER, 1);
        take->samples[i - first + SILENCE_BEFORE] = (float)(samples[i] * fade(in) * fade(out));
    }
}

/* Writes to `lowered` by how much each frame must be lowered for the sake of a peak within REACH.
 */
static void find_peaks(const float *samples, int64_t frames, float *lowered)
{
    memset(lowered, 0, (size_t)frames * sizeof *lowered);
    for (int64_t i = 0; i < frames; i++) {
        float size = fabsf(samples[i]);
        int64_t start = i > REACH ? i - REACH : 0;
        /* Only peaks cost these 481 steps, and after the gain few samples are peaks. */
        for (int64_t j = start; size > most_peak && j < frames && j <= i + REACH; j++)
            lowered[j] = fmaxf(lowered[j], 1 - most_peak / size);
    }
}

/* Every frame is lowered by the mean of what the frames within REACH ask for: a peak by all that it
 * needs, since all of them ask for that, and nothing at once. At the very ends, where some of those
 * are missing, there is silence. `lowered` has room for as many frames. Returns whether there was a
 * peak. */
static bool limit(float *samples, int64_t frames, float *lowered)
{
    if (peak(samples, 0, frames) <= most_peak)
        return false;
    find_peaks(samples, frames, lowered);
    double sum = 0;
    /* The sum slides along: each step takes in one frame and lets one go. Before frame 0 it only
     * fills. */
    for (int64_t i = -REACH; i < frames; i++) {
        if (i + REACH < frames)
            sum += (double)lowered[i + REACH];
        if (i < 0)
            continue;
        samples[i] = (float)(samples[i] * (1 - sum / (2 * REACH + 1)));
        if (i >= REACH)
            sum -= (double)lowered[i - REACH];
    }
    return true;
}

/* Brings the take to its loudness and keeps its peaks. A limited peak costs loudness, which the
 * next round gives back; since each round ends with the limit, that is what holds in any case.
 * False when there is no memory. */
static bool level(struct take *take)
{
    float *lowered = allocator_allocate(take->allocator, (size_t)take->frames, sizeof *lowered);
    if (lowered == NULL)
        return false;
    assert(take->frames >= SHORTEST); /* or its loudness would be 0 */
    for (int round = 0; round < MOST_ROUNDS; round++) {
        double power = loudness_power(take->samples, take->frames, 1);
        if (power > 0)
            scale(take->samples, take->frames, sqrt(target_power / power));
        bool limited = limit(take->samples, take->frames, lowered);
        if (!limited || power <= 0)
            break;
    }
    allocator_release(take->allocator, lowered);
    return true;
}

/* Cuts the silence at both ends to MOST_SILENCE. Loudness depends a little on what is around the
 * words, so the last gain can leave a faint end softer than what was taken for silence before. What
 * is cut lies below −50 dBFS, and so does the step where it was. */
static void shorten(struct take *take)
{
    int64_t first = 0;
    int64_t end = take->frames;
    while (first < end && fabsf(take->samples[first]) <= silence)
        first++;
    while (end > first && fabsf(take->samples[end - 1]) <= silence)
        end--;
    first = first > MOST_SILENCE ? first - MOST_SILENCE : 0;
    end = end + MOST_SILENCE < take->frames ? end + MOST_SILENCE : take->frames;
    /* A single short word keeps its longer silence, as a take promises 0.4 s. */
    if (end - first < SHORTEST)
        return;
    take->frames = end - first;
    memmove(take->samples, take->samples + first, (size_t)take->frames * sizeof *take->samples);
}

/* Filters `samples` and brings them near their loudness. Returns false where they have none. */
static bool prepare(float *samples, int64_t frames, enum take_speaker speaker)
{
    filter(samples, frames, &high_pass);
    filter(samples, frames, &low_pass[0]);
    filter(samples, frames, &low_pass[1]);
    if (speaker == TAKE_SYNTHESISER)
        filter(samples, frames, &shelf);
    /* Measured before the words are found, silence and all: pauses do not count in loudness. */
    double power = loudness_power(samples, frames, 1);
    if (power < faintest)
        return false;
    scale(samples, frames, sqrt(target_power / power));
    return true;
}

/* Finds the words in prepared samples; an empty stretch where there are none. A rest of less than a
 * window at the end is not looked at. Returns false when there is no memory. */
static bool look(struct allocator allocator, const float *samples, int64_t frames,
                 struct stretch *words)
{
    int64_t count = frames / WINDOW;
    /* One more than there are, so that none at all is not taken for a lack of memory. */
    float *peaks = allocator_allocate(allocator, (size_t)count + 1, sizeof *peaks);
    if (peaks == NULL)
        return false;
    for (int64_t i = 0; i < count; i++)
        peaks[i] = peak(samples, i * WINDOW, (i + 1) * WINDOW);
    *words = find_words(peaks, count);
    allocator_release(allocator, peaks);
    return true;
}

/* Makes `take` of prepared samples and the words found in them. False when there is no memory, and
 * there is then nothing to release. */
static bool finish(struct allocator allocator, const float *samples, int64_t frames,
                   struct stretch words, struct take *take)
{
    int64_t length = words.end - words.start + MARGIN_BEFORE + MARGIN_AFTER + SILENCE_BEFORE +
                     SILENCE_AFTER;
    *take = (struct take){.allocator = allocator, .frames = length < SHORTEST ? SHORTEST : length};
    take->samples = allocator_allocate(allocator, (size_t)take->frames, sizeof *take->samples);
    if (take->samples == NULL)
        return false;
    place_words(take, samples, frames, words);
    if (!level(take)) {
        take_release(take);
        return false;
    }
    shorten(take);
    return true;
}

bool take_make(struct allocator allocator, const float *samples, int64_t frames,
               enum take_speaker speaker, struct take *take, const char **reason)
{
    assert(frames >= 0 && take != NULL && reason != NULL);
    *take = (struct take){.allocator = allocator};
    *reason = "there is not enough memory";
    /* silence behind it, so that even one short word can be measured */
    int64_t room = frames + SHORTEST;
    float *copy = allocator_allocate(allocator, (size_t)room, sizeof *copy);
    if (copy == NULL)
        return false;
    /* memcpy may not be given NULL, not even for nothing. */
    if (frames > 0)
        memcpy(copy, samples, (size_t)frames * sizeof *copy);
    struct stretch words = {0, 0};
    /* Too faint for words is a result of looking as well; only a lack of memory is none. */
    bool looked = !prepare(copy, room, speaker) || look(allocator, copy, frames, &words);
    bool heard = words.end > words.start;
    bool made = looked && heard && finish(allocator, copy, room, words, take);
    if (looked && !heard)
        *reason = "nothing is to be heard";
    allocator_release(allocator, copy);
    return made;
}

void take_release(struct take *take)
{
    allocator_release(take->allocator, take->samples);
    take->samples = NULL;
}
