/* The settings are a table of their own; the keys are read off the player's, so that an action that
 * is new there has a row here by itself. An index counts through both, one after the other. Names
 * are those of the settings file; the store knows what each may be.
 */
#include "shell/settings_rows.h"

#include <assert.h>
#include <string.h>

/* Name in the file, what a person calls it, unit, how far one press goes (of numbers; a switch or a
 * word has 1), what it does, and no key.  */
static const struct settings_row items[] = {
    {"hue", "Colour", "", 1, "The colour of all light: a dim green, amber, or grey.", NULL},
    {"brightness", "Light", " %", 10,
     "A share of what a head that hurts should bear at most. 100 is never too much.", NULL},
    {"text-size", "Size of text", " %", 25, "Of captions, and of the words in the menu.", NULL},
    {"volume", "All sound", " %", 10,
     "A share of what is never too loud. During a session: Up, Down.", NULL},
    {"voice", "Voice", " %", 10, "How loud the voice is.", NULL},
    {"ambience", "Sea, rain and the like", " %", 10, "How loud they are under the voice.", NULL},
    {"pacer", "Sound of the breath", " %", 10, "The swell that breathes with you. 0 is silent.",
     NULL},
    {"chime", "Bell", " %", 10, "The soft bell that some routines begin or end with.", NULL},
    {"narrator", "Who speaks", "", 1, "Both voices are synthetic, as can be heard.", NULL},
    {"captions", "Captions", "", 1, "What is said can be read.", NULL},
    {"figure", "Figure", "", 1, "The figure that shows where hands go.", NULL},
    {"rumble", "Breath in a game controller", "", 1,
     "When it is felt to swell with the breath: in the dark, always, or never.", NULL},
    {"others-black", "Other displays black", "", 1, "All other displays are black in a session.",
     NULL},
    {"pause-unfocused", "Pause when left", "", 1,
     "Whether a session waits while another window has the keyboard.", NULL},
    {"spoken", "The menu speaks", "", 1, "It says the row under the highlight, for closed eyes.",
     NULL},
    {"touch-hurts", "Touch hurts", "", 1,
     "Hides every routine that touches. It is remembered for a night.", NULL},
    {"diary", "Diary", "", 1, "Keeps which sessions there were, and asks how the pain is.", NULL},
    {"leave-after", "Black after the end for", " min", 5,
     "Then Lull leaves by itself. Any key ends it sooner.", NULL},
    {"last", "Played last", "", 1, "It stands on top of the menu. Left forgets it.", NULL},
    {"cautions-read", "Cautions have been read", "", 1,
     "When off, they are shown at the next start.", NULL},
    {"synthesiser", "Command that speaks", "", 1,
     "For `lull narrate`; `man lull` explains it. Type here; Backspace takes letters away.", NULL},
};

/* One sentence for all keys: what each does is its row's label. */
static const char key_help[] =
    "A key during a session. Right asks for another one, Left brings the usual ones back.";

enum { ITEMS = sizeof items / sizeof items[0] };

/* Words of the file that say less to a person than these do. */
static const struct {
    const char *name;
    const char *value;
    const char *words;
} plainer[] = {
    {"narrator", "slt", "a woman"},
    {"narrator", "rms", "a man"},
    {"rumble", "dark", "in the dark"},
    {"rumble", "on", "always"},
    {"rumble", "off", "never"},
    {"last", "", "nothing"},
    {"synthesiser", "", "the best installed"},
};

size_t settings_rows_count(void)
{
    /* Asked each time, so that no number has to be kept in step with the player's table. */
    size_t deeds;
    (void)player_deeds(&deeds);
    return ITEMS + deeds;
}

struct settings_row settings_rows_at(size_t index)
{
    size_t deeds;
    const struct player_deed *first = player_deeds(&deeds);
    /* One list to the page: the settings first, then the keys. */
    assert(index < ITEMS + deeds);
    if (index < ITEMS)
        return items[index];
    /* No name: that is what tells it from a setting. */
    const struct player_deed *deed = &first[index - ITEMS];
    return (struct settings_row){
        .label = deed->does, .unit = "", .step = 1, .help = key_help, .deed = deed};
}

const char *settings_rows_plainer(const char *name, struct text value)
{
    for (size_t i = 0; i < sizeof plainer / sizeof plainer[0]; i++)
        /* "on" and "off" are words of several settings, so the name must fit as well. */
        if (strcmp(name, plainer[i].name) == 0 && text_equal(value, text_from(plainer[i].value)))
            return plainer[i].words;
    return NULL;
}
