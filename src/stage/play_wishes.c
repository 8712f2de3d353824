/* The settings first and the command line over them, word by word. A false word on the command line
 * is told before anything opens. What is wrong in the settings file is told too, and costs no more
 * than that setting.
 */
#include "stage/play_wishes.h"

#include "cli/output.h"
#include "cli/own_settings.h"
#include "stage/preferences.h"

#include <assert.h>
#include <string.h>

bool play_wishes_read(const struct arguments *arguments, struct play_wishes *wishes)
{
    assert(arguments != NULL && wishes != NULL);
    *wishes = (struct play_wishes){.diary = false};
    struct player_choices *choices = &wishes->stage.choices;
    const char *captions = arguments_value(arguments, "--captions");
    if (captions != NULL && strcmp(captions, "on") != 0 && strcmp(captions, "off") != 0) {
        output_complain("--captions is on or off, not \"%s\"", captions);
        return false;
    }
    struct preferences preferences;
    preferences_open(&preferences);
    *choices = preferences_play(&preferences);
    wishes->stage.stay_ms = preferences_stay_ms(&preferences);
    wishes->diary = preferences.settings.diary;
    wishes->touch_hurts = preferences_touch_hurts(&preferences);
    bool known = own_settings_read_narrator(arguments, &preferences.settings);
    /* A copy, as the preferences are closed before anything is played. */
    memcpy(wishes->narrator, preferences.settings.narrator, sizeof wishes->narrator);
    preferences_close(&preferences);
    if (!known)
        return false;
    choices->dark = arguments_has(arguments, "--dark");
    choices->no_voice = arguments_has(arguments, "--no-voice");
    /* Without a word the setting stands. */
    if (captions != NULL)
        choices->no_captions = strcmp(captions, "off") == 0;
    return true;
}
