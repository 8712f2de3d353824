/* A whole session through the audio callback, while everything happens to it that can: keys, seeks
 * far away, recordings that come and go, a device that is lost and found. Meanwhile this file
 * stands between the program and the calls that could keep a sound device waiting
 * (callback_test.watched lists them), and counts those that come from within the callback.
 * ThreadSanitizer sees the same.
 */
#include "platform/feed.h"
#include "player/deck.h"
#include "player/reader.h"
#include "player/session.h"
#include "player/worker.h"

#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { BLOCK = AUDIO_BLOCK_FRAMES, MS = 1000000, TURN_MS = 33, PATH_BYTES = 1024 };

/* What was caught. */
static _Thread_local bool in_callback;
static atomic_uint caught;
static _Atomic(const char *) last_caught;

static void look(const char *call)
{
    if (!in_callback)
        return;
    atomic_fetch_add(&caught, 1);
    atomic_store(&last_caught, call);
}

/* RESULT NAME(PARAMETERS), which the linker puts in the place of the real one. */
#define WATCH(RESULT, NAME, PARAMETERS, ARGUMENTS)                                                 \
    RESULT __real_##NAME PARAMETERS;                                                               \
    RESULT __wrap_##NAME PARAMETERS;                                                               \
    RESULT __wrap_##NAME PARAMETERS                                                                \
    {                                                                                              \
        look(#NAME);                                                                               \
        return __real_##NAME ARGUMENTS;                                                            \
    }

WATCH(void *, malloc, (size_t size), (size))
WATCH(void *, calloc, (size_t count, size_t size), (count, size))
WATCH(void *, realloc, (void *block, size_t size), (block, size))
WATCH(int, pthread_mutex_lock, (pthread_mutex_t * mutex), (mutex))
WATCH(int, pthread_cond_wait, (pthread_cond_t * condition, pthread_mutex_t *mutex),
      (condition, mutex))
WATCH(int, sem_wait, (sem_t * semaphore), (semaphore))
WATCH(int, pthread_cond_signal, (pthread_cond_t * condition), (condition))
WATCH(int, pthread_join, (pthread_t thread, void **result), (thread, result))
WATCH(int, sem_post, (sem_t * semaphore), (semaphore))
WATCH(int, sem_timedwait, (sem_t * semaphore, const struct timespec *until), (semaphore, until))
WATCH(int, nanosleep, (const struct timespec *time, struct timespec *rest), (time, rest))
WATCH(int, poll, (struct pollfd * files, nfds_t count, int timeout), (files, count, timeout))
WATCH(void *, aligned_alloc, (size_t alignment, size_t size), (alignment, size))
WATCH(int, posix_memalign, (void **block, size_t alignment, size_t size), (block, alignment, size))
WATCH(void, vsyslog, (int priority, const char *format, va_list arguments),
      (priority, format, arguments))
WATCH(FILE *, fopen, (const char *path, const char *mode), (path, mode))
WATCH(size_t, fread, (void *to, size_t size, size_t count, FILE *from), (to, size, count, from))
WATCH(size_t, fwrite, (const void *from, size_t size, size_t count, FILE *to),
      (from, size, count, to))
WATCH(ssize_t, read, (int file, void *to, size_t size), (file, to, size))
WATCH(ssize_t, write, (int file, const void *from, size_t size), (file, from, size))
WATCH(int, puts, (const char *text), (text))
WATCH(int, fputs, (const char *text, FILE *to), (text, to))
WATCH(int, vfprintf, (FILE * to, const char *format, va_list arguments), (to, format, arguments))

void __real_free(void *block);
void __wrap_free(void *block);
void __wrap_free(void *block)
{
    look("free");
    __real_free(block);
}

int __wrap_open(const char *path, int flags, ...);
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    look("open");
    return __real_open(path, flags, 0600);
}

int __wrap_openat(int folder, const char *path, int flags, ...);
int __real_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...)
{
    look("openat");
    return __real_openat(folder, path, flags, 0600);
}

void __wrap_syslog(int priority, const char *format, ...);
void __wrap_syslog(int priority, const char *format, ...)
{
    look("syslog");
    va_list arguments;
    va_start(arguments, format);
    __real_vsyslog(priority, format, arguments);
    va_end(arguments);
}

int __wrap_printf(const char *format, ...);
int __wrap_printf(const char *format, ...)
{
    look("printf");
    va_list arguments;
    va_start(arguments, format);
    int written = __real_vfprintf(stdout, format, arguments);
    va_end(arguments);
    return written;
}

int __wrap_fprintf(FILE *to, const char *format, ...);
int __wrap_fprintf(FILE *to, const char *format, ...)
{
    look("fprintf");
    va_list arguments;
    va_start(arguments, format);
    int written = __real_vfprintf(to, format, arguments);
    va_end(arguments);
    return written;
}

static void forget(void)
{
    atomic_store(&caught, 0);
    atomic_store(&last_caught, NULL);
}

/* A routine on a device, as the player puts it together, but for a clock that is as fast as this
 * machine. */
struct playing {
    struct session *session;
    struct deck deck;
    struct reader *reader;
    struct worker *worker;
    struct feed feed;
    pthread_t thread; /* the device's */
    _Atomic int64_t now_ns;
    _Atomic int64_t asked_ns; /* the device has done what is due by then */
    atomic_bool over;
    _Atomic float loudest;
};

/* A device asks for a block whenever one has been played. */
static void *ask(void *context)
{
    struct playing *playing = context;
    static float block[2 * BLOCK];
    int64_t next_ns = atomic_load(&playing->now_ns);
    while (!atomic_load(&playing->over)) {
        if (atomic_load(&playing->now_ns) < next_ns) {
            sched_yield();
            continue;
        }
        in_callback = true;
        feed_fill(&playing->feed, BLOCK, block, next_ns);
        in_callback = false;
        float loudest = 0;
        for (int i = 0; i < 2 * BLOCK; i++)
            loudest = fmaxf(loudest, fabsf(block[i]));
        atomic_store(&playing->loudest, loudest);
        next_ns += (int64_t)BLOCK * 1000 * MS / AUDIO_RATE_HZ;
        atomic_store(&playing->asked_ns, next_ns);
    }
    return NULL;
}

static void plug_in(struct playing *playing)
{
    feed_connect(&playing->feed, BLOCK + 480, atomic_load(&playing->now_ns));
    atomic_store(&playing->over, false);
    atomic_store(&playing->asked_ns, atomic_load(&playing->now_ns));
    assert_int_equal(pthread_create(&playing->thread, NULL, ask, playing), 0);
}

static void pull_out(struct playing *playing)
{
    atomic_store(&playing->over, true);
    pthread_join(playing->thread, NULL);
    feed_disconnect(&playing->feed, atomic_load(&playing->now_ns));
}

/* Turns of the player's loop, without its pictures. Returns what is heard at the end of them. */
static struct heard pass(struct playing *playing, int length_ms)
{
    struct heard heard = {.moving = false};
    for (int ms = 0; ms < length_ms; ms += TURN_MS) {
        int64_t now_ns = atomic_load(&playing->now_ns) + (int64_t)TURN_MS * MS;
        atomic_store(&playing->now_ns, now_ns);
        while (playing->feed.connected && atomic_load(&playing->asked_ns) <= now_ns)
            sched_yield();
        heard = deck_heard(&playing->deck, feed_heard(&playing->feed, now_ns));
        worker_look_at(playing->worker, (int32_t)heard.at_ms, now_ns / MS);
    }
    return heard;
}

static void order(struct playing *playing, enum transport_order order, int by_ms)
{
    int64_t frames = (int64_t)by_ms * TRANSPORT_FRAMES_A_MS;
    assert_true(crossing_order(&playing->deck.crossing, order, frames));
}

static int start(void **state)
{
    const char *assets = getenv("LULL_ASSETS");
    char path[PATH_BYTES];
    struct playing *playing = calloc(1, sizeof *playing);
    assert_true(playing != NULL && assets != NULL);
    (void)snprintf(path, sizeof path, "%s/routines/base-of-skull.lull", assets);
    struct session_choices choices = {.sources = {.assets = assets, .narrator = "slt"},
                                      .narration = true};
    playing->session = session_load(allocator_system(), path, &choices);
    assert_true(playing->session != NULL && session_is_playable(playing->session));
    struct timeline *timeline = &playing->session->timeline;
    struct levels all = {.voice = 1, .pacer = 1, .ambience = 1, .chime = 1, .master = 1};
    deck_start(&playing->deck, timeline, playing->session->sound, 0, all);
    playing->reader = reader_create(allocator_system(), timeline, playing->session->sound,
                                    &playing->deck.crossing.rendered_to);
    playing->worker = worker_start(allocator_system(), playing->reader, 0);
    assert_true(playing->reader != NULL && playing->worker != NULL);
    atomic_store(&playing->now_ns, 1000LL * MS);
    feed_start(&playing->feed, (struct audio_source){deck_render, &playing->deck}, 1000LL * MS);
    plug_in(playing);
    forget();
    *state = playing;
    return 0;
}

static int finish(void **state)
{
    struct playing *playing = *state;
    pull_out(playing);
    worker_stop(playing->worker);
    reader_destroy(playing->reader);
    session_release(playing->session);
    free(playing);
    return 0;
}

static void nothing_was_caught(void)
{
    const char *call = atomic_load(&last_caught);
    if (call != NULL)
        fail_msg("%u calls from within the callback, the last to %s", atomic_load(&caught), call);
}

static void playing_calls_nothing_that_waits(void **state)
{
    struct playing *playing = *state;
    struct heard heard = pass(playing, 30000);
    assert_true(heard.moving && fabs(heard.at_ms - 30000) < 1000);
    assert_true(atomic_load(&playing->loudest) > 0.0005F);
    nothing_was_caught();
}

static void keys_call_nothing_that_waits(void **state)
{
    struct playing *playing = *state;
    struct levels soft = {.voice = 0.1, .pacer = 0, .ambience = 0.2, .chime = 0, .master = 0.5};
    pass(playing, 5000);
    order(playing, ORDER_PAUSE, 0);
    assert_int_equal(pass(playing, 1000).state, TRANSPORT_PAUSED);
    order(playing, ORDER_PAUSE, 0);
    pass(playing, 3000);
    crossing_set_levels(&playing->deck.crossing, soft);
    /* So far that the recordings that are there are taken back, and others read. */
    for (int seek = 0; seek < 12; seek++) {
        int by_ms = seek % 3 == 2 ? -70000 : 60000;
        int32_t to_ms = worker_bound_for(playing->worker) + by_ms;
        worker_expect(playing->worker, to_ms, atomic_load(&playing->now_ns) / MS);
        order(playing, ORDER_SEEK, by_ms);
        assert_true(pass(playing, 2000).moving);
    }
    order(playing, ORDER_LEAVE, 0);
    assert_int_equal(pass(playing, 3000).state, TRANSPORT_ENDED);
    nothing_was_caught();
}

static void a_device_that_comes_and_goes_calls_nothing_that_waits(void **state)
{
    struct playing *playing = *state;
    for (int round = 0; round < 5; round++) {
        pass(playing, 4000);
        pull_out(playing);
        assert_true(pass(playing, 2000).moving);
        plug_in(playing);
    }
    assert_true(fabs(pass(playing, 4000).at_ms - 34000) < 1000);
    assert_true(atomic_load(&playing->loudest) > 0.0005F);
    nothing_was_caught();
}

/* Both this file's own calls and those of the program's libraries. */
static void what_waits_is_caught(void **state)
{
    (void)state;
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    char bytes[8];
    in_callback = true;
    void *block = allocator_allocate(allocator_system(), 1, 8);
    allocator_release(allocator_system(), block);
    unsigned memory = atomic_load(&caught);
    pthread_mutex_lock(&mutex);
    pthread_mutex_unlock(&mutex);
    unsigned lock = atomic_load(&caught);
    int file = open("/dev/zero", O_RDONLY);
    bool read_all = read(file, bytes, sizeof bytes) == sizeof bytes;
    unsigned files = atomic_load(&caught);
    fprintf(stderr, "%*s", bytes[0], "");
    printf("%*s", bytes[0], "");
    unsigned logs = atomic_load(&caught);
    nanosleep(&(struct timespec){0}, NULL);
    poll(NULL, 0, 0);
    unsigned waits = atomic_load(&caught);
    in_callback = false;
    close(file);
    assert_int_equal(memory, 2);
    assert_int_equal(lock, memory + 1);
    assert_true(read_all && files == lock + 2);
    assert_int_equal(logs, files + 2);
    assert_int_equal(waits, logs + 2);
    forget();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_waits_is_caught),
        cmocka_unit_test_setup_teardown(playing_calls_nothing_that_waits, start, finish),
        cmocka_unit_test_setup_teardown(keys_call_nothing_that_waits, start, finish),
        cmocka_unit_test_setup_teardown(a_device_that_comes_and_goes_calls_nothing_that_waits,
                                        start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
