/* The file's place comes from cli/own_settings, its form from store/settings; here its words and
 * percentages become what players and pages take. What the file had when it was read is kept beside
 * what holds now, so that saving writes the difference and nothing else.
 */
#include "stage/preferences.h"

#include "cli/output.h"
#include "cli/own_settings.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum { MS_A_MINUTE = 60000 };

/* Hours are enough for a night, and fit a plain number in the file. */
static int32_t present_hour(void)
{
    return (int32_t)(time(NULL) / 3600);
}

/* The store knows no keys, so it asks here for each that a file gives. */
static bool assign_key(void *context, struct text action, struct text key)
{
    return player_own_keys_assign(context, action, key);
}

void preferences_open(struct preferences *preferences)
{
    assert(preferences != NULL);
    *preferences = (struct preferences){.arena = arena_make(allocator_system()),
                                        .settings = settings_default(),
                                        .known = settings_default()};
    struct arena *arena = &preferences->arena;
    const char *path = own_settings_path(arena);
    /* Without a folder (no HOME) there is nothing to read and nowhere to write: the usual settings
     * do. */
    if (path == NULL)
        return;
    /* Also where the file is not there yet: it is made when something is saved. */
    preferences->path = path;
    struct findings findings = findings_make(arena);
    struct settings_keys keys = {.assign = assign_key, .context = &preferences->keys};
    preferences->settings = settings_load(arena, path, &keys, &findings);
    preferences->known = preferences->settings;
    /* On the terminal that it was started from, before the screen goes dark. */
    output_write_findings(&findings);
}

bool preferences_touch_hurts(const struct preferences *preferences)
{
    /* By the hour: what was said in one attack must not hide routines for ever. */
    return settings_touch_hurts(&preferences->settings, present_hour());
}

void preferences_set_touch_hurts(struct preferences *preferences, bool touch_hurts)
{
    /* Hour 0 was in 1970, and so is long over. */
    assert(preferences != NULL);
    preferences->settings.touch_hurts_hour = touch_hurts ? present_hour() : 0;
}

enum hue preferences_hue(const struct preferences *preferences)
{
    enum hue hue = HUE_MOSS;
    /* A word that has been checked when it was read. */
    (void)palette_from_word(text_from(preferences->settings.hue), &hue);
    return hue;
}

int64_t preferences_stay_ms(const struct preferences *preferences)
{
    /* In 64 bits, as times of the clock are. */
    return (int64_t)preferences->settings.leave_after_min * MS_A_MINUTE;
}

/* Settings allow these three words only. */
static enum rumble rumble_from_word(const char *word)
{
    return strcmp(word, "on") == 0    ? RUMBLE_ALWAYS
           : strcmp(word, "off") == 0 ? RUMBLE_NEVER
                                      : RUMBLE_IN_DARK;
}

struct player_choices preferences_play(const struct preferences *preferences)
{
    const struct settings *settings = &preferences->settings;
    struct player_choices choices = player_choices_make();
    /* The player's choices are the exceptions from the usual, hence the negations. */
    choices.no_captions = !settings->captions;
    choices.no_figure = !settings->figure;
    choices.others_black = settings->others_black;
    choices.pause_unfocused = settings->pause_unfocused;
    choices.hue = preferences_hue(preferences);
    choices.keys = preferences->keys;
    choices.rumble = rumble_from_word(settings->rumble);
    /* Percentages become shares; what all of it is, the budgets of light and sound say. */
    choices.light = (float)settings->brightness_percent / 100;
    choices.text_scale = (float)settings->text_percent / 100;
    /* Shares of levels that are safe by themselves; the limiter has the last word in any case. */
    choices.sound.voice = settings->voice_percent / 100.0;
    choices.sound.pacer = settings->pacer_percent / 100.0;
    choices.sound.chime = settings->chime_percent / 100.0;
    choices.sound.ambience = settings->ambience_percent / 100.0;
    choices.sound.master = settings->volume_percent / 100.0;
    return choices;
}

void preferences_save(struct preferences *preferences)
{
    assert(preferences != NULL);
    const char *reason = NULL;
    /* No place to keep anything; that was so from the beginning, and is no fault of now. */
    if (preferences->path == NULL)
        return;
    if (settings_save(allocator_system(), preferences->path, &preferences->settings,
                      &preferences->known, &reason))
        /* As the file has them from here on. */
        preferences->known = preferences->settings;
    else
        output_complain("cannot write %s: %s", preferences->path, reason);
}

void preferences_save_key(const struct preferences *preferences, const char *word, const char *key)
{
    const char *reason = NULL;
    if (preferences->path != NULL && !settings_save_key(allocator_system(), preferences->path,
                                                        text_from(word), text_from(key), &reason))
        output_complain("cannot write %s: %s", preferences->path, reason);
}

void preferences_close(struct preferences *preferences)
{
    arena_release(&preferences->arena);
}
