/* A configuration of our own, so that nothing is left behind in the process. What has been asked
 * for is kept as a set of characters, which fontconfig has at hand. Each question is for all that
 * is wanted at once, as the font that has most of it should be the one that is taken.
 */
#include "platform/system_fonts.h"

#include <assert.h>
#include <fontconfig/fontconfig.h>
#include <stdio.h>

/* What fontconfig knows of this machine, and what need not be asked again. */
struct system_fonts {
    struct allocator allocator;
    FcConfig *config; /* NULL before the first question */
    FcCharSet *asked;
};

struct system_fonts *system_fonts_create(struct allocator allocator)
{
    struct system_fonts *system = allocator_allocate(allocator, 1, sizeof *system);
    if (system != NULL)
        *system = (struct system_fonts){.allocator = allocator};
    return system;
}

/* Reads the machine's fonts at the first question. */
static bool prepare(struct system_fonts *system)
{
    if (system->config == NULL)
        system->config = FcInitLoadConfigAndFonts();
    if (system->asked == NULL)
        system->asked = FcCharSetCreate();
    return system->config != NULL && system->asked != NULL;
}

/* Those of `characters` that have not been asked for; NULL where there are none. */
static FcCharSet *wanted(const struct system_fonts *system, const uint32_t *characters,
                         size_t count)
{
    FcCharSet *set = FcCharSetCreate();
    /* A set, so a character that comes often in a line is asked for once. */
    for (size_t i = 0; set != NULL && i < count; i++)
        if (!FcCharSetHasChar(system->asked, characters[i]))
            FcCharSetAddChar(set, characters[i]);
    if (set == NULL || FcCharSetCount(set) > 0)
        return set;
    FcCharSetDestroy(set);
    return NULL;
}

/* The best match for the set, whatever it is. */
static FcPattern *match(struct system_fonts *system, const FcCharSet *set)
{
    FcPattern *pattern = FcPatternCreate();
    if (pattern == NULL)
        return NULL;
    /* What is asked for beside the characters: a plain letter, as the program's own is. */
    FcPatternAddCharSet(pattern, FC_CHARSET, set);
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)"sans-serif");
    FcPatternAddInteger(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    FcPatternAddInteger(pattern, FC_SLANT, FC_SLANT_ROMAN);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    /* Pictures in colour could be of any brightness. */
    FcPatternAddBool(pattern, FC_COLOR, FcFalse);
    /* Fills in what the machine's owner prefers, and what was not said here. */
    FcConfigSubstitute(system->config, pattern, FcMatchPattern);
    FcDefaultSubstitute(pattern);
    FcResult result = FcResultNoMatch;
    FcPattern *found = FcFontMatch(system->config, pattern, &result);
    FcPatternDestroy(pattern);
    return found;
}

/* A match is only the nearest there is: it may have nothing of what was asked for. What it has, or
 * all where it has nothing, is not to be asked for again. */
static bool take(struct system_fonts *system, const FcPattern *found, const FcCharSet *set,
                 struct system_font *font)
{
    FcCharSet *has = NULL;
    FcChar8 *path = NULL;
    int face = 0;
    if (FcPatternGetCharSet(found, FC_CHARSET, 0, &has) != FcResultMatch ||
        FcPatternGetString(found, FC_FILE, 0, &path) != FcResultMatch ||
        FcCharSetIntersectCount(has, set) == 0) {
        FcCharSetMerge(system->asked, set, NULL);
        return false;
    }
    /* Without memory for the exact set, all of it counts as asked: the search has to end. */
    FcCharSet *settled = FcCharSetIntersect(has, set);
    FcCharSetMerge(system->asked, settled == NULL ? set : settled, NULL);
    if (settled != NULL)
        FcCharSetDestroy(settled);
    (void)FcPatternGetInteger(found, FC_INDEX, 0, &face);
    int length = snprintf(font->path, sizeof font->path, "%s", (const char *)path);
    /* The upper half names an instance of a variable font; its plain form is the face itself. */
    font->face = face & 0xFFFF;
    return length > 0 && (size_t)length < sizeof font->path;
}

bool system_fonts_find(struct system_fonts *system, const uint32_t *characters, size_t count,
                       struct system_font *font)
{
    assert(system != NULL && characters != NULL && font != NULL);
    /* In this order: without anything to ask the fonts need not be taken in. */
    if (count == 0 || !prepare(system))
        return false;
    FcCharSet *set = wanted(system, characters, count);
    if (set == NULL)
        return false;
    /* Without memory nothing is found, and nothing counts as asked. */
    FcPattern *found = match(system, set);
    bool taken = found != NULL && take(system, found, set, font);
    if (found != NULL)
        FcPatternDestroy(found);
    FcCharSetDestroy(set);
    return taken;
}

void system_fonts_destroy(struct system_fonts *system)
{
    if (system == NULL)
        return;
    if (system->asked != NULL)
        FcCharSetDestroy(system->asked);
    if (system->config != NULL)
        FcConfigDestroy(system->config);
    allocator_release(system->allocator, system);
}
