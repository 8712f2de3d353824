/* Levels move in straight lines, each by the same small step a block: 300 ms is long enough to hear
 * no click and short enough to feel like an answer. */
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

struct levels levels_limit(struct levels target)
{
    return (struct levels){
        .voice = limit(target.voice),
        .pacer = limit(target.pacer),
        .ambience = limit(target.ambience),
        .chime = limit(target.chime),
        .master = limit(target.master),
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

struct levels levels_step(struct levels now, struct levels target)
{
    struct levels goal = levels_limit(target);
    return (struct levels){
        .voice = step(now.voice, goal.voice),
        .pacer = step(now.pacer, goal.pacer),
        .ambience = step(now.ambience, goal.ambience),
        .chime = step(now.chime, goal.chime),
        .master = step(now.master, goal.master),
    };
}

bool levels_equal(struct levels a, struct levels b)
{
    /* neither less nor more: the same without comparing floats for equality */
    struct ramp pairs[] = {{a.voice, b.voice},
                           {a.pacer, b.pacer},
                           {a.ambience, b.ambience},
                           {a.chime, b.chime},
                           {a.master, b.master}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].from < pairs[i].to || pairs[i].from > pairs[i].to)
            return false;
    return true;
}
