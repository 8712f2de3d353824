/* A game controller in the program's own hands, as no other process can make one for it: loaded
 * into the unchanged program (LD_PRELOAD), a thread of its own has SDL make one up, and does what
 * it is told by lines of the pipe LULL_TEST_HAND. It begins when the program begins with
 * controllers, so that it finds SDL's own locks made. What the motors are told is written to
 * LULL_TEST_FELT, a line a call: when, in seconds of the system's clock, and how strongly, of
 * 65535.
 *
 *     plug | unplug | press BUTTON | pull AXIS
 */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <SDL.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { PRESS_MS = 60, RELEASED = -32768, PULLED = 32767 };

static int SDLCALL rumble(void *context, Uint16 low, Uint16 high)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    fprintf(context, "%lld.%09ld %u %u\n", (long long)now.tv_sec, now.tv_nsec, low, high);
    fflush(context);
    return 0;
}

static int plug_in(FILE *felt)
{
    SDL_VirtualJoystickDesc controller = {.version = SDL_VIRTUAL_JOYSTICK_DESC_VERSION,
                                          .type = SDL_JOYSTICK_TYPE_GAMECONTROLLER,
                                          .naxes = SDL_CONTROLLER_AXIS_MAX,
                                          .nbuttons = SDL_CONTROLLER_BUTTON_MAX,
                                          .userdata = felt,
                                          .Rumble = rumble};
    return SDL_JoystickAttachVirtualEx(&controller);
}

/* Down and up again: a press as short as a person's. */
static void press(int device, const char *what, int number)
{
    SDL_Joystick *joystick = SDL_JoystickFromInstanceID(SDL_JoystickGetDeviceInstanceID(device));
    if (joystick == NULL)
        return;
    for (int down = 1; down >= 0; down--) {
        if (strcmp(what, "press") == 0)
            SDL_JoystickSetVirtualButton(joystick, number, (Uint8)down);
        else
            SDL_JoystickSetVirtualAxis(joystick, number, down ? PULLED : RELEASED);
        SDL_Delay(PRESS_MS);
    }
}

static void *obey(void *unused)
{
    (void)unused;
    FILE *hand = fopen(getenv("LULL_TEST_HAND"), "r");
    FILE *felt = fopen(getenv("LULL_TEST_FELT"), "a");
    char line[64];
    int device = -1;
    while (hand != NULL && felt != NULL && fgets(line, sizeof line, hand) != NULL) {
        char what[16];
        int number = 0;
        if (sscanf(line, "%15s %d", what, &number) < 1)
            continue;
        if (strcmp(what, "plug") == 0)
            device = plug_in(felt);
        else if (strcmp(what, "unplug") == 0)
            SDL_JoystickDetachVirtual(device);
        else
            press(device, what, number);
    }
    return NULL;
}

/* In the place of SDL's, which it calls. */
int SDL_InitSubSystem(Uint32 flags)
{
    static bool has_begun;
    int (*original)(Uint32) = (int (*)(Uint32))dlsym(RTLD_NEXT, "SDL_InitSubSystem");
    int status = original(flags);
    if (flags != SDL_INIT_GAMECONTROLLER || has_begun || getenv("LULL_TEST_HAND") == NULL)
        return status;
    has_begun = true;
    pthread_t thread;
    if (pthread_create(&thread, NULL, obey, NULL) == 0)
        pthread_detach(thread);
    return status;
}
