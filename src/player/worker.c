/* A semaphore counts how often there was something to look at; the place itself is one atomic. The
 * thread is woken only when the session has gone a few seconds on, or somewhere else.
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
    FIRST_MS = 12000, /* read before anything plays */
    STRIDE_MS = 5000, /* how far the session goes before the thread looks again */
};

struct worker {
    struct allocator allocator;
    struct reader *reader;
    bool has_thread;
    pthread_t thread;
    sem_t wake;
    int32_t last_ms;       /* where the thread was last told to look; of the main thread */
    _Atomic int32_t at_ms; /* crosses threads */
    _Atomic bool stopping; /* crosses threads */
};

/* Has what lies around that moment read, and what lies far from it given back. */
static void read_around(struct worker *worker, int32_t at_ms, int32_t ahead_ms)
{
    reader_prepare(worker->reader, at_ms - BEHIND_MS, at_ms + ahead_ms);
}

/* The thread: reads, then sleeps until it is told of another place or of the end. */
static void *run(void *context)
{
    struct worker *worker = context;
    while (!atomic_load(&worker->stopping)) {
        read_around(worker, atomic_load(&worker->at_ms), AHEAD_MS);
        while (sem_wait(&worker->wake) != 0 && errno == EINTR)
            continue;
    }
    return NULL;
}

/* The thread takes no signals, so that SIGTERM and SIGINT wake the main one. */
static bool start_thread(struct worker *worker)
{
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
    read_around(worker, at_ms, FIRST_MS);
    worker->has_thread = start_thread(worker);
    return worker;
}

void worker_look_at(struct worker *worker, int32_t at_ms)
{
    assert(worker != NULL);
    if (abs(at_ms - worker->last_ms) < STRIDE_MS)
        return;
    worker->last_ms = at_ms;
    /* Without a thread reading is done here, less far ahead: a picture late now and then is better
     * than words that are not heard. */
    if (!worker->has_thread) {
        read_around(worker, at_ms, FIRST_MS);
        return;
    }
    atomic_store(&worker->at_ms, at_ms);
    sem_post(&worker->wake);
}

void worker_stop(struct worker *worker)
{
    if (worker == NULL)
        return;
    if (worker->has_thread) {
        atomic_store(&worker->stopping, true);
        sem_post(&worker->wake);
        pthread_join(worker->thread, NULL);
        sem_destroy(&worker->wake);
    }
    allocator_release(worker->allocator, worker);
}
