/* What a listener reads while the sound is gone: that it is, and the one key that would change it.
 *
 * The key is the one that this listener has, whatever the settings made of it. It knows no device;
 * whoever asks says what is missing and what there is instead.
 */
#ifndef LULL_PLAYER_LOST_SOUND_H
#define LULL_PLAYER_LOST_SOUND_H

#include "base/buffer.h"
#include "player/keys.h"

#include <stdbool.h>

/* Appends to `words` what is to be read: nothing where `lost` is false. `other` is as
 * audio_other_device gives it: a name, "" where it has none, or NULL where there is no other
 * device; `own` the listener's keys (NULL: none). */
void lost_sound_words(bool lost, const char *other, const struct player_own_keys *own,
                      struct buffer *words);

#endif
