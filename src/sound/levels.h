/* How loud each kind of sound is to be: the listener's own sliders.
 *
 * A level is a plain factor on what the session is made of, and 1 is the loudness at which the
 * narration was recorded (−26 LUFS in its one channel); the kinds' balance under that is fixed in
 * their own files. Levels belong to the listener and not to the session, so they are no part of its
 * function of time: an export keeps one set from start to end.
 */
#ifndef LULL_SOUND_LEVELS_H
#define LULL_SOUND_LEVELS_H

#include <stdbool.h>

/* Each from 0 (off) to 1 (0 dB, never more). */
struct levels {
    double voice;
    double pacer;
    double ambience;
    double chime;
    double master; /* on top of the others */
};

/* What a session for `phases` (a set of enum phase) starts with: −6 dB, or −12 dB where the phases
 * include early or attack, and no pacer tone where they include attack. Aversion to sound begins
 * some 30 dB lower in an attack (Ashkenazi 2009). */
struct levels levels_default(unsigned phases);

/* The same with what a key can bring as well: the pacer's tone also where phases include attack. */
struct levels levels_full(unsigned phases);

/* Levels as they are in the mix, on their way to what is wanted. */
struct mix_levels {
    struct levels levels;
    double ducking; /* 0 to 1: how far the rest gives way to words; 0 where the voice is off */
};

/* One block's step from `now` towards `target`: silence to full takes 300 ms. Anything outside 0 to
 * 1 in `target`, NaN too, counts as the nearest of the two. Safe in the audio callback. */
struct mix_levels levels_step(struct mix_levels now, struct levels target);

/* `target` itself with the same limits, for where there is nothing to go on from. */
struct mix_levels levels_limit(struct levels target);

/* Whether both are the same in everything. Neither may hold NaN. */
bool levels_equal(struct mix_levels a, struct mix_levels b);

#endif
