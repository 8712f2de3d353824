/* One flow of sound through devices that come, go, stumble and stand still, all made up: what is at
 * the ear, what the pictures are told is at the ear, and how softly it comes back.
 */
#include "base/hash.h"
#include "platform/feed.h"

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { BLOCK = AUDIO_BLOCK_FRAMES, DEPTH = BLOCK + 480, MS = 1000000, TURN_MS = 11 };
static const float loud = 0.5F;

/* A session that says its own frame on the left and is steadily loud on the right. Frames are whole
 * floats up to 16 million, which is five minutes. */
struct session {
    int64_t next; /* every frame is drawn once, in order */
};

static void render(void *context, int64_t first_frame, size_t frames, float *stereo)
{
    struct session *session = context;
    assert_int_equal(first_frame, session->next);
    session->next += (int64_t)frames;
    for (size_t i = 0; stereo != NULL && i < frames; i++) {
        stereo[2 * i] = (float)(first_frame + (int64_t)i);
        stereo[2 * i + 1] = loud;
    }
}

/* A device plays frame n at `since_ns` + n, a depth after asking for it, and asks a little late. */
struct device {
    bool there;
    int64_t since_ns;
    int64_t farther; /* frames by which its path is deeper than DEPTH */
    int64_t asked;   /* blocks */
    float played[2 * BLOCK];
};

struct world {
    struct session session;
    struct feed feed;
    struct device device;
    int64_t now_ns;
    int64_t last_heard;
    int64_t ear; /* the session's frame that begins to be heard at `ear_ns`, −1: silence */
    int64_t ear_ns;
    float last_loud;   /* at the ear */
    float steepest;    /* change of loudness from frame to frame */
    double worst_ms;   /* by how much what was said to be heard was wrong, at most */
    int stood_ms;      /* for how long nothing new was said to be heard, */
    int stood_most_ms; /* and the most of that */
};

static int64_t ns_of(int64_t frames)
{
    return frames * 1000000 / 48 * 1000 / 1000;
}

static int start(void **state)
{
    struct world *world = calloc(1, sizeof *world);
    assert_non_null(world);
    world->now_ns = 1000LL * MS;
    world->ear = -1;
    feed_start(&world->feed, (struct audio_source){render, &world->session}, world->now_ns);
    *state = world;
    return 0;
}

static int finish(void **state)
{
    free(*state);
    return 0;
}

static void connect_device(struct world *world)
{
    feed_connect(&world->feed, DEPTH, world->now_ns);
    world->device.there = true;
    world->device.since_ns = world->now_ns;
    world->device.asked = 0;
}

static void lose_device(struct world *world)
{
    feed_disconnect(&world->feed, world->now_ns);
    world->device.there = false;
    world->ear = -1;
    world->last_loud = 0;
}

/* When the device asks for its next block: two at once, then one a block's time. */
static int64_t next_ask_ns(const struct device *device)
{
    int64_t queued = device->asked > 0 ? device->asked - 1 : 0;
    int64_t jitter_ms = hash_noise(3, (uint64_t)device->asked) % 4;
    return device->since_ns + ns_of(queued * BLOCK) + jitter_ms * MS;
}

/* Looks at a block as it will be heard. */
static void listen(struct world *world, int64_t asked_ns)
{
    struct device *device = &world->device;
    world->ear = -1;
    world->ear_ns = asked_ns;
    for (int i = 0; i < BLOCK; i++) {
        float step = device->played[2 * i + 1] - world->last_loud;
        world->last_loud = device->played[2 * i + 1];
        world->steepest = step > world->steepest ? step : world->steepest;
        assert_true(world->last_loud <= loud);
    }
}

static void ask(struct world *world)
{
    struct device *device = &world->device;
    int64_t asked_ns = next_ask_ns(device);
    feed_fill(&world->feed, BLOCK, device->played, asked_ns);
    listen(world, asked_ns);
    /* The faded frame number tells nothing, but the last one of a block is known to the session. */
    int64_t first_heard_ns = device->since_ns +
                             ns_of((device->asked - 1) * BLOCK + DEPTH + device->farther);
    device->asked++;
    if (device->played[2 * BLOCK - 1] > 0) {
        world->ear = world->session.next - BLOCK;
        world->ear_ns = first_heard_ns;
    }
}

/* Lets time go on, the device asking and the pictures being drawn. */
static void pass(struct world *world, int64_t length_ms)
{
    for (int64_t end_ns = world->now_ns + length_ms * MS; world->now_ns < end_ns;) {
        world->now_ns += TURN_MS * MS;
        while (world->device.there && next_ask_ns(&world->device) <= world->now_ns)
            ask(world);
        if (feed_has_run_dry(&world->feed, world->now_ns)) {
            feed_go_on(&world->feed, world->now_ns);
            world->ear = -1;
            world->last_loud = 0;
        }
        int64_t heard = feed_heard(&world->feed, world->now_ns);
        assert_true(heard >= world->last_heard);
        world->stood_ms = heard > world->last_heard ? 0 : world->stood_ms + TURN_MS;
        world->stood_most_ms = world->stood_ms > world->stood_most_ms ? world->stood_ms
                                                                      : world->stood_most_ms;
        world->last_heard = heard;
        if (world->ear < 0)
            continue;
        int64_t at_ear = world->ear + (world->now_ns - world->ear_ns) / 1000 * 48 / 1000;
        double off_ms = (double)llabs(heard - at_ear) / 48;
        world->worst_ms = off_ms > world->worst_ms ? off_ms : world->worst_ms;
    }
}

static void time_goes_on_evenly_without_a_device(void **state)
{
    struct world *world = *state;
    pass(world, 5000);
    int64_t before = world->last_heard;
    pass(world, 60005); /* of whole turns */
    assert_in_range(world->last_heard - before, 48 * 60000, 48 * 60020);
    assert_in_range(world->session.next - world->last_heard, 0, 2 * BLOCK);
}

static void the_first_device_plays_from_the_first_frame(void **state)
{
    struct world *world = *state;
    connect_device(world);
    ask(world);
    assert_true(world->device.played[2] == 1.0F && world->device.played[3] == loud);
    pass(world, 3000);
    world->worst_ms = 0;
    pass(world, 30000);
    assert_true(world->ear > 0 && world->worst_ms < 5);
}

static void a_lost_device_costs_no_time(void **state)
{
    struct world *world = *state;
    connect_device(world);
    pass(world, 20000);
    int64_t before = world->last_heard;
    lose_device(world);
    int64_t lost_ns = world->now_ns;
    pass(world, 7000);
    int64_t passed = (world->now_ns - lost_ns) / 1000 * 48 / 1000;
    assert_in_range(world->last_heard - before, passed - 48, passed + 48);
}

/* Where the session would be had nothing happened, with what a device that came back plays of it
 * meeting what the pictures show; and nobody is startled. */
static void a_device_that_comes_back_plays_what_is_due_softly(void **state)
{
    struct world *world = *state;
    connect_device(world);
    pass(world, 10000);
    for (int64_t away_ms = 137; away_ms < 9000; away_ms = away_ms * 2 + 31) {
        lose_device(world);
        pass(world, away_ms);
        int64_t before = world->last_heard;
        int64_t back_ns = world->now_ns;
        world->steepest = 0;
        connect_device(world);
        pass(world, 500);
        assert_true(world->last_loud == 0); /* it is listened to first */
        pass(world, 2000);
        world->worst_ms = 0;
        pass(world, 5000);
        assert_true(world->last_loud == loud);
        assert_true(world->worst_ms < 6);
        /* 3/2 of the mean slope is the steepest that the curve has anywhere. */
        assert_true(world->steepest < loud * 1.6F / FEED_RISE_FRAMES);
        int64_t passed = (world->now_ns - back_ns) / 1000 * 48 / 1000;
        int64_t off = world->last_heard - before - passed;
        assert_true(llabs(off) < 5 * 48);
    }
}

/* A loudspeaker at the far end of a radio, of which that is known after a while. */
static void pictures_wait_for_a_loudspeaker_that_is_far_away(void **state)
{
    struct world *world = *state;
    world->device.farther = 300 * 48;
    connect_device(world);
    pass(world, 3000);
    assert_true(feed_is_settled(&world->feed) && world->worst_ms > 290);
    int64_t before = world->last_heard;
    feed_set_depth(&world->feed, DEPTH + world->device.farther);
    pass(world, 275);
    assert_true(world->last_heard == before);
    pass(world, 1000);
    world->worst_ms = 0;
    pass(world, 10000);
    assert_true(world->worst_ms < 6 && world->last_loud == loud);
}

static void a_program_that_was_stopped_goes_on_where_it_was(void **state)
{
    struct world *world = *state;
    pass(world, 5000);
    int64_t before = world->last_heard;
    world->now_ns += 3600LL * 1000 * MS;
    pass(world, TURN_MS);
    assert_in_range(world->last_heard - before, 0, 2 * TURN_MS * 48);
}

/* A server that was busy, and a machine that slept: everything that the device plays from then on
 * is later by as long as it stood still. */
static void stumble(struct world *world, int64_t still_ms)
{
    world->device.since_ns += still_ms * MS;
    world->ear_ns += still_ms * MS;
    pass(world, still_ms + 1000);
}

/* The pictures wait for a sound that is a little late; after more it is as if the device had been
 * away. Neither is ahead of the other afterwards. */
static void a_device_that_runs_dry_shifts_nothing(void **state)
{
    struct world *world = *state;
    connect_device(world);
    pass(world, 10000);
    for (int64_t still_ms = 40; still_ms < 6000; still_ms += still_ms < 1000 ? 87 : 1000) {
        int64_t before = world->last_heard;
        int64_t from_ns = world->now_ns;
        world->stood_most_ms = 0;
        stumble(world, still_ms);
        int64_t passed = (world->now_ns - from_ns) / 1000 * 48 / 1000;
        assert_in_range(world->last_heard - before, passed - 140 * 48, passed + 5 * 48);
        assert_true(world->stood_most_ms < (still_ms < 140 ? 140 : 100));
        pass(world, 4000);
        world->worst_ms = 0;
        pass(world, 2000);
        assert_true(world->worst_ms < 6);
        assert_true(world->last_loud == loud);
    }
}

/* A loudspeaker that sleeps at first: the session waits for it, but not for ever. */
static void a_device_that_never_begins_is_outlived(void **state)
{
    struct world *world = *state;
    feed_connect(&world->feed, DEPTH, world->now_ns);
    pass(world, 1500);
    assert_true(world->last_heard == 0);
    pass(world, 4000);
    assert_in_range(world->last_heard, 3000 * 48, 4000 * 48);
    assert_true(feed_is_stuck(&world->feed, world->now_ns));
}

static void a_device_that_hangs_is_known(void **state)
{
    struct world *world = *state;
    connect_device(world);
    assert_false(feed_is_stuck(&world->feed, world->now_ns)); /* it has not begun */
    pass(world, 10000);
    assert_false(feed_is_stuck(&world->feed, world->now_ns));
    assert_true(feed_is_stuck(&world->feed, world->now_ns + 2500LL * MS));
    lose_device(world);
    assert_false(feed_is_stuck(&world->feed, world->now_ns + 2500LL * MS));
}

static void after_a_sleep_the_sound_rises_again(void **state)
{
    struct world *world = *state;
    connect_device(world);
    pass(world, 10000);
    world->device.since_ns += 8000LL * MS;
    world->now_ns += 8000LL * MS;
    world->steepest = 0;
    world->last_loud = 0; /* what was heard broke off */
    pass(world, 200);
    assert_true(world->last_loud < loud / 2);
    pass(world, 3500);
    assert_true(world->last_loud == loud);
    assert_true(world->steepest < loud * 1.6F / FEED_RISE_FRAMES);
}

/* The device's side of the test below: a thread that asks whenever its time has come. */
struct thread_device {
    struct feed *feed;
    _Atomic int64_t now_ns;
    _Atomic int64_t asked_ns; /* the moment it has asked for last */
    atomic_bool over;
};

static void *ask_in_a_thread(void *context)
{
    struct thread_device *device = context;
    float played[2 * 64];
    int64_t asked_ns = 0;
    while (!atomic_load(&device->over)) {
        int64_t now_ns = atomic_load(&device->now_ns);
        if (now_ns == asked_ns) {
            sched_yield();
            continue;
        }
        asked_ns = now_ns;
        feed_fill(device->feed, 64, played, now_ns);
        atomic_store(&device->asked_ns, now_ns);
    }
    return NULL;
}

/* With ThreadSanitizer this fails where both threads ever draw, or touch one thing at once. */
static void one_thread_at_a_time_draws(void **state)
{
    struct world *world = *state;
    struct thread_device device = {.feed = &world->feed, .now_ns = world->now_ns};
    for (int round = 0; round < 20; round++) {
        pthread_t thread;
        pass(world, 100);
        feed_connect(&world->feed, 128, world->now_ns);
        atomic_store(&device.over, false);
        assert_int_equal(pthread_create(&thread, NULL, ask_in_a_thread, &device), 0);
        for (int turn = 0; turn < 3000; turn++) {
            world->now_ns += 64 * MS / 48;
            atomic_store(&device.now_ns, world->now_ns);
            feed_heard(&world->feed, world->now_ns);
            /* Both at once, and neither far ahead, however busy the machine is. */
            while (atomic_load(&device.asked_ns) != world->now_ns)
                sched_yield();
        }
        atomic_store(&device.over, true);
        pthread_join(thread, NULL);
        feed_disconnect(&world->feed, world->now_ns);
        world->last_heard = feed_heard(&world->feed, world->now_ns);
    }
    assert_true(world->session.next > 20 * 3000 * 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(time_goes_on_evenly_without_a_device, start, finish),
        cmocka_unit_test_setup_teardown(the_first_device_plays_from_the_first_frame, start, finish),
        cmocka_unit_test_setup_teardown(a_lost_device_costs_no_time, start, finish),
        cmocka_unit_test_setup_teardown(a_device_that_comes_back_plays_what_is_due_softly, start,
                                        finish),
        cmocka_unit_test_setup_teardown(pictures_wait_for_a_loudspeaker_that_is_far_away, start,
                                        finish),
        cmocka_unit_test_setup_teardown(a_program_that_was_stopped_goes_on_where_it_was, start,
                                        finish),
        cmocka_unit_test_setup_teardown(a_device_that_runs_dry_shifts_nothing, start, finish),
        cmocka_unit_test_setup_teardown(a_device_that_never_begins_is_outlived, start, finish),
        cmocka_unit_test_setup_teardown(a_device_that_hangs_is_known, start, finish),
        cmocka_unit_test_setup_teardown(after_a_sleep_the_sound_rises_again, start, finish),
        cmocka_unit_test_setup_teardown(one_thread_at_a_time_draws, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
