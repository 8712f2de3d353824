/* FreeType, through SDL_ttf, opened once a typeface and size and kept: a session uses two or three
 * sizes. A size of SDL_ttf is the height of the em in pixels, since it takes 72 pixels an inch. The
 * machine's fonts are asked for all that a line lacks at once, so that a word is not put together
 * from several of them.
 */
#include "platform/typefaces.h"

#include "platform/system_fonts.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    KEPT_HANDLES = 16,
    MOST_TYPEFACES = 8, /* scripts in one night, the program's own included */
    ASKING_SIZE_PX = 28,
};

/* A typeface at a size. */
struct handle {
    int index; /* of the typeface */
    int size_px;
    TTF_Font *font; /* NULL: unused */
};

/* The typefaces by their files, and those that are open at some size. */
struct typefaces {
    struct allocator allocator;
    struct system_fonts *system;
    size_t count;
    struct system_font files[MOST_TYPEFACES]; /* 0: the program's own */
    struct handle handles[KEPT_HANDLES];
    size_t next_handle; /* the place that the next new one takes */
};

/* A typeface at a size, opened once; NULL where FreeType refuses. The oldest makes room. */
static TTF_Font *handle_of(struct typefaces *typefaces, int index, int size_px)
{
    assert(index >= 0 && (size_t)index < typefaces->count && size_px > 0);
    for (size_t i = 0; i < KEPT_HANDLES; i++) {
        const struct handle *kept = &typefaces->handles[i];
        if (kept->font != NULL && kept->index == index && kept->size_px == size_px)
            return kept->font;
    }
    const struct system_font *file = &typefaces->files[index];
    TTF_Font *font = TTF_OpenFontIndex(file->path, size_px, file->face);
    if (font == NULL)
        return NULL;
    /* Light hinting: letters keep their shapes and their widths, and only lie sharper on their
     * lines. */
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
    struct handle *place = &typefaces->handles[typefaces->next_handle];
    typefaces->next_handle = (typefaces->next_handle + 1) % KEPT_HANDLES;
    if (place->font != NULL)
        TTF_CloseFont(place->font);
    *place = (struct handle){.index = index, .size_px = size_px, .font = font};
    return font;
}

struct typefaces *typefaces_open(struct allocator allocator, const char *path, const char **problem)
{
    assert(path != NULL && problem != NULL);
    struct typefaces *typefaces = allocator_allocate(allocator, 1, sizeof *typefaces);
    struct system_fonts *system = system_fonts_create(allocator);
    if (typefaces == NULL || system == NULL) {
        *problem = "there is no memory";
        system_fonts_destroy(system);
        allocator_release(allocator, typefaces);
        return NULL;
    }
    *typefaces = (struct typefaces){.allocator = allocator, .system = system, .count = 1};
    /* Face 0 of the file, as the rest of the struct is zero. */
    snprintf(typefaces->files[0].path, sizeof typefaces->files[0].path, "%s", path);
    /* The usual size at once: a file that is no typeface shall be known before a window opens. */
    if (handle_of(typefaces, 0, ASKING_SIZE_PX) == NULL) {
        *problem = TTF_GetError();
        typefaces_close(typefaces);
        return NULL;
    }
    return typefaces;
}

/* Whether typeface `index` has `character`; the size asked with does not matter. */
static bool has(struct typefaces *typefaces, int index, uint32_t character)
{
    TTF_Font *font = handle_of(typefaces, index, ASKING_SIZE_PX);
    return font != NULL && TTF_GlyphIsProvided32(font, character) != 0;
}

bool typefaces_own(struct typefaces *typefaces, uint32_t character)
{
    return has(typefaces, 0, character);
}

/* The first typeface that has it, the program's own before all others; -1 where none has. */
static int first_with(struct typefaces *typefaces, uint32_t character)
{
    for (size_t i = 0; i < typefaces->count; i++)
        if (has(typefaces, (int)i, character))
            return (int)i;
    return -1;
}

/* Asks the machine for what the line lacks until there is nothing more to be had. */
static void ask_for_missing(struct typefaces *typefaces, const struct line *line)
{
    /* Marks are not asked for: they stay with their letter's typeface. */
    uint32_t missing[LINE_MOST_CHARACTERS];
    /* Each turn adds a typeface or ends: what was asked for once is not asked for again. */
    while (typefaces->count < MOST_TYPEFACES) {
        size_t count = 0;
        for (size_t i = 0; i < line->count; i++)
            if (line->bonds[i] != BOND_JOINED && first_with(typefaces, line->characters[i]) < 0)
                missing[count++] = line->characters[i];
        struct system_font *next = &typefaces->files[typefaces->count];
        if (!system_fonts_find(typefaces->system, missing, count, next))
            return;
        typefaces->count++;
    }
}

/* A space goes with the word before it if that typeface has one; marks stay with their letter. */
void typefaces_choose(struct typefaces *typefaces, struct line *line)
{
    assert(typefaces->count > 0);
    ask_for_missing(typefaces, line);
    int before = 0;
    for (size_t i = 0; i < line->count; i++) {
        bool joined = i > 0 && line->bonds[i] == BOND_JOINED;
        bool loose = i > 0 && line->bonds[i] == BOND_LOOSE;
        if (!joined && !(loose && has(typefaces, before, line->characters[i]))) {
            int found = first_with(typefaces, line->characters[i]);
            before = found < 0 ? 0 : found;
        }
        line->typefaces[i] = (uint8_t)before;
    }
}

TTF_Font *typefaces_at(struct typefaces *typefaces, int index, int size_px, const char *script,
                       bool leftward)
{
    TTF_Font *font = handle_of(typefaces, index, size_px);
    if (font == NULL)
        return NULL;
    /* Said each time: a font remembers what the run before was. Where SDL_ttf was built without
     * HarfBuzz both fail, and letters stand unjoined. */
    (void)TTF_SetFontDirection(font, leftward ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    (void)TTF_SetFontScriptName(font, script);
    return font;
}

void typefaces_close(struct typefaces *typefaces)
{
    if (typefaces == NULL)
        return;
    for (size_t i = 0; i < KEPT_HANDLES; i++)
        if (typefaces->handles[i].font != NULL)
            TTF_CloseFont(typefaces->handles[i].font);
    system_fonts_destroy(typefaces->system);
    allocator_release(typefaces->allocator, typefaces);
}
