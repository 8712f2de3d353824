/* What changes goes dark first and comes back as something else, the chart and the form alike, so
 * that there is only one way in which anything on the page moves. An input notes what is wanted and
 * lets the content go; the drawing that finds it dark makes the new one. Two switches tell which is
 * seen: `asks` what is wanted, `changes` whether what is seen is still the other.
 */
#include "shell/diary_page.h"

#include "shell/diary_view.h"
#include "shell/pain_view.h"

#include <assert.h>

/* The page as a whole as slowly as the menu; what changes on it as fast as anything may. */
enum { COMES_MS = 2000, GOES_MS = 1200, CHANGES_MS = 800 };

struct diary_page diary_page_make(struct allocator allocator)
{
    return (struct diary_page){
        .arena = arena_make(allocator), .line = "", .days = DIARY_PAGE_WEEKS};
}

/* Without memory there is no chart, and the page says only what needs none. */
static void make_chart(struct diary_page *page, int64_t now_ms)
{
    arena_release(&page->arena);
    page->changes = false;
    /* The form is kept while it goes dark, and forgotten only here, when nothing of it is seen. */
    if (!page->asks)
        page->pain = (struct pain){0};
    int32_t first = page->last - page->days + 1;
    if (!diary_summary_make(&page->summary, &page->arena, &page->entries, first, page->last,
                            page->today))
        /* Nothing counted, of the right days: the view has sentences for that. */
        page->summary = (struct diary_summary){.last = page->last};
    if (!diary_chart_make(&page->chart, &page->arena, &page->entries, &page->summary, first,
                          page->days))
        page->chart.count = page->chart.medicine_count = 0;
    ease_aim(&page->content, 1, CHANGES_MS, now_ms);
}

/* Lets the content go; drawing makes it anew when it is dark. */
static void change(struct diary_page *page, int64_t now_ms)
{
    page->changes = true;
    ease_aim(&page->content, 0, CHANGES_MS, now_ms);
}

void diary_page_set(struct diary_page *page, const struct diary_entries *entries, int32_t today,
                    const char *line, int64_t now_ms)
{
    assert(entries != NULL && line != NULL);
    page->entries = *entries;
    page->line = line;
    page->today = today;
    page->last = today;
    /* The form that is still going dark needs none of the old entries; the chart would. */
    if (page->pain.form != 0)
        change(page, now_ms);
    else
        make_chart(page, now_ms);
}

void diary_page_appear(struct diary_page *page, int64_t now_ms)
{
    page->left = false;
    page->asks = false;
    ease_aim(&page->light, 1, COMES_MS, now_ms);
}

/* Half a chart at a time, so that what was at one side is seen at the other; never past today, and
 * back no further than the first entry. */
static bool turn(struct diary_page *page, int direction, int64_t now_ms)
{
    /* Both lengths are even weeks, so half of either is whole weeks. */
    int32_t last = page->last + direction * page->days / 2;
    int32_t first_entry = page->entries.count > 0 ? moment_day(page->entries.items[0].moment)
                                                  : page->today;
    if (last > page->today)
        last = page->today;
    if (last == page->last || (direction < 0 && page->chart.first <= first_entry))
        return false;
    page->last = last;
    change(page, now_ms);
    return true;
}

/* Weeks or months, up to the same last day. */
static bool show_days(struct diary_page *page, int32_t days, int64_t now_ms)
{
    /* An arrow that asks for what is shown must not make it blink. */
    if (page->days == days)
        return false;
    page->days = days;
    change(page, now_ms);
    return true;
}

/* The form takes the place of the chart, which goes dark for it. */
static bool ask(struct diary_page *page, int64_t now_ms)
{
    page->asks = true;
    page->pain = pain_make(PAIN_AT_ANY_TIME, now_ms);
    change(page, now_ms);
    return true;
}

/* Lets the whole page go dark. */
static bool go_back(struct diary_page *page, int64_t now_ms)
{
    page->left = true;
    ease_aim(&page->light, 0, GOES_MS, now_ms);
    return true;
}

/* The chart's keys: time runs to the right on it, so Left is back. The form has its own. */
static bool press_key(struct diary_page *page, enum key key, int64_t now_ms)
{
    switch (key) {
    case KEY_LEFT:
    case KEY_PAGE_UP:
        return turn(page, -1, now_ms);
    case KEY_RIGHT:
    case KEY_PAGE_DOWN:
        return turn(page, 1, now_ms);
    case KEY_UP:
        return show_days(page, DIARY_PAGE_MONTHS, now_ms);
    case KEY_DOWN:
        return show_days(page, DIARY_PAGE_WEEKS, now_ms);
    case KEY_ENTER:
    case KEY_PLAY:
        return ask(page, now_ms);
    case KEY_ESCAPE:
    case KEY_BACKSPACE:
    case KEY_PAD_BACK:
    case KEY_HOLD:
        return go_back(page, now_ms);
    default:
        return false;
    }
}

/* The form is over: the chart comes back, with what has been said in it once it has been kept. */
static void stop_asking(struct diary_page *page, int64_t now_ms)
{
    page->asks = false;
    change(page, now_ms);
}

/* The form's own keys; a press falls on what was drawn last. */
static bool answer(struct diary_page *page, const struct input *input, int64_t now_ms)
{
    /* Beside all choices, until a press or a pointer says otherwise. */
    struct pain_cell pressed = {.question = -1};
    bool points = input->kind == INPUT_PRESS || input->kind == INPUT_POINTER;
    if (points && page->look.width_px > 0)
        pressed = pain_view_cell(&page->look, &page->pain, input->x_px, input->y_px);
    /* A form that was skipped closes here; one that was given, in diary_page_is_answered, since its
     * answers have to be kept first. */
    bool changed = pain_input(&page->pain, input, pressed, now_ms);
    if (pain_state(&page->pain, now_ms) == PAIN_SKIPPED)
        stop_asking(page, now_ms);
    return changed;
}

bool diary_page_input(struct diary_page *page, const struct input *input, int64_t now_ms)
{
    assert(page != NULL && input != NULL);
    /* It is going dark: what is pressed now was meant for it already. */
    if (page->left || input_lingers(input))
        return false;
    if (input->kind == INPUT_QUIT)
        return go_back(page, now_ms);
    if (page->asks)
        return answer(page, input, now_ms);
    /* A finger needs no aim here: the chart has nothing else to press. */
    if (input->kind == INPUT_PRESS)
        return ask(page, now_ms);
    return input->kind == INPUT_KEY && press_key(page, input->key, now_ms);
}

bool diary_page_is_answered(struct diary_page *page, int64_t now_ms)
{
    if (!page->asks || pain_state(&page->pain, now_ms) != PAIN_GIVEN)
        return false;
    /* Whether there are answers or not, the chart comes back. */
    stop_asking(page, now_ms);
    return pain_says_anything(&page->pain);
}

void diary_page_draw(struct diary_page *page, const struct page_look *look, int64_t now_ms,
                     struct draw_list *list)
{
    assert(list->width_px == look->width_px && list->height_px == look->height_px);
    page->look = *look;
    /* It moves towards dark only where something changes, so at rest then means dark. */
    bool is_dark = !ease_moves(&page->content, now_ms);
    if (page->changes && is_dark)
        make_chart(page, now_ms);
    double light = ease_value(&page->light, now_ms) * ease_value(&page->content, now_ms);
    /* Asked and settled, or no more asked and still going dark. Asked and changing, it is the chart
     * that goes. */
    bool shows_form = page->pain.form != 0 && (page->asks != page->changes);
    if (shows_form)
        pain_view_draw(look, &page->pain, light, now_ms, list);
    else
        diary_view_draw(look, page, light, list);
}

bool diary_page_is_over(const struct diary_page *page, int64_t now_ms)
{
    /* Its light goes nowhere but to dark once the person has left. */
    return page->left && !ease_moves(&page->light, now_ms);
}

bool diary_page_moves(const struct diary_page *page, int64_t now_ms)
{
    /* The form gives what it has when its time is over. */
    return page->asks || page->changes || ease_moves(&page->light, now_ms) ||
           ease_moves(&page->content, now_ms);
}

void diary_page_release(struct diary_page *page)
{
    arena_release(&page->arena);
}
