/* The words are a leaflet's paragraphs, one for each text of the routine's header; this adds what
 * its keys mean. What was written last may be what matters most, so nothing is shortened. The
 * paragraphs are made once, when the page appears, and point to the routine's own texts.
 */
#include "shell/routine_page.h"

#include <assert.h>

/* Adds a paragraph with words in it. What there is no room for is left out; nobody has written
 * ninety cautions. */
static void add(struct routine_page *page, struct leaflet_paragraph paragraph)
{
    assert(page->count <= LEAFLET_MOST_PARAGRAPHS);
    if (paragraph.words[0] == '\0' || page->count == LEAFLET_MOST_PARAGRAPHS)
        return;
    page->paragraphs[page->count++] = paragraph;
}

/* The library's texts end in a NUL, as all copies in an arena do; one that is not there is empty.
 */
static const char *words_of(struct text text)
{
    /* A text of no bytes may have no address at all. */
    return text.length == 0 ? "" : text.bytes;
}

void routine_page_appear(struct routine_page *page, const struct routine *routine, int64_t now_ms)
{
    assert(page != NULL && routine != NULL);
    *page = (struct routine_page){.count = 0};
    add(page, (struct leaflet_paragraph){.words = words_of(routine->title)});
    add(page, (struct leaflet_paragraph){.words = words_of(routine->about)});
    /* A heading without anything under it would look like a fault. */
    if (routine->needs.length > 0)
        add(page, (struct leaflet_paragraph){.words = "You need", .quiet = true, .leads = true});
    add(page, (struct leaflet_paragraph){.words = words_of(routine->needs), .indented = true});
    if (routine->caution_count > 0)
        add(page, (struct leaflet_paragraph){.words = "Take care", .quiet = true, .leads = true});
    for (size_t i = 0; i < routine->caution_count; i++)
        add(page,
            (struct leaflet_paragraph){.words = words_of(routine->cautions[i]), .indented = true});
    leaflet_appear(&page->leaflet, 0, now_ms);
}

/* Whatever is pressed leads on: a page to be read must never be a trap. */
static bool go_on(struct routine_page *page, bool plays, int64_t now_ms)
{
    page->left = true;
    page->plays = plays;
    leaflet_leave(&page->leaflet, now_ms);
    return true;
}

/* The leaflet stops at its ends by itself; a turn beyond them changes nothing that is seen. */
static bool turn(struct routine_page *page, int by)
{
    leaflet_turn(&page->leaflet, by);
    return true;
}

/* The whole table of the page's keys; Left is among the others, as Right has led here. */
static bool press_key(struct routine_page *page, enum key key, int64_t now_ms)
{
    switch (key) {
    case KEY_ENTER:
    case KEY_PLAY:
    case KEY_PAD_START:
        return go_on(page, true, now_ms);
    case KEY_DOWN:
    case KEY_RIGHT:
    case KEY_PAGE_DOWN:
    case KEY_NEXT:
        return turn(page, 1);
    case KEY_UP:
    case KEY_PAGE_UP:
    case KEY_PREVIOUS:
        return turn(page, -1);
    default:
        return go_on(page, false, now_ms);
    }
}

bool routine_page_input(struct routine_page *page, const struct input *input, int64_t now_ms)
{
    assert(page != NULL && input != NULL);
    /* It is going dark: what is pressed now was meant for it already. */
    if (page->left)
        return false;
    /* The wheel counts upwards, parts downwards. */
    if (input->kind == INPUT_WHEEL)
        return turn(page, input->y_px > 0 ? -1 : 1);
    if (input->kind == INPUT_PRESS || input->kind == INPUT_QUIT)
        return go_on(page, false, now_ms);
    /* A key held down on the list must not leave the page that it has opened. */
    return input->kind == INPUT_KEY && !input->repeated && press_key(page, input->key, now_ms);
}

void routine_page_draw(struct routine_page *page, const struct page_look *look, int64_t now_ms,
                       struct draw_list *list)
{
    /* One of two, so that the hint at more goes once there is no more. */
    const char *footer = leaflet_has_more(&page->leaflet) ? "Enter plays   Down: more"
                                                          : "Enter plays   Esc: back";
    leaflet_draw(&page->leaflet, page->paragraphs, page->count, text_from(footer), look, now_ms,
                 list);
}

bool routine_page_is_over(const struct routine_page *page, int64_t now_ms)
{
    /* So that the session, or the list, begins in the dark. */
    return page->left && leaflet_light(&page->leaflet, now_ms) <= 0;
}

bool routine_page_moves(const struct routine_page *page, int64_t now_ms)
{
    return leaflet_moves(&page->leaflet, now_ms);
}
