/* A jump to somewhere else in a session, with a real thread reading ahead: what fades out and what
 * comes is as it would be if every recording were there all the time.
 */
#include "player/deck.h"
#include "player/session.h"
#include "player/worker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { BLOCK = 1024, RATE_HZ = TRANSPORT_RATE_HZ, PATH_BYTES = 1024, FAR_MS = 160000 };

/* A routine with words, on a device whose calls are made by hand. */
struct playing {
    struct session *session;
    struct deck deck;
    struct reader *reader;
    int64_t frame;
    float block[2 * BLOCK];
};

static void begin(struct playing *playing, int32_t start_ms)
{
    const char *assets = getenv("LULL_ASSETS");
    char path[PATH_BYTES];
    assert_non_null(assets);
    (void)snprintf(path, sizeof path, "%s/routines/base-of-skull.lull", assets);
    struct session_choices choices = {.sources = {.assets = assets, .narrator = "slt"},
                                      .narration = true};
    memset(playing, 0, sizeof *playing);
    playing->session = session_load(allocator_system(), path, &choices);
    assert_true(playing->session != NULL && session_is_playable(playing->session));
    struct levels voice = {.voice = 1, .master = 1};
    const struct timeline *timeline = &playing->session->timeline;
    deck_start(&playing->deck, timeline, playing->session->sound, start_ms, voice);
    playing->reader = reader_create(allocator_system(), timeline, playing->session->sound,
                                    &playing->deck.crossing.rendered_to);
    assert_non_null(playing->reader);
}

static void end(struct playing *playing)
{
    reader_destroy(playing->reader);
    session_release(playing->session);
}

/* One call of the device. Returns what is heard at its end, in ms of the session. */
static int32_t call_device(struct playing *playing)
{
    deck_render(&playing->deck, playing->frame, BLOCK, playing->block);
    playing->frame += BLOCK;
    return (int32_t)deck_heard(&playing->deck, playing->frame).at_ms;
}

/* Time for the worker to do what it was told to. */
static void wait_ms(int length_ms)
{
    struct timespec length = {.tv_sec = length_ms / 1000, .tv_nsec = length_ms % 1000 * 1000000L};
    nanosleep(&length, NULL);
}

/* The middle of the first sentence that has a recording and begins after `since_ms`. */
static int32_t in_a_sentence(const struct timeline *timeline, int32_t since_ms)
{
    const struct lane_spans *voice = &timeline->lanes[LANE_VOICE];
    for (size_t i = 0; i < voice->count; i++)
        if (voice->spans[i].recording != NULL && voice->spans[i].start_ms > since_ms)
            return (voice->spans[i].start_ms + voice->spans[i].end_ms - 500) / 2;
    fail_msg("no sentence after %d ms", (int)since_ms);
    return 0;
}

static void a_jump_is_heard_as_if_all_recordings_were_there(void **state)
{
    (void)state;
    static struct playing playing, complete;
    begin(&complete, 0);
    int32_t jump_ms = in_a_sentence(&complete.session->timeline, 60000);
    int32_t to_ms = in_a_sentence(&complete.session->timeline, FAR_MS);
    end(&complete);
    begin(&playing, jump_ms - 1500);
    begin(&complete, jump_ms - 1500);
    struct reader_part parts[] = {{jump_ms - 5000, jump_ms + 5000}, {to_ms - 5000, to_ms + 5000}};
    reader_prepare_parts(complete.reader, parts, 2);
    struct worker *worker = worker_start(allocator_system(), playing.reader, jump_ms - 1500);
    assert_non_null(worker);
    for (int call = 0; call < 4 * RATE_HZ / BLOCK; call++) {
        int64_t now_ms = playing.frame * 1000 / RATE_HZ;
        if (call == 3 * RATE_HZ / 2 / BLOCK) {
            worker_expect(worker, to_ms, now_ms);
            int64_t to = (int64_t)to_ms * TRANSPORT_FRAMES_A_MS;
            assert_true(crossing_order(&playing.deck.crossing, ORDER_JUMP, to));
            assert_true(crossing_order(&complete.deck.crossing, ORDER_JUMP, to));
            wait_ms(2500); /* many times what reading there takes */
        }
        call_device(&complete);
        worker_look_at(worker, call_device(&playing), now_ms);
        wait_ms(2);
        assert_memory_equal(playing.block, complete.block, sizeof playing.block);
    }
    worker_stop(worker);
    end(&playing);
    end(&complete);
}

static void seeks_in_a_row_add_up_until_the_last_has_arrived(void **state)
{
    (void)state;
    static struct playing playing;
    begin(&playing, 0);
    struct worker *worker = worker_start(allocator_system(), playing.reader, 100000);
    worker_look_at(worker, 100000, 1000);
    assert_int_equal(worker_bound_for(worker), 100000);
    for (int press = 1; press <= 3; press++) {
        worker_expect(worker, worker_bound_for(worker) - 10000, 1000 + press);
        worker_look_at(worker, 100000 + press, 1001 + press);
    }
    assert_int_equal(worker_bound_for(worker), 70000);
    worker_look_at(worker, 70020, 1400);
    worker_look_at(worker, 73000, 4400);
    assert_int_equal(worker_bound_for(worker), 73000);
    /* One that was refused is forgotten. */
    worker_expect(worker, 20000, 5000);
    worker_look_at(worker, 73600, 5600);
    assert_int_equal(worker_bound_for(worker), 20000);
    worker_look_at(worker, 75500, 7500);
    assert_int_equal(worker_bound_for(worker), 75500);
    worker_stop(worker);
    end(&playing);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_jump_is_heard_as_if_all_recordings_were_there),
        cmocka_unit_test(seeks_in_a_row_add_up_until_the_last_has_arrived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
