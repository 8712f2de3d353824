/* A switch is what is wanted, at once; the share that follows it moves in a straight line, and the
 * scene bends that so that nothing starts or stops abruptly. The sound gets only what is wanted,
 * since it moves its levels by itself. What leaving changes is remembered, so that it can be taken
 * back.
 */
#include "player/controls.h"

#include <assert.h>

/* How long a share takes for the whole way. */
static const float switch_fade_ms = 1500;

struct controls controls_make(struct levels levels, bool dark, bool voice, bool captions)
{
    return (struct controls){
        .captions = {.now = captions ? 1.0F : 0.0F, .wanted = captions},
        .darkness = {.now = dark ? 1.0F : 0.0F, .wanted = dark},
        .brightness = 1,
        .strength = CONTROLS_MOST_STRENGTH,
        .voice = voice,
        .pacer_sound = true,
        .levels = levels,
    };
}

/* What comes with the dark is felt from the start where the session begins dark. */
void controls_set_rumble(struct controls *controls, enum rumble rumble)
{
    assert(controls != NULL);
    bool dark = controls->darkness.wanted;
    controls->rumble_with_dark = rumble == RUMBLE_IN_DARK;
    controls->rumble.wanted = rumble == RUMBLE_ALWAYS || (rumble == RUMBLE_IN_DARK && dark);
}

/* One step up or down, between its least and its most; a step beyond is simply not taken. */
static void change_strength(struct controls *controls, int by)
{
    int strength = controls->strength + by;
    if (strength >= CONTROLS_LEAST_STRENGTH && strength <= CONTROLS_MOST_STRENGTH)
        controls->strength = strength;
}

bool controls_act(struct controls *controls, enum player_action action)
{
    assert(controls != NULL);
    switch (action) {
    case ACT_SOFTER:
        change_strength(controls, -1);
        return true;
    case ACT_STRONGER:
        change_strength(controls, 1);
        return true;
    case ACT_FREE_BREATH:
        controls->free_breath.wanted = !controls->free_breath.wanted;
        return true;
    case ACT_DARK:
        /* While it fades out to leave, light does not come back. */
        controls->darkness.wanted = !controls->darkness.wanted || controls->leave_fade_ms > 0;
        if (controls->rumble_with_dark && controls->leave_fade_ms <= 0)
            controls->rumble.wanted = controls->darkness.wanted;
        return true;
    case ACT_VOICE:
        controls->voice = !controls->voice;
        return true;
    case ACT_CAPTIONS:
        controls->captions.wanted = !controls->captions.wanted;
        return true;
    case ACT_PACER_SOUND:
        controls->pacer_sound = !controls->pacer_sound;
        return true;
    case ACT_RUMBLE:
        controls->rumble.wanted = !controls->rumble.wanted;
        /* Who has switched it by hand has it as they want it, dark or not. */
        controls->rumble_with_dark = false;
        return true;
    /* Not a switch: pausing, seeking and leaving are the player's. */
    default:
        return false;
    }
}

void controls_lose_sound(struct controls *controls, bool lost)
{
    assert(controls != NULL);
    /* What cannot be heard can be read from now on, whatever was wanted before. */
    if (lost && !controls->sound_lost)
        controls->captions.wanted = true;
    controls->sound_lost = lost;
    /* Who leaves is no longer told anything. */
    controls->unheard.wanted = lost && controls->leave_fade_ms <= 0;
}

void controls_leave(struct controls *controls, float fade_ms)
{
    assert(fade_ms > 0);
    /* A second call only makes it faster, and has nothing to remember. */
    if (controls->leave_fade_ms <= 0)
        controls->was_dark = controls->darkness.wanted;
    controls->leave_fade_ms = fade_ms;
    controls->darkness.wanted = true;
    controls->unheard.wanted = false;
}

void controls_stay(struct controls *controls)
{
    assert(controls->leave_fade_ms > 0);
    /* No longer leaving: darkness moves at a switch's pace again. */
    controls->leave_fade_ms = 0;
    controls->darkness.wanted = controls->was_dark;
}

/* One step of at most `step` from `now` towards `target`. */
static float approach(float now, float target, float step)
{
    assert(step >= 0);
    /* Written so that the last step ends on the target. */
    float off = target - now;
    return off > step ? now + step : off < -step ? now - step : target;
}

/* Moves a share towards what is wanted, in a straight line. It lands there exactly, so that a
 * picture which has arrived is the same from then on. */
static void move_share(struct share *share, float step)
{
    share->now = approach(share->now, share->wanted ? 1.0F : 0.0F, step);
}

void controls_move(struct controls *controls, float elapsed_ms)
{
    assert(elapsed_ms >= 0);
    float step = elapsed_ms / switch_fade_ms;
    move_share(&controls->captions, step);
    move_share(&controls->free_breath, step);
    move_share(&controls->pausing, step);
    move_share(&controls->rumble, step);
    /* Leaving has a speed of its own, slower or faster than a switch. */
    bool leaving = controls->leave_fade_ms > 0;
    float dark_step = leaving ? elapsed_ms / controls->leave_fade_ms : step;
    /* What makes it dark is a share like the others, but for that speed. */
    move_share(&controls->darkness, dark_step);
    move_share(&controls->unheard, dark_step);
    float strength = (float)controls->strength / CONTROLS_MOST_STRENGTH;
    controls->brightness = approach(controls->brightness, strength, step);
}

struct levels controls_levels(const struct controls *controls)
{
    /* As they are with everything on; what is switched off is taken out. */
    struct levels levels = controls->levels;
    /* Who breathes freely shall not hear a pace either. */
    bool paced = controls->pacer_sound && !controls->free_breath.wanted;
    levels.voice = controls->voice ? levels.voice : 0;
    levels.pacer = paced ? levels.pacer : 0;
    /* The strength is common to light and sound: one key makes both softer. */
    levels.master = levels.master * controls->strength / CONTROLS_MOST_STRENGTH;
    return levels;
}

/* How strongly the breath is felt: it follows the lungs, and everything that makes light and sound
 * less. Two thirds of a motor's strength is plainly felt and still hums softly. */
float controls_felt(const struct controls *controls, double fullness, float level)
{
    static const float most = 0.65F;
    assert(fullness >= 0 && fullness <= 1 && level >= 0 && level <= 1);
    float strength = (float)controls->strength / CONTROLS_MOST_STRENGTH;
    /* With the sound, the picture and the pacer: what is silent or hidden is not felt either. */
    return most * (float)fullness * level * strength * controls->rumble.now *
           (1 - controls->free_breath.now);
}

bool controls_are_dark(const struct controls *controls)
{
    return controls->leave_fade_ms > 0 ? controls->was_dark : controls->darkness.wanted;
}

void controls_choose(const struct controls *controls, struct scene_choices *choices)
{
    choices->captions = controls->captions.now;
    choices->darkness = controls->darkness.now;
    choices->unheard = controls->unheard.now;
    choices->free_breath = controls->free_breath.now;
    choices->pausing = controls->pausing.now;
    /* The player's own share of the light comes on top. */
    choices->brightness = controls->brightness;
}
