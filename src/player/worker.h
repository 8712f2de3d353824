/* The thread that keeps a reader busy while a session plays.
 *
 * The main thread tells it where the session is and where it is about to jump; it reads what comes
 * next at both places and sleeps until it is told again. It exists so that neither the picture nor
 * the sound waits for a disk.
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

/* Says that the session is heard at `at_ms`, at `now_ms` of any clock that only goes forward.
 * Cheap; call it as often as there are pictures. For the main thread, as the next two. */
void worker_look_at(struct worker *worker, int32_t at_ms, int64_t now_ms);

/* Says, before a jump is ordered, that it leads to `to_ms`. What is heard until then stays, since
 * it has yet to fade out. A jump that has not arrived after 2 s is expected no more. */
void worker_expect(struct worker *worker, int32_t to_ms, int64_t now_ms);

/* Where the jump leads that is expected, else where the session is heard: what the next seek counts
 * from. In ms. */
int32_t worker_bound_for(const struct worker *worker);

/* Ends the thread and waits for it; the reader is the caller's again. NULL is allowed. */
void worker_stop(struct worker *worker);

#endif
