/* FreeType, through SDL_ttf, opened once a size and kept: a session uses two or three sizes. A size
 * of SDL_ttf is the height of the em in pixels, since it takes 72 pixels an inch. Letters are drawn
 * as "shaded": an 8-bit picture whose values are coverage.
 */
#include "platform/fonts.h"

#include <SDL_ttf.h>
#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
    KEPT_SIZES = 8,
    MOST_TEXT_BYTES = 2048, /* of one line; more is cut at a character */
    MOST_PATH_BYTES = 4096,
};

struct kept_size {
    int size_px; /* 0: unused */
    TTF_Font *handle;
};

struct fonts {
    struct allocator allocator;
    struct font font;
    char path[MOST_PATH_BYTES];
    struct kept_size sizes[KEPT_SIZES];
    size_t next_size; /* the place that the next new size takes */
    uint8_t *coverage;
    size_t coverage_bytes;
};

/* The typeface at a size, opened once; NULL where FreeType refuses. The oldest size makes room for
 * a ninth. */
static TTF_Font *font_of_size(struct fonts *fonts, int size_px)
{
    assert(size_px > 0);
    for (size_t i = 0; i < KEPT_SIZES; i++)
        if (fonts->sizes[i].size_px == size_px)
            return fonts->sizes[i].handle;
    TTF_Font *handle = TTF_OpenFont(fonts->path, size_px);
    if (handle == NULL)
        return NULL;
    /* Light hinting: letters keep their shapes and their widths, and only lie sharper on their
     * lines. */
    TTF_SetFontHinting(handle, TTF_HINTING_LIGHT);
    struct kept_size *place = &fonts->sizes[fonts->next_size];
    fonts->next_size = (fonts->next_size + 1) % KEPT_SIZES;
    if (place->handle != NULL)
        TTF_CloseFont(place->handle);
    *place = (struct kept_size){.size_px = size_px, .handle = handle};
    return handle;
}

/* `text` with a NUL at its end, cut where it would not fit. */
static void terminate(struct text text, char line[MOST_TEXT_BYTES])
{
    assert(text.length == 0 || text.bytes != NULL);
    size_t length = text.length < MOST_TEXT_BYTES ? text.length : MOST_TEXT_BYTES - 1;
    while (length < text.length && length > 0 && ((unsigned char)text.bytes[length] & 0xC0) == 0x80)
        length--;
    if (length > 0)
        memcpy(line, text.bytes, length);
    line[length] = '\0';
}

/* The interface's width of a line. */
static int measure(void *context, struct text text, int size_px)
{
    TTF_Font *handle = font_of_size(context, size_px);
    char line[MOST_TEXT_BYTES];
    terminate(text, line);
    int width_px = 0;
    if (handle == NULL || line[0] == '\0' || TTF_SizeUTF8(handle, line, &width_px, NULL) != 0)
        return 0;
    return width_px;
}

/* Room for `bytes` of coverage, which stays until the next call. */
static bool make_room(struct fonts *fonts, size_t bytes)
{
    if (bytes <= fonts->coverage_bytes)
        return true;
    uint8_t *larger = allocator_resize(fonts->allocator, fonts->coverage, bytes, 1);
    if (larger == NULL)
        return false;
    fonts->coverage = larger;
    fonts->coverage_bytes = bytes;
    return true;
}

/* SDL's rows may have gaps at their ends; ours have none. */
static bool copy_coverage(struct fonts *fonts, const SDL_Surface *surface, struct text_mask *mask)
{
    assert(surface->format->BytesPerPixel == 1);
    size_t width = (size_t)surface->w;
    size_t height = (size_t)surface->h;
    if (!make_room(fonts, width * height))
        return false;
    for (size_t y = 0; y < height; y++)
        memcpy(fonts->coverage + y * width,
               (const uint8_t *)surface->pixels + y * (size_t)surface->pitch, width);
    *mask = (struct text_mask){
        .width_px = surface->w, .height_px = surface->h, .coverage = fonts->coverage};
    return true;
}

/* The interface's mask of a line. White on black in 8 bits comes out as coverage. */
static bool rasterise(void *context, struct text text, int size_px, struct text_mask *mask)
{
    struct fonts *fonts = context;
    TTF_Font *handle = font_of_size(fonts, size_px);
    char line[MOST_TEXT_BYTES];
    terminate(text, line);
    if (handle == NULL || line[0] == '\0')
        return false;
    SDL_Color white = {.r = 255, .g = 255, .b = 255, .a = 255};
    SDL_Color black = {.a = 255};
    SDL_Surface *surface = TTF_RenderUTF8_Shaded(handle, line, white, black);
    if (surface == NULL)
        return false;
    bool copied = copy_coverage(fonts, surface, mask);
    SDL_FreeSurface(surface);
    return copied;
}

struct fonts *fonts_open(struct allocator allocator, const char *path, const char **problem)
{
    assert(path != NULL && problem != NULL);
    struct fonts *fonts = allocator_allocate(allocator, 1, sizeof *fonts);
    if (fonts == NULL) {
        *problem = "there is no memory";
        return NULL;
    }
    fonts->allocator = allocator;
    fonts->font = (struct font){.measure = measure, .rasterise = rasterise, .context = fonts};
    snprintf(fonts->path, sizeof fonts->path, "%s", path);
    if (TTF_Init() != 0) {
        *problem = TTF_GetError();
        allocator_release(allocator, fonts);
        return NULL;
    }
    /* The usual size at once: a file that is no typeface shall be known before a window opens. */
    if (font_of_size(fonts, 28) == NULL) {
        *problem = TTF_GetError();
        fonts_close(fonts);
        return NULL;
    }
    return fonts;
}

const struct font *fonts_font(struct fonts *fonts)
{
    assert(fonts != NULL);
    return &fonts->font;
}

void fonts_close(struct fonts *fonts)
{
    if (fonts == NULL)
        return;
    for (size_t i = 0; i < KEPT_SIZES; i++)
        if (fonts->sizes[i].handle != NULL)
            TTF_CloseFont(fonts->sizes[i].handle);
    TTF_Quit();
    allocator_release(fonts->allocator, fonts->coverage);
    allocator_release(fonts->allocator, fonts);
}
