/* Two moments decide everything: when the lines go, and when the program does. A key brings both
 * forward to now. While the form asks, neither counts: the form has its own time, and when it is
 * over all that is seen goes. The light is one easing, for lines and form alike. What waits for a
 * key is told and asked only when that comes, so that nothing else has to know of it.
 */
#include "shell/ending.h"

#include "scene/brush.h"
#include "scene/lines.h"
#include "shell/pain_view.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* How long the light takes to come, to go, and to go where the system asks for the end of the
 * program, when all of that may take a second. */
enum { COMES_MS = 3000, GOES_MS = 1200, HURRIES_MS = 600 };

/* The most lines that are drawn of what is told: four for each, which is more than its bytes make
 * on a page of any width that can be read. */
enum { MOST_BROKEN = 12 };

/* As small as a page can be drawn; see page.h. */
static const double LEAST_SCALE = 0.5;

/* Dimmer than any other words: it may meet eyes that have been closed for an hour. */
static const double LINE_LIGHT = 0.03;

struct ending ending_make(int64_t stay_ms, int64_t now_ms)
{
    assert(stay_ms >= 0);
    return (struct ending){.leaves_at_ms = now_ms + stay_ms, .quiet_at_ms = now_ms};
}

void ending_wait_for_key(struct ending *ending)
{
    assert(ending->line_count == 0 && !ending->asks);
    ending->for_key = true;
}

/* Lets the lines come, and stand there for their time. */
static void show_lines(struct ending *ending, int64_t now_ms)
{
    ending->quiet_at_ms = now_ms + ENDING_TELLS_MS;
    ease_aim(&ending->light, 1, COMES_MS, now_ms);
}

void ending_tell(struct ending *ending, const char *words, int64_t now_ms)
{
    assert(words != NULL);
    if (ending->line_count == ENDING_MOST_LINES)
        return;
    /* A copy: what tells it may be gone long before the page is. */
    (void)snprintf(ending->lines[ending->line_count++], ENDING_LINE_BYTES, "%s", words);
    if (!ending->for_key)
        show_lines(ending, now_ms);
}

void ending_ask(struct ending *ending, enum pain_form form, int64_t now_ms)
{
    ending->later = form;
    if (ending->for_key)
        return;
    ending->pain = pain_make(form, now_ms);
    ending->asks = true;
    ease_aim(&ending->light, 1, COMES_MS, now_ms);
}

/* Nobody waits for the softest way: from wherever the light has come to, it goes sooner. */
static void quit(struct ending *ending, int64_t now_ms)
{
    ending->left = true;
    ending->quit = true;
    ending->light = ease_at(ease_value(&ending->light, now_ms));
    ease_aim(&ending->light, 0, HURRIES_MS, now_ms);
}

/* The form is over, whatever it says: all of it goes, and the blackness stays. */
static void stop_asking(struct ending *ending, int64_t now_ms)
{
    ending->asks = false;
    ending->quiet_at_ms = now_ms;
}

/* Gives what was done to the form. A key that is no answer skips the form and does what any key
 * does. Returns whether the form has taken it. */
static bool ask(struct ending *ending, const struct input *input, struct pain_cell pressed,
                int64_t now_ms)
{
    if (!ending->asks || pain_state(&ending->pain, now_ms) != PAIN_ASKS)
        return false;
    bool changed = pain_input(&ending->pain, input, pressed, now_ms);
    /* One key for both: someone who wants to leave shall not have to press twice. */
    if (pain_state(&ending->pain, now_ms) == PAIN_SKIPPED) {
        stop_asking(ending, now_ms);
        ending->left = true;
    }
    return changed;
}

/* Whether it is a key or press that brings what waits in the dark. A letter's key does not, but
 * what it types: that comes next, and would skip a form which is there by then. */
static bool wakes(const struct input *input)
{
    bool key = input->kind == INPUT_KEY && !input->repeated && input->key != KEY_CHARACTER;
    /* The key of a space has come already. */
    bool typed = input->kind == INPUT_TEXT && strcmp(input->text, " ") != 0;
    return key || typed || input->kind == INPUT_PRESS;
}

/* Shows what has waited, as if it were told and asked only now. */
static void wake(struct ending *ending, int64_t now_ms)
{
    assert(ending->for_key);
    ending->for_key = false;
    if (ending->line_count > 0)
        show_lines(ending, now_ms);
    if (ending->later != 0)
        ending_ask(ending, ending->later, now_ms);
}

/* What is done while something waits in the dark. Returns whether it is still to be taken as
 * anything else: a digit is an answer too, for whoever knows the form by heart. */
static bool take_in_the_dark(struct ending *ending, const struct input *input, int64_t now_ms)
{
    bool digit = input->kind == INPUT_TEXT && input->text[0] >= '0' && input->text[0] <= '9';
    if (wakes(input))
        wake(ending, now_ms);
    return digit || input->kind == INPUT_QUIT;
}

bool ending_is_answered(struct ending *ending, int64_t now_ms)
{
    if (!ending->asks || pain_state(&ending->pain, now_ms) == PAIN_ASKS)
        return false;
    stop_asking(ending, now_ms);
    /* A form that was given without an answer closes as softly, and keeps nothing. */
    return pain_says_anything(&ending->pain);
}

bool ending_input(struct ending *ending, const struct input *input, struct pain_cell pressed,
                  int64_t now_ms)
{
    assert(ending != NULL && input != NULL);
    bool waits = ending->for_key && (ending->line_count > 0 || ending->later != 0);
    if (waits && !take_in_the_dark(ending, input, now_ms))
        return !ending->for_key;
    bool answered = ask(ending, input, pressed, now_ms);
    if (input->kind == INPUT_QUIT)
        quit(ending, now_ms);
    /* A key that has answered something is no wish to leave. */
    if (answered || input->kind == INPUT_QUIT)
        return true;
    /* The key that is still held down from before the end is not a wish to leave it. */
    bool key = input->kind == INPUT_KEY && !input->repeated;
    if (ending->left || ending->asks || (!key && input->kind != INPUT_PRESS))
        return false;
    ending->left = true;
    ending->quiet_at_ms = now_ms;
    return true;
}

/* What is told, in lines of the page's width; how many there are. */
static int break_lines(const struct ending *ending, const struct font *font,
                       const struct page *page, struct text lines[static MOST_BROKEN])
{
    int count = 0;
    for (int i = 0; i < ending->line_count; i++) {
        struct text left = text_from(ending->lines[i]);
        while (left.length > 0 && count < MOST_BROKEN)
            lines[count++] = lines_next(&left, font, page_px(page, PAGE_TEXT),
                                        page->right_px - page->left_px);
    }
    return count;
}

/* Draws what is told at the bottom, away from where the session's own light was; smaller where the
 * form would leave no room for it. */
static void draw_told(const struct ending *ending, const struct page_look *look,
                      const struct brush *brush)
{
    struct text lines[MOST_BROKEN];
    struct page_look smaller = *look;
    /* By the form's own look, which does not get smaller. */
    int top_px = ending->pain.form != 0 ? pain_view_bottom_px(look, &ending->pain) : 0;
    struct page page;
    int count;
    int y_px;
    do {
        page = page_make(&smaller);
        count = break_lines(ending, look->font, &page, lines);
        y_px = page.bottom_px - count * page_px(&page, PAGE_LINE);
        /* Set before it is known whether it is needed: it is the next round's. */
        smaller.scale *= 0.9;
    } while (y_px < top_px && smaller.scale > LEAST_SCALE);
    for (int i = 0; i < count; i++) {
        brush_text(brush, PAINT_TEXT, LINE_LIGHT, lines[i], page_px(&page, PAGE_TEXT), page.left_px,
                   y_px);
        y_px += page_px(&page, PAGE_LINE);
    }
}

void ending_draw(struct ending *ending, const struct page_look *look, int64_t now_ms,
                 struct draw_list *list)
{
    assert(look->font != NULL && list->width_px == look->width_px);
    /* Here, since drawing is what happens as time goes by; an aim that is there already is left
     * alone. */
    if (!ending->asks && (now_ms >= ending->quiet_at_ms || now_ms >= ending->leaves_at_ms))
        ease_aim(&ending->light, 0, GOES_MS, now_ms);
    struct brush brush = {.list = list,
                          .hue = look->hue,
                          .light = look->brightness * ease_value(&ending->light, now_ms)};
    if (brush.light > 0)
        draw_told(ending, look, &brush);
    /* Also after it was given, for as long as it takes to go dark. */
    if (ending->pain.form != 0)
        pain_view_draw(look, &ending->pain, ease_value(&ending->light, now_ms), now_ms, list);
}

bool ending_is_over(const struct ending *ending, int64_t now_ms)
{
    /* Dark too, so that the window does not vanish with words in it. */
    bool wanted = ending->left || (now_ms >= ending->leaves_at_ms && !ending->asks);
    return wanted && ease_value(&ending->light, now_ms) <= 0;
}

int64_t ending_waits_ms(const struct ending *ending, int64_t now_ms)
{
    if (ease_moves(&ending->light, now_ms) || (ending->asks && pain_moves(&ending->pain, now_ms)))
        return 0;
    /* The loop sleeps until then: a black screen that stays for minutes costs nothing. */
    int64_t next_ms = ending->leaves_at_ms;
    if (ending->asks)
        next_ms = pain_due_ms(&ending->pain);
    else if (ending->light.to > 0 && ending->quiet_at_ms < next_ms)
        next_ms = ending->quiet_at_ms;
    return next_ms > now_ms ? next_ms - now_ms : 0;
}
