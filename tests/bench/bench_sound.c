/* What sound costs: as a multiple of real time, and as a share of one processor core while playing.
 * Prints; judges nothing.
 *
 *     bench_sound [RECORDING.ogg]
 *
 * Each line is five minutes with one kind of ambience, the pacer's tone, and words for a third of
 * the time; then how fast RECORDING is decoded.
 */
#include "media/vorbis.h"
#include "sound/sound.h"
#include "support/made_session.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SECONDS = 300, FRAMES = SECONDS * SOUND_RATE_HZ, WORDS_MS = 5000 };

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void report(const char *name, double spent, double seconds)
{
    printf("%-28s %6.0f x real time %7.3f %% of a core\n", name, seconds / spent,
           100 * spent / seconds);
}

/* Renders the session in chunks of `chunk` and keeps the dearest of them. */
static void bench_session(const char *name, enum ambience ambience, size_t chunk)
{
    static struct made_session made;
    static float words[WORDS_MS * SOUND_SAMPLES_PER_MS];
    static float stereo[2 * 4096];
    struct clip clip = {
        .samples = words, .frames = WORDS_MS * SOUND_SAMPLES_PER_MS, .channels = 1, .gain = 1};
    made_session_start(&made, SECONDS * 1000);
    made_session_breathe(&made, 0, SECONDS * 1000, 4000, 0, 6000, 0);
    made_session_sound(&made, 0, ambience, 30, 4000, NULL);
    for (int32_t i = 0; i < 20; i++)
        made_session_say(&made, i * 3 * WORDS_MS, WORDS_MS);
    struct sound *sound = sound_create(allocator_system(), &made.timeline);
    if (sound == NULL)
        return;
    for (size_t i = 0; i < 20; i++)
        sound_give_clip(sound, LANE_VOICE, i, &clip);
    struct levels levels = levels_default(PHASE_DAILY);
    double start = cpu_seconds();
    double dearest = 0;
    for (int64_t at = 0; at < FRAMES; at += (int64_t)chunk) {
        double before = cpu_seconds();
        sound_render(sound, &levels, at, chunk, stereo);
        double spent = cpu_seconds() - before;
        dearest = spent > dearest ? spent : dearest;
    }
    report(name, cpu_seconds() - start, SECONDS);
    printf("%-28s %6.2f ms\n", "  the dearest call", 1000 * dearest);
    sound_destroy(sound);
}

static void bench_decoding(const char *path)
{
    struct vorbis_audio audio;
    const char *reason;
    double spent = 0;
    double seconds = 0;
    for (int i = 0; i < 20; i++) {
        double start = cpu_seconds();
        if (!vorbis_decode(allocator_system(), path, 1, 600000, &audio, &reason)) {
            printf("cannot read %s: %s\n", path, reason);
            return;
        }
        spent += cpu_seconds() - start;
        seconds += (double)audio.frames / SOUND_RATE_HZ;
        vorbis_release(&audio);
    }
    report("decoding", spent, seconds);
}

int main(int argc, char **argv)
{
    bench_session("off, calls of 4096", AMBIENCE_OFF, 4096);
    bench_session("sea, calls of 4096", AMBIENCE_SEA, 4096);
    bench_session("sea, calls of 480", AMBIENCE_SEA, 480);
    bench_session("rain, calls of 4096", AMBIENCE_RAIN, 4096);
    bench_session("brown, calls of 4096", AMBIENCE_BROWN, 4096);
    bench_session("hum, calls of 4096", AMBIENCE_HUM, 4096);
    if (argc > 1)
        bench_decoding(argv[1]);
    return 0;
}
