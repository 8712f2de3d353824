/* What the listener has chosen, kept in a plain text file.
 *
 * The file is the person's: comments, order and lines that this program does not know stay as they
 * are when a setting changes, and a value that makes no sense is reported and replaced by its
 * default, never by a refusal to start. The file is read and written whole. What a setting does is
 * others' business.
 */
#ifndef LULL_STORE_SETTINGS_H
#define LULL_STORE_SETTINGS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/finding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The most bytes of a setting that is a word or a whole line, its NUL among them. */
enum { SETTINGS_WORD_BYTES = 64, SETTINGS_LINE_BYTES = 512 };

/* One field a setting. A percentage is a share of what the light or sound budget allows, so 100 is
 * never too much. */
struct settings {
    char hue[SETTINGS_WORD_BYTES];      /* "moss", "ember" or "ash" */
    int32_t brightness_percent;         /* 10 to 100 */
    int32_t text_percent;               /* size of text: 75 to 300 */
    int32_t volume_percent;             /* of everything: 0 to 100 */
    int32_t voice_percent;              /* 0 to 100 */
    int32_t ambience_percent;           /* 0 to 100 */
    int32_t pacer_percent;              /* of the breath's tone: 0 to 100 */
    int32_t chime_percent;              /* of the bell: 0 to 100 */
    char rumble[SETTINGS_WORD_BYTES];   /* of a controller with the breath: "dark", "on" or "off" */
    char narrator[SETTINGS_WORD_BYTES]; /* the voice among the program's own: "slt" or "rms" */
    bool spoken;                        /* the menu says what it shows */
    bool captions;
    bool figure;
    bool diary;                     /* sessions are kept in it */
    bool pause_unfocused;           /* a session pauses when another program gets the keyboard */
    bool others_black;              /* all other displays are black during a session */
    int32_t leave_after_min;        /* how long it stays black after the end: 0 to 600 */
    bool cautions_read;             /* the page of cautions has been seen once */
    int32_t touch_hurts_hour;       /* the hour since 1970 in which that was said; 0: it does not */
    char last[SETTINGS_WORD_BYTES]; /* the routine played last; may be empty */
    char synthesiser[SETTINGS_LINE_BYTES]; /* the command that speaks sentences; may be empty */
};

/* Whoever knows keys: takes a line `key ACTION = KEY` and returns false where it makes no sense.
 * Such lines are the person's own; the program keeps them as they are. */
struct settings_keys {
    bool (*assign)(void *context, struct text action, struct text key);
    void *context;
};

/* How long "touch hurts" is remembered: a night. */
enum { SETTINGS_NIGHT_HOURS = 12 };

/* What holds until something is chosen. */
struct settings settings_default(void);

/* The name of the setting at `index` in the order of a file, from 0 on; NULL after the last.
 * Static. */
const char *settings_name(size_t index);

/* Appends the value of the setting called `name`, which there is, as it stands in a file. */
void settings_value(const struct settings *settings, const char *name, struct buffer *text);

/* Changes the setting called `name`, which there is, by `by` steps: a number by as many times
 * `step` (at least 1), to whole steps and no further than it may be; a switch to on or off; a word
 * to one further on among those it may be. Returns whether it is another now; one that may be any
 * word never is. */
bool settings_step(struct settings *settings, const char *name, int by, int32_t step);

/* Reads the file at `path`, and gives its keys to `keys` (NULL: nobody wants them). A missing file
 * is the default and no fault. Each line that is not understood is a warning in `findings`:
 * `unknown-setting`, `bad-setting` and the default holds, or `bad-key`. A file that cannot be read
 * is a warning `missing-file`. */
struct settings settings_load(struct arena *arena, const char *path,
                              const struct settings_keys *keys, struct findings *findings);

/* Gives the setting `name` the `value`, both as the file has them. Returns false, and leaves all as
 * it is, where there is no such setting or that is no value for it. */
bool settings_set(struct settings *settings, const char *name, const char *value);

/* Whether touch hurts at `hour` (since 1970): it was said within a night of it, before or, where a
 * clock was set back since, after. */
bool settings_touch_hurts(const struct settings *settings, int32_t hour);

/* Appends what the file becomes for `settings`: `old` (its present text, may be empty) with those
 * values changed, or added where they are not the default, that differ from `known`: the settings
 * as they were read or saved last. What somebody else has changed in the file since then stays. */
void settings_write(const struct settings *settings, const struct settings *known, struct text old,
                    struct buffer *text);

/* Changes the file at `path` accordingly, in one step; makes it and its folder where they are
 * missing. Where nothing is to be said that is not said already, nothing is written. Returns false
 * with `*reason` in plain words that fit after "cannot write X: " (static).
 */
bool settings_save(struct allocator allocator, const char *path, const struct settings *settings,
                   const struct settings *known, const char **reason);

/* Makes `key ACTION = KEY` the only line for that action in the file at `path`, or, for an empty
 * `key`, takes all such lines out; everything else in it stays. Otherwise as settings_save. */
bool settings_save_key(struct allocator allocator, const char *path, struct text action,
                       struct text key, const char **reason);

#endif
