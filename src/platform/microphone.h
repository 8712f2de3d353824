/* The microphone: one take, from start to stop.
 *
 * It is open only while a take is recorded, so the sign by which a desktop says that somebody
 * listens tells the truth. The device's thread writes into one block of memory that holds the
 * longest take there may be, so nothing is lost however busy the main thread is; how much is there
 * is the only thing that crosses between the two. What is said, and whether it is any good, is
 * others' business. All functions are for the main thread.
 */
#ifndef LULL_PLATFORM_MICROPHONE_H
#define LULL_PLATFORM_MICROPHONE_H

#include "base/allocator.h"

#include <stdbool.h>
#include <stdint.h>

/* One channel at the rate of all sound; and how long a take may be. The longest sentence takes half
 * a minute at a slow pace. */
enum { MICROPHONE_RATE_HZ = 48000, MICROPHONE_MOST_MS = 90000 };

struct microphone;

/* Opens the system's default microphone and begins to record at once. Returns NULL where there is
 * none, one that was closed still hangs, or no memory; `*problem` is then why, in the system's
 * words, until the next call of any function here. One at a time. */
struct microphone *microphone_open(struct allocator allocator, const char **problem);

/* How many frames there are by now. Never goes back. */
int64_t microphone_frames(const struct microphone *microphone);

/* Those frames, within ±1; valid until microphone_close. */
const float *microphone_samples(const struct microphone *microphone);

/* Whether there is no more room: nothing is recorded any more. */
bool microphone_is_full(const struct microphone *microphone);

/* Whether it has gone away, or has given nothing for two seconds up to `now_ns` (of
 * clock_now_ns), as when its server hangs. What was recorded before is still there. */
bool microphone_is_lost(const struct microphone *microphone, int64_t now_ns);

/* Gives the device back; the frames stay. Harmless a second time. One that hangs is not waited for:
 * its thread ends with the program. */
void microphone_stop(struct microphone *microphone, int64_t now_ns);

/* Stops at `now_ns` and frees the frames. NULL is allowed. */
void microphone_close(struct microphone *microphone, int64_t now_ns);

#endif
