/* What each key does during a session: one table for the player, the help page and the manual.
 *
 * Everything a person may want in the dark is one press away on keyboard, game controller and media
 * keys, and a second press undoes it. Which keys a device has is platform/input.h's matter.
 */
#ifndef LULL_PLAYER_KEYS_H
#define LULL_PLAYER_KEYS_H

#include "platform/input.h"

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
    ACT_LEAVE,
    ACT_QUIT,
};

/* A row of the table: a key, what it does, and how both are called. */
struct player_key {
    enum key key;
    uint32_t character; /* KEY_CHARACTER: which one */
    enum player_action action;
    const char *name; /* of the key, as a person reads it: "Space" */
    const char *does; /* "pause and go on"; the same for every key of one action */
};

/* The table, rows of one action together; `*count` becomes its length. Static. */
const struct player_key *player_keys(size_t *count);

/* What `input` asks for; a press of mouse or finger pauses. */
enum player_action player_keys_action(const struct input *input);

#endif
