/* One thread renders while another gives recordings, takes them back and frees them by the rule
 * that sound.h states. Built with ThreadSanitizer or AddressSanitizer a breach ends the test.
 */
#include "sound/sound.h"
#include "support/heard.h"
#include "support/made_session.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdlib.h>

enum { LENGTH_MS = 30000, SENTENCES = 9, WORDS_FRAMES = 48000, ROUNDS = 60, CHUNK = 512 };

struct stage {
    struct made_session made;
    struct sound *sound;
    atomic_bool over;
    double loudest; /* by the thread that renders; read after it ended */
};

static void *render(void *context)
{
    struct stage *stage = context;
    struct levels levels = {1, 1, 1, 1, 1};
    float stereo[2 * CHUNK];
    int64_t length = sound_length_samples(stage->sound);
    for (int64_t at = 0; !atomic_load(&stage->over); at = (at + CHUNK) % length) {
        sound_render(stage->sound, &levels, at, CHUNK, stereo);
        double rms = heard_rms(stereo, CHUNK);
        stage->loudest = rms > stage->loudest ? rms : stage->loudest;
    }
    return NULL;
}

static void give_all(struct stage *stage, const struct clip *clip)
{
    for (size_t i = 0; i < SENTENCES; i++)
        sound_give_clip(stage->sound, LANE_VOICE, i, clip);
}

/* Waits until the other thread has ended `count` calls more. */
static void await_passes(const struct stage *stage, unsigned count)
{
    unsigned before = sound_passes(stage->sound);
    while (sound_passes(stage->sound) - before < count)
        continue;
}

static void test_recordings_come_and_go_while_it_plays(void **state)
{
    (void)state;
    struct stage *stage = calloc(1, sizeof *stage);
    pthread_t renderer;
    made_session_start(&stage->made, LENGTH_MS);
    for (int32_t i = 0; i < SENTENCES; i++)
        made_session_say(&stage->made, i * 3000, 1000);
    stage->sound = sound_create(allocator_system(), &stage->made.timeline);
    assert_int_equal(pthread_create(&renderer, NULL, render, stage), 0);
    for (int round = 0; round < ROUNDS; round++) {
        struct clip *clip = calloc(1, sizeof *clip);
        float *samples = malloc(sizeof(float) * WORDS_FRAMES);
        for (int i = 0; i < WORDS_FRAMES; i++)
            samples[i] = i % 100 < 50 ? 0.1F : -0.1F;
        *clip = (struct clip){.samples = samples, .frames = WORDS_FRAMES, .channels = 1, .gain = 1};
        give_all(stage, clip);
        await_passes(stage, 40);
        give_all(stage, NULL);
        await_passes(stage, 1);
        free(samples);
        free(clip);
    }
    atomic_store(&stage->over, true);
    pthread_join(renderer, NULL);
    assert_true(stage->loudest > 0.05);
    sound_destroy(stage->sound);
    free(stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recordings_come_and_go_while_it_plays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
