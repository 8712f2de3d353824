/* The picture of a session at a moment: a pure function.
 *
 * The same timeline, time, size and choices give the same list, in any order of asking, which is
 * what makes seeking, export and exact tests possible. Nothing is remembered between calls, and no
 * memory is taken but the list's own arena.
 */
#ifndef LULL_SCENE_SESSION_SCENE_H
#define LULL_SCENE_SESSION_SCENE_H

#include "scene/draw_list.h"
#include "scene/font.h"
#include "scene/palette.h"
#include "timeline/timeline.h"

struct figures;

/* What the listener chose. The shares are 0 to 1; who switches one moves it from one to the other
 * in a straight line over about 1.5 s, and the scene bends that to its own soft curve. */
struct scene_choices {
    enum hue hue;
    float brightness;  /* 0.1 to 1 */
    float scale;       /* dots per inch / 96, times the text scale of the settings; 0.5 to 8 */
    float captions;    /* share shown */
    float figure;      /* share shown; 0 also gives its room to the pacer */
    float darkness;    /* 1: black */
    float unheard;     /* 1: the sound is gone, so words are seen in the dark too */
    float free_breath; /* 1: the pacer is hidden, breathe freely */
    float pausing;     /* 1: the picture is dimmed while the session stands still */
    float top_px;      /* kept free at the top for what others paint there; 0 or more */
    const struct font *font;       /* not owned; NULL: no captions */
    const struct figures *figures; /* not owned; NULL: no figure */
};

/* The listener's choices before any were made: moss, full brightness, everything shown, at `scale`,
 * without font and figures. */
struct scene_choices scene_choices_make(float scale);

/* The share of their light that words have which stand for sound, 0 to 1, where everything else is
 * left the share `light`: the same, but not less than can be read in the dark while they are
 * `unheard`. */
double session_scene_words(const struct scene_choices *choices, double light);

/* Adds the session's picture at `at_ms` (any time; it is black outside the session) to `list`,
 * whose size it fills. Where memory runs out the list's arena has `failed` set and parts are
 * missing. */
void session_scene(const struct timeline *timeline, double at_ms,
                   const struct scene_choices *choices, struct draw_list *list);

#endif
