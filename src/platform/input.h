/* What a person does, whatever they do it with.
 *
 * Keys, a game controller's buttons, media keys, pointer and touch, and what the system asks for,
 * all become one small event type that everything above understands. Which key does what is said
 * above; here only what was pressed. All functions are for the main thread.
 */
#ifndef LULL_PLATFORM_INPUT_H
#define LULL_PLATFORM_INPUT_H

#include <stdbool.h>
#include <stdint.h>

/* What happened. */
enum input_kind {
    INPUT_NONE,
    INPUT_KEY,        /* `key` was pressed, or repeats while held */
    INPUT_TEXT,       /* `text` was typed */
    INPUT_POINTER,    /* the mouse was moved, its pointer is at `x_px`, `y_px` now */
    INPUT_PRESS,      /* a click or tap there; other gestures are keys */
    INPUT_WHEEL,      /* turned by `y_px` notches, away from the person is positive */
    INPUT_RESIZED,    /* the window has another size now, see window_size */
    INPUT_EXPOSED,    /* the window's picture was lost and must be put there again */
    INPUT_DISPLAYS,   /* displays came or went, or the window may be on another */
    INPUT_HIDDEN,     /* nobody can see the window, until INPUT_EXPOSED */
    INPUT_UNFOCUSED,  /* what is pressed goes to another program from now on */
    INPUT_SOUND_LOST, /* the sound device has gone away */
    INPUT_QUIT,       /* the window was closed, or the system asks the program to end */
};

/* Keys with a name of their own; any other key is KEY_CHARACTER with its sign. A game controller
 * and media keys press these too. */
enum key {
    KEY_NONE,
    KEY_CHARACTER,
    KEY_SPACE,
    KEY_ENTER,
    KEY_ESCAPE,
    KEY_BACKSPACE,
    KEY_DELETE,
    KEY_TAB,
    KEY_LEFT,
    KEY_RIGHT,
    KEY_UP,
    KEY_DOWN,
    KEY_PAGE_UP,
    KEY_PAGE_DOWN,
    KEY_HOME,
    KEY_END,
    KEY_HELP, /* F1 */
    KEY_F2,
    KEY_F3,
    KEY_F4,
    KEY_PLAY,     /* media: play or pause */
    KEY_STOP,     /* media: stop */
    KEY_NEXT,     /* media: next */
    KEY_PREVIOUS, /* media: previous */
    KEY_REWIND,   /* media */
    KEY_FAST_FORWARD,
    KEY_VOLUME_DOWN,
    KEY_VOLUME_UP,
    KEY_PAD_X, /* a game controller's that no keyboard has */
    KEY_PAD_Y,
    KEY_PAD_BACK,
    KEY_PAD_START,
    KEY_PAD_GUIDE,  /* in its middle, with the maker's sign */
    KEY_LEFT_STICK, /* pressed */
    KEY_RIGHT_STICK,
    KEY_LEFT_TRIGGER,
    KEY_RIGHT_TRIGGER,
    KEY_HOLD,    /* gestures of mouse and touch, see gesture.h: one finger, held */
    KEY_TWO_TAP, /* two fingers, or the right mouse button */
    KEY_TWO_HOLD,
    KEY_TWO_LEFT,
    KEY_TWO_RIGHT,
    KEY_TWO_UP,
    KEY_TWO_DOWN,
    KEY_THREE_TAP, /* three fingers, or the middle mouse button */
    KEY_THREE_LEFT,
    KEY_THREE_RIGHT,
    KEY_THREE_UP,
    KEY_THREE_DOWN,
};

struct input {
    enum input_kind kind;
    enum key key;
    uint32_t character; /* KEY_CHARACTER: the key's sign without modifiers, lower case */
    bool repeated;      /* the key is being held down */
    int x_px;
    int y_px;
    char text[32]; /* UTF-8, NUL-ended */
};

/* Whether a key is only held down, and is none of those that walk (arrows, page keys, Backspace):
 * its first press was all that it says. On a page, whatever else it would do must not flip back and
 * forth under a tired hand. */
bool input_lingers(const struct input *input);

/* Waits for the next event of use: at most `timeout_ms`, 0 not at all, −1 for ever. Returns false
 * with INPUT_NONE when none came. Needs an open window. */
bool input_wait(int timeout_ms, struct input *input);

/* Begins to listen to game controllers, now and when they are plugged in. Takes some 20 ms, so call
 * it when the first picture is on the screen. Without controllers nothing changes. */
void input_open_controllers(void);

/* Stops listening to game controllers; harmless when they were not opened. */
void input_close_controllers(void);

#endif
