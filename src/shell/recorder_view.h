/* The picture of a recorder: the sentence, large and dim, on a glow that swells with the voice.
 *
 * Under it how it stands, and the keys that do something just now. Whoever reads aloud looks at it
 * for minutes, often in the evening: it keeps the budget of light for the time between attacks.
 */
#ifndef LULL_SHELL_RECORDER_VIEW_H
#define LULL_SHELL_RECORDER_VIEW_H

#include "scene/draw_list.h"
#include "scene/page.h"
#include "shell/recorder.h"

#include <stdint.h>

/* Adds the picture at `now_ms` to `list`, which has the window's size, and has what is seen follow
 * what is so. The recorder and its texts must outlive the list. */
void recorder_view_draw(struct recorder *recorder, const struct page_look *look, int64_t now_ms,
                        struct draw_list *list);

#endif
