/* What is left on the stage when a session is over: darkness, until the person wants something. */
#ifndef LULL_STAGE_CURTAIN_H
#define LULL_STAGE_CURTAIN_H

#include "player/player.h"
#include "stage/keeper.h"
#include "stage/stage.h"

#include <stdbool.h>
#include <stdint.h>

/* Stays black for `stay_ms`, at least 0, or until a key is pressed, and tells dimly what `report`
 * and `keeper` have to tell, and asks how the pain is where `stay_ms` is not 0 and the session is
 * in the keeper's diary; in the hue and the size of `choices`. After a session in the dark all of
 * that waits for a key, which does no more than bring it. `has_left`: the listener left the session
 * before its end, so it stays no longer than for that, and in the dark nothing is asked. Returns
 * whether the listener wants to go on to something else: has left, or a key was pressed; not after
 * all that time, nor when the system asks the program to end. */
bool curtain_stay(struct stage *stage, const struct player_choices *choices,
                  const struct player_report *report, struct keeper *keeper, int64_t stay_ms,
                  bool has_left);

#endif
