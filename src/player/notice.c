/* The words stay as they are while they go, so that they fade and do not vanish; what is to be said
 * next waits in a place of its own until they are dark. Lines are broken as captions are, by
 * measuring: a device may have a long name and the screen little room.
 */
#include "player/notice.h"

#include "base/text.h"
#include "scene/brush.h"
#include "scene/captions.h"
#include "scene/page.h"
#include "scene/smooth.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* Read when it is looked for, and not seen from the corner of the eye: a captions' light is 0.13.
 */
static const double notice_light = 0.05;
static const float fade_ms = 1500;
/* In units of 1/96 inch, beside those of a page: closer lines are stripes of the kind that hurts.
 */
enum { PITCH = 40, MARGIN = 24 };

void notice_say(struct notice *notice, const char *words)
{
    assert(notice != NULL && words != NULL);
    struct text fits = text_cut(text_from(words), NOTICE_BYTES - 1);
    memcpy(notice->wanted, fits.bytes, fits.length);
    notice->wanted[fits.length] = '\0';
}

void notice_move(struct notice *notice, float elapsed_ms)
{
    assert(notice != NULL && elapsed_ms >= 0);
    /* Nothing to say is shown by staying dark, not by lighting up empty words. */
    bool right = strcmp(notice->words, notice->wanted) == 0 && notice->words[0] != '\0';
    float step = elapsed_ms / fade_ms;
    notice->shown = fmaxf(0, fminf(1, notice->shown + (right ? step : -step)));
    /* Dark: what waits may come, from the next move on. */
    if (notice->shown <= 0)
        memcpy(notice->words, notice->wanted, sizeof notice->words);
}

/* Where the words stand in a picture. */
struct setting {
    int size_px;
    int pitch_px;
    int margin_px;
    int room_px; /* from margin to margin */
    struct caption_page page;
};

/* Breaks the words for the list's size; false where no line of them can be shown. */
static bool set_words(const struct notice *notice, const struct scene_choices *choices,
                      const struct draw_list *list, struct setting *set)
{
    double unit = page_unit(list->width_px, list->height_px, choices->scale);
    set->size_px = (int)(PAGE_TEXT * unit);
    set->pitch_px = (int)(PITCH * unit);
    set->margin_px = (int)(MARGIN * unit);
    set->room_px = list->width_px - 2 * set->margin_px;
    if (notice->words[0] == '\0' || choices->font == NULL || set->room_px <= 0)
        return false;
    captions_break(text_from(notice->words), choices->font, set->size_px, set->room_px, &set->page);
    return true;
}

float notice_room_px(const struct notice *notice, const struct scene_choices *choices,
                     const struct draw_list *list)
{
    assert(notice != NULL && list->width_px > 0 && list->height_px > 0);
    struct setting set;
    if (!set_words(notice, choices, list, &set))
        return 0;
    /* With the fade, so that the picture makes room as softly as the words come. */
    int whole_px = set.margin_px + set.page.line_count * set.pitch_px;
    return (float)(whole_px * smooth(notice->shown));
}

void notice_paint(const struct notice *notice, const struct scene_choices *choices, double share,
                  struct draw_list *list)
{
    assert(share >= 0 && share <= 1);
    double light = share * choices->brightness * smooth(notice->shown);
    struct setting set;
    if (light <= 0 || !set_words(notice, choices, list, &set))
        return;
    struct brush brush = {.list = list, .hue = choices->hue, .light = light};
    for (int i = 0; i < set.page.line_count; i++) {
        struct text line = set.page.lines[i];
        int width_px = choices->font->measure(choices->font->context, line, set.size_px);
        /* A single word may be wider than the screen. */
        int left_px = width_px < set.room_px ? (set.room_px - width_px) / 2 : 0;
        brush_text(&brush, PAINT_TEXT, notice_light, line, set.size_px, set.margin_px + left_px,
                   set.margin_px + i * set.pitch_px);
    }
}
