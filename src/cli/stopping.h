/* Ctrl-C and the like, put off until half a file has been cleared away.
 *
 * A command that writes for minutes would otherwise leave a part of a file behind that nobody sees.
 * While signals are held it asks from time to time whether one has come, tidies up if so, and lets
 * them go: the program then ends by the signal, as who sent it expects.
 */
#ifndef LULL_CLI_STOPPING_H
#define LULL_CLI_STOPPING_H

#include <signal.h>
#include <stdbool.h>

/* Which signals are held, and which were before. */
struct stopping {
    sigset_t held;
    sigset_t before;
};

/* Holds what asks a program to leave: SIGINT, SIGTERM and SIGHUP, but for those it is told to
 * ignore. stopping_release must follow, in the same thread, the only one. */
void stopping_hold(struct stopping *stopping);

/* Whether one of them has come meanwhile. Costs one call to the system. */
bool stopping_is_asked(const struct stopping *stopping);

/* Lets them go. Where one has come this does not return. */
void stopping_release(const struct stopping *stopping);

#endif
