/* A semaphore counts how often there was something to look at; the two places are an atomic each.
 * The thread is woken only when the session has gone a few seconds on, or is about to jump. It
 * reads what is near and frees what is far, over and over; being woken once too often does no harm.
 */
#include "player/worker.h"

#include <assert.h>
#include <errno.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
    BEHIND_MS = 15000, /* kept, for a person who goes back 10 s */
    AHEAD_MS = 45000,
    FIRST_MS = 12000,   /* read before anything plays */
    STRIDE_MS = 5000,   /* how far the session goes before the thread looks again */
    ARRIVED_MS = 2000,  /* so near to where a jump leads it has been made */
    EXPECTED_MS = 2000, /* longer than any fade and device keep a jump from being heard */
    NOWHERE = -1,
};

/* What both threads see, and says which of it belongs to whom. */
struct worker {
    struct allocator allocator;
    struct reader *reader;
    bool has_thread;
    pthread_t thread;
    sem_t wake;
    int32_t last_ms;             /* where the thread was last told to look; of the main thread */
    int64_t expected_at_ms;      /* since when a jump is expected; of the main thread */
    _Atomic int32_t at_ms;       /* crosses threads */
    _Atomic int32_t expected_ms; /* where a jump leads, or NOWHERE; crosses threads */
    _Atomic bool stopping;       /* crosses threads */
};

/* Has what lies around both places read, and what lies far from them given back. */
static void read_around(struct worker *worker, int32_t ahead_ms)
{
    /* In this order, which is the other way round from that in which they are written: a jump that
     * has just been made is then seen at one of the two places, if not at both. */
    int32_t expected_ms = atomic_load(&worker->expected_ms);
    int32_t at_ms = atomic_load(&worker->at_ms);
    struct reader_part parts[] = {{at_ms - BEHIND_MS, at_ms + ahead_ms},
                                  {expected_ms - BEHIND_MS, expected_ms + ahead_ms}};
    reader_prepare_parts(worker->reader, parts, expected_ms == NOWHERE ? 1 : 2);
}

/* The thread: reads, then sleeps until it is told of another place or of the end. */
static void *run(void *context)
{
    struct worker *worker = context;
    while (!atomic_load(&worker->stopping)) {
        read_around(worker, AHEAD_MS);
        while (sem_wait(&worker->wake) != 0 && errno == EINTR)
            continue;
    }
    return NULL;
}

/* The thread takes no signals, so that SIGTERM and SIGINT wake the main one. */
static bool start_thread(struct worker *worker)
{
    /* Without a semaphore or a thread the main one does the reading. */
    if (sem_init(&worker->wake, 0, 0) != 0)
        return false;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    bool started = pthread_create(&worker->thread, NULL, run, worker) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!started)
        sem_destroy(&worker->wake);
    return started;
}

struct worker *worker_start(struct allocator allocator, struct reader *reader, int32_t at_ms)
{
    assert(reader != NULL);
    struct worker *worker = allocator_allocate(allocator, 1, sizeof *worker);
    if (worker == NULL)
        return NULL;
    worker->allocator = allocator;
    worker->reader = reader;
    worker->last_ms = at_ms;
    atomic_store(&worker->at_ms, at_ms);
    atomic_store(&worker->expected_ms, NOWHERE);
    /* Before the thread: nothing plays until the first words are there. */
    read_around(worker, FIRST_MS);
    worker->has_thread = start_thread(worker);
    return worker;
}

/* Has the thread read around both places as they are now. */
static void wake(struct worker *worker)
{
    /* Without a thread reading is done here, less far ahead: a picture late now and then is better
     * than words that are not heard. */
    if (worker->has_thread)
        sem_post(&worker->wake);
    else
        read_around(worker, FIRST_MS);
}

void worker_look_at(struct worker *worker, int32_t at_ms, int64_t now_ms)
{
    assert(worker != NULL);
    /* Only the main thread writes it, so nothing changes between this and the store below. */
    int32_t expected_ms = atomic_load(&worker->expected_ms);
    bool settled = abs(at_ms - expected_ms) < ARRIVED_MS ||
                   now_ms - worker->expected_at_ms >= EXPECTED_MS;
    atomic_store(&worker->at_ms, at_ms);
    if (expected_ms != NOWHERE && settled)
        atomic_store(&worker->expected_ms, NOWHERE);
    if (abs(at_ms - worker->last_ms) < STRIDE_MS)
        return;
    worker->last_ms = at_ms;
    wake(worker);
}

void worker_expect(struct worker *worker, int32_t to_ms, int64_t now_ms)
{
    assert(worker != NULL && to_ms >= 0);
    worker->expected_at_ms = now_ms;
    atomic_store(&worker->expected_ms, to_ms);
    wake(worker);
}

int32_t worker_bound_for(const struct worker *worker)
{
    int32_t expected_ms = atomic_load(&worker->expected_ms);
    return expected_ms == NOWHERE ? atomic_load(&worker->at_ms) : expected_ms;
}

void worker_stop(struct worker *worker)
{
    if (worker == NULL)
        return;
    if (worker->has_thread) {
        /* Before it is woken, so that it does not read once more. */
        atomic_store(&worker->stopping, true);
        sem_post(&worker->wake);
        pthread_join(worker->thread, NULL);
        sem_destroy(&worker->wake);
    }
    allocator_release(worker->allocator, worker);
}
