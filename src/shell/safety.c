/* The words are a leaflet; this adds what its keys mean. */
#include "shell/safety.h"

#include <assert.h>

static const struct leaflet_paragraph paragraphs[] = {
    /* The flags that call for care at once, in a patient's words (SNNOOP10; Do and others 2019). */
    {.words = "Lull is support beside medical care, not a treatment."},
    {.words = "Do not use this now, seek care, if you have", .leads = true},
    {.words = "a sudden headache, the worst ever", .indented = true},
    {.words = "fever, or a stiff neck", .indented = true},
    {.words = "weakness, numbness or confusion, or trouble speaking or seeing, that is new",
     .indented = true},
    {.words = "a headache after an injury of the head or neck", .indented = true},
    {.words = "a new headache after 50, in pregnancy or after birth, with cancer or a weak immune "
              "system",
     .indented = true},
    {.words =
         "a headache that is worse when you lie, stand, cough or strain, or that gets steadily "
         "worse",
     .indented = true},
    {.words = "a painful red eye, or a change from your usual pattern", .indented = true},
    {.words = "painkillers on 10 days a month or more", .indented = true},
    {.words =
         "Ask a doctor first if you have trouble with blood vessels, clotting or unstable blood "
         "pressure."},
    {.words = "Does touch hurt now? Tab hides every routine that touches.", .quiet = true},
};

enum { PARAGRAPHS = sizeof paragraphs / sizeof paragraphs[0] };

static_assert((int)PARAGRAPHS <= (int)LEAFLET_MOST_PARAGRAPHS, "each paragraph is a row");

const char *safety_words(size_t index)
{
    return index < PARAGRAPHS ? paragraphs[index].words : NULL;
}

struct safety safety_make(bool touch_hurts)
{
    return (struct safety){.touch_hurts = touch_hurts};
}

void safety_appear(struct safety *safety, int64_t now_ms)
{
    safety->left = false;
    leaflet_appear(&safety->leaflet, 0, now_ms);
}

/* Whatever is pressed leads on: this page must never be a trap. */
static bool go_on(struct safety *safety, int64_t now_ms)
{
    assert(!safety->left);
    safety->left = true;
    leaflet_leave(&safety->leaflet, now_ms);
    return true;
}

/* The whole table of the page's keys. */
static bool press_key(struct safety *safety, enum key key, int64_t now_ms)
{
    switch (key) {
    case KEY_ENTER:
    case KEY_ESCAPE:
    case KEY_PLAY:
    case KEY_PAD_START:
    case KEY_HELP:
    case KEY_PAD_Y:
    case KEY_PAD_BACK:
    case KEY_HOLD:
        return go_on(safety, now_ms);
    case KEY_TAB:
    case KEY_LEFT_STICK:
    case KEY_TWO_TAP:
        safety->touch_hurts = !safety->touch_hurts;
        return true;
    case KEY_DOWN:
    case KEY_RIGHT:
    case KEY_PAGE_DOWN:
    case KEY_SPACE:
        leaflet_turn(&safety->leaflet, 1);
        return true;
    case KEY_UP:
    case KEY_LEFT:
    case KEY_PAGE_UP:
        leaflet_turn(&safety->leaflet, -1);
        return true;
    default:
        return false;
    }
}

bool safety_input(struct safety *safety, const struct input *input, int64_t now_ms)
{
    /* It is going dark: what is pressed now was meant for it already. */
    if (safety->left || input_lingers(input))
        return false;
    if (input->kind == INPUT_PRESS || input->kind == INPUT_QUIT)
        return go_on(safety, now_ms);
    return input->kind == INPUT_KEY && press_key(safety, input->key, now_ms);
}

/* The keys, and the answer to the question. Words that outlive the list. */
static struct text last_line(const struct safety *safety)
{
    bool more = safety->leaflet.parts > 1;
    if (safety->touch_hurts)
        return text_from(more ? "Touch hurts: hidden.   Enter goes on   Down: more"
                              : "Touch hurts: hidden.   Enter goes on");
    return text_from(more ? "Enter goes on   Down: more" : "Enter goes on");
}

void safety_draw(struct safety *safety, const struct page_look *look, int64_t now_ms,
                 struct draw_list *list)
{
    leaflet_draw(&safety->leaflet, paragraphs, PARAGRAPHS, last_line(safety), look, now_ms, list);
}

bool safety_is_over(const struct safety *safety, int64_t now_ms)
{
    return safety->left && leaflet_light(&safety->leaflet, now_ms) <= 0;
}

bool safety_moves(const struct safety *safety, int64_t now_ms)
{
    return leaflet_moves(&safety->leaflet, now_ms);
}
