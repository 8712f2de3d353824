/* Each input changes a setting or which row is chosen; where the rows are to be seen follows from
 * that, and how they look is settings_page_view's matter. The page changes its own copy of the
 * settings; whoever owns the file compares and writes. Rows are known by the name of their setting
 * or by the action whose key they are; three settings have a way of their own, and all others step.
 */
#include "shell/settings_page.h"

#include "shell/settings_rows.h"

#include <assert.h>
#include <string.h>

/* As the menu, whose place it takes. */
enum { COMES_MS = 2000, GOES_MS = 1200 };

/* The action whose key the row under the highlight is; NULL where it is a setting. */
static const struct player_deed *deed_of(const struct settings_page *page)
{
    return settings_rows_at(page->at).deed;
}

/* Whether the row under the highlight is that setting. */
static bool is_at(const struct settings_page *page, const char *name)
{
    /* NULL on the row of a key. */
    const char *found = settings_rows_at(page->at).name;
    return found != NULL && strcmp(found, name) == 0;
}

/* Sends the light to the chosen row. */
static void aim_highlight(struct settings_page *page, int64_t now_ms)
{
    ease_aim(&page->highlight, (double)page->at - (double)page->first, ROWS_TRAVEL_MS, now_ms);
}

/* Moves the window of rows so that the highlight stands in it, a row from its edges where there is
 * room for that. */
static void arrange(struct settings_page *page, int64_t now_ms)
{
    struct row_wish wishes[ROWS_MOST];
    size_t count = settings_rows_count();
    assert(count <= ROWS_MOST);
    /* 0 until the first drawing has measured it. */
    size_t room = page->room > 0 ? (size_t)page->room : 1;
    size_t margin = room >= 3 ? 1 : 0;
    if (page->at < page->first + margin)
        page->first = page->at < margin ? 0 : page->at - margin;
    if (page->at + margin + 1 > page->first + room)
        page->first = page->at + margin + 1 - room;
    if (page->first + room > count)
        page->first = count > room ? count - room : 0;
    /* All of them, also those out of sight, so that they travel in from where they belong. */
    for (size_t i = 0; i < count; i++)
        wishes[i] = (struct row_wish){.item = settings_rows_at(i).label,
                                      .kind = (int)i,
                                      .place = (double)i - (double)page->first,
                                      .seen = i >= page->first && i < page->first + room};
    rows_aim(&page->rows, wishes, count, now_ms);
    aim_highlight(page, now_ms);
}

void settings_page_set_room(struct settings_page *page, int rows, int64_t now_ms)
{
    assert(rows >= 1);
    if (page->room == rows)
        return;
    page->room = rows;
    arrange(page, now_ms);
}

void settings_page_appear(struct settings_page *page, const struct settings *settings,
                          const struct player_own_keys *keys, bool touch_hurts, int64_t now_ms)
{
    assert(page != NULL && settings != NULL && keys != NULL);
    page->settings = *settings;
    page->keys = *keys;
    page->asks_key = false;
    page->key_of = NULL;
    page->touch_hurts = touch_hurts;
    page->left = false;
    /* What was forgotten on an earlier visit stays forgotten. */
    page->last_before[0] = '\0';
    ease_aim(&page->light, 1, COMES_MS, now_ms);
}

/* Forgets what was played last (`by` below 0), or remembers it again. Returns whether there was
 * anything to move. */
static bool swap_last(struct settings_page *page, int by)
{
    /* Two places for one name: wherever it is not, there is nothing. */
    char *from = by < 0 ? page->settings.last : page->last_before;
    char *to = by < 0 ? page->last_before : page->settings.last;
    if (from[0] == '\0')
        return false;
    memcpy(to, from, SETTINGS_WORD_BYTES);
    from[0] = '\0';
    return true;
}

/* Gives the action under the highlight the key that was pressed, or its usual one for none. Returns
 * whether that key has a name: one without could not be written to the file. */
static bool set_key(struct settings_page *page, const struct input *input)
{
    const struct player_deed *deed = deed_of(page);
    struct buffer name = buffer_make(allocator_system());
    if (input != NULL)
        player_keys_name_pressed(input, &name);
    bool known = input == NULL || (name.length > 0 && name.length < SETTINGS_PAGE_KEY_BYTES);
    page->asks_key = false;
    if (known) {
        /* First what it had: a new key replaces the chosen ones and is not added to them. */
        player_own_keys_forget(&page->keys, deed->action);
        memcpy(page->key_name, name.bytes == NULL ? "" : name.bytes, name.length);
        page->key_name[name.length] = '\0';
        page->key_of = deed;
    }
    /* The action's own word, as it would stand in the file; a key that another action had is taken
     * from it there. */
    if (known && input != NULL)
        (void)player_own_keys_assign(&page->keys, text_from(deed->word), buffer_text(&name));
    buffer_release(&name);
    return known;
}

/* Changes the row under the highlight by `by` steps. On the row of a key, back means the usual one
 * and on asks for another. Returns whether anything is another now. */
static bool step(struct settings_page *page, int by)
{
    if (is_at(page, "last"))
        return swap_last(page, by);
    /* Left takes back, here as everywhere. */
    if (deed_of(page) != NULL && by < 0)
        return set_key(page, NULL);
    if (deed_of(page) != NULL) {
        page->asks_key = true;
        return true;
    }
    struct settings_row row = settings_rows_at(page->at);
    if (!is_at(page, "touch-hurts"))
        return settings_step(&page->settings, row.name, by, row.step);
    bool before = page->touch_hurts;
    /* Not in the settings as a switch: what is kept is until when it holds. */
    page->touch_hurts = by > 0;
    return page->touch_hurts != before;
}

/* One key does what two arrows do: on, and from the end back to the beginning. */
static bool go_round(struct settings_page *page)
{
    bool changed = step(page, 1);
    /* As many steps back as any word or switch has; numbers stay at their end. */
    return changed || (settings_rows_at(page->at).step == 1 && step(page, -INT16_MAX));
}

/* Moves the highlight. */
static bool walk(struct settings_page *page, int by, int64_t now_ms)
{
    int at = (int)page->at + by;
    int last = (int)settings_rows_count() - 1;
    /* Home and End ask for more rows than there are. */
    at = at < 0 ? 0 : at > last ? last : at;
    bool moved = at != (int)page->at;
    /* Before the rows are arranged, which scroll so that it is in sight. */
    page->at = (size_t)at;
    /* The question was the other row's. */
    page->asks_key = page->asks_key && !moved;
    arrange(page, now_ms);
    return moved;
}

/* All is changed already, so leaving has nothing to ask. */
static bool leave(struct settings_page *page, int64_t now_ms)
{
    page->left = true;
    ease_aim(&page->light, 0, GOES_MS, now_ms);
    return true;
}

/* Takes the last character of the one line that is typed. */
static bool untype(struct settings_page *page)
{
    char *line = page->settings.synthesiser;
    size_t length = strlen(line);
    if (!is_at(page, "synthesiser") || length == 0)
        return false;
    /* Bytes that go on a UTF-8 character go with it. */
    do
        length--;
    while (length > 0 && ((unsigned char)line[length] & 0xC0) == 0x80);
    line[length] = '\0';
    return true;
}

/* Nothing else is typed here, so letters elsewhere mean nothing. */
static bool type(struct settings_page *page, const char *typed)
{
    /* Room for the NUL is part of SETTINGS_LINE_BYTES, hence the >= below. */
    char *line = page->settings.synthesiser;
    size_t length = strlen(line);
    /* A "#" would begin a comment in the file. */
    if (!is_at(page, "synthesiser") || strchr(typed, '#') != NULL ||
        length + strlen(typed) >= SETTINGS_LINE_BYTES)
        return false;
    memcpy(line + length, typed, strlen(typed) + 1);
    return true;
}

/* The whole table of the page's keys. */
static bool press_key(struct settings_page *page, enum key key, int64_t now_ms)
{
    switch (key) {
    case KEY_UP:
    case KEY_PREVIOUS:
        return walk(page, -1, now_ms);
    case KEY_DOWN:
    case KEY_NEXT:
        return walk(page, 1, now_ms);
    case KEY_PAGE_UP:
        return walk(page, 1 - page->room, now_ms);
    case KEY_PAGE_DOWN:
        return walk(page, page->room - 1, now_ms);
    case KEY_HOME:
        return walk(page, -INT16_MAX, now_ms);
    case KEY_END:
        return walk(page, INT16_MAX, now_ms);
    case KEY_LEFT:
    case KEY_REWIND:
        return step(page, -1);
    case KEY_RIGHT:
    case KEY_FAST_FORWARD:
        return step(page, 1);
    case KEY_ENTER:
    case KEY_PAD_X:
        return go_round(page);
    case KEY_BACKSPACE:
        return untype(page);
    case KEY_ESCAPE:
    case KEY_F2:
    case KEY_PAD_BACK:
    /* The keys that open the page close it, too. */
    case KEY_RIGHT_STICK:
    case KEY_HOLD:
        return leave(page, now_ms);
    default:
        return false;
    }
}

/* The row at `y_px` of the window; −1 where there is none. */
static int row_at(const struct settings_page *page, int y_px)
{
    /* Nothing has been drawn yet, so nothing can be meant. */
    if (page->row_px == 0 || y_px < page->list_px)
        return -1;
    int line = (y_px - page->list_px) / page->row_px;
    int at = line + (int)page->first;
    return line < page->room && at < (int)settings_rows_count() ? at : -1;
}

/* The highlight goes where the mouse points; the list stands still for it. */
static bool point(struct settings_page *page, int at, int64_t now_ms)
{
    if (at < 0 || at == (int)page->at)
        return false;
    page->at = (size_t)at;
    page->asks_key = false;
    aim_highlight(page, now_ms);
    return true;
}

/* A press changes the chosen row, to its left or to its right, and chooses any other. */
static bool press(struct settings_page *page, const struct input *input, int64_t now_ms)
{
    int at = row_at(page, input->y_px);
    /* A finger has not pointed before, so its first press only chooses. */
    if (at != (int)page->at)
        return point(page, at, now_ms);
    return step(page, input->x_px < page->middle_px ? -1 : 1);
}

bool settings_page_input(struct settings_page *page, const struct input *input, int64_t now_ms)
{
    assert(page != NULL && input != NULL);
    /* It is going dark: what is pressed now was meant for it already. */
    if (page->left || input_lingers(input))
        return false;
    /* Esc always leaves, and cannot be given away: here it leaves only the question. */
    if (page->asks_key && input->kind == INPUT_KEY) {
        /* Right, still held from asking, is no answer. */
        if (input->repeated)
            return false;
        /* A key without a name leaves the question open. */
        page->asks_key = input->key != KEY_ESCAPE && !set_key(page, input);
        return true;
    }
    switch (input->kind) {
    case INPUT_KEY:
        return press_key(page, input->key, now_ms);
    case INPUT_TEXT:
        return type(page, input->text);
    case INPUT_PRESS:
        return press(page, input, now_ms);
    case INPUT_POINTER:
        return point(page, row_at(page, input->y_px), now_ms);
    case INPUT_WHEEL:
        return walk(page, -input->y_px, now_ms);
    case INPUT_QUIT:
        return leave(page, now_ms);
    default:
        return false;
    }
}

const struct player_deed *settings_page_take_key(struct settings_page *page)
{
    const struct player_deed *deed = page->key_of;
    /* Told once, so that the file is written once. */
    page->key_of = NULL;
    return deed;
}

bool settings_page_is_over(const struct settings_page *page, int64_t now_ms)
{
    return page->left && ease_value(&page->light, now_ms) <= 0;
}

bool settings_page_moves(const struct settings_page *page, int64_t now_ms)
{
    return ease_moves(&page->light, now_ms) || ease_moves(&page->highlight, now_ms) ||
           rows_move(&page->rows, now_ms);
}
