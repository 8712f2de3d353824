/* Levels move in straight lines, each by the same small step a block: 300 ms is long enough to hear
 * no click and short enough to feel like an answer. Where they are is a value that the caller
 * keeps; nothing is remembered here.
 */
#include "sound/levels.h"

#include "language/words.h"
#include "sound/block.h"

#include <stddef.h>

static const double default_level = 0.5011872336272722;       /* −6 dB */
static const double default_tender_level = 0.251188643150958; /* −12 dB */
static const double step_per_block = BLOCK_MS / 300.0;

struct levels levels_full(unsigned phases)
{
    bool tender = (phases & (PHASE_EARLY | PHASE_ATTACK)) != 0;
    double level = tender ? default_tender_level : default_level;
    return (struct levels){
        .voice = level, .pacer = level, .ambience = level, .chime = level, .master = 1};
}

struct levels levels_default(unsigned phases)
{
    struct levels levels = levels_full(phases);
    if ((phases & PHASE_ATTACK) != 0)
        levels.pacer = 0;
    return levels;
}

/* Written so that NaN, for which every comparison is false, becomes 0. */
static double limit(double level)
{
    if (level >= 1)
        return 1;
    return level > 0 ? level : 0;
}

struct mix_levels levels_limit(struct levels target)
{
    double voice = limit(target.voice);
    return (struct mix_levels){
        .levels = {.voice = voice,
                   .pacer = limit(target.pacer),
                   .ambience = limit(target.ambience),
                   .chime = limit(target.chime),
                   .master = limit(target.master)},
        /* a soft voice is given way to like any other: it is only the harder to follow */
        .ducking = voice > 0 ? 1 : 0,
    };
}

/* Lands on the target exactly, so that levels that have settled are equal to the bit. */
static double step(double now, double target)
{
    if (target > now + step_per_block)
        return now + step_per_block;
    if (target < now - step_per_block)
        return now - step_per_block;
    return target;
}

struct mix_levels levels_step(struct mix_levels now, struct levels target)
{
    struct mix_levels goal = levels_limit(target);
    return (struct mix_levels){
        .levels = {.voice = step(now.levels.voice, goal.levels.voice),
                   .pacer = step(now.levels.pacer, goal.levels.pacer),
                   .ambience = step(now.levels.ambience, goal.levels.ambience),
                   .chime = step(now.levels.chime, goal.levels.chime),
                   .master = step(now.levels.master, goal.levels.master)},
        .ducking = step(now.ducking, goal.ducking),
    };
}

bool levels_equal(struct mix_levels a, struct mix_levels b)
{
    /* neither less nor more: the same without comparing floats for equality */
    struct ramp pairs[] = {{a.levels.voice, b.levels.voice},       {a.levels.pacer, b.levels.pacer},
                           {a.levels.ambience, b.levels.ambience}, {a.levels.chime, b.levels.chime},
                           {a.levels.master, b.levels.master},     {a.ducking, b.ducking}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].from < pairs[i].to || pairs[i].from > pairs[i].to)
            return false;
    return true;
}
