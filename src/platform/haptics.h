/* What a hand on a game controller feels.
 *
 * A controller's motors run as strongly as they were last told to, for as long as they were told
 * to. So this tells them often and for a short while each time: should the program stop, so do they
 * within a fifth of a second. It knows no breath. All functions are for the main thread.
 */
#ifndef LULL_PLATFORM_HAPTICS_H
#define LULL_PLATFORM_HAPTICS_H

#include <stdint.h>

/* How often the motors are told, and for how long at a time. */
enum { HAPTICS_EVERY_MS = 60, HAPTICS_LENGTH_MS = 200 };

/* What the controllers were told last; zero-initialised: nothing. */
struct haptics {
    int64_t told_ns;
    uint16_t strength;
};

/* Lets every controller that input_open_controllers listens to be felt with `strength`, 0 (still)
 * to 1, at `now_ns` of clock_now_ns; call it at least ten times a second while it is to be felt.
 * Controllers without motors, and none at all, are no fault. */
void haptics_feel(struct haptics *haptics, float strength, int64_t now_ns);

#endif
