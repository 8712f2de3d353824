/* The library is in order already, so one walk over it suffices: what suits goes in, and a heading
 * before it where the phase changes. Libraries are of dozens of routines, so the list is made anew
 * for every letter of a search, and looked through from its beginning for every question.
 */
#include "shell/catalogue.h"

#include "language/words.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <string.h>

static const char played_last[] = "Played last";

/* The name of the group that a routine stands in, by the first of its phases. In the order in which
 * the library has them, or a group would come twice. */
static const char *heading_of(const struct routine *routine)
{
    if ((routine->phases & PHASE_EARLY) != 0)
        return "Early signs";
    if ((routine->phases & PHASE_ATTACK) != 0)
        return "During an attack";
    if ((routine->phases & PHASE_BETWEEN) != 0)
        return "Between attacks";
    if ((routine->phases & PHASE_DAILY) != 0)
        return "Every day";
    return "Others";
}

/* Whether `search` stands anywhere in `text`. Everything holds an empty search. Letters beyond
 * ASCII must be typed as they stand. */
static bool holds(struct text text, struct text search)
{
    for (size_t at = 0; at + search.length <= text.length; at++)
        if (text_equal_ignoring_case(text_slice(text, at, at + search.length), search))
            return true;
    return false;
}

/* A script with faults has touched nothing yet, so it stays on the list with its fault. */
static bool suits(const struct routine *routine, const struct catalogue_choice *choice)
{
    /* Hidden whatever is searched for: who says that touch hurts means all of it. */
    if (choice->touch_hurts && routine->touches)
        return false;
    return holds(routine->title, choice->search) || holds(routine->about, choice->search) ||
           holds(routine->needs, choice->search) || holds(text_from(routine->name), choice->search);
}

/* Puts an item at the end; false when there is no memory. Doubles as it grows; the list is made
 * anew often and keeps its memory. */
static bool add(struct catalogue *catalogue, struct catalogue_item item)
{
    if (catalogue->count == catalogue->capacity) {
        size_t larger = catalogue->capacity == 0 ? 64 : catalogue->capacity * 2;
        struct catalogue_item *items = allocator_resize(catalogue->allocator, catalogue->items,
                                                        larger, sizeof *items);
        if (items == NULL)
            return false;
        catalogue->items = items;
        catalogue->capacity = larger;
    }
    catalogue->items[catalogue->count++] = item;
    return true;
}

/* Adds a routine, below the name of its group where that is another than `*heading`. Headings are
 * constants, so that comparing addresses compares words. False when there is no memory. */
static bool add_routine(struct catalogue *catalogue, const char *group, const char **heading,
                        const struct routine *routine)
{
    bool done = true;
    if (group != *heading)
        done = add(catalogue, (struct catalogue_item){.heading = group});
    *heading = group;
    return done && add(catalogue, (struct catalogue_item){.routine = routine});
}

/* What was played last, where it suits; NULL where there is none of that name. */
static const struct routine *find_last(const struct library *library,
                                       const struct catalogue_choice *choice)
{
    /* Nothing was played yet, or the person has let it be forgotten. */
    if (choice->last == NULL || choice->last[0] == '\0')
        return NULL;
    for (size_t i = 0; i < library_count(library); i++) {
        const struct routine *routine = library_routine(library, i);
        if (strcmp(routine->name, choice->last) == 0)
            return suits(routine, choice) ? routine : NULL;
    }
    return NULL;
}

bool catalogue_fill(struct catalogue *catalogue, const struct library *library,
                    struct catalogue_choice choice)
{
    assert(catalogue->allocator.resize != NULL && library != NULL);
    const struct routine *last = find_last(library, &choice);
    const char *heading = NULL;
    /* Its memory stays, and is filled from the beginning. */
    catalogue->count = 0;
    bool done = last == NULL || add_routine(catalogue, played_last, &heading, last);
    for (size_t i = 0; i < library_count(library) && done; i++) {
        const struct routine *routine = library_routine(library, i);
        /* Once is enough: a second row of the same name would have to be walked past. */
        if (routine != last && suits(routine, &choice))
            done = add_routine(catalogue, heading_of(routine), &heading, routine);
    }
    /* Half a list would hide routines without a word. */
    if (!done)
        catalogue->count = 0;
    return done;
}

const char *catalogue_heading(const struct catalogue *catalogue, size_t index)
{
    /* Upwards: the nearest heading above is the item's own. An index that is none has no way to
     * go. */
    for (size_t i = index < catalogue->count ? index + 1 : 0; i > 0; i--)
        if (catalogue->items[i - 1].heading != NULL)
            return catalogue->items[i - 1].heading;
    return NULL;
}

size_t catalogue_find(const struct catalogue *catalogue, const struct routine *routine)
{
    /* NULL is no routine, though headings have it. */
    for (size_t i = 0; i < catalogue->count; i++)
        if (catalogue->items[i].routine == routine && routine != NULL)
            return i;
    return SIZE_MAX;
}

size_t catalogue_step(const struct catalogue *catalogue, size_t index, int steps)
{
    assert(steps > INT_MIN);
    size_t best = SIZE_MAX;
    size_t at = 0;
    /* Steps that are still to be made. */
    int left = 1;
    /* From a routine, so many routines on; from nowhere, to the first. */
    if (index < catalogue->count && catalogue->items[index].routine != NULL) {
        best = index;
        at = steps < 0 ? index - 1 : index + 1;
        left = steps < 0 ? -steps : steps;
    } else {
        steps = 1;
    }
    /* One before 0 is SIZE_MAX, which ends the walk too. */
    for (; left > 0 && at < catalogue->count; at = steps < 0 ? at - 1 : at + 1)
        /* Headings are stepped over and not counted. */
        if (catalogue->items[at].routine != NULL) {
            best = at;
            left--;
        }
    return best;
}

void catalogue_release(struct catalogue *catalogue)
{
    allocator_release(catalogue->allocator, catalogue->items);
    *catalogue = (struct catalogue){.allocator = catalogue->allocator};
}
