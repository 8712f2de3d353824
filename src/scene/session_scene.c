/* Finds out how much light there is, where things stand, and lets each part paint itself with a
 * brush that carries the light. Sessions for calmer days may have a little more light than those
 * for an attack. What the script or the listener has made dark stays so, but for words that cannot
 * be heard. Nothing here knows how a part looks, and no part knows of another.
 */
#include "scene/session_scene.h"

#include "scene/brush.h"
#include "scene/captions.h"
#include "scene/figure.h"
#include "scene/hands.h"
#include "scene/layout.h"
#include "scene/light.h"
#include "scene/pacer.h"
#include "scene/smooth.h"

#include <assert.h>
#include <math.h>

/* Parts are painted for calm days; an attack gets three quarters of that, in all alike. */
static const double attack_share = 0.75;
/* Dim enough to be seen as waiting, bright enough to be found again. */
static const double paused_share = 0.55;
/* Read by who looks for them, and no light to lie awake by: what is told after a session is as dim.
 */
static const double unheard_share = 0.25;

struct scene_choices scene_choices_make(float scale)
{
    return (struct scene_choices){
        .hue = HUE_MOSS, .brightness = 1, .scale = scale, .captions = 1, .figure = 1};
}

/* How much of the figure is to be seen; a session without hands has none. */
static double figure_share(const struct timeline *timeline, const struct scene_choices *choices)
{
    bool has_hands = choices->figures != NULL && timeline->lanes[LANE_HANDS].count > 0;
    return has_hands ? smooth(choices->figure) : 0;
}

double session_scene_words(const struct scene_choices *choices, double light)
{
    assert(light >= 0 && light <= 1);
    return fmax(light, unheard_share * smooth(choices->unheard));
}

/* All dimming is one factor that every brush carries: no part can forget it, and at 0 nothing is
 * added at all. */
void session_scene(const struct timeline *timeline, double at_ms,
                   const struct scene_choices *choices, struct draw_list *list)
{
    assert(choices->brightness > 0 && choices->brightness <= 1);
    double most = light_of_session(timeline, at_ms) * choices->brightness *
                  (1 - smooth(choices->pausing) * (1 - paused_share));
    if (list->level == LIGHT_ATTACK)
        most *= attack_share;
    double left = light_of_script(timeline, at_ms) * (1 - smooth(choices->darkness));
    double words_left = session_scene_words(choices, left);
    /* A black screen is an empty list, which costs nothing to draw. */
    if (most * words_left <= 0)
        return;
    double figured = figure_share(timeline, choices);
    /* Words that are switched off keep their room: nothing else moves when they go. */
    struct layout layout = layout_make(list->width_px, list->height_px, choices->scale, figured,
                                       choices->font != NULL, (double)choices->top_px);
    struct brush brush = {.list = list, .hue = choices->hue, .light = most * left};
    /* Whoever breathes freely is shown no pace. */
    struct brush paced = brush_dimmed(&brush, 1 - smooth(choices->free_breath));
    pacer_paint(&paced, layout.pacer, timeline, at_ms);
    if (figured > 0) {
        struct brush figuring = brush_dimmed(&brush, figured);
        figure_paint(&figuring, layout.figure, choices->figures, timeline, at_ms);
        hands_paint(&figuring, layout.figure, choices->figures, timeline, at_ms);
    }
    struct brush worded = {
        .list = list, .hue = choices->hue, .light = most * words_left * smooth(choices->captions)};
    captions_paint(&worded, &layout, choices->font, timeline, at_ms);
}
