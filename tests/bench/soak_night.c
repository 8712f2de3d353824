/* A night in minutes: a session of so many hours, made faster than it would be heard and seen.
 * Prints what was found; its status is 1 where something was wrong.
 *
 *     soak_night HOURS SEED SHARE [RECORDING.ogg]
 *
 * The sound is made once from start to end, in calls as a device makes them, and each second of it
 * gets a hash. Then SHARE (0 to 1) of it is made again, from random places, in random calls: each
 * whole second must be the same, to the bit; and all of it once more as it is played, by deck,
 * transport and reader, whose clock may not be off by a sample. Of every minute a second of
 * pictures is drawn and held against the budget of light. The process may not grow meanwhile.
 */
#include "base/hash.h"
#include "canvas/canvas.h"
#include "canvas/fixed_font.h"
#include "canvas/light_meter.h"
#include "media/vorbis.h"
#include "player/deck.h"
#include "player/reader.h"
#include "scene/light.h"
#include "scene/session_scene.h"
#include "sound/sound.h"
#include "support/made_timeline.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    SECONDS_A_MINUTE = 60,
    MINUTES_AN_HOUR = 60,
    MOST_HOURS = 23,
    MOST_SECONDS = 24 * MINUTES_AN_HOUR * SECONDS_A_MINUTE,
    MOST_CALL = 4096, /* frames */
    WIDTH_PX = 640,
    HEIGHT_PX = 360,
    PICTURES_A_SECOND = 30,
    KIB = 1024,
    COMES_S = 2, /* until a session that is played is as loud as it will be */
    READ_BEHIND_MS = 15000,
    READ_AHEAD_MS = 45000,
};

/* The limiter's -10 dBTP, as a sample's value. */
static const float MOST_SAMPLE = 0.31623F;

/* A minute with something of everything; two voices of it, so that clips come and go. */
static const char ROUND[] = "    light 60%% over 4s\n"
                            "    sound sea at 30%% over 4s\n"
                            "    say \"Let your shoulders drop.\"\n"
                            "    rest 2 breaths\n"
                            "    chime\n"
                            "    sound rain at 30%% over 4s\n"
                            "    say \"Nothing to do but breathe.\"\n"
                            "    rest 17s\n"
                            "    do \"Rest your fingertips there.\" for 10s\n";

struct night {
    struct made_timeline made;
    struct sound *sound;
    struct deck *deck; /* that plays it; or NULL */
    struct levels levels;
    struct vorbis_audio words;
    struct clip clip;
    int64_t seconds;
    uint64_t hashes[MOST_SECONDS];
    float loudest;
    uint32_t seed;
    uint64_t drawn;     /* random numbers so far */
    double rss_sums[5]; /* of hours, KiB, their squares and products, and their count */
};

static uint32_t draw_number(struct night *night, uint32_t below)
{
    return hash_noise(night->seed, night->drawn++) % below;
}

static bool read_words(struct night *night, const char *path)
{
    const char *reason;
    if (path == NULL)
        return true;
    if (!vorbis_decode(allocator_system(), path, 1, SECONDS_A_MINUTE * 1000, &night->words,
                       &reason)) {
        printf("cannot read %s: %s\n", path, reason);
        return false;
    }
    night->clip = (struct clip){
        .samples = night->words.samples, .frames = night->words.frames, .channels = 1, .gain = 1};
    return true;
}

/* Says that each sentence has the recording at `path`; the reader looks there. */
static bool name_recordings(struct night *night, const char *path)
{
    struct lane_spans *lane = &night->made.timeline.lanes[LANE_VOICE];
    size_t bytes = lane->count * sizeof(struct span);
    struct span *spans = arena_push(&night->made.arena, bytes, _Alignof(struct span));
    if (spans == NULL)
        return false;
    memcpy(spans, lane->spans, bytes);
    for (size_t i = 0; i < lane->count; i++)
        spans[i].recording = path;
    lane->spans = spans;
    return true;
}

static bool start_night(struct night *night, int hours, const char *recording)
{
    char text[KIB];
    int length = snprintf(text, sizeof text,
                          "title \"A night\"\nphase daily\nbreathe in 4s, out 6s\n"
                          "repeat %d times\n",
                          hours * MINUTES_AN_HOUR);
    snprintf(text + length, sizeof text - (size_t)length, ROUND);
    made_timeline_must(&night->made, text);
    if (!name_recordings(night, recording))
        return false;
    night->sound = sound_create(allocator_system(), &night->made.timeline);
    if (night->sound == NULL)
        return false;
    night->levels = levels_default(night->made.timeline.phases);
    night->seconds = night->made.timeline.length_ms / 1000;
    assert(night->seconds <= MOST_SECONDS);
    /* So that its pages are there before growth is measured. */
    memset(night->hashes, 1, sizeof night->hashes);
    for (size_t i = 0;
         night->clip.samples != NULL && i < night->made.timeline.lanes[LANE_VOICE].count; i++)
        sound_give_clip(night->sound, LANE_VOICE, i, &night->clip);
    return true;
}

/* How much memory the process holds by now. */
static long resident_kib(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL)
        return 0;
    if (fscanf(file, "%*d %ld", &pages) != 1)
        pages = 0;
    (void)fclose(file);
    return pages * (sysconf(_SC_PAGESIZE) / KIB);
}

static void note_memory(struct night *night, double hours)
{
    double kib = (double)resident_kib();
    double terms[] = {hours, kib, hours * hours, hours * kib, 1};
    for (size_t i = 0; i < sizeof terms / sizeof terms[0]; i++)
        night->rss_sums[i] += terms[i];
}

/* The slope of the straight line through what was noted. */
static double memory_slope_kib_an_hour(const struct night *night)
{
    const double *sums = night->rss_sums;
    double spread = sums[4] * sums[2] - sums[0] * sums[0];
    return spread == 0 ? 0 : (sums[4] * sums[3] - sums[0] * sums[1]) / spread;
}

/* FNV-1a, a frame of two samples at a time. */
static uint64_t hash_frames(const float *stereo, size_t frames, uint64_t hash)
{
    for (size_t i = 0; i < frames; i++) {
        uint64_t bits;
        memcpy(&bits, stereo + 2 * i, sizeof bits);
        hash = (hash ^ bits) * 1099511628211u;
    }
    return hash;
}

/* Makes a second of sound in calls of `call` frames, or of random ones where that is 0. */
static uint64_t hash_second(struct night *night, int64_t second, size_t call)
{
    static float stereo[2 * MOST_CALL];
    uint64_t hash = 14695981039346656037u;
    for (size_t done = 0; done < SOUND_RATE_HZ;) {
        size_t frames = call != 0 ? call : 1 + draw_number(night, MOST_CALL);
        frames = frames < SOUND_RATE_HZ - done ? frames : SOUND_RATE_HZ - done;
        int64_t at = second * SOUND_RATE_HZ + (int64_t)done;
        if (night->deck != NULL)
            deck_render(night->deck, at, frames, stereo);
        else
            sound_render(night->sound, &night->levels, at, frames, stereo);
        hash = hash_frames(stereo, frames, hash);
        for (size_t i = 0; i < 2 * frames; i++)
            night->loudest = fmaxf(night->loudest, fabsf(stereo[i]));
        done += frames;
    }
    return hash;
}

static void hear_straight(struct night *night)
{
    for (int64_t second = 0; second < night->seconds; second++) {
        night->hashes[second] = hash_second(night, second, MOST_CALL);
        if (second % (10 * SECONDS_A_MINUTE) == 0)
            note_memory(night, (double)second / SECONDS_A_MINUTE / MINUTES_AN_HOUR);
    }
}

/* Returns how many seconds differ from what they were. */
static int64_t hear_in_pieces(struct night *night, double share, int64_t *heard, int64_t *seeks)
{
    int64_t wrong = 0;
    int64_t wanted = (int64_t)(share * (double)night->seconds);
    for (*heard = 0, *seeks = 0; *heard < wanted; (*seeks)++) {
        int64_t second = draw_number(night, (uint32_t)night->seconds);
        int64_t end = second + 1 + draw_number(night, 20);
        for (; second < end && second < night->seconds; second++, (*heard)++)
            wrong += hash_second(night, second, 0) != night->hashes[second];
    }
    return wrong;
}

/* Plays second after second, with recordings read ahead, and returns in how many the sound is not
 * the same or the clock not where it should be. */
static int64_t play_on(struct night *night, struct reader *reader)
{
    int64_t wrong = 0;
    for (int64_t second = 0; second < night->seconds; second++) {
        int32_t at_ms = (int32_t)second * 1000;
        reader_prepare(reader, at_ms - READ_BEHIND_MS, at_ms + READ_AHEAD_MS);
        bool same = hash_second(night, second, MOST_CALL) == night->hashes[second];
        int64_t last = (second + 1) * SOUND_RATE_HZ - 1;
        double off_ms = deck_heard(night->deck, last).at_ms - (double)last * 1000 / SOUND_RATE_HZ;
        wrong += (second >= COMES_S && !same) || fabs(off_ms) * SOUND_SAMPLES_PER_MS > 0.5;
    }
    return wrong;
}

/* The same night as a listener has it. -1: there was no memory, a recording could not be read, or
 * it did not end with the session. */
static int64_t play(struct night *night)
{
    static struct deck deck;
    static float stereo[2 * SOUND_RATE_HZ];
    const struct timeline *timeline = &night->made.timeline;
    struct sound *sound = sound_create(allocator_system(), timeline);
    if (sound == NULL)
        return -1;
    deck_start(&deck, timeline, sound, 0, night->levels);
    night->deck = &deck;
    struct reader *reader = reader_create(allocator_system(), timeline, sound,
                                          &deck.crossing.rendered_to);
    int64_t wrong = reader == NULL ? -1 : play_on(night, reader);
    /* Whatever is left of a second, and a bit of what comes after the end. */
    int64_t first = night->seconds * SOUND_RATE_HZ;
    deck_render(&deck, first, SOUND_RATE_HZ, stereo);
    bool ended = deck_heard(&deck, first + SOUND_RATE_HZ - 1).state == TRANSPORT_ENDED;
    const char *failed;
    if (!ended || reader == NULL || reader_failures(reader, &failed) > 0)
        wrong = -1;
    reader_destroy(reader);
    sound_destroy(sound);
    night->deck = NULL;
    return wrong;
}

/* Returns how many pictures were drawn, or -1 where there was no memory. */
static int64_t look(struct night *night, struct light_report *report)
{
    struct arena arena = arena_make(allocator_system());
    struct fixed_font fixed;
    struct font font = fixed_font_make(allocator_system(), &fixed);
    struct canvas *canvas = canvas_create(allocator_system(), WIDTH_PX, HEIGHT_PX, &font);
    struct light_meter *meter = light_meter_create(allocator_system(), WIDTH_PX, HEIGHT_PX);
    struct scene_choices choices = scene_choices_make(0.5F);
    choices.font = &font;
    int64_t pictures = canvas == NULL || meter == NULL ? -1 : 0;
    for (int64_t second = 0; pictures >= 0 && second < night->seconds; second += SECONDS_A_MINUTE)
        for (int i = 0; i < PICTURES_A_SECOND; i++, pictures++) {
            struct frame frame;
            double at_ms = 1000 * ((double)second + (double)i / PICTURES_A_SECOND);
            arena_clear(&arena);
            struct draw_list list = draw_list_make(&arena, WIDTH_PX, HEIGHT_PX,
                                                   light_level_of(&night->made.timeline));
            session_scene(&night->made.timeline, at_ms, &choices, &list);
            canvas_draw(canvas, &list, pictures * 1000 / PICTURES_A_SECOND, &frame);
            light_meter_feed(meter, &frame, pictures * 1000 / PICTURES_A_SECOND);
        }
    if (pictures >= 0)
        *report = light_meter_read(meter);
    light_meter_destroy(meter);
    canvas_destroy(canvas);
    fixed_font_release(&fixed);
    arena_release(&arena);
    return pictures;
}

/* Prints a line and returns whether it is good. */
static bool tell(bool good, const char *what, double figure, const char *unit)
{
    printf("%s %s: %.6g %s\n", good ? "ok" : "not ok", what, figure, unit);
    (void)fflush(stdout);
    return good;
}

static bool spend(struct night *night, double share)
{
    struct light_report report = {0};
    int64_t heard;
    int64_t seeks;
    hear_straight(night);
    bool good = tell(night->loudest > 0.01F && night->loudest <= MOST_SAMPLE, "the loudest sample",
                     20 * log10((double)night->loudest), "dBFS");
    int64_t wrong = hear_in_pieces(night, share, &heard, &seeks);
    printf("   %lld s again, from %lld places\n", (long long)heard, (long long)seeks);
    good &= tell(wrong == 0, "seconds that were not the same again", (double)wrong, "");
    int64_t unlike = play(night);
    good &= tell(unlike == 0, "seconds that were not so when they were played", (double)unlike, "");
    double slope = memory_slope_kib_an_hour(night);
    good &= tell(slope < KIB, "memory grows", slope, "KiB an hour of session");
    int64_t pictures = look(night, &report);
    good &= tell(pictures > 0 && light_report_keeps(&report, light_level_of(&night->made.timeline)),
                 "pictures within the budget of light", (double)pictures, "");
    return tell(true, "memory held", (double)resident_kib(), "KiB") && good;
}

int main(int count, char **words)
{
    static struct night night;
    int hours = count >= 4 ? atoi(words[1]) : 0;
    if (hours < 1 || hours > MOST_HOURS) {
        printf("usage: soak_night HOURS SEED SHARE [RECORDING.ogg]\n");
        return 2;
    }
    night.seed = (uint32_t)strtoul(words[2], NULL, 10);
    if (!read_words(&night, count > 4 ? words[4] : NULL) ||
        !start_night(&night, hours, count > 4 ? words[4] : NULL))
        return 1;
    printf("   a session of %.2f h, seed %u\n",
           (double)night.seconds / SECONDS_A_MINUTE / MINUTES_AN_HOUR, (unsigned)night.seed);
    bool good = spend(&night, strtod(words[3], NULL));
    sound_destroy(night.sound);
    vorbis_release(&night.words);
    made_timeline_release(&night.made);
    return good ? 0 : 1;
}
