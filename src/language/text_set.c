/* A list keeps the order, and an open-addressed hash table of its indexes finds what is there: a
 * power of two, at most half full, so a search is a few steps. Slots hold 1-based indexes, as the
 * arena's zeros then mean free. Nothing is ever taken out.
 */
#include "language/text_set.h"

#include "base/hash.h"

#include <assert.h>

/* The slot that holds `text`, or the free one where it would go. */
static size_t find_slot(const struct text_set *set, struct text text)
{
    assert(set->slot_count > set->count);
    /* Mixed once more: the lowest bits of FNV-1a depend on the lowest bits of its bytes alone, and
     * the mask keeps just those. */
    size_t slot = hash_noise(hash_text(text), 0) & (set->slot_count - 1);
    while (set->slots[slot] != 0 && !text_equal(set->items[set->slots[slot] - 1], text))
        slot = (slot + 1) & (set->slot_count - 1);
    return slot;
}

/* Doubles the table and fills it anew. The old one stays in the arena, where all of them together
 * take no more than the last. */
static bool grow_table(struct text_set *set, struct arena *arena)
{
    size_t slot_count = set->slot_count == 0 ? 16 : set->slot_count * 2;
    uint32_t *slots = arena_push(arena, slot_count, sizeof *slots);
    if (slots == NULL)
        return false;
    set->slots = slots;
    set->slot_count = slot_count;
    for (size_t i = 0; i < set->count; i++)
        slots[find_slot(set, set->items[i])] = (uint32_t)(i + 1);
    return true;
}

void text_set_add(struct text_set *set, struct arena *arena, struct text text)
{
    /* Half full at most, so that a search always comes to a free slot. */
    if (set->count * 2 >= set->slot_count && !grow_table(set, arena))
        return;
    size_t slot = find_slot(set, text);
    if (set->slots[slot] != 0)
        return;
    /* Only then noted in its slot, so that a failed push leaves the set as it was. */
    struct text *items = arena_grow(arena, set->items, set->count, &set->capacity,
                                    sizeof *set->items);
    if (items == NULL)
        return;
    set->items = items;
    items[set->count++] = text;
    set->slots[slot] = (uint32_t)set->count;
}
