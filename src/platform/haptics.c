/* Each call of SDL's replaces the one before, so a new strength goes over into the next without a
 * gap. Only the heavy, slow motor is used: the light one buzzes, and can be heard.
 */
#include "platform/haptics.h"

#include <SDL.h>
#include <assert.h>

/* The motors' strengths are 16-bit numbers. */
enum { NS_A_MS = 1000000, FULL = 0xFFFF };

/* To every controller that is open: nobody should have to choose one. */
static void rumble(uint16_t strength)
{
    for (int i = 0; i < SDL_NumJoysticks(); i++) {
        SDL_GameController *controller = SDL_GameControllerFromInstanceID(
            SDL_JoystickGetDeviceInstanceID(i));
        if (controller != NULL)
            (void)SDL_GameControllerRumble(controller, strength, 0,
                                           strength == 0 ? 0 : HAPTICS_LENGTH_MS);
    }
}

void haptics_feel(struct haptics *haptics, float strength, int64_t now_ns)
{
    assert(haptics != NULL && strength >= 0 && strength <= 1);
    uint16_t wanted = (uint16_t)(strength * FULL);
    /* Silence is told at once and only once; strengths no more often than a motor can follow. */
    if (SDL_WasInit(SDL_INIT_GAMECONTROLLER) == 0 || (wanted == 0 && haptics->strength == 0) ||
        (wanted != 0 && now_ns - haptics->told_ns < (int64_t)HAPTICS_EVERY_MS * NS_A_MS))
        return;
    rumble(wanted);
    *haptics = (struct haptics){.told_ns = now_ns, .strength = wanted};
}
