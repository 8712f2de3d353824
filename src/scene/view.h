/* The views in which the figure is drawn: head, shoulders, whole body, hands.
 *
 * From the front the figure faces its listener as a mirror does, so that left is on the left; from
 * behind left is on the left too. The head's side is drawn once, for the left; the right is its
 * mirror image. Knows names only: the art is in files.
 */
#ifndef LULL_SCENE_VIEW_H
#define LULL_SCENE_VIEW_H

#include "base/text.h"

#include <stdbool.h>

enum view {
    VIEW_HEAD_FRONT,
    VIEW_HEAD_LEFT,  /* the left side of the head; the nose points right, as in a mirror */
    VIEW_HEAD_RIGHT, /* the same art, mirrored */
    VIEW_HEAD_BEHIND,
    VIEW_BACK, /* shoulders and back */
    VIEW_BODY_FRONT,
    VIEW_BODY_BACK,
    VIEW_HANDS,
    VIEW_COUNT,
};

/* The name of the view's art without ".svg", as places.txt spells it too: "head-front". Static. */
const char *view_word(enum view view);

/* Reads such a name; "head-side" reads as VIEW_HEAD_LEFT. False when there is no such view. */
bool view_from_word(struct text word, enum view *view);

#endif
