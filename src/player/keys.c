/* A short table, searched from the top. */
#include "player/keys.h"

#include <assert.h>

static const struct player_key table[] = {
    {KEY_SPACE, 0, ACT_PAUSE, "Space", "pause and go on"},
    {KEY_ENTER, 0, ACT_PAUSE, "Enter", "pause and go on"},
    {KEY_PLAY, 0, ACT_PAUSE, "Play", "pause and go on"},
    {KEY_LEFT, 0, ACT_BACK, "Left", "back 10 seconds"},
    {KEY_RIGHT, 0, ACT_FORWARD, "Right", "forward 10 seconds"},
    {KEY_PAGE_UP, 0, ACT_CHAPTER_BACK, "Page Up", "back a chapter"},
    {KEY_PREVIOUS, 0, ACT_CHAPTER_BACK, "Previous", "back a chapter"},
    {KEY_PAGE_DOWN, 0, ACT_CHAPTER_FORWARD, "Page Down", "skip a chapter"},
    {KEY_NEXT, 0, ACT_CHAPTER_FORWARD, "Next", "skip a chapter"},
    {KEY_DOWN, 0, ACT_SOFTER, "Down", "softer: light and sound a step down"},
    {KEY_UP, 0, ACT_STRONGER, "Up", "a step up again"},
    {KEY_CHARACTER, 'b', ACT_FREE_BREATH, "B", "breathe freely, without the pacer"},
    {KEY_CHARACTER, 'd', ACT_DARK, "D", "a black screen; the sound goes on"},
    {KEY_CHARACTER, 'v', ACT_VOICE, "V", "the voice on or off"},
    {KEY_CHARACTER, 'c', ACT_CAPTIONS, "C", "captions on or off"},
    {KEY_CHARACTER, 'p', ACT_PACER_SOUND, "P", "the sound of the breath on or off"},
    {KEY_ESCAPE, 0, ACT_LEAVE, "Esc", "fade out and leave"},
    {KEY_STOP, 0, ACT_LEAVE, "Stop", "fade out and leave"},
};

const struct player_key *player_keys(size_t *count)
{
    assert(count != NULL);
    *count = sizeof table / sizeof table[0];
    return table;
}

/* Keys that a tired hand may hold down too long must not flip back and forth. */
static bool may_repeat(enum player_action action)
{
    return action == ACT_BACK || action == ACT_FORWARD || action == ACT_SOFTER ||
           action == ACT_STRONGER;
}

enum player_action player_keys_action(const struct input *input)
{
    if (input->kind == INPUT_QUIT)
        return ACT_QUIT;
    if (input->kind == INPUT_PRESS)
        return ACT_PAUSE;
    if (input->kind != INPUT_KEY)
        return ACT_NOTHING;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const struct player_key *row = &table[i];
        bool same = row->key == input->key &&
                    (row->key != KEY_CHARACTER || row->character == input->character);
        if (same)
            return input->repeated && !may_repeat(row->action) ? ACT_NOTHING : row->action;
    }
    return ACT_NOTHING;
}
