/* Counts only ever grow; a slot is a count modulo the ring. The writer fills the slot and then
 * raises the count (release); the reader reads the count (acquire) and then the slot. Orders are
 * never written over: a full ring refuses. Reports may be written over while they are read: the
 * reader looks at the count again and throws away what was.
 */
#include "player/crossing.h"

#include <assert.h>

/* Acquire: whatever was written before the count was raised can be seen after this. */
static unsigned load(const _Atomic unsigned *count)
{
    return atomic_load_explicit(count, memory_order_acquire);
}

/* Before there are two threads, so in any order. -1: nothing is heard yet. */
void crossing_start(struct crossing *crossing, struct levels levels)
{
    assert(crossing != NULL);
    atomic_store(&crossing->ordered, 0);
    atomic_store(&crossing->obeyed, 0);
    atomic_store(&crossing->reported, 0);
    atomic_store(&crossing->rendered_to, -1);
    crossing_set_levels(crossing, levels);
}

bool crossing_order(struct crossing *crossing, enum transport_order order, int64_t frames)
{
    /* Only this thread raises `ordered`; the other can only make room meanwhile. */
    unsigned ordered = load(&crossing->ordered);
    /* Unsigned differences hold when the counts wrap around. */
    if (ordered - load(&crossing->obeyed) >= CROSSING_ORDERS)
        return false;
    struct order_slot *slot = &crossing->orders[ordered % CROSSING_ORDERS];
    atomic_store_explicit(&slot->order, (int)order, memory_order_relaxed);
    atomic_store_explicit(&slot->frames, frames, memory_order_relaxed);
    atomic_store_explicit(&crossing->ordered, ordered + 1, memory_order_release);
    return true;
}

bool crossing_take_order(struct crossing *crossing, enum transport_order *order, int64_t *frames)
{
    unsigned obeyed = load(&crossing->obeyed);
    if (obeyed == load(&crossing->ordered))
        return false;
    const struct order_slot *slot = &crossing->orders[obeyed % CROSSING_ORDERS];
    *order = (enum transport_order)atomic_load_explicit(&slot->order, memory_order_relaxed);
    *frames = atomic_load_explicit(&slot->frames, memory_order_relaxed);
    /* Last: from here on the main thread may fill the slot again. */
    atomic_store_explicit(&crossing->obeyed, obeyed + 1, memory_order_release);
    return true;
}

void crossing_set_levels(struct crossing *crossing, struct levels levels)
{
    /* Each by itself: for one call of some 80 ms a new voice may meet an old pacer, which is not
     * heard. */
    atomic_store_explicit(&crossing->voice, levels.voice, memory_order_relaxed);
    atomic_store_explicit(&crossing->pacer, levels.pacer, memory_order_relaxed);
    atomic_store_explicit(&crossing->ambience, levels.ambience, memory_order_relaxed);
    atomic_store_explicit(&crossing->chime, levels.chime, memory_order_relaxed);
    atomic_store_explicit(&crossing->master, levels.master, memory_order_relaxed);
}

/* No two of them belong together, so no order is needed. */
struct levels crossing_levels(const struct crossing *crossing)
{
    return (struct levels){
        .voice = atomic_load_explicit(&crossing->voice, memory_order_relaxed),
        .pacer = atomic_load_explicit(&crossing->pacer, memory_order_relaxed),
        .ambience = atomic_load_explicit(&crossing->ambience, memory_order_relaxed),
        .chime = atomic_load_explicit(&crossing->chime, memory_order_relaxed),
        .master = atomic_load_explicit(&crossing->master, memory_order_relaxed),
    };
}

void crossing_report(struct crossing *crossing, struct report report)
{
    unsigned reported = load(&crossing->reported);
    struct report_slot *slot = &crossing->reports[reported % CROSSING_REPORTS];
    const struct transport_stretch *stretch = &report.stretch;
    /* Release, each of them: whoever reads one of these values also sees the count that was
     * raised before it, and so that the report which stood here is gone. */
    atomic_store_explicit(&slot->first_frame, report.first_frame, memory_order_release);
    atomic_store_explicit(&slot->position, stretch->position, memory_order_release);
    atomic_store_explicit(&slot->frames, (int64_t)stretch->frames, memory_order_release);
    atomic_store_explicit(&slot->level_from, stretch->level_from, memory_order_release);
    atomic_store_explicit(&slot->level_to, stretch->level_to, memory_order_release);
    atomic_store_explicit(&slot->state, (int)stretch->state, memory_order_release);
    atomic_store_explicit(&slot->moving, stretch->moving, memory_order_release);
    /* A stretch that stands still or has faded out is not heard, and no recording can come too late
     * for it. */
    bool heard = stretch->moving && (stretch->level_from > 0 || stretch->level_to > 0);
    int64_t end = heard ? stretch->position + (int64_t)stretch->frames : -1;
    atomic_store_explicit(&crossing->rendered_to, end, memory_order_relaxed);
    atomic_store_explicit(&crossing->reported, reported + 1, memory_order_release);
}

/* Reads a slot that may just be written over; whether it was, the caller finds out. Acquire, each
 * of them, to see the count that such a writing was preceded by. */
static struct report read_report(const struct report_slot *slot)
{
    int state = atomic_load_explicit(&slot->state, memory_order_acquire);
    return (struct report){
        .first_frame = atomic_load_explicit(&slot->first_frame, memory_order_acquire),
        .stretch =
            {
                .state = (enum transport_state)state,
                .moving = atomic_load_explicit(&slot->moving, memory_order_acquire),
                .position = atomic_load_explicit(&slot->position, memory_order_acquire),
                .frames = (size_t)atomic_load_explicit(&slot->frames, memory_order_acquire),
                .level_from = atomic_load_explicit(&slot->level_from, memory_order_acquire),
                .level_to = atomic_load_explicit(&slot->level_to, memory_order_acquire),
            },
    };
}

bool crossing_find_report(const struct crossing *crossing, int64_t frame, struct report *report)
{
    unsigned newest = load(&crossing->reported);
    bool found = false;
    /* From the newest back to the one that holds at `frame`. The slot after the newest is the next
     * to be written over and is never read. */
    for (unsigned back = 1; back < CROSSING_REPORTS && back <= newest; back++) {
        unsigned index = newest - back;
        struct report one = read_report(&crossing->reports[index % CROSSING_REPORTS]);
        if (load(&crossing->reported) - index >= CROSSING_REPORTS)
            return found; /* it was being written over, and so is all before it */
        *report = one;
        found = true;
        if (one.first_frame <= frame)
            return true;
    }
    return found;
}
