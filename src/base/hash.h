/* Hashes: for keys, and as noise that any sample or pixel can ask for by its index.
 *
 * Noise made this way needs no state: the same seed and index give the same value on every machine,
 * in any order.
 */
#ifndef LULL_BASE_HASH_H
#define LULL_BASE_HASH_H

#include "base/text.h"

#include <stdint.h>

/* 32-bit FNV-1a over the bytes of `text`
 * (http://www.isthe.com/chongo/tech/comp/fnv/). For names of files and hash tables. */
uint32_t hash_text(struct text text);

/* 32 well-mixed bits for `index` of the series `seed` (the finaliser of SplitMix64, Steele, Lea and
 * Flood 2014, over their sum by the golden ratio). */
uint32_t hash_noise(uint32_t seed, uint64_t index);

#endif
