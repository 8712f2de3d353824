/* What the listener has switched, and how softly it follows.
 *
 * Captions, darkness, the pacer, voices and strengths: each is a switch that a key turns and a
 * share that moves there over a second or two. Belongs to the listener and not to the session;
 * knows no time of the session and no device.
 */
#ifndef LULL_PLAYER_CONTROLS_H
#define LULL_PLAYER_CONTROLS_H

#include "player/keys.h"
#include "scene/session_scene.h"
#include "sound/levels.h"

#include <stdbool.h>

/* Strength of light and sound goes by tenths; the last tenth stays. */
enum { CONTROLS_MOST_STRENGTH = 10, CONTROLS_LEAST_STRENGTH = 1 };

/* A share, 0 to 1, on its way to 0 or to 1. */
struct share {
    float now;
    bool wanted;
};

struct controls {
    struct share captions;
    struct share darkness;
    struct share unheard; /* words are seen in the dark too */
    struct share free_breath;
    struct share pausing;
    struct share rumble;   /* the breath felt in a controller */
    bool rumble_with_dark; /* it comes and goes with darkness */
    float brightness;      /* on its way to `strength` */
    int strength;          /* CONTROLS_LEAST_STRENGTH to CONTROLS_MOST_STRENGTH */
    bool voice;
    bool sound_lost;      /* as was told last */
    bool pacer_sound;     /* whether it is on; how loud then is in `levels` */
    float leave_fade_ms;  /* not 0: it goes dark for good, over this long */
    bool was_dark;        /* leaving: whether the listener had it dark before */
    struct levels levels; /* of the session at full strength */
};

/* Everything on, but for what is said, for a session whose levels are `levels` with everything on.
 * Where a session begins without the pacer's sound, turn `pacer_sound` off. */
struct controls controls_make(struct levels levels, bool dark, bool voice, bool captions);

/* When the breath is felt in a game controller, where there is one. */
enum rumble { RUMBLE_IN_DARK, RUMBLE_ALWAYS, RUMBLE_NEVER };

/* Says so from now on; a key may still turn it on or off. */
void controls_set_rumble(struct controls *controls, enum rumble rumble);

/* Turns the switch that `action` stands for; returns false when it stands for none of these. A
 * second time turns it back. */
bool controls_act(struct controls *controls, enum player_action action);

/* Says whether the sound is lost; call it often. While it is, captions come, also in the dark; they
 * can be switched off as ever. */
void controls_lose_sound(struct controls *controls, bool lost);

/* Lets it go dark over `fade_ms`, more than 0, and stay so. */
void controls_leave(struct controls *controls, float fade_ms);

/* Takes controls_leave back: light returns where there was any. */
void controls_stay(struct controls *controls);

/* Moves every share on by `elapsed_ms`, at least 0. */
void controls_move(struct controls *controls, float elapsed_ms);

/* The levels that the sound is to have now. It moves there by itself, so these jump. */
struct levels controls_levels(const struct controls *controls);

/* How strongly a controller is to be felt at a moment when the lungs are `fullness` full, 0 to 1,
 * and the session is at `level` of its loudness: 0 to 1. */
float controls_felt(const struct controls *controls, double fullness, float level);

/* Whether the listener has it dark, as it is or, while leaving, was. */
bool controls_are_dark(const struct controls *controls);

/* Puts the shares as they are now into `choices`; leaves the rest of it alone. */
void controls_choose(const struct controls *controls, struct scene_choices *choices);

#endif
