/* The thread that keeps a reader busy while a session plays.
 *
 * The main thread tells it where the session is; it reads what comes next and sleeps until it is
 * told again. It exists so that neither the picture nor the sound waits for a disk.
 */
#ifndef LULL_PLAYER_WORKER_H
#define LULL_PLAYER_WORKER_H

#include "base/allocator.h"
#include "player/reader.h"

#include <stdint.h>

struct worker;

/* Reads what is heard from `at_ms` on, at once, and then starts a thread for the rest; from now on
 * that thread alone uses `reader`. Where no thread can be had, worker_look_at reads by itself.
 * Returns NULL when there is no memory. */
struct worker *worker_start(struct allocator allocator, struct reader *reader, int32_t at_ms);

/* Says that the session is at `at_ms` or will be there at once. Cheap; call it as often as there
 * are pictures, and before a seek. For the main thread. */
void worker_look_at(struct worker *worker, int32_t at_ms);

/* Ends the thread and waits for it; the reader is the caller's again. NULL is allowed. */
void worker_stop(struct worker *worker);

#endif
