/* A key where there is one, else what mouse and touch do, which cannot be given away to the last:
 * the names of gestures can be read as an order just as they are. The sentence is put together
 * here, so that the player's notice need only show it.
 */
#include "player/lost_sound.h"

#include <assert.h>

/* Appends how the listener changes to another device. */
static void append_key(const struct player_own_keys *own, struct buffer *words)
{
    size_t before = words->length;
    buffer_append_string(words, "press ");
    size_t named = words->length;
    player_keys_name(own, ACT_OTHER_SPEAKER, DEVICE_KEYBOARD, words);
    if (words->length > named)
        return;
    /* Without "press": a gesture's name says itself what to do. */
    words->length = before;
    player_keys_name(own, ACT_OTHER_SPEAKER, DEVICE_POINTER, words);
}

void lost_sound_words(bool lost, const char *other, const struct player_own_keys *own,
                      struct buffer *words)
{
    assert(words != NULL && (lost || other == NULL));
    if (!lost)
        return;
    buffer_append_string(words, "Sound is off");
    if (other == NULL)
        return;
    buffer_format(words, ". To use %s, ", other[0] == '\0' ? "another loudspeaker" : other);
    append_key(own, words);
}
