/* Drawing and pressing share one geometry, so that what is pressed is what is seen there. The light
 * of a choice follows from how near the answer's easing is to it, as the menu's titles do with the
 * highlight, so that nothing has to be told what has changed. Below the questions stands what the
 * keys do.
 */
#include "shell/pain_view.h"

#include "scene/brush.h"
#include "scene/lines.h"
#include "scene/smooth.h"

#include <assert.h>

/* In units of 1/96 inch: a question is a line of words above its choices. */
enum { QUESTION = PAGE_LINE + PAGE_ROW, CHOICE = 64 };

/* Luminances, below the menu's: there are up to 27 choices, and eyes that were closed. */
static const double CHOSEN_LIGHT = 0.09;
static const double POINTED_LIGHT = 0.07;
static const double ASKED_LIGHT = 0.04;
static const double OTHER_LIGHT = 0.022;
static const double KEYS_LIGHT = 0.022;
static const double PILL_LIGHT = 0.0035;
static const double HALO_LIGHT = 0.012;

/* By enum pain_question; and the choices of each, by their index. */
static const char *const questions[PAIN_QUESTIONS] = {"Pain before", "Pain now", "When",
                                                      "Medicine today"};

static const char *const numbers[PAIN_MOST + 1] = {"0", "1", "2", "3", "4", "5",
                                                   "6", "7", "8", "9", "10"};
static const char *const phases[] = {"early signs", "attack", "between"};
static const char *const medicines[] = {"none", "taken"};

/* What a choice is called. The two questions about pain share the numbers. */
static const char *word_of(int question, int choice)
{
    assert(choice >= 0 && choice < pain_choices((enum pain_question)question));
    return question == PAIN_PHASE      ? phases[choice]
           : question == PAIN_MEDICINE ? medicines[choice]
                                       : numbers[choice];
}

struct geometry {
    struct page page;
    int count; /* of questions */
    int top_px;
    int question_px; /* height of a question */
    int words_px;    /* of those, the words */
};

/* The form stands above the middle, clear of what is told at the bottom; four questions in a low
 * window stand closer together. */
static struct geometry measure(const struct page_look *look, const struct pain *pain)
{
    struct geometry geometry = {.page = page_make(look), .count = (int)pain->form};
    const struct page *page = &geometry.page;
    int count = geometry.count;
    /* Two lines stay free for the words about keys. */
    int room_px = page->bottom_px - page->top_px - 2 * page_px(page, PAGE_LINE);
    geometry.question_px = page_px(page, QUESTION);
    if (geometry.question_px * count > room_px)
        geometry.question_px = room_px / count;
    /* As much of a low question as of a high one, so that words and choices shrink together. */
    geometry.words_px = geometry.question_px * PAGE_LINE / QUESTION;
    /* A quarter of what is free stands above, three below. */
    geometry.top_px = page->top_px + (room_px - geometry.question_px * count) / 4;
    return geometry;
}

/* How wide each choice of `question` is: numbers share the page's width, words are as wide as three
 * numbers. */
static int choice_px(const struct geometry *geometry, int question)
{
    int width_px = (geometry->page.right_px - geometry->page.left_px) / (PAIN_MOST + 1);
    /* Three words of three numbers' width are within the eleven. */
    return question <= PAIN_NOW ? width_px : 3 * width_px;
}

/* Words begin where the first number does, about half a letter before the middle of its width. */
static int words_px(const struct geometry *geometry)
{
    int middle_px = choice_px(geometry, PAIN_BEFORE) / 2;
    return geometry->page.left_px + middle_px - page_px(&geometry->page, PAGE_TITLE / 4.0);
}

struct pain_cell pain_view_cell(const struct page_look *look, const struct pain *pain, int x_px,
                                int y_px)
{
    struct geometry geometry = measure(look, pain);
    struct pain_cell none = {.question = -1};
    /* Before dividing, which would round what is a little outside into the first. */
    if (x_px < geometry.page.left_px || y_px < geometry.top_px)
        return none;
    int question = (y_px - geometry.top_px) / geometry.question_px;
    /* Below the last question stand words about keys. */
    if (question >= (int)pain->form)
        return none;
    int choice = (x_px - geometry.page.left_px) / choice_px(&geometry, question);
    if (choice >= pain_choices((enum pain_question)question))
        return none;
    return (struct pain_cell){.question = question, .choice = choice};
}

/* One choice, in the middle of its width; `share` is how much of the answer's light is on it. */
static void draw_choice(const struct brush *brush, const struct page_look *look,
                        const struct geometry *geometry, struct pain_cell cell, double share,
                        double light)
{
    const struct page *page = &geometry->page;
    struct text word = text_from(word_of(cell.question, cell.choice));
    int size_px = page_px(page, PAGE_TITLE);
    int word_px = look->font->measure(look->font->context, word, size_px);
    int width_px = choice_px(geometry, cell.question);
    int x_px = page->left_px + cell.choice * width_px + (width_px - word_px) / 2;
    int y_px = geometry->top_px + cell.question * geometry->question_px + geometry->words_px;
    int height_px = geometry->question_px - geometry->words_px;
    struct point middle = {.x_px = (float)(x_px + word_px / 2),
                           .y_px = (float)(y_px + height_px / 2)};
    /* Under the word, and as wide as what a finger hits. */
    brush_glow(brush, PAINT_BREATH, HALO_LIGHT * share, middle, page->unit * CHOICE / 2);
    brush_text(brush, PAINT_TEXT, smooth_mix(light, CHOSEN_LIGHT, share), word, size_px, x_px,
               y_px + (height_px - page_px(page, PAGE_LINE)) / 2);
}

/* How much the mouse brightens a choice, 0 to 1. */
static double pointed_share(const struct pain *pain, struct pain_cell cell, int64_t now_ms)
{
    double away = ease_value(&pain->pointed_choice, now_ms) - cell.choice;
    away = away < 0 ? -away : away;
    if (cell.question != pain->pointed.question || away >= 1)
        return 0;
    return ease_value(&pain->pointed_light, now_ms) * smooth(1 - away);
}

/* `nearness` is 1 for the question that keys answer, and 0 from a question away on. */
static void draw_question(const struct brush *brush, const struct page_look *look,
                          const struct geometry *geometry, const struct pain *pain, int question,
                          double nearness, int64_t now_ms)
{
    const struct page *page = &geometry->page;
    double light = smooth_mix(OTHER_LIGHT, ASKED_LIGHT, nearness);
    int y_px = geometry->top_px + question * geometry->question_px;
    brush_text(brush, PAINT_TEXT, light, text_from(questions[question]), page_px(page, PAGE_TEXT),
               words_px(geometry), y_px);
    double answer = ease_value(&pain->choices[question], now_ms);
    double answered = ease_value(&pain->lights[question], now_ms);
    for (int i = 0; i < pain_choices((enum pain_question)question); i++) {
        double away = answer > i ? answer - i : i - answer;
        /* On its way between two choices, the light is shared by them. */
        double share = away < 1 ? answered * smooth(1 - away) : 0;
        struct pain_cell cell = {.question = question, .choice = i};
        double pointed = pointed_share(pain, cell, now_ms);
        draw_choice(brush, look, geometry, cell, share, smooth_mix(light, POINTED_LIGHT, pointed));
    }
}

/* A long soft light behind the choices that keys change. */
static void draw_place(const struct brush *brush, const struct geometry *geometry, double place)
{
    const struct page *page = &geometry->page;
    int height_px = geometry->question_px - geometry->words_px;
    float y_px = (float)(geometry->top_px + place * geometry->question_px + geometry->words_px +
                         height_px / 2.0);
    struct point ends[2] = {{.x_px = (float)page->left_px, .y_px = y_px},
                            {.x_px = (float)page->right_px, .y_px = y_px}};
    /* So wide and soft that it has no edge that would be looked at. */
    brush_line(brush, PAINT_BREATH, PILL_LIGHT, ends, 2, page->unit * 8, page->unit * 30);
}

/* What the keys do, below the questions, on as many lines as a narrow window needs; without a brush
 * it is only measured. Returns where it ends. */
static int draw_keys(const struct brush *brush, const struct page_look *look,
                     const struct geometry *geometry)
{
    const struct page *page = &geometry->page;
    int size_px = page_px(page, PAGE_TEXT);
    int x_px = words_px(geometry);
    int y_px = geometry->top_px + geometry->question_px * geometry->count;
    struct text left = text_from(
        "Type 0 to 10, or press Left or Right; Enter goes on. Any other key skips.");
    /* Once more than there are lines: the one without words ends it. */
    for (;;) {
        struct text line = lines_next(&left, look->font, size_px, page->right_px - x_px);
        if (line.length == 0)
            break;
        if (brush != NULL)
            brush_text(brush, PAINT_TEXT, KEYS_LIGHT, line, size_px, x_px, y_px);
        y_px += page_px(page, PAGE_LINE);
    }
    return y_px;
}

int pain_view_bottom_px(const struct page_look *look, const struct pain *pain)
{
    struct geometry geometry = measure(look, pain);
    return draw_keys(NULL, look, &geometry);
}

void pain_view_draw(const struct page_look *look, const struct pain *pain, double light,
                    int64_t now_ms, struct draw_list *list)
{
    assert(look->font != NULL && light >= 0 && light <= 1);
    assert(list->width_px == look->width_px && list->height_px == look->height_px);
    struct geometry geometry = measure(look, pain);
    struct brush brush = {.list = list, .hue = look->hue, .light = look->brightness * light};
    if (brush.light <= 0)
        return;
    /* From back to front: the place lies under the words. */
    double place = ease_value(&pain->place, now_ms);
    draw_place(&brush, &geometry, place);
    for (int i = 0; i < (int)pain->form; i++) {
        double away = place > i ? place - i : i - place;
        draw_question(&brush, look, &geometry, pain, i, away < 1 ? smooth(1 - away) : 0, now_ms);
    }
    (void)draw_keys(&brush, look, &geometry);
}
