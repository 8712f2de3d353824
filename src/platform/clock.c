/* CLOCK_MONOTONIC, which costs no system call on Linux; CLOCK_BOOTTIME, which is Linux's own, goes
 * on while the machine sleeps. What they differ by is how long it has slept. The two are read one
 * after the other, so the difference may be off by what lies between; whoever asks allows for that.
 */
#include "platform/clock.h"

#include <assert.h>
#include <time.h>

int64_t clock_now_ns(void)
{
    struct timespec now;
    int status = clock_gettime(CLOCK_MONOTONIC, &now);
    /* It cannot fail: POSIX wants this clock on every system that has the others. */
    assert(status == 0);
    (void)status;
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int64_t clock_now_ms(void)
{
    return clock_now_ns() / 1000000;
}

int64_t clock_slept_ns(void)
{
#ifdef CLOCK_BOOTTIME
    struct timespec since_start;
    if (clock_gettime(CLOCK_BOOTTIME, &since_start) != 0)
        return 0;
    return (int64_t)since_start.tv_sec * 1000000000 + since_start.tv_nsec - clock_now_ns();
#else
    return 0;
#endif
}
