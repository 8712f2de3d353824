/* A table of names, which are also those of the art's files.
 */
#include "scene/view.h"

#include <assert.h>

/* Two views share a name: the head's side, and its mirror image. */
static const char *const words[VIEW_COUNT] = {
    [VIEW_HEAD_FRONT] = "head-front",
    [VIEW_HEAD_LEFT] = "head-side",
    [VIEW_HEAD_RIGHT] = "head-side",
    [VIEW_HEAD_BEHIND] = "head-behind",
    [VIEW_BACK] = "back",
    [VIEW_BODY_FRONT] = "body-front",
    [VIEW_BODY_BACK] = "body-back",
    [VIEW_HANDS] = "hands",
};

const char *view_word(enum view view)
{
    assert(view < VIEW_COUNT);
    return words[view];
}

/* The first of two that share a name is the left. */
bool view_from_word(struct text word, enum view *view)
{
    for (int i = 0; i < VIEW_COUNT; i++) {
        if (text_equal(word, text_from(words[i]))) {
            *view = (enum view)i;
            return true;
        }
    }
    return false;
}
