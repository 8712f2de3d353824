/* A dim line that says what the listener should know and need not do anything about.
 *
 * It comes and goes softly at the top of the picture, which makes room for it as softly, and other
 * words wait until those before them have gone. What is said, and why, is known to whoever says it;
 * how much light there is, to whoever paints.
 */
#ifndef LULL_PLAYER_NOTICE_H
#define LULL_PLAYER_NOTICE_H

#include "scene/draw_list.h"
#include "scene/session_scene.h"

#include <stdbool.h>

/* How much can be said, in bytes with the NUL: two lines on a small screen. */
enum { NOTICE_BYTES = 160 };

/* What is to be read, what is read now, and how much of it is seen. Zero-initialised is nothing. */
struct notice {
    char wanted[NOTICE_BYTES];
    char words[NOTICE_BYTES];
    float shown; /* 0 to 1 */
};

/* From now on `words` (a copy; "": none) are to be read. What is too long ends with its last whole
 * character that fits. The same words again change nothing. */
void notice_say(struct notice *notice, const char *words);

/* Moves on by `elapsed_ms`, at least 0: words come and go over a second and a half. */
void notice_move(struct notice *notice, float elapsed_ms);

/* How much of the top of a picture of the list's size the words take with `choices` at this moment,
 * in pixels: 0 where there are none, and growing as they come. */
float notice_room_px(const struct notice *notice, const struct scene_choices *choices,
                     const struct draw_list *list);

/* Adds the words to `list`, which must not outlive `notice`, with `share` (0 to 1) of their light
 * and in the hue, size and brightness of `choices`. Without a font nothing is added. */
void notice_paint(const struct notice *notice, const struct scene_choices *choices, double share,
                  struct draw_list *list);

#endif
