/* Two short tables, searched from the top; a person's own keys are a third that comes first. A
 * controller's A and a keyboard's Enter are one key to the player and two rows to the reader. Names
 * of keys are made from what a key would really do, so no help can promise what the settings took
 * away.
 */
#include "player/keys.h"

#include <assert.h>

/* In the order in which help, manual and `lull keys` list them. */
static const struct player_deed deeds[] = {
    {ACT_PAUSE, "pause", "pause and go on"},
    {ACT_BACK, "back", "back 10 seconds"},
    {ACT_FORWARD, "forward", "forward 10 seconds"},
    {ACT_CHAPTER_BACK, "chapter-back", "back a chapter"},
    {ACT_CHAPTER_FORWARD, "skip", "skip a chapter"},
    {ACT_SOFTER, "softer", "softer: light and sound a step down"},
    {ACT_STRONGER, "stronger", "a step up again"},
    {ACT_FREE_BREATH, "breathe-freely", "breathe freely, without the pacer"},
    {ACT_DARK, "dark", "a black screen; the sound goes on"},
    {ACT_VOICE, "voice", "the voice on or off"},
    {ACT_CAPTIONS, "captions", "captions on or off"},
    {ACT_PACER_SOUND, "pacer-sound", "the sound of the breath on or off"},
    {ACT_RUMBLE, "rumble", "the breath felt in a controller, on or off"},
    {ACT_HELP, "help", "what each key does"},
    {ACT_OTHER_SPEAKER, "other-speaker", "when the sound has gone: on with another loudspeaker"},
    {ACT_OTHERS_BLACK, "others-black", "all other displays black or not"},
    {ACT_LEAVE, "leave", "fade out and leave"},
};

/* In the same order, each action's keyboard first. A row is one key of one device; KEY_NONE is what
 * comes as another kind of input. */
static const struct player_key table[] = {
    {ACT_PAUSE, DEVICE_KEYBOARD, KEY_SPACE, 0, "Space"},
    {ACT_PAUSE, DEVICE_KEYBOARD, KEY_ENTER, 0, "Enter"},
    {ACT_PAUSE, DEVICE_CONTROLLER, KEY_ENTER, 0, "A"},
    {ACT_PAUSE, DEVICE_POINTER, KEY_NONE, 0, "click or tap"},
    {ACT_PAUSE, DEVICE_MEDIA, KEY_PLAY, 0, "Play"},
    {ACT_BACK, DEVICE_KEYBOARD, KEY_LEFT, 0, "Left"},
    {ACT_BACK, DEVICE_CONTROLLER, KEY_LEFT, 0, "cross left"},
    {ACT_BACK, DEVICE_POINTER, KEY_LEFT, 0, "drag left"},
    {ACT_BACK, DEVICE_MEDIA, KEY_REWIND, 0, "Rewind"},
    {ACT_FORWARD, DEVICE_KEYBOARD, KEY_RIGHT, 0, "Right"},
    {ACT_FORWARD, DEVICE_CONTROLLER, KEY_RIGHT, 0, "cross right"},
    {ACT_FORWARD, DEVICE_POINTER, KEY_RIGHT, 0, "drag right"},
    {ACT_FORWARD, DEVICE_MEDIA, KEY_FAST_FORWARD, 0, "Fast Forward"},
    {ACT_CHAPTER_BACK, DEVICE_KEYBOARD, KEY_PAGE_UP, 0, "Page Up"},
    {ACT_CHAPTER_BACK, DEVICE_CONTROLLER, KEY_PREVIOUS, 0, "left shoulder"},
    {ACT_CHAPTER_BACK, DEVICE_POINTER, KEY_TWO_LEFT, 0, "two-drag left"},
    {ACT_CHAPTER_BACK, DEVICE_MEDIA, KEY_PREVIOUS, 0, "Previous"},
    {ACT_CHAPTER_FORWARD, DEVICE_KEYBOARD, KEY_PAGE_DOWN, 0, "Page Down"},
    {ACT_CHAPTER_FORWARD, DEVICE_CONTROLLER, KEY_NEXT, 0, "right shoulder"},
    {ACT_CHAPTER_FORWARD, DEVICE_POINTER, KEY_TWO_RIGHT, 0, "two-drag right"},
    {ACT_CHAPTER_FORWARD, DEVICE_MEDIA, KEY_NEXT, 0, "Next"},
    {ACT_SOFTER, DEVICE_KEYBOARD, KEY_DOWN, 0, "Down"},
    {ACT_SOFTER, DEVICE_CONTROLLER, KEY_DOWN, 0, "cross down"},
    {ACT_SOFTER, DEVICE_POINTER, KEY_DOWN, 0, "drag or wheel down"},
    {ACT_SOFTER, DEVICE_MEDIA, KEY_VOLUME_DOWN, 0, "Volume Down"},
    {ACT_STRONGER, DEVICE_KEYBOARD, KEY_UP, 0, "Up"},
    {ACT_STRONGER, DEVICE_CONTROLLER, KEY_UP, 0, "cross up"},
    {ACT_STRONGER, DEVICE_POINTER, KEY_UP, 0, "drag or wheel up"},
    {ACT_STRONGER, DEVICE_MEDIA, KEY_VOLUME_UP, 0, "Volume Up"},
    {ACT_FREE_BREATH, DEVICE_KEYBOARD, KEY_CHARACTER, 'b', "B"},
    {ACT_FREE_BREATH, DEVICE_CONTROLLER, KEY_PAD_Y, 0, "Y"},
    {ACT_FREE_BREATH, DEVICE_POINTER, KEY_TWO_TAP, 0, "two-tap"},
    {ACT_DARK, DEVICE_KEYBOARD, KEY_CHARACTER, 'd', "D"},
    {ACT_DARK, DEVICE_CONTROLLER, KEY_PAD_BACK, 0, "Back"},
    {ACT_DARK, DEVICE_POINTER, KEY_THREE_TAP, 0, "three-tap"},
    {ACT_VOICE, DEVICE_KEYBOARD, KEY_CHARACTER, 'v', "V"},
    {ACT_VOICE, DEVICE_CONTROLLER, KEY_LEFT_STICK, 0, "left stick"},
    {ACT_VOICE, DEVICE_POINTER, KEY_TWO_UP, 0, "two-drag up"},
    {ACT_CAPTIONS, DEVICE_KEYBOARD, KEY_CHARACTER, 'c', "C"},
    {ACT_CAPTIONS, DEVICE_CONTROLLER, KEY_RIGHT_STICK, 0, "right stick"},
    {ACT_CAPTIONS, DEVICE_POINTER, KEY_TWO_DOWN, 0, "two-drag down"},
    {ACT_PACER_SOUND, DEVICE_KEYBOARD, KEY_CHARACTER, 'p', "P"},
    {ACT_PACER_SOUND, DEVICE_CONTROLLER, KEY_LEFT_TRIGGER, 0, "left trigger"},
    {ACT_PACER_SOUND, DEVICE_POINTER, KEY_THREE_UP, 0, "three-drag up"},
    {ACT_RUMBLE, DEVICE_KEYBOARD, KEY_CHARACTER, 'r', "R"},
    {ACT_RUMBLE, DEVICE_CONTROLLER, KEY_RIGHT_TRIGGER, 0, "right trigger"},
    {ACT_RUMBLE, DEVICE_POINTER, KEY_THREE_DOWN, 0, "three-drag down"},
    {ACT_HELP, DEVICE_KEYBOARD, KEY_HELP, 0, "F1"},
    {ACT_HELP, DEVICE_KEYBOARD, KEY_CHARACTER, 'h', "H"},
    {ACT_HELP, DEVICE_CONTROLLER, KEY_PAD_X, 0, "X"},
    {ACT_HELP, DEVICE_POINTER, KEY_THREE_LEFT, 0, "three-drag left"},
    {ACT_OTHER_SPEAKER, DEVICE_KEYBOARD, KEY_CHARACTER, 'l', "L"},
    {ACT_OTHER_SPEAKER, DEVICE_CONTROLLER, KEY_PAD_GUIDE, 0, "Guide"},
    {ACT_OTHER_SPEAKER, DEVICE_POINTER, KEY_THREE_RIGHT, 0, "three-drag right"},
    {ACT_OTHERS_BLACK, DEVICE_KEYBOARD, KEY_CHARACTER, 'o', "O"},
    {ACT_OTHERS_BLACK, DEVICE_CONTROLLER, KEY_PAD_START, 0, "Start"},
    {ACT_OTHERS_BLACK, DEVICE_POINTER, KEY_TWO_HOLD, 0, "two-hold"},
    {ACT_LEAVE, DEVICE_KEYBOARD, KEY_ESCAPE, 0, "Esc"},
    {ACT_LEAVE, DEVICE_CONTROLLER, KEY_ESCAPE, 0, "B"},
    {ACT_LEAVE, DEVICE_POINTER, KEY_HOLD, 0, "press for a second"},
    {ACT_LEAVE, DEVICE_MEDIA, KEY_STOP, 0, "Stop"},
};

enum { ROWS = sizeof table / sizeof table[0], DEEDS = sizeof deeds / sizeof deeds[0] };

const struct player_key *player_keys(size_t *count)
{
    assert(count != NULL);
    *count = ROWS;
    return table;
}

const struct player_deed *player_deeds(size_t *count)
{
    assert(count != NULL);
    *count = DEEDS;
    return deeds;
}

/* The deed of that word; ACT_NOTHING where there is none. */
static enum player_action action_called(struct text word)
{
    for (size_t i = 0; i < DEEDS; i++)
        if (text_equal_ignoring_case(word, text_from(deeds[i].word)))
            return deeds[i].action;
    return ACT_NOTHING;
}

/* What a controller's button is called where its name alone would be a letter: "pad X". */
static const char pad[] = "pad ";

/* The table's key called `name`, of `device` (PLAYER_DEVICES: of any); NULL where there is none. */
static const struct player_key *key_called(struct text name, enum player_device device)
{
    for (size_t i = 0; i < ROWS; i++)
        if (table[i].key != KEY_NONE && (device == PLAYER_DEVICES || table[i].device == device) &&
            text_equal_ignoring_case(name, text_from(table[i].name)))
            return &table[i];
    return NULL;
}

/* Fills the key of `row`: a single character, as it is typed without shift, else a name of the
 * table, so that "x" is a letter and "pad x" a controller's button. */
static bool find_key(struct text name, struct player_key *row)
{
    /* The name may be "pad " and a button's. */
    size_t prefix = sizeof pad - 1;
    bool of_pad = name.length > prefix &&
                  text_equal_ignoring_case(text_slice(name, 0, prefix), text_from(pad));
    uint32_t character = 0;
    /* One character alone is what is typed; a button whose name is a letter has the prefix. */
    if (name.length > 0 && text_decode(name, &character) == name.length && character > ' ') {
        bool capital = character >= 'A' && character <= 'Z';
        row->key = KEY_CHARACTER;
        row->character = capital ? character + ('a' - 'A') : character;
        row->name = "";
        return true;
    }
    const struct player_key *found = of_pad ? key_called(text_tail(name, prefix), DEVICE_CONTROLLER)
                                            : key_called(name, PLAYER_DEVICES);
    if (found == NULL)
        return false;
    row->device = found->device;
    row->key = found->key;
    row->name = found->name;
    return true;
}

bool player_own_keys_assign(struct player_own_keys *own, struct text word, struct text name)
{
    assert(own != NULL && own->count <= PLAYER_MOST_OWN_KEYS);
    /* Kept only when both words are understood. */
    struct player_key row = {.action = action_called(word)};
    /* Esc always leaves: a mistake in a file must not lock anybody in. */
    if (row.action == ACT_NOTHING || own->count == PLAYER_MOST_OWN_KEYS || !find_key(name, &row) ||
        row.key == KEY_ESCAPE)
        return false;
    own->keys[own->count++] = row;
    return true;
}

/* In place: what stays keeps its order, in which the last one holds. */
void player_own_keys_forget(struct player_own_keys *own, enum player_action action)
{
    size_t kept = 0;
    for (size_t i = 0; i < own->count; i++)
        if (own->keys[i].action != action)
            own->keys[kept++] = own->keys[i];
    own->count = kept;
}

/* Whether a key that is held down does this again and again: only what goes on by steps. Switches
 * under a tired hand must not flip back and forth. */
static bool may_repeat(enum player_action action)
{
    return action == ACT_BACK || action == ACT_FORWARD || action == ACT_SOFTER ||
           action == ACT_STRONGER;
}

/* Whether `input` is the key of `row`. Characters share one key and differ in what they type. */
static bool is_key(const struct player_key *row, const struct input *input)
{
    return row->key == input->key &&
           (row->key != KEY_CHARACTER || row->character == input->character);
}

/* The key of `row` as an input, so that it can be asked what it does. */
static struct input press_of(const struct player_key *row)
{
    return (struct input){.kind = INPUT_KEY, .key = row->key, .character = row->character};
}

/* What a key does: as the listener has set it, else as the table has it. */
static enum player_action action_of_key(const struct player_own_keys *own,
                                        const struct input *input)
{
    /* From the latest back, so that a line further down in the settings wins. */
    for (size_t i = own == NULL ? 0 : own->count; i > 0; i--)
        if (is_key(&own->keys[i - 1], input))
            return own->keys[i - 1].action; /* the last one that was said holds */
    for (size_t i = 0; i < ROWS; i++)
        if (table[i].key != KEY_NONE && is_key(&table[i], input))
            return table[i].action;
    return ACT_NOTHING;
}

/* Appends one name, after a comma where it is not the first since `start`. */
static void append_name(struct buffer *text, size_t start, const struct player_key *row)
{
    if (text->length > start)
        buffer_append_string(text, ", ");
    /* A name, or, where that is empty, the character itself. */
    buffer_append_string(text, row->name);
    if (row->name[0] != '\0')
        return;
    char bytes[4];
    size_t length = text_encode(row->character, bytes);
    buffer_append(text, (struct text){.bytes = bytes, .length = length});
}

void player_keys_name(const struct player_own_keys *own, enum player_action action,
                      enum player_device device, struct buffer *text)
{
    size_t start = text->length;
    /* A key that was given something else to do is passed over. */
    for (size_t i = 0; i < ROWS; i++) {
        struct input input = press_of(&table[i]);
        if (table[i].action == action && table[i].device == device &&
            (table[i].key == KEY_NONE || action_of_key(own, &input) == action))
            append_name(text, start, &table[i]);
    }
    /* Then those that the person has chosen, but for one that was given away again by a later
     * line. */
    for (size_t i = 0; own != NULL && i < own->count; i++) {
        const struct player_key *row = &own->keys[i];
        struct input input = press_of(row);
        if (row->action == action && row->device == device && action_of_key(own, &input) == action)
            append_name(text, start, row);
    }
}

void player_keys_name_pressed(const struct input *input, struct buffer *text)
{
    /* As a row of the table would have it, so that one function names both. */
    struct player_key pressed = {.key = input->key, .character = input->character, .name = ""};
    /* A "#" would begin a comment in the settings file. */
    bool is_sign = input->key == KEY_CHARACTER && input->character > ' ' && input->character != '#';
    if (input->kind != INPUT_KEY || input->key == KEY_ESCAPE)
        return;
    if (is_sign)
        append_name(text, text->length, &pressed);
    /* The first row that has the key, whose name is the keyboard's where there is one. */
    for (size_t i = 0; i < ROWS && input->key != KEY_CHARACTER; i++)
        if (table[i].key == input->key && table[i].name[0] != '\0') {
            buffer_append_string(text, table[i].name[1] == '\0' ? pad : "");
            buffer_append_string(text, table[i].name);
            return;
        }
}

enum player_action player_keys_action(const struct player_own_keys *own, const struct input *input)
{
    assert(input != NULL);
    switch (input->kind) {
    case INPUT_QUIT:
        return ACT_QUIT;
    case INPUT_PRESS:
        return ACT_PAUSE;
    case INPUT_WHEEL:
        return input->y_px < 0 ? ACT_SOFTER : input->y_px > 0 ? ACT_STRONGER : ACT_NOTHING;
    case INPUT_KEY: {
        /* Asked by the action: which keys may repeat is a matter of what they do. */
        enum player_action action = action_of_key(own, input);
        return input->repeated && !may_repeat(action) ? ACT_NOTHING : action;
    }
    default:
        return ACT_NOTHING;
    }
}
