/* Each input changes what is chosen, searched for or wished; then `arrange` works out which lines
 * are to be seen where and sends them on their way. The picture at any moment follows from where
 * the lines have come by then. A wish that leaves the page is told only when the page is dark, and
 * can be taken back until then.
 */
#include "shell/menu.h"

#include "shell/menu_keys.h"
#include "shell/menu_state.h"

#include <assert.h>
#include <string.h>

struct menu *menu_create(struct allocator allocator, const struct library *library)
{
    assert(library != NULL);
    struct menu *menu = allocator_allocate(allocator, 1, sizeof *menu);
    if (menu == NULL)
        return NULL;
    menu->allocator = allocator;
    menu->library = library;
    /* All else is zeros: an empty list in the dark, with nothing chosen and nothing wished. */
    menu->catalogue.allocator = allocator;
    /* Until the first drawing knows better. */
    menu->room = 1;
    return menu;
}

/* Moves the window of lines so that the highlight stands in it, a line away from its edges where
 * there is room for that, so that the heading above the first routine is seen too. */
static void scroll(struct menu *menu, size_t at)
{
    assert(menu->room >= 1);
    /* Headings count as lines, as they take the same room. */
    size_t count = menu->catalogue.count;
    size_t room = (size_t)menu->room;
    size_t above = room >= 2 ? 1 : 0;
    size_t below = room >= 3 ? 1 : 0;
    if (at < menu->first + above)
        menu->first = at < above ? 0 : at - above;
    if (at + below + 1 > menu->first + room)
        menu->first = at + below + 1 - room;
    /* The list's end stands at the window's, so that no lines are wasted on nothing. */
    if (menu->first + room > count)
        menu->first = count > room ? count - room : 0;
}

/* Sends rows to their places: those in the window are seen, and one more on either side has a
 * place, so that it leaves by the way it should. */
static void arrange_rows(struct menu *menu, int64_t now_ms)
{
    struct row_wish wishes[ROWS_MOST];
    size_t count = 0;
    /* A few above the window too: rows that leave it upwards still have somewhere to go. */
    size_t from = menu->first > 4 ? menu->first - 4 : 0;
    for (size_t i = from; i < menu->catalogue.count && count < ROWS_MOST; i++) {
        const struct catalogue_item *item = &menu->catalogue.items[i];
        bool is_heading = item->heading != NULL;
        wishes[count++] = (struct row_wish){
            .item = is_heading ? (const void *)item->heading : (const void *)item->routine,
            .kind = is_heading ? MENU_ROW_HEADING : MENU_ROW_ROUTINE,
            .place = (double)i - (double)menu->first,
            .seen = i >= menu->first && i < menu->first + (size_t)menu->room,
        };
    }
    rows_aim(&menu->rows, wishes, count, now_ms);
}

/* The first routine of the list, and rather one that plays; SIZE_MAX where there is none. */
static size_t first_choice(const struct catalogue *catalogue)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        /* A script with a mistake may stand first, and Enter would then do nothing. */
        const struct routine *routine = catalogue->items[i].routine;
        /* A heading has no routine. */
        if (routine != NULL && routine->fault.length == 0)
            return i;
    }
    return catalogue_step(catalogue, SIZE_MAX, 1);
}

/* Shows what there is to say of the chosen routine, at `at` of the list, and lights its line.
 * `had_routine`: there was one before. */
static void arrange_choice(struct menu *menu, size_t at, bool had_routine, int64_t now_ms)
{
    struct row_wish detail = {.item = menu->routine, .place = 0, .seen = true};
    rows_aim(&menu->detail, &detail, menu->routine == NULL ? 0 : 1, now_ms);
    if (menu->routine == NULL)
        return;
    double place = (double)at - (double)menu->first;
    if (had_routine)
        /* It travels from line to line, but appears where there was none. */
        ease_aim(&menu->highlight, place, ROWS_TRAVEL_MS, now_ms);
    else
        menu->highlight = ease_at(place);
}

/* Brings the page into line with what is chosen. */
static void arrange(struct menu *menu, int64_t now_ms)
{
    /* By the routine and not by its line: a list that is made anew may have it elsewhere. */
    size_t at = catalogue_find(&menu->catalogue, menu->routine);
    /* Until a person has chosen, the highlight stays on the first routine, even while the library
     * is still being read and others come before it. */
    if (at == SIZE_MAX || !menu->chosen)
        at = first_choice(&menu->catalogue);
    bool had_routine = menu->routine != NULL;
    menu->routine = at == SIZE_MAX ? NULL : menu->catalogue.items[at].routine;
    scroll(menu, at == SIZE_MAX ? 0 : at);
    arrange_rows(menu, now_ms);
    arrange_choice(menu, at, had_routine, now_ms);
}

/* Makes the list anew. Without memory for it the list is empty, and the next change tries again. */
static void fill(struct menu *menu, int64_t now_ms)
{
    struct catalogue_choice choice = {
        .search = menu_search(menu), .touch_hurts = menu->touch_hurts, .last = menu->last};
    (void)catalogue_fill(&menu->catalogue, menu->library, choice);
    menu->listed = library_count(menu->library);
    arrange(menu, now_ms);
}

void menu_appear(struct menu *menu, int64_t now_ms)
{
    menu->wish = MENU_STAYS;
    ease_aim(&menu->light, 1, MENU_COMES_MS, now_ms);
    fill(menu, now_ms);
}

void menu_refresh(struct menu *menu, int64_t now_ms)
{
    /* The library only grows while it is being read, so its count tells whether there is more. */
    if (menu->listed != library_count(menu->library))
        fill(menu, now_ms);
}

void menu_hide_touch(struct menu *menu, bool touch_hurts, int64_t now_ms)
{
    /* The list would be the same, and its rows would be sent on their way for nothing. */
    if (menu->touch_hurts == touch_hurts)
        return;
    menu->touch_hurts = touch_hurts;
    fill(menu, now_ms);
}

void menu_set_room(struct menu *menu, int lines, int64_t now_ms)
{
    assert(lines >= 1);
    /* Half, since rows that come and rows that go are seen together. */
    if (lines > ROWS_MOST / 2)
        lines = ROWS_MOST / 2;
    if (menu->room == lines)
        return;
    menu->room = lines;
    arrange(menu, now_ms);
}

void menu_set_last(struct menu *menu, const char *name, int64_t now_ms)
{
    assert(strlen(name) < sizeof menu->last);
    /* As above: the list would come out the same. */
    if (strcmp(menu->last, name) == 0)
        return;
    memcpy(menu->last, name, strlen(name) + 1);
    fill(menu, now_ms);
}

/* Moves the highlight by some routines. */
static bool step(struct menu *menu, int steps, int64_t now_ms)
{
    size_t at = catalogue_find(&menu->catalogue, menu->routine);
    size_t next = catalogue_step(&menu->catalogue, at, steps);
    /* At either end nothing moves, and nothing is drawn for it. */
    if (next == SIZE_MAX || next == at)
        return false;
    menu->routine = menu->catalogue.items[next].routine;
    menu->chosen = true;
    arrange(menu, now_ms);
    return true;
}

/* Begins to go dark for `wish`. A script with faults plays nothing and has no page; what is wrong
 * with it stands below the list. */
static bool go(struct menu *menu, enum menu_wish wish, int64_t now_ms)
{
    /* All other wishes lead to pages that are there in any case. */
    bool of_routine = wish == MENU_PLAYS || wish == MENU_TELLS;
    if (of_routine && (menu->routine == NULL || menu->routine->fault.length > 0))
        return false;
    assert(wish != MENU_STAYS);
    menu->wish = wish;
    /* The list stays as it is meanwhile; whoever comes back finds it so. */
    ease_aim(&menu->light, 0, MENU_GOES_MS, now_ms);
    return true;
}

/* Takes the wish back, while the page is still going dark. */
static bool come_back(struct menu *menu, int64_t now_ms)
{
    menu->wish = MENU_STAYS;
    ease_aim(&menu->light, 1, MENU_GOES_MS, now_ms);
    return true;
}

/* Cuts or lengthens the search to `length` bytes and makes the list anew; the routine under the
 * highlight stays if it still suits. Returns true, as every letter changes what is seen. */
static bool set_search(struct menu *menu, size_t length, int64_t now_ms)
{
    assert(length <= MENU_SEARCH_BYTES);
    menu->search_length = length;
    /* For the view's words about the search, which count as moving until the rows have come. */
    menu->typed_ms = now_ms;
    fill(menu, now_ms);
    return true;
}

void menu_forget_search(struct menu *menu, int64_t now_ms)
{
    (void)set_search(menu, 0, now_ms);
}

/* Adds what was typed to the search; a question mark asks for the page of cautions instead. */
static bool type(struct menu *menu, struct text typed, int64_t now_ms)
{
    /* As text, since the key for it differs from keyboard to keyboard. */
    if (text_equal(typed, text_from("?")))
        return go(menu, MENU_EXPLAINS, now_ms);
    /* A space begins no search: by itself it is a key, which makes the menu speak. */
    bool is_space = text_equal(typed, text_from(" "));
    if (typed.length == 0 || (is_space && menu->search_length == 0) ||
        /* What is longer than its room is dropped, and the list stays as it is. */
        menu->search_length + typed.length > MENU_SEARCH_BYTES)
        return false;
    memcpy(menu->search + menu->search_length, typed.bytes, typed.length);
    return set_search(menu, menu->search_length + typed.length, now_ms);
}

/* Takes the last character of the search away. */
static bool untype(struct menu *menu, int64_t now_ms)
{
    if (menu->search_length == 0)
        return false;
    size_t length = menu->search_length - 1;
    /* Bytes that go on a UTF-8 character go with it. */
    while (length > 0 && ((unsigned char)menu->search[length] & 0xC0) == 0x80)
        length--;
    return set_search(menu, length, now_ms);
}

/* What each key asks for stands in menu_keys. */
static bool press_key(struct menu *menu, enum key key, int64_t now_ms)
{
    switch (menu_keys_action(key)) {
    case MENU_UP:
        return step(menu, -1, now_ms);
    case MENU_DOWN:
        return step(menu, 1, now_ms);
    case MENU_PAGE_UP:
        /* One line of the old page stays in sight. */
        return step(menu, 1 - menu->room, now_ms);
    case MENU_PAGE_DOWN:
        return step(menu, menu->room - 1, now_ms);
    case MENU_FIRST:
        /* As many steps as the list has lines, which is more than it has routines: to its end. */
        return step(menu, -(int)menu->catalogue.count, now_ms);
    case MENU_LAST:
        return step(menu, (int)menu->catalogue.count, now_ms);
    case MENU_PLAY:
        return go(menu, MENU_PLAYS, now_ms);
    case MENU_ABOUT:
        return go(menu, MENU_TELLS, now_ms);
    case MENU_TOUCH:
        menu_hide_touch(menu, !menu->touch_hurts, now_ms);
        return true;
    case MENU_SPEAK:
        /* While words are searched for, a space is one of their letters. */
        menu->speaks = menu->search_length > 0 && key == KEY_SPACE ? menu->speaks : !menu->speaks;
        return true;
    case MENU_CAUTIONS:
        return go(menu, MENU_EXPLAINS, now_ms);
    case MENU_DIARY:
        return go(menu, MENU_SHOWS_DIARY, now_ms);
    case MENU_KEYS:
        menu->key = key;
        return go(menu, MENU_SHOWS_KEYS, now_ms);
    case MENU_SETTINGS:
        return go(menu, MENU_SHOWS_SETTINGS, now_ms);
    case MENU_UNTYPE:
        return untype(menu, now_ms);
    case MENU_LEAVE:
        /* First out of the search, then out of the program. */
        return menu->search_length > 0 ? set_search(menu, 0, now_ms)
                                       : go(menu, MENU_LEAVES, now_ms);
    case MENU_NOTHING:
        break;
    }
    return false;
}

/* The routine on a line of the window; NULL where there is none. */
static const struct routine *on_line(const struct menu *menu, int line)
{
    /* Out of range for a negative line, which is looked at first below. */
    size_t at = menu->first + (size_t)line;
    return line < 0 || at >= menu->catalogue.count ? NULL : menu->catalogue.items[at].routine;
}

/* The highlight goes where the mouse points. The list stands still for it: a row must not run away
 * from under what points at it. */
static bool point_at(struct menu *menu, int line, int64_t now_ms)
{
    const struct routine *routine = on_line(menu, line);
    /* On a heading, or on the row that is lit already. */
    if (routine == NULL || routine == menu->routine)
        return false;
    menu->routine = routine;
    menu->chosen = true;
    arrange_choice(menu, catalogue_find(&menu->catalogue, routine), true, now_ms);
    return true;
}

/* A press plays the line that is chosen, and chooses any other: a finger has not pointed before,
 * and must not start what it only meant to look at. */
static bool press_line(struct menu *menu, int line, int64_t now_ms)
{
    const struct routine *routine = on_line(menu, line);
    /* With a mouse it is chosen before the click, since pointing chooses. */
    bool plays = routine != NULL && routine == menu->routine;
    return plays ? go(menu, MENU_PLAYS, now_ms) : point_at(menu, line, now_ms);
}

bool menu_input(struct menu *menu, const struct input *input, int line, int64_t now_ms)
{
    assert(menu != NULL && input != NULL);
    bool takes_back = input->kind == INPUT_KEY && menu_keys_action(input->key) == MENU_LEAVE;
    /* Closing the window is obeyed at any moment, whatever is on its way. */
    menu->closed = menu->closed || input->kind == INPUT_QUIT;
    if (input->kind == INPUT_QUIT)
        return go(menu, MENU_LEAVES, now_ms);
    if (input_lingers(input))
        return false;
    /* While the page goes dark for something, Esc alone is heard: it takes that back, and leaving
     * too. Not once the window has been closed. */
    if (menu->wish != MENU_STAYS)
        return takes_back && !menu->closed && come_back(menu, now_ms);
    switch (input->kind) {
    case INPUT_KEY:
        return press_key(menu, input->key, now_ms);
    case INPUT_TEXT:
        return type(menu, text_from(input->text), now_ms);
    case INPUT_PRESS:
        return press_line(menu, line, now_ms);
    case INPUT_POINTER:
        return point_at(menu, line, now_ms);
    /* The wheel counts upwards, the list downwards. */
    case INPUT_WHEEL:
        return step(menu, -input->y_px, now_ms);
    default:
        return false;
    }
}

enum menu_wish menu_wish(const struct menu *menu, int64_t now_ms)
{
    /* Only once it is dark, so that what follows begins in the dark. */
    return ease_moves(&menu->light, now_ms) ? MENU_STAYS : menu->wish;
}

bool menu_goes(const struct menu *menu)
{
    return menu->wish != MENU_STAYS;
}

const struct routine *menu_routine(const struct menu *menu)
{
    return menu->routine;
}

const char *menu_heading(const struct menu *menu)
{
    return catalogue_heading(&menu->catalogue, catalogue_find(&menu->catalogue, menu->routine));
}

enum key menu_key(const struct menu *menu)
{
    return menu->key;
}

void menu_set_speaks(struct menu *menu, bool speaks)
{
    menu->speaks = speaks;
}

bool menu_speaks(const struct menu *menu)
{
    return menu->speaks;
}

bool menu_touch_hurts(const struct menu *menu)
{
    return menu->touch_hurts;
}

struct text menu_search(const struct menu *menu)
{
    return (struct text){.bytes = menu->search, .length = menu->search_length};
}

bool menu_moves(const struct menu *menu, int64_t now_ms)
{
    return ease_moves(&menu->light, now_ms) || ease_moves(&menu->highlight, now_ms) ||
           rows_move(&menu->rows, now_ms) || rows_move(&menu->detail, now_ms) ||
           (menu->search_length > 0 && now_ms < menu->typed_ms + ROWS_FADE_MS);
}

void menu_destroy(struct menu *menu)
{
    if (menu == NULL)
        return;
    catalogue_release(&menu->catalogue);
    allocator_release(menu->allocator, menu);
}
