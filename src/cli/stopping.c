/* Blocked signals wait in the kernel, so that there is no handler, nothing that it would have to
 * share with the rest, and no call to the system that it could interrupt. Whoever holds them looks
 * whether one waits; letting them go delivers it, with all that it does by itself.
 */
#include "cli/stopping.h"

#include <assert.h>
#include <stddef.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNAL_COUNT = sizeof signals / sizeof signals[0] };

void stopping_hold(struct stopping *stopping)
{
    assert(stopping != NULL);
    sigemptyset(&stopping->held);
    for (size_t i = 0; i < SIGNAL_COUNT; i++) {
        struct sigaction action;
        /* What is ignored (Ctrl-C by a program in the background, say) would wait too, and then be
         * taken for a wish to stop. */
        if (sigaction(signals[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&stopping->held, signals[i]);
    }
    /* There is one thread only, so the process's mask is this one's. */
    sigprocmask(SIG_BLOCK, &stopping->held, &stopping->before);
}

bool stopping_is_asked(const struct stopping *stopping)
{
    sigset_t waiting;
    sigemptyset(&waiting);
    sigpending(&waiting);
    /* Only what is held here: something else may have been blocked before, and waits for others. */
    bool asked = false;
    for (size_t i = 0; i < SIGNAL_COUNT; i++)
        asked |= sigismember(&stopping->held, signals[i]) == 1 &&
                 sigismember(&waiting, signals[i]) == 1;
    return asked;
}

void stopping_release(const struct stopping *stopping)
{
    /* The kernel delivers what has waited before this returns. */
    sigprocmask(SIG_SETMASK, &stopping->before, NULL);
}
