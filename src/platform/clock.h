/* The system's steady clock.
 *
 * Everything that waits or filters asks this one, so that nothing of the program depends on the
 * time of day, which people and networks change. It stands still while the machine sleeps.
 */
#ifndef LULL_PLATFORM_CLOCK_H
#define LULL_PLATFORM_CLOCK_H

#include <stdint.h>

/* Nanoseconds since some moment before the program began; never goes back. The audio callback and
 * any thread may call it. */
int64_t clock_now_ns(void);

/* The same in milliseconds, the unit of easings and pages. */
int64_t clock_now_ms(void);

/* Nanoseconds that the machine has slept since it was started; 0 where the system does not say. */
int64_t clock_slept_ns(void);

#endif
