/* The words are made once, when the page is, from the tables that decide what a key does; showing
 * them is a leaflet's work. Each device has a part that begins with its title. The page owns the
 * names of keys; all else is static.
 */
#include "player/key_page.h"

#include "base/buffer.h"

#include <assert.h>

/* What the parts of a session are called. */
static const char *const session_titles[PLAYER_DEVICES] = {
    [DEVICE_KEYBOARD] = "In a session",
    [DEVICE_CONTROLLER] = "In a session, on a game controller",
    [DEVICE_POINTER] = "In a session, by mouse or touch",
    [DEVICE_MEDIA] = "In a session, by media keys",
};

struct key_page key_page_make(struct allocator allocator, const char *footer)
{
    assert(footer != NULL);
    struct key_page page = {.arena = arena_make(allocator), .footer = footer};
    for (int device = 0; device < PLAYER_DEVICES; device++)
        page.starts[device] = SIZE_MAX;
    return page;
}

/* What there is no room for is left out; the tests see to it that there is. */
static void add(struct key_page *page, struct leaflet_paragraph paragraph)
{
    if (page->count == LEAFLET_MOST_PARAGRAPHS)
        return;
    page->paragraphs[page->count++] = paragraph;
}

void key_page_begin(struct key_page *page, enum player_device device, const char *title)
{
    /* The first part for a device is where those who hold it begin to read. */
    if (page->starts[device] == SIZE_MAX)
        page->starts[device] = page->count;
    add(page, (struct leaflet_paragraph){.words = title, .turns_over = true});
}

void key_page_add(struct key_page *page, const char *does, struct text names)
{
    /* Without memory the line is left out: a page with a line less is still a page. */
    const char *aside = names.length == 0 ? NULL : arena_copy_text(&page->arena, names).bytes;
    if (aside != NULL)
        add(page, (struct leaflet_paragraph){.words = does, .aside = aside, .indented = true});
}

void key_page_add_session(struct key_page *page, const struct player_own_keys *own)
{
    size_t count;
    const struct player_deed *deeds = player_deeds(&count);
    for (int device = 0; device < PLAYER_DEVICES; device++) {
        key_page_begin(page, (enum player_device)device, session_titles[device]);
        for (size_t i = 0; i < count; i++) {
            /* Deeds that no key of this device does have no names, and so no line. */
            struct buffer names = buffer_make(page->arena.allocator);
            player_keys_name(own, deeds[i].action, (enum player_device)device, &names);
            key_page_add(page, deeds[i].does, buffer_text(&names));
            buffer_release(&names);
        }
    }
}

/* What a key tells of the device in the person's hand, by the order of the keys in
 * platform/input.h. Keys that several devices have count as the keyboard's. */
static enum player_device device_of(enum key key)
{
    if (key >= KEY_PAD_X && key <= KEY_RIGHT_TRIGGER)
        return DEVICE_CONTROLLER;
    return key >= KEY_HOLD ? DEVICE_POINTER : DEVICE_KEYBOARD;
}

void key_page_open(struct key_page *page, enum key key, int64_t now_ms)
{
    /* A device without a part of its own begins with the first. */
    size_t start = page->starts[device_of(key)];
    /* Open from the press on, even while it is still dark. */
    page->open = true;
    leaflet_appear(&page->leaflet, start == SIZE_MAX ? 0 : start, now_ms);
}

/* The arrows, however they are made, turn; nothing else is worth learning for a page of help. */
static int turns_by(const struct input *input)
{
    /* The wheel turns back upwards, as paper under a hand does. */
    if (input->kind == INPUT_WHEEL)
        return input->y_px > 0 ? -1 : input->y_px < 0;
    switch (input->kind == INPUT_KEY ? input->key : KEY_NONE) {
    case KEY_LEFT:
    case KEY_UP:
    case KEY_PAGE_UP:
    case KEY_PREVIOUS:
        return -1;
    case KEY_RIGHT:
    case KEY_DOWN:
    case KEY_PAGE_DOWN:
    case KEY_NEXT:
        return 1;
    default:
        return 0;
    }
}

bool key_page_input(struct key_page *page, const struct input *input, int64_t now_ms)
{
    assert(page != NULL && input != NULL);
    int by = turns_by(input);
    /* What is held down leads away only once, and not by its repetition. */
    bool pressed = (input->kind == INPUT_KEY && !input->repeated) || input->kind == INPUT_PRESS ||
                   input->kind == INPUT_QUIT;
    /* On its way out nothing turns it any more. */
    if (!page->open || (by == 0 && !pressed))
        return false;
    if (by != 0) {
        leaflet_turn(&page->leaflet, by);
        return true;
    }
    page->open = false;
    leaflet_leave(&page->leaflet, now_ms);
    return true;
}

void key_page_draw(struct key_page *page, const struct page_look *look, int64_t now_ms,
                   struct draw_list *list)
{
    /* Laying it out costs something, and a session is played mostly without it. */
    if (key_page_is_over(page, now_ms))
        return;
    leaflet_draw(&page->leaflet, page->paragraphs, page->count, text_from(page->footer), look,
                 now_ms, list);
}

bool key_page_is_over(const struct key_page *page, int64_t now_ms)
{
    return !page->open && leaflet_light(&page->leaflet, now_ms) <= 0;
}

bool key_page_moves(const struct key_page *page, int64_t now_ms)
{
    return leaflet_moves(&page->leaflet, now_ms);
}

void key_page_release(struct key_page *page)
{
    arena_release(&page->arena);
    /* Its words are gone; without paragraphs nobody reads them. */
    page->count = 0;
}
