/* Two hashes for two uses: FNV-1a over the bytes of a short text, and SplitMix64's mixer over a
 * number, whose neighbours come out with nothing in common, so that it serves as noise. Integer
 * arithmetic only, so that every machine agrees to the bit; unsigned, so that running over is
 * defined. Neither is for secrets.
 */
#include "base/hash.h"

uint32_t hash_text(struct text text)
{
    /* FNV-1a, with its own offset and prime: short texts, no one who chooses them to collide. */
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < text.length; i++)
        hash = (hash ^ (unsigned char)text.bytes[i]) * 16777619u;
    return hash;
}

uint32_t hash_noise(uint32_t seed, uint64_t index)
{
    /* splitmix64's finisher (Steele, Lea and Flood 2014) on a Weyl step; its upper half is the
     * better mixed one. The seed stands where no sample's index reaches: 24 h at 48 kHz are fewer
     * than 2^32. */
    uint64_t mixed = ((uint64_t)seed << 32 ^ index) + 0x9E3779B97F4A7C15u * (index + 1);
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)((mixed ^ mixed >> 31) >> 32);
}
