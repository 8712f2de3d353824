/* The swap happens in the first picture after the old thing is dark. Whoever changes their mind on
 * the way gets the old thing back from where its light is. One light does for both, since only one
 * of them is ever seen.
 */
#include "scene/change.h"

#include <assert.h>
#include <stddef.h>

const void *change_follow(struct change *change, const void *wanted, int64_t now_ms)
{
    assert(change != NULL);
    change->wanted = wanted;
    if (change->shown != wanted && ease_value(&change->light, now_ms) <= 0)
        change->shown = wanted;
    /* Nothing at all is shown by staying dark. */
    bool stays = change->shown == wanted && wanted != NULL;
    ease_aim(&change->light, stays ? 1 : 0, stays ? CHANGE_COMES_MS : CHANGE_GOES_MS, now_ms);
    return change->shown;
}

double change_light(const struct change *change, int64_t now_ms)
{
    return ease_value(&change->light, now_ms);
}

bool change_moves(const struct change *change, int64_t now_ms)
{
    /* It may have gone dark and not yet been swapped: one more picture is needed. */
    return ease_moves(&change->light, now_ms) || change->shown != change->wanted;
}
