/* The curve between an 8-bit screen's codes and light (sRGB, IEC 61966-2-1).
 *
 * A table, because light must come out the same to the bit on every machine and powf does not.
 */
#ifndef LULL_CANVAS_SRGB_H
#define LULL_CANVAS_SRGB_H

#include <stdint.h>

/* The codes of an 8-bit channel, and the fixed point in which light is counted. */
enum {
    SRGB_CODES = 256,
    SRGB_LIGHT_SHIFT = 24, /* full white = 2^24 */
};

/* The light of each code, rounded to the nearest 2^-24 of full white. */
extern const uint32_t srgb_light[SRGB_CODES];

#endif
