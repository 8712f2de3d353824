/* When breaths begin, while a session is being laid out.
 *
 * A breath is never cut short: a change of pattern waits for the next in-breath, and a moment that
 * is exactly an in-breath counts as the next one. So a breath is written down only once time has
 * passed its start; until then a change may still take its place. Time only moves forward here.
 */
#ifndef LULL_TIMELINE_BREATHS_H
#define LULL_TIMELINE_BREATHS_H

#include "base/arena.h"
#include "timeline/timeline.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The longest a session may last. */
enum { LONGEST_SESSION_MS = 24 * 60 * 60 * 1000 };

struct breaths {
    struct arena *arena;
    struct breath_start *starts; /* the breaths that have begun */
    size_t count;
    size_t capacity;
    struct span *spans; /* the breath lane; the last one is open */
    size_t span_count;
    size_t span_capacity;
    size_t *frees; /* how many breaths had begun each time `breathe freely` took effect */
    size_t free_count;
    size_t free_capacity;
    const struct breathing *running; /* NULL: nobody paces the breath */
    int64_t next_in_ms;              /* where something runs or waits */
    int64_t out_ms;                  /* of the last breath that began */
    bool waits;                      /* for next_in_ms: */
    struct span waiting;
    const void *waiting_line; /* the caller's, given back when the change is replaced */
};

/* Moves time to `now_ms`: every breath that begins before it is written down. Stops a little after
 * LONGEST_SESSION_MS, and at once where there is no memory (the arena's `failed`): a moment asked
 * for below may then be past. */
void breaths_advance(struct breaths *breaths, int64_t now_ms);

/* Lets `change` (its breathing, line and inclusion) take effect with the next in-breath, or now
 * where no pattern runs. Returns the moment; `*replaced` is the `line` of the change that was still
 * waiting for that moment and now never takes effect, or NULL. */
int64_t breaths_change(struct breaths *breaths, int64_t now_ms, struct span change,
                       const void *line, const void **replaced);

/* Whether a paced breath begins at or after `now_ms` as things stand, and when. */
bool breaths_next_in(struct breaths *breaths, int64_t now_ms, int64_t *in_ms);

/* The moment for which `rest until in-breath` waits: as breaths_next_in, but also the moment at
 * which free breathing begins, when that is still to come. */
bool breaths_next_turn(struct breaths *breaths, int64_t now_ms, int64_t *in_ms);

/* The next out-breath at or after `now_ms`. False where none comes. What lies after
 * LONGEST_SESSION_MS may be given too early, but never before it. */
bool breaths_next_out(struct breaths *breaths, int64_t now_ms, int64_t *out_ms);

/* A count of breaths that began with the next breath to be written down. */
struct breath_count {
    size_t first;       /* that breath's index */
    size_t free_before; /* how often breathing had become free by then */
};

/* A count that begins with the next breath that `breaths` writes down. */
struct breath_count breaths_start_count(const struct breaths *breaths);

/* When the `amount`-th breath of a count ends. False where breathing became free before that. What
 * lies after LONGEST_SESSION_MS may be given too early, but never before it. */
bool breaths_end_count(struct breaths *breaths, struct breath_count count, int64_t amount,
                       int64_t *end_ms);

/* The end of the breath that runs at `now_ms`, or `now_ms` where none does. */
int64_t breaths_end(struct breaths *breaths, int64_t now_ms);

#endif
