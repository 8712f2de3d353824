/* The words are a leaflet's paragraphs, in one table for those who read and those who listen; this
 * adds what its keys mean. The question about touch stands in the last line of every part, since
 * whoever it concerns may not turn a page. Nothing here has to be answered.
 */
#include "shell/safety.h"

#include "base/buffer.h"

#include <assert.h>

/* The last is to be heard only, since on the page it stands beside its key, on every part. */
static const struct leaflet_paragraph paragraphs[] = {
    {.words = "Lull guides you through some quiet minutes."},
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
    {.words = "Does touch hurt now? Tab hides every routine that touches."},
};

enum { PARAGRAPHS = sizeof paragraphs / sizeof paragraphs[0] };

static_assert((int)PARAGRAPHS <= (int)LEAFLET_MOST_PARAGRAPHS, "each paragraph is a row");

const char *safety_words(size_t index)
{
    return index < PARAGRAPHS ? paragraphs[index].words : NULL;
}

struct safety safety_make(bool touch_hurts)
{
    /* The leaflet of zeros is one in the dark. */
    return (struct safety){.touch_hurts = touch_hurts};
}

void safety_appear(struct safety *safety, int64_t now_ms)
{
    /* Whether touch hurts stays as it was answered last time. */
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

/* The whole table of the page's keys. A key that is none of them does nothing: someone who reads
 * this for the first time may try any. */
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
        /* The last line says at once what holds, and the same key takes it back. */
        safety->touch_hurts = !safety->touch_hurts;
        return true;
    case KEY_DOWN:
    case KEY_RIGHT:
    case KEY_PAGE_DOWN:
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
    /* Closing the window leads on as well; the loop sees by itself that it was closed. */
    if (input->kind == INPUT_PRESS || input->kind == INPUT_QUIT)
        return go_on(safety, now_ms);
    return input->kind == INPUT_KEY && press_key(safety, input->key, now_ms);
}

/* The question or its answer, and the keys, in the frame's arena: the list keeps no copy of
 * words. */
static struct text last_line(const struct safety *safety, struct arena *arena)
{
    const struct leaflet *leaflet = &safety->leaflet;
    struct buffer line = buffer_make(arena->allocator);
    buffer_append_string(&line, safety->touch_hurts ? "Touch hurts: hidden" : "Touch hurts? Tab");
    buffer_append_string(&line, "   Enter goes on");
    if (leaflet_has_more(leaflet))
        buffer_append_string(&line, "   Down: more");
    /* On the last of several parts. */
    else if (leaflet->parts > 1)
        buffer_append_string(&line, "   Up: back");
    struct text text = arena_copy_text(arena, buffer_text(&line));
    buffer_release(&line);
    return text;
}

void safety_draw(struct safety *safety, const struct page_look *look, int64_t now_ms,
                 struct draw_list *list)
{
    /* All but the last, which is heard only. */
    leaflet_draw(&safety->leaflet, paragraphs, PARAGRAPHS - 1, last_line(safety, list->arena), look,
                 now_ms, list);
}

bool safety_is_over(const struct safety *safety, int64_t now_ms)
{
    return safety->left && leaflet_light(&safety->leaflet, now_ms) <= 0;
}

bool safety_moves(const struct safety *safety, int64_t now_ms)
{
    return leaflet_moves(&safety->leaflet, now_ms);
}
