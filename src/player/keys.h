/* What each key does during a session: one table for the player, the help page and the manual.
 *
 * Everything a person may want in the dark is one press away on keyboard, game controller, mouse or
 * touch, and the plainest of it on media keys; a second press undoes it. `lull keys` prints the
 * table, and the tests hold manual and README against that. Which keys a device has is
 * platform/input.h's matter.
 */
#ifndef LULL_PLAYER_KEYS_H
#define LULL_PLAYER_KEYS_H

#include "base/buffer.h"
#include "base/text.h"
#include "platform/input.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a key can make a player do. */
enum player_action {
    ACT_NOTHING,
    ACT_PAUSE,
    ACT_BACK,
    ACT_FORWARD,
    ACT_CHAPTER_BACK,
    ACT_CHAPTER_FORWARD,
    ACT_SOFTER,
    ACT_STRONGER,
    ACT_FREE_BREATH,
    ACT_DARK,
    ACT_VOICE,
    ACT_CAPTIONS,
    ACT_PACER_SOUND,
    ACT_RUMBLE,
    ACT_HELP,
    ACT_OTHER_SPEAKER,
    ACT_OTHERS_BLACK,
    ACT_LEAVE,
    ACT_QUIT,
};

/* What a person holds in the hand. */
enum player_device {
    DEVICE_KEYBOARD,
    DEVICE_CONTROLLER,
    DEVICE_POINTER, /* mouse or touch */
    DEVICE_MEDIA,
    PLAYER_DEVICES,
};

/* A row of the table: what a key, button or gesture does, and how a person calls it. */
struct player_key {
    enum player_action action;
    enum player_device device;
    enum key key;       /* KEY_NONE: a click or tap, which is no key */
    uint32_t character; /* KEY_CHARACTER: which one */
    const char *name;   /* "Space"; empty: the character alone */
};

/* An action in words. */
struct player_deed {
    enum player_action action;
    const char *word; /* in the settings file: "softer" */
    const char *does; /* "softer: light and sound a step down" */
};

/* The keys that a person has chosen. They come before the table; zero-initialised is none. */
enum { PLAYER_MOST_OWN_KEYS = 32 };
struct player_own_keys {
    struct player_key keys[PLAYER_MOST_OWN_KEYS];
    size_t count;
};

/* The table, rows of one action together; `*count` becomes its length. Static. */
const struct player_key *player_keys(size_t *count);

/* The actions that have keys, in the order of the table; `*count` becomes how many. Static. */
const struct player_deed *player_deeds(size_t *count);

/* Appends the names of the keys that do `action` on `device` with the keys of `own` (NULL: none),
 * as "Space, Enter"; nothing where there are none. */
void player_keys_name(const struct player_own_keys *own, enum player_action action,
                      enum player_device device, struct buffer *text);

/* Gives the action called `word` ("softer") the key called `name`: one of the table's names, in any
 * case, with "pad " before it for a controller's ("pad X"), or a single character. What that key
 * did before it does no more. Returns false, and changes nothing, for a word or name that there is
 * not, for Esc, which always leaves, and beyond PLAYER_MOST_OWN_KEYS. */
bool player_own_keys_assign(struct player_own_keys *own, struct text word, struct text name);

/* Takes all keys of `action` out of `own`: those of the table do it again. */
void player_own_keys_forget(struct player_own_keys *own, enum player_action action);

/* Appends the name of the key that was pressed, as player_own_keys_assign takes it; nothing for a
 * key that cannot be assigned. */
void player_keys_name_pressed(const struct input *input, struct buffer *text);

/* What `input` asks for with the keys of `own` (NULL: none). */
enum player_action player_keys_action(const struct player_own_keys *own, const struct input *input);

#endif
