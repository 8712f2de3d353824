/* SDL's events, one at a time; those without meaning here are passed over without returning. SDL
 * itself turns SIGINT and SIGTERM into its quit event. What is held down or under way is remembered
 * in this file, since SDL has one queue of events for the whole program and there is one person
 * before it.
 */
#include "platform/input.h"

#include "platform/clock.h"
#include "platform/gesture.h"
#include "platform/shutters.h"

#include <SDL.h>
#include <assert.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    NS_A_MS = 1000000,
    TRIGGER_DOWN = 16000, /* of 32767 */
    TRIGGER_UP = 8000,    /* less, so that a trembling finger presses once */
    POINTER_MOVES_PX = 8, /* less than that is a table that was touched */
};

/* What is down at the moment: the events tell only of changes. */
static struct gesture gesture;
static int fingers_down;
static SDL_FingerID first_finger;
static bool triggers_down[2];
static struct {
    bool known;
    int x_px;
    int y_px;
} pointer; /* where it was when it was last said to be moved */

/* A key of SDL's and what it is called above. */
struct key_name {
    SDL_Keycode code;
    enum key key;
};

/* Keys that type nothing, by what they say rather than by where they lie on the keyboard. */
static const struct key_name key_names[] = {
    {SDLK_SPACE, KEY_SPACE},
    {SDLK_RETURN, KEY_ENTER},
    {SDLK_RETURN2, KEY_ENTER},
    {SDLK_KP_ENTER, KEY_ENTER},
    {SDLK_ESCAPE, KEY_ESCAPE},
    {SDLK_AC_BACK, KEY_ESCAPE},
    {SDLK_BACKSPACE, KEY_BACKSPACE},
    {SDLK_DELETE, KEY_DELETE},
    {SDLK_TAB, KEY_TAB},
    {SDLK_LEFT, KEY_LEFT},
    {SDLK_RIGHT, KEY_RIGHT},
    {SDLK_UP, KEY_UP},
    {SDLK_DOWN, KEY_DOWN},
    {SDLK_PAGEUP, KEY_PAGE_UP},
    {SDLK_PAGEDOWN, KEY_PAGE_DOWN},
    {SDLK_HOME, KEY_HOME},
    {SDLK_END, KEY_END},
    {SDLK_F1, KEY_HELP},
    {SDLK_HELP, KEY_HELP},
    {SDLK_F2, KEY_F2},
    {SDLK_F3, KEY_F3},
    {SDLK_F4, KEY_F4},
    {SDLK_AUDIOPLAY, KEY_PLAY},
    {SDLK_AUDIOSTOP, KEY_STOP},
    {SDLK_AUDIONEXT, KEY_NEXT},
    {SDLK_AUDIOPREV, KEY_PREVIOUS},
    {SDLK_AUDIOREWIND, KEY_REWIND},
    {SDLK_AUDIOFASTFORWARD, KEY_FAST_FORWARD},
    {SDLK_VOLUMEDOWN, KEY_VOLUME_DOWN},
    {SDLK_VOLUMEUP, KEY_VOLUME_UP},
};

/* The same of a controller's buttons. */
struct button_name {
    SDL_GameControllerButton button;
    enum key key;
};

/* A controller's buttons as the keys that do the same, wherever a key does; the rest have names of
 * their own. */
static const struct button_name button_names[] = {
    {SDL_CONTROLLER_BUTTON_A, KEY_ENTER},
    {SDL_CONTROLLER_BUTTON_B, KEY_ESCAPE},
    {SDL_CONTROLLER_BUTTON_X, KEY_PAD_X},
    {SDL_CONTROLLER_BUTTON_Y, KEY_PAD_Y},
    {SDL_CONTROLLER_BUTTON_BACK, KEY_PAD_BACK},
    {SDL_CONTROLLER_BUTTON_GUIDE, KEY_PAD_GUIDE},
    {SDL_CONTROLLER_BUTTON_LEFTSTICK, KEY_LEFT_STICK},
    {SDL_CONTROLLER_BUTTON_RIGHTSTICK, KEY_RIGHT_STICK},
    {SDL_CONTROLLER_BUTTON_START, KEY_PAD_START},
    {SDL_CONTROLLER_BUTTON_LEFTSHOULDER, KEY_PREVIOUS},
    {SDL_CONTROLLER_BUTTON_RIGHTSHOULDER, KEY_NEXT},
    {SDL_CONTROLLER_BUTTON_DPAD_UP, KEY_UP},
    {SDL_CONTROLLER_BUTTON_DPAD_DOWN, KEY_DOWN},
    {SDL_CONTROLLER_BUTTON_DPAD_LEFT, KEY_LEFT},
    {SDL_CONTROLLER_BUTTON_DPAD_RIGHT, KEY_RIGHT},
};

/* A key that went down, or repeats. */
static bool read_key(const SDL_KeyboardEvent *event, struct input *input)
{
    SDL_Keycode code = event->keysym.sym;
    /* Ctrl, Alt or Super with it speaks to a desktop, and never means a key of ours. */
    if ((event->keysym.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) != 0)
        return false;
    input->kind = INPUT_KEY;
    input->repeated = event->repeat != 0;
    for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++) {
        if (key_names[i].code == code) {
            input->key = key_names[i].key;
            return true;
        }
    }
    /* Below the space are control characters; the mask is set in keys without a sign. */
    if (code <= ' ' || (code & SDLK_SCANCODE_MASK) != 0)
        return false; /* a modifier, or a key that types nothing */
    input->key = KEY_CHARACTER;
    input->character = (uint32_t)code;
    return true;
}

/* A controller's button; releasing it says nothing. */
static bool read_button(const SDL_ControllerButtonEvent *event, struct input *input)
{
    for (size_t i = 0; i < sizeof button_names / sizeof button_names[0]; i++) {
        if (button_names[i].button == event->button) {
            input->kind = INPUT_KEY;
            input->key = button_names[i].key;
            return true;
        }
    }
    return false;
}

/* What a window's change means: another size, a picture lost, nobody to see it, or another program
 * that has the keyboard. */
static bool read_window(const SDL_WindowEvent *event, struct input *input)
{
    /* A shutter that has been opened leaves word of its own end behind, which is not the
     * session's. */
    if (SDL_GetWindowFromID(event->windowID) == NULL)
        return false;
    /* Of a shutter only this matters: it may have lost its black. */
    if (event->event != SDL_WINDOWEVENT_CLOSE && shutters_blacken(event->windowID))
        return false;
    switch (event->event) {
    case SDL_WINDOWEVENT_CLOSE:
        /* SDL makes it the program's end only while there is no other window. */
        input->kind = INPUT_QUIT;
        return true;
    /* On another display the same size may be of other pixels. */
    case SDL_WINDOWEVENT_SIZE_CHANGED:
    case SDL_WINDOWEVENT_DISPLAY_CHANGED:
        input->kind = INPUT_RESIZED;
        return true;
    case SDL_WINDOWEVENT_MOVED:
        input->kind = INPUT_DISPLAYS;
        return true;
    case SDL_WINDOWEVENT_SHOWN:
    case SDL_WINDOWEVENT_EXPOSED:
    case SDL_WINDOWEVENT_RESTORED:
    case SDL_WINDOWEVENT_MAXIMIZED:
        input->kind = INPUT_EXPOSED;
        return true;
    case SDL_WINDOWEVENT_HIDDEN:
    case SDL_WINDOWEVENT_MINIMIZED:
        input->kind = INPUT_HIDDEN;
        return true;
    case SDL_WINDOWEVENT_FOCUS_LOST:
        /* Windows of our own over other displays may have it for a moment. */
        input->kind = INPUT_UNFOCUSED;
        return SDL_GetKeyboardFocus() == NULL;
    default:
        return false;
    }
}

/* Something at a place: a move, or a turn of the wheel. */
static bool read_pointer(enum input_kind kind, int x_px, int y_px, struct input *input)
{
    input->kind = kind;
    input->x_px = x_px;
    input->y_px = y_px;
    return true;
}

/* A mouse that is moved, not one that is only there when a window comes, nor one that draws a
 * gesture; and no finger, of which SDL makes a mouse too. */
static bool read_motion(const SDL_MouseMotionEvent *event, struct input *input)
{
    if (event->which == SDL_TOUCH_MOUSEID)
        return false;
    /* Also while no gesture is under way: it begins where the button goes down. */
    gesture_move(&gesture, event->x, event->y);
    /* SDL says where the mouse is when a window comes: that is no movement of anybody's. */
    bool was_known = pointer.known;
    bool moved = abs(event->x - pointer.x_px) >= POINTER_MOVES_PX ||
                 abs(event->y - pointer.y_px) >= POINTER_MOVES_PX;
    if (!was_known || moved) {
        pointer.known = true;
        pointer.x_px = event->x;
        pointer.y_px = event->y;
    }
    return was_known && moved && event->state == 0 &&
           read_pointer(INPUT_POINTER, event->x, event->y, input);
}

/* The triggers are axes to SDL, and keys here. */
static bool read_trigger(const SDL_ControllerAxisEvent *event, struct input *input)
{
    /* Sticks are axes as well, and mean nothing here. */
    bool right = event->axis == SDL_CONTROLLER_AXIS_TRIGGERRIGHT;
    if (!right && event->axis != SDL_CONTROLLER_AXIS_TRIGGERLEFT)
        return false;
    bool was_down = triggers_down[right];
    /* Once down it stays down until it is well released. */
    triggers_down[right] = event->value >= (was_down ? TRIGGER_UP : TRIGGER_DOWN);
    input->kind = INPUT_KEY;
    input->key = right ? KEY_RIGHT_TRIGGER : KEY_LEFT_TRIGGER;
    return triggers_down[right] && !was_down;
}

/* The right button is two fingers, the middle one three. SDL makes a mouse of touches too, which
 * are taken as what they are instead. */
static bool read_mouse(const SDL_MouseButtonEvent *event, struct input *input)
{
    /* Any other button is taken for the middle one. */
    int fingers = event->button == SDL_BUTTON_LEFT ? 1 : event->button == SDL_BUTTON_RIGHT ? 2 : 3;
    if (event->which == SDL_TOUCH_MOUSEID)
        return false;
    if (event->type == SDL_MOUSEBUTTONUP)
        return gesture_up(&gesture, event->timestamp, input);
    /* A second button begins a gesture of its own: it does not add a finger as on glass. */
    gesture = (struct gesture){.fingers = 0};
    gesture_down(&gesture, fingers, event->x, event->y, event->timestamp);
    return false;
}

/* Touches come as shares of the window. The first finger's way is the gesture's; the others only
 * count. */
static bool read_finger(const SDL_TouchFingerEvent *event, struct input *input)
{
    assert(fingers_down >= 0);
    int width = 0;
    int height = 0;
    SDL_Window *window = SDL_GetWindowFromID(event->windowID);
    if (window != NULL)
        SDL_GetWindowSizeInPixels(window, &width, &height);
    int x_px = (int)(event->x * (float)width);
    int y_px = (int)(event->y * (float)height);
    if (event->type == SDL_FINGERMOTION) {
        if (event->fingerId == first_finger)
            gesture_move(&gesture, x_px, y_px);
        return false;
    }
    if (event->type == SDL_FINGERDOWN) {
        fingers_down++;
        first_finger = fingers_down == 1 ? event->fingerId : first_finger;
        gesture_down(&gesture, fingers_down, x_px, y_px, event->timestamp);
        return false;
    }
    /* A finger may have come down before the window was there; then there is one less to count. */
    fingers_down -= fingers_down > 0 ? 1 : 0;
    return fingers_down == 0 && gesture_up(&gesture, event->timestamp, input);
}

/* Fills `input` from `event`; false where it means nothing here. */
static bool read_event(const SDL_Event *event, struct input *input)
{
    switch (event->type) {
    case SDL_QUIT:
        input->kind = INPUT_QUIT;
        return true;
    case SDL_DISPLAYEVENT:
        input->kind = INPUT_DISPLAYS;
        return true;
    case SDL_WINDOWEVENT:
        return read_window(&event->window, input);
    case SDL_KEYDOWN:
        return read_key(&event->key, input);
    case SDL_TEXTINPUT:
        input->kind = INPUT_TEXT;
        /* Not the letter of Alt with a letter; but the right one may be the layout's own AltGr. */
        if ((SDL_GetModState() & (KMOD_CTRL | KMOD_LALT | KMOD_GUI)) != 0)
            return false;
        /* Text comes apart from keys, as the keyboard's layout and input methods make it. */
        snprintf(input->text, sizeof input->text, "%s", event->text.text);
        return true;
    case SDL_MOUSEMOTION:
        return read_motion(&event->motion, input);
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        return read_mouse(&event->button, input);
    case SDL_FINGERDOWN:
    case SDL_FINGERMOTION:
    case SDL_FINGERUP:
        return read_finger(&event->tfinger, input);
    case SDL_MOUSEWHEEL:
        return read_pointer(INPUT_WHEEL, event->wheel.x, event->wheel.y, input);
    case SDL_CONTROLLERBUTTONDOWN:
        return read_button(&event->cbutton, input);
    case SDL_CONTROLLERAXISMOTION:
        return read_trigger(&event->caxis, input);
    case SDL_CONTROLLERDEVICEADDED:
        /* One that is plugged in later works at once; SDL says nothing of those that are not
         * open. */
        SDL_GameControllerOpen(event->cdevice.which);
        return false;
    case SDL_CONTROLLERDEVICEREMOVED:
        SDL_GameControllerClose(SDL_GameControllerFromInstanceID(event->cdevice.which));
        return false;
    case SDL_AUDIODEVICEREMOVED:
        /* A microphone that goes is no concern of ours, nor is a loudspeaker that we have not
         * opened, which has no number. */
        if (event->adevice.iscapture || event->adevice.which == 0)
            return false;
        input->kind = INPUT_SOUND_LOST;
        return true;
    default:
        return false;
    }
}

bool input_lingers(const struct input *input)
{
    if (input->kind != INPUT_KEY || !input->repeated)
        return false;
    switch (input->key) {
    case KEY_UP:
    case KEY_DOWN:
    case KEY_LEFT:
    case KEY_RIGHT:
    case KEY_PAGE_UP:
    case KEY_PAGE_DOWN:
    case KEY_BACKSPACE:
        return false;
    default:
        return true;
    }
}

bool input_wait(int timeout_ms, struct input *input)
{
    assert(input != NULL && timeout_ms >= -1);
    /* From the first: events that mean nothing here must not make the wait longer. */
    int64_t end_ns = clock_now_ns() + (int64_t)timeout_ms * NS_A_MS;
    int left_ms = timeout_ms;
    for (;;) {
        SDL_Event event;
        *input = (struct input){.kind = INPUT_NONE};
        /* An event that came is looked at even when the time is over by then. */
        bool came = timeout_ms < 0 ? SDL_WaitEvent(&event) : SDL_WaitEventTimeout(&event, left_ms);
        if (!came)
            return false;
        if (read_event(&event, input))
            return true;
        if (timeout_ms >= 0) {
            /* What came meant nothing here, so the rest of the time is waited for. */
            int64_t left_ns = end_ns - clock_now_ns();
            left_ms = left_ns > 0 ? (int)(left_ns / NS_A_MS) : 0;
        }
    }
}

void input_open_controllers(void)
{
    /* A controller in hand is heard even when the window has lost the keyboard. */
    SDL_SetHint(SDL_HINT_JOYSTICK_ALLOW_BACKGROUND_EVENTS, "1");
    /* Those that are plugged in already come as events, like those that come later. */
    SDL_InitSubSystem(SDL_INIT_GAMECONTROLLER);
}

void input_close_controllers(void)
{
    if (SDL_WasInit(SDL_INIT_GAMECONTROLLER) != 0)
        SDL_QuitSubSystem(SDL_INIT_GAMECONTROLLER);
}
