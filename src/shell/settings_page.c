/* One table says of each row what it is called, how far one press goes, and what it does in a
 * sentence. What values there are is the store's to know.
 */
#include "shell/settings_page.h"

#include "scene/brush.h"
#include "scene/lines.h"
#include "scene/smooth.h"

#include <assert.h>
#include <string.h>

enum { COMES_MS = 2000, GOES_MS = 1200 };

/* In units of 1/96 inch, but for the lines. */
enum { INDENT = 44, TEXT_TOP = 14, HELP_LINES = 2 };

/* Luminances, those of the menu: a page of about as many words. */
static const double LABEL_LIGHT = 0.055;
static const double CHOSEN_LIGHT = 0.1;
static const double HELP_LIGHT = 0.06;
static const double KEYS_LIGHT = 0.028;
static const double PILL_LIGHT = 0.0035;
static const double ORB_LIGHT = 0.045;

static const struct item {
    const char *name; /* in the settings file */
    const char *label;
    const char *unit; /* after a number */
    int32_t step;     /* of a number */
    const char *help;
} items[] = {
    {"hue", "Colour", "", 1, "The colour of all light: a dim green, amber, or grey."},
    {"brightness", "Light", " %", 10,
     "A share of what a head that hurts should bear at most. 100 is never too much."},
    {"text-size", "Size of text", " %", 25, "Of captions, and of the words in the menu."},
    {"volume", "All sound", " %", 10,
     "A share of what is never too loud. During a session: Up, Down."},
    {"voice", "Voice", " %", 10, "How loud the voice is."},
    {"ambience", "Sea, rain and the like", " %", 10, "How loud they are under the voice."},
    {"pacer", "Sound of the breath", " %", 10, "The swell that breathes with you. 0 is silent."},
    {"narrator", "Who speaks", "", 1, "Both voices are synthetic, as can be heard."},
    {"captions", "Captions", "", 1, "What is said can be read."},
    {"figure", "Figure", "", 1, "The figure that shows where hands go."},
    {"rumble", "Breath in a game controller", "", 1,
     "When it is felt to swell with the breath: in the dark, always, or never."},
    {"others-black", "Other displays black", "", 1, "All other displays are black in a session."},
    {"pause-unfocused", "Pause when left", "", 1,
     "Whether a session waits while another window has the keyboard."},
    {"spoken", "The menu speaks", "", 1, "It says the row under the highlight, for closed eyes."},
    {"touch-hurts", "Touch hurts", "", 1,
     "Hides every routine that touches. It is remembered for a night."},
    {"diary", "Diary", "", 1, "Keeps which sessions there were, and asks how the pain is."},
    {"leave-after", "Black after the end for", " min", 5,
     "Then Lull leaves by itself. Any key ends it sooner."},
    {"last", "Played last", "", 1, "It stands on top of the menu. Left forgets it."},
    {"cautions-read", "Cautions have been read", "", 1,
     "When off, they are shown at the next start."},
    {"synthesiser", "Command that speaks", "", 1,
     "For `lull narrate`; `man lull` explains it. Type here; Backspace takes letters away."},
};

static const char key_help[] =
    "A key during a session. Right asks for another one, Left brings the usual ones back.";

/* What the item of a row is. */
enum { ROW_SETTING, ROW_KEY };

enum { ITEMS = sizeof items / sizeof items[0] };

/* Words of the file that say less to a person than these do. */
static const struct {
    const char *name;
    const char *value;
    const char *words;
} plainer[] = {
    {"narrator", "slt", "a woman"},
    {"narrator", "rms", "a man"},
    {"rumble", "dark", "in the dark"},
    {"rumble", "on", "always"},
    {"rumble", "off", "never"},
    {"last", "", "nothing"},
    {"synthesiser", "", "the best installed"},
};

const char *settings_page_name(size_t index)
{
    return index < ITEMS ? items[index].name : NULL;
}

/* Rows of settings come first, then a row for the key of each action. */
static size_t row_count(void)
{
    size_t deeds;
    (void)player_deeds(&deeds);
    assert(ITEMS + deeds <= ROWS_MOST);
    return ITEMS + deeds;
}

/* The action whose key the row at `index` is; NULL where it is a setting. */
static const struct player_deed *deed_at(size_t index)
{
    size_t deeds;
    const struct player_deed *first = player_deeds(&deeds);
    return index < ITEMS ? NULL : first + (index - ITEMS);
}

/* Whether the row under the highlight is that setting. */
static bool is_at(const struct settings_page *page, const char *name)
{
    return page->at < ITEMS && strcmp(items[page->at].name, name) == 0;
}

/* Moves the window of rows so that the highlight stands in it, a row from its edges where there is
 * room for that. */
static void arrange(struct settings_page *page, int64_t now_ms)
{
    struct row_wish wishes[ROWS_MOST];
    size_t count = row_count();
    size_t room = page->room > 0 ? (size_t)page->room : 1;
    size_t margin = room >= 3 ? 1 : 0;
    if (page->at < page->first + margin)
        page->first = page->at < margin ? 0 : page->at - margin;
    if (page->at + margin + 1 > page->first + room)
        page->first = page->at + margin + 1 - room;
    if (page->first + room > count)
        page->first = count > room ? count - room : 0;
    for (size_t i = 0; i < count; i++)
        wishes[i] = (struct row_wish){.item = deed_at(i) != NULL ? (const void *)deed_at(i)
                                                                 : (const void *)&items[i],
                                      .kind = i < ITEMS ? ROW_SETTING : ROW_KEY,
                                      .place = (double)i - (double)page->first,
                                      .seen = i >= page->first && i < page->first + room};
    rows_aim(&page->rows, wishes, count, now_ms);
    ease_aim(&page->highlight, (double)page->at - (double)page->first, ROWS_TRAVEL_MS, now_ms);
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
    page->last_before[0] = '\0';
    ease_aim(&page->light, 1, COMES_MS, now_ms);
}

/* Forgets what was played last, or remembers it again. */
static bool swap_last(struct settings_page *page, int by)
{
    char *from = by < 0 ? page->settings.last : page->last_before;
    char *to = by < 0 ? page->last_before : page->settings.last;
    if (from[0] == '\0')
        return false;
    memcpy(to, from, SETTINGS_WORD_BYTES);
    from[0] = '\0';
    return true;
}

/* Gives the action under the highlight the key that was pressed, or its usual one for none. */
static bool set_key(struct settings_page *page, const struct input *input)
{
    const struct player_deed *deed = deed_at(page->at);
    struct buffer name = buffer_make(allocator_system());
    if (input != NULL)
        player_keys_name_pressed(input, &name);
    bool known = input == NULL || (name.length > 0 && name.length < SETTINGS_PAGE_KEY_BYTES);
    page->asks_key = false;
    if (known) {
        player_own_keys_forget(&page->keys, deed->action);
        memcpy(page->key_name, name.bytes == NULL ? "" : name.bytes, name.length);
        page->key_name[name.length] = '\0';
        page->key_of = deed;
    }
    if (known && input != NULL)
        (void)player_own_keys_assign(&page->keys, text_from(deed->word), buffer_text(&name));
    buffer_release(&name);
    return known;
}

/* Changes the row under the highlight. */
static bool step(struct settings_page *page, int by)
{
    if (is_at(page, "last"))
        return swap_last(page, by);
    if (deed_at(page->at) != NULL && by < 0)
        return set_key(page, NULL);
    if (deed_at(page->at) != NULL) {
        page->asks_key = true;
        return true;
    }
    const struct item *item = &items[page->at];
    if (!is_at(page, "touch-hurts"))
        return settings_step(&page->settings, item->name, by, item->step);
    bool before = page->touch_hurts;
    page->touch_hurts = by > 0;
    return page->touch_hurts != before;
}

/* One key does what two arrows do: on, and from the end back to the beginning. */
static bool go_round(struct settings_page *page)
{
    bool changed = step(page, 1);
    /* As many steps back as any word or switch has; numbers stay at their end. */
    return changed || (items[page->at].step == 1 && step(page, -INT16_MAX));
}

/* Moves the highlight. */
static bool walk(struct settings_page *page, int by, int64_t now_ms)
{
    int at = (int)page->at + by;
    int last = (int)row_count() - 1;
    at = at < 0 ? 0 : at > last ? last : at;
    bool moved = at != (int)page->at;
    page->at = (size_t)at;
    arrange(page, now_ms);
    return moved;
}

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
    case KEY_RIGHT_STICK:
    case KEY_HOLD:
        return leave(page, now_ms);
    default:
        return false;
    }
}

/* A press chooses a row; on the chosen one it changes it, to its left or to its right. */
static bool press(struct settings_page *page, const struct input *input, int64_t now_ms)
{
    if (page->row_px == 0 || input->y_px < page->list_px)
        return false;
    int line = (input->y_px - page->list_px) / page->row_px;
    int at = line + (int)page->first;
    if (line >= page->room || at >= (int)row_count())
        return false;
    if (at != (int)page->at)
        return walk(page, at - (int)page->at, now_ms);
    return step(page, input->x_px < page->middle_px ? -1 : 1);
}

bool settings_page_input(struct settings_page *page, const struct input *input, int64_t now_ms)
{
    assert(page != NULL && input != NULL);
    /* It is going dark: what is pressed now was meant for it already. */
    if (page->left)
        return false;
    /* Esc always leaves, and cannot be given away: here it leaves only the question. */
    if (page->asks_key && input->kind == INPUT_KEY) {
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
    case INPUT_WHEEL:
        return walk(page, -input->y_px, now_ms);
    case INPUT_QUIT:
        return leave(page, now_ms);
    default:
        return false;
    }
}

/* The value as a person would say it, in the frame's arena. */
static struct text value_text(const struct settings_page *page, const struct item *item,
                              struct arena *arena)
{
    struct buffer value = buffer_make(arena->allocator);
    if (strcmp(item->name, "touch-hurts") == 0)
        buffer_append_string(&value, page->touch_hurts ? "on" : "off");
    else
        settings_value(&page->settings, item->name, &value);
    buffer_append_string(&value, item->unit);
    struct text text = arena_copy_text(arena, buffer_text(&value));
    buffer_release(&value);
    for (size_t i = 0; i < sizeof plainer / sizeof plainer[0]; i++)
        if (strcmp(item->name, plainer[i].name) == 0 &&
            text_equal(text, text_from(plainer[i].value)))
            return text_from(plainer[i].words);
    return text;
}

/* All the keys that do it now, or the question for another. */
static struct text key_text(const struct settings_page *page, const struct player_deed *deed,
                            struct arena *arena)
{
    if (page->asks_key && deed_at(page->at) == deed)
        return text_from("press a key");
    struct buffer names = buffer_make(arena->allocator);
    player_keys_name(&page->keys, deed->action, DEVICE_KEYBOARD, &names);
    struct text text = arena_copy_text(arena, buffer_text(&names));
    buffer_release(&names);
    return text;
}

/* What one drawing needs. */
struct view {
    struct settings_page *page;
    const struct font *font;
    struct page measures;
    struct brush brush;
    int64_t now_ms;
};

/* Draws `text`, shortened to `width_px`, at `x_px`; or, for one that is negative, so that it ends
 * at −`x_px`. Returns its width. */
static int put(const struct view *view, struct text text, double light, int x_px, int y_px,
               int width_px)
{
    int size_px = page_px(&view->measures, PAGE_TEXT);
    struct text fitting = lines_shorten(view->brush.list->arena, text, view->font, size_px,
                                        width_px);
    int width = view->font->measure(view->font->context, fitting, size_px);
    brush_text(&view->brush, PAINT_TEXT, light, fitting, size_px, x_px < 0 ? -x_px - width : x_px,
               y_px);
    return width;
}

/* What it is on the left, what is chosen on the right; both brighten under the highlight. */
static void draw_row(const struct view *view, const struct row *row)
{
    const struct page *measures = &view->measures;
    const struct item *item = row->kind == ROW_SETTING ? row->item : NULL;
    const struct player_deed *deed = row->kind == ROW_KEY ? row->item : NULL;
    struct arena *arena = view->brush.list->arena;
    double place = ease_value(&row->place, view->now_ms);
    double away = place - ease_value(&view->page->highlight, view->now_ms);
    double light = smooth_mix(LABEL_LIGHT, CHOSEN_LIGHT, smooth(1 - (away < 0 ? -away : away)));
    int y_px = view->page->list_px +
               (int)(place * measures->unit * PAGE_ROW + measures->unit * TEXT_TOP);
    int left_px = measures->left_px + page_px(measures, INDENT);
    int gap_px = page_px(measures, INDENT / 2);
    struct view dimmed = *view;
    dimmed.brush = brush_dimmed(&view->brush, ease_value(&row->light, view->now_ms));
    int label_px = put(&dimmed, text_from(item != NULL ? item->label : deed->does), light, left_px,
                       y_px, measures->right_px - left_px);
    put(&dimmed,
        item != NULL ? value_text(view->page, item, arena) : key_text(view->page, deed, arena),
        light * 0.8, -measures->right_px, y_px, measures->right_px - left_px - label_px - gap_px);
}

/* A long soft light behind the chosen row and an orb before it, as in the menu. */
static void draw_highlight(const struct view *view)
{
    const struct page *measures = &view->measures;
    double place = ease_value(&view->page->highlight, view->now_ms);
    float y_px = (float)(view->page->list_px + (place + 0.5) * measures->unit * PAGE_ROW);
    struct point ends[2] = {
        {.x_px = (float)(measures->left_px + page_px(measures, 14)), .y_px = y_px},
        {.x_px = (float)measures->right_px, .y_px = y_px}};
    brush_line(&view->brush, PAINT_BREATH, PILL_LIGHT, ends, 2, measures->unit * 8,
               measures->unit * 30);
    brush_glow(&view->brush, PAINT_BREATH, ORB_LIGHT, ends[0], measures->unit * 15);
}

/* What the chosen row does, and at the bottom the keys. */
static void draw_help(const struct view *view)
{
    const struct page *measures = &view->measures;
    int line_px = page_px(measures, PAGE_LINE);
    int left_px = measures->left_px + page_px(measures, INDENT);
    int width_px = measures->right_px - left_px;
    int y_px = measures->bottom_px - (HELP_LINES + 1) * line_px;
    struct text rest = text_from(view->page->at < ITEMS ? items[view->page->at].help : key_help);
    for (int i = 0; i < HELP_LINES && rest.length > 0; i++, y_px += line_px)
        put(view, lines_next(&rest, view->font, page_px(measures, PAGE_TEXT), width_px), HELP_LIGHT,
            left_px, y_px, width_px);
    put(view, text_from("Left, Right: change   Esc: back"), KEYS_LIGHT, left_px,
        measures->bottom_px - line_px, width_px);
}

/* However low the window, the row under the highlight can be seen. */
static void measure(struct settings_page *page, const struct page *measures,
                    const struct page_look *look, int64_t now_ms)
{
    int bottom_px = measures->bottom_px - (HELP_LINES + 1) * page_px(measures, PAGE_LINE);
    int room = (bottom_px - measures->top_px) / page_px(measures, PAGE_ROW);
    page->room = room < 1 ? 1 : room;
    page->list_px = measures->top_px;
    page->row_px = page_px(measures, PAGE_ROW);
    page->middle_px = look->width_px / 2;
    arrange(page, now_ms);
}

void settings_page_draw(struct settings_page *page, const struct page_look *look, int64_t now_ms,
                        struct draw_list *list)
{
    assert(look->font != NULL && look->brightness >= 0 && look->brightness <= 1);
    assert(list->width_px == look->width_px && list->height_px == look->height_px);
    struct view view = {.page = page,
                        .font = look->font,
                        .measures = page_make(look),
                        .now_ms = now_ms,
                        .brush = {.list = list,
                                  .hue = look->hue,
                                  .light = look->brightness * ease_value(&page->light, now_ms)}};
    measure(page, &view.measures, look, now_ms);
    /* A dark page adds nothing to the list, and so costs nothing to draw. */
    if (view.brush.light <= 0)
        return;
    draw_highlight(&view);
    for (size_t i = 0; i < page->rows.count; i++)
        draw_row(&view, &page->rows.rows[i]);
    draw_help(&view);
}

const struct player_deed *settings_page_take_key(struct settings_page *page)
{
    const struct player_deed *deed = page->key_of;
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
