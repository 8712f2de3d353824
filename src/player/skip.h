/* Where the chapter keys lead, and how the opposite key undoes one that was pressed by mistake.
 *
 * Skipping loses a place in the session, so that place is remembered: for a while the opposite key
 * leads back to it rather than on to some chapter. It knows no keys, no sound and no clock.
 */
#ifndef LULL_PLAYER_SKIP_H
#define LULL_PLAYER_SKIP_H

#include "timeline/timeline.h"

#include <stdbool.h>
#include <stdint.h>

/* For how long a skip can be undone, and how long the sound may take to arrive where it leads. */
enum { SKIP_UNDO_MS = 15000, SKIP_ARRIVES_MS = 1000 };

/* The last skip. Zero-initialised: there was none. */
struct skip {
    bool made;
    bool undone;
    bool forward;
    int32_t from_ms; /* of the session: where to go on when it is undone */
    int32_t to_ms;
    int64_t made_at_ms; /* of the caller's clock */
};

/* Where to go from `at_ms` of `timeline`: the next chapter's start; or back to the start of this
 * one, or of the one before just after a start; or, when this is the opposite of the last skip,
 * where a pause would go on from the place of that. Returns false, and nothing is remembered, where
 * there is no next chapter. `now_ms` is of any clock that only goes forward. */
bool skip_aim(struct skip *skip, const struct timeline *timeline, int32_t at_ms, bool forward,
              int64_t now_ms, int32_t *to_ms);

#endif
