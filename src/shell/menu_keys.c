/* A table of keys, searched from the top, and one of what they do, in the order in which a person
 * may want to know it. Media keys and a controller's buttons come as keys of the keyboard where
 * they do the same. Acting and telling read the same rows, so the page of keys cannot promise what
 * no key does.
 */
#include "shell/menu_keys.h"

#include <assert.h>
#include <stddef.h>

/* What the page of keys says, a line each. An action that is missing here works and is not told. */
static const struct {
    enum menu_action action;
    const char *does;
} deeds[] = {
    {MENU_UP, "the routine above"},
    {MENU_DOWN, "the routine below"},
    {MENU_PLAY, "play"},
    {MENU_ABOUT, "more about it, and its cautions"},
    {MENU_TOUCH, "touch hurts: hide what touches"},
    {MENU_SPEAK, "the menu speaks, or is silent"},
    {MENU_CAUTIONS, "when not to use any of it"},
    {MENU_DIARY, "the diary, and how it is now"},
    {MENU_SETTINGS, "the settings"},
    {MENU_KEYS, "what each key does"},
    {MENU_LEAVE, "leave"},
};

/* One row for each way to ask for something: the action, the device that the way belongs to, the
 * key as platform/input.h gives it, and what a person calls it. Without a name: it works, and need
 * not be told. KEY_NONE: told here, but read elsewhere (a letter, a place under a finger). */
static const struct {
    enum menu_action action;
    enum player_device device;
    enum key key;
    const char *name;
} table[] = {
    {MENU_UP, DEVICE_KEYBOARD, KEY_UP, "Up"},
    {MENU_UP, DEVICE_CONTROLLER, KEY_UP, "cross up"},
    {MENU_UP, DEVICE_CONTROLLER, KEY_PREVIOUS, "left shoulder"},
    {MENU_UP, DEVICE_POINTER, KEY_UP, "drag or wheel up"},
    {MENU_UP, DEVICE_MEDIA, KEY_PREVIOUS, "Previous"},
    {MENU_DOWN, DEVICE_KEYBOARD, KEY_DOWN, "Down"},
    {MENU_DOWN, DEVICE_CONTROLLER, KEY_DOWN, "cross down"},
    {MENU_DOWN, DEVICE_CONTROLLER, KEY_NEXT, "right shoulder"},
    {MENU_DOWN, DEVICE_POINTER, KEY_DOWN, "drag or wheel down"},
    {MENU_DOWN, DEVICE_MEDIA, KEY_NEXT, "Next"},
    {MENU_PAGE_UP, DEVICE_KEYBOARD, KEY_PAGE_UP, NULL},
    {MENU_PAGE_DOWN, DEVICE_KEYBOARD, KEY_PAGE_DOWN, NULL},
    {MENU_FIRST, DEVICE_KEYBOARD, KEY_HOME, NULL},
    {MENU_LAST, DEVICE_KEYBOARD, KEY_END, NULL},
    {MENU_PLAY, DEVICE_KEYBOARD, KEY_ENTER, "Enter"},
    {MENU_PLAY, DEVICE_CONTROLLER, KEY_ENTER, "A"},
    {MENU_PLAY, DEVICE_CONTROLLER, KEY_PAD_START, "Start"},
    {MENU_PLAY, DEVICE_POINTER, KEY_NONE, "point and click, or tap it twice"},
    {MENU_PLAY, DEVICE_MEDIA, KEY_PLAY, "Play"},
    {MENU_ABOUT, DEVICE_KEYBOARD, KEY_RIGHT, "Right"},
    {MENU_ABOUT, DEVICE_CONTROLLER, KEY_RIGHT, "cross right"},
    {MENU_ABOUT, DEVICE_POINTER, KEY_RIGHT, "drag right"},
    {MENU_TOUCH, DEVICE_KEYBOARD, KEY_TAB, "Tab"},
    {MENU_TOUCH, DEVICE_CONTROLLER, KEY_LEFT_STICK, "left stick"},
    {MENU_TOUCH, DEVICE_POINTER, KEY_TWO_TAP, "two-tap"},
    {MENU_SPEAK, DEVICE_KEYBOARD, KEY_SPACE, "Space"},
    {MENU_SPEAK, DEVICE_CONTROLLER, KEY_PAD_X, "X"},
    {MENU_SPEAK, DEVICE_POINTER, KEY_THREE_TAP, "three-tap"},
    {MENU_CAUTIONS, DEVICE_KEYBOARD, KEY_NONE, "?"},
    {MENU_CAUTIONS, DEVICE_CONTROLLER, KEY_PAD_Y, "Y"},
    {MENU_CAUTIONS, DEVICE_POINTER, KEY_TWO_RIGHT, "two-drag right"},
    {MENU_DIARY, DEVICE_KEYBOARD, KEY_F3, "F3"},
    {MENU_DIARY, DEVICE_CONTROLLER, KEY_LEFT_TRIGGER, "left trigger"},
    {MENU_DIARY, DEVICE_POINTER, KEY_TWO_LEFT, "two-drag left"},
    {MENU_SETTINGS, DEVICE_KEYBOARD, KEY_F2, "F2"},
    {MENU_SETTINGS, DEVICE_CONTROLLER, KEY_RIGHT_STICK, "right stick"},
    {MENU_SETTINGS, DEVICE_POINTER, KEY_THREE_RIGHT, "three-drag right"},
    {MENU_KEYS, DEVICE_KEYBOARD, KEY_HELP, "F1"},
    {MENU_KEYS, DEVICE_CONTROLLER, KEY_RIGHT_TRIGGER, "right trigger"},
    {MENU_KEYS, DEVICE_POINTER, KEY_THREE_LEFT, "three-drag left"},
    {MENU_UNTYPE, DEVICE_KEYBOARD, KEY_BACKSPACE, NULL},
    {MENU_LEAVE, DEVICE_KEYBOARD, KEY_ESCAPE, "Esc"},
    {MENU_LEAVE, DEVICE_CONTROLLER, KEY_ESCAPE, "B"},
    {MENU_LEAVE, DEVICE_CONTROLLER, KEY_PAD_BACK, "Back"},
    {MENU_LEAVE, DEVICE_POINTER, KEY_HOLD, "press for a second"},
    {MENU_LEAVE, DEVICE_MEDIA, KEY_STOP, "Stop"},
};

/* Not the rows of the list, but those of the two tables. */
enum { ROWS = sizeof table / sizeof table[0], DEEDS = sizeof deeds / sizeof deeds[0] };

/* The heading of each device's part of the page of keys. */
static const char *const titles[PLAYER_DEVICES] = {
    [DEVICE_KEYBOARD] = "In the menu; letters search",
    [DEVICE_CONTROLLER] = "In the menu, on a game controller",
    [DEVICE_POINTER] = "In the menu, by mouse or touch",
    [DEVICE_MEDIA] = "In the menu, by media keys",
};

enum menu_action menu_keys_action(enum key key)
{
    /* Some fifty rows a press: a faster way would be for nobody. */
    for (size_t i = 0; i < ROWS; i++)
        if (table[i].key == key && key != KEY_NONE)
            return table[i].action;
    return MENU_NOTHING;
}

bool menu_keys_opens_page(enum key key)
{
    /* MENU_ABOUT is not among these: its keys mean other things on the pages. */
    switch (menu_keys_action(key)) {
    case MENU_CAUTIONS:
    case MENU_DIARY:
    case MENU_SETTINGS:
    case MENU_KEYS:
        return true;
    /* Whatever else a key does, it does to the page that is shown. */
    default:
        return false;
    }
}

/* The names of all keys of `device` for `action`, with commas between. */
static void append_names(struct buffer *names, enum menu_action action, enum player_device device)
{
    for (size_t i = 0; i < ROWS; i++) {
        if (table[i].action != action || table[i].device != device || table[i].name == NULL)
            continue;
        /* Two ways on one device, such as a cross and a shoulder button. */
        if (names->length > 0)
            buffer_append_string(names, ", ");
        buffer_append_string(names, table[i].name);
    }
}

void menu_keys_describe(struct key_page *page)
{
    assert(page != NULL);
    for (int device = 0; device < PLAYER_DEVICES; device++) {
        /* Every device has a part: what a person holds is not asked. */
        key_page_begin(page, (enum player_device)device, titles[device]);
        for (size_t i = 0; i < DEEDS; i++) {
            struct buffer names = buffer_make(page->arena.allocator);
            append_names(&names, deeds[i].action, (enum player_device)device);
            /* Where a device has no way to do it the names are empty, and no line is added. */
            key_page_add(page, deeds[i].does, buffer_text(&names));
            buffer_release(&names);
        }
    }
}
