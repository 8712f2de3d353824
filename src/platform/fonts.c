/* Lines that the program's own typeface can draw as they are, nearly all, go to SDL_ttf at once.
 * The others are cut into runs (platform/line), which are measured and drawn one by one and put
 * side by side on one baseline. Letters are drawn as "shaded": an 8-bit picture whose values are
 * coverage. A caption is measured with every frame, so widths that took some work are remembered.
 */
#include "platform/fonts.h"

#include "base/hash.h"
#include "platform/typefaces.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

enum {
    MOST_TEXT_BYTES = 2048, /* of one line; more is cut at a character */
    MOST_RUNS = 64,         /* of one line; few have more than three */
    KEPT_WIDTHS = 64,
    FIRST_MARK = 0x0300,        /* from here on letters may join, combine or turn about */
    FIRST_PUNCTUATION = 0x2010, /* dashes, quotes and dots that do none of it */
    LAST_PUNCTUATION = 0x2027,
};

struct kept_width {
    uint64_t key; /* of text and size; 0: unused */
    int width_px;
};

/* A run's picture, and how much of it is above the baseline. */
struct drawn_run {
    SDL_Surface *surface; /* owned; NULL: it could not be drawn */
    int above_px;
};

/* A font behind the interface, and what it has at hand so as not to ask for memory with every
 * line. */
struct fonts {
    struct allocator allocator;
    struct font font;
    struct typefaces *typefaces;
    struct line line; /* the one that is measured or drawn */
    struct kept_width widths[KEPT_WIDTHS];
    uint8_t *coverage; /* of the line drawn last */
    size_t coverage_bytes;
};

/* `text` with a NUL at its end, cut where it would not fit. */
static void terminate(struct text text, char line[MOST_TEXT_BYTES])
{
    text = text_cut(text, MOST_TEXT_BYTES - 1);
    if (text.length > 0)
        memcpy(line, text.bytes, text.length);
    line[text.length] = '\0';
}

/* Whether the program's own typeface can draw `text` from left to right, letter by letter. */
static bool is_plain(struct fonts *fonts, struct text text)
{
    for (size_t at = 0; at < text.length;) {
        uint32_t character = 0;
        size_t length = text_decode(text_tail(text, at), &character);
        bool simple = character < FIRST_MARK ||
                      (character >= FIRST_PUNCTUATION && character <= LAST_PUNCTUATION);
        if (length == 0 || !simple)
            return false;
        /* ASCII is in every typeface that the program is given. */
        if (length > 1 && !typefaces_own(fonts->typefaces, character))
            return false;
        at += length;
    }
    return true;
}

/* Cuts `text` into `runs` from left to right and returns how many there are; a plain one is a run
 * by itself. */
static size_t cut(struct fonts *fonts, struct text text, struct line_run runs[MOST_RUNS])
{
    if (is_plain(fonts, text)) {
        runs[0] = (struct line_run){.text = text, .script = "Latn"};
        return 1;
    }
    if (!line_read(text, &fonts->line))
        return 0;
    typefaces_choose(fonts->typefaces, &fonts->line);
    size_t count = 0;
    size_t at = 0;
    while (count < MOST_RUNS && line_next_run(&fonts->line, &at, &runs[count]))
        count++;
    return count;
}

/* The typeface that is to draw `run`. */
static TTF_Font *font_of(struct fonts *fonts, const struct line_run *run, int size_px)
{
    return typefaces_at(fonts->typefaces, run->typeface, size_px, run->script, run->leftward);
}

/* The width of a run; 0 where it cannot be had. */
static int run_width_px(struct fonts *fonts, const struct line_run *run, int size_px)
{
    TTF_Font *handle = font_of(fonts, run, size_px);
    char line[MOST_TEXT_BYTES];
    terminate(run->text, line);
    int width_px = 0;
    if (handle == NULL || line[0] == '\0' || TTF_SizeUTF8(handle, line, &width_px, NULL) != 0)
        return 0;
    return width_px;
}

/* The interface's width of a line: that of its runs. */
static int measure(void *context, struct text text, int size_px)
{
    assert(size_px > 0 && size_px <= UINT16_MAX);
    struct fonts *fonts = context;
    /* Of two texts with the same hash and length one would get the other's width: for a line that
     * is drawn a little off the middle, that is rare enough. */
    uint64_t key = (uint64_t)hash_text(text) << 32 | (uint64_t)(text.length & UINT16_MAX) << 16 |
                   (uint64_t)size_px;
    struct kept_width *kept = &fonts->widths[hash_text(text) % KEPT_WIDTHS];
    if (kept->key == key)
        return kept->width_px;
    struct line_run runs[MOST_RUNS];
    size_t count = cut(fonts, text, runs);
    int width_px = 0;
    for (size_t i = 0; i < count; i++)
        width_px += run_width_px(fonts, &runs[i], size_px);
    *kept = (struct kept_width){.key = key, .width_px = width_px};
    return width_px;
}

/* Room for `bytes` of coverage, which stays until the next call and is empty at first. */
static bool make_room(struct fonts *fonts, size_t bytes)
{
    if (bytes > fonts->coverage_bytes) {
        uint8_t *larger = allocator_resize(fonts->allocator, fonts->coverage, bytes, 1);
        if (larger == NULL)
            return false;
        fonts->coverage = larger;
        fonts->coverage_bytes = bytes;
    }
    /* Runs may leave gaps above and below them, which are nothing. */
    memset(fonts->coverage, 0, bytes);
    return true;
}

/* By how much a run's picture is higher than the font's lines at its top. Marks piled on marks make
 * it grow there, marks under deep letters at its bottom, and SDL_ttf says only how high it is; but
 * what has made an edge grow reaches that edge. */
static int grown_at_top_px(const SDL_Surface *surface, int line_height_px)
{
    int grown_px = surface->h - line_height_px;
    const uint8_t *top = surface->pixels;
    for (int x = 0; x < surface->w && grown_px > 0; x++)
        if (top[x] > 0)
            return grown_px;
    return 0;
}

/* Draws a run by itself; its surface is NULL where that fails. White on black in 8 bits comes out
 * as coverage. */
static struct drawn_run draw_run(struct fonts *fonts, const struct line_run *run, int size_px)
{
    TTF_Font *handle = font_of(fonts, run, size_px);
    char line[MOST_TEXT_BYTES];
    terminate(run->text, line);
    if (handle == NULL || line[0] == '\0')
        return (struct drawn_run){0};
    SDL_Color white = {.r = 255, .g = 255, .b = 255, .a = 255};
    SDL_Color black = {.a = 255};
    SDL_Surface *surface = TTF_RenderUTF8_Shaded(handle, line, white, black);
    if (surface == NULL)
        return (struct drawn_run){0};
    int above_px = TTF_FontAscent(handle) + grown_at_top_px(surface, TTF_FontHeight(handle));
    return (struct drawn_run){.surface = surface, .above_px = above_px};
}

/* Copies a run's picture into the line's, of `width_px`, with its left end and top edge there.
 * SDL's rows may have gaps at their ends; ours have none. */
static void copy_coverage(const SDL_Surface *surface, int left_px, int top_px, int width_px,
                          uint8_t *coverage)
{
    assert(surface->format->BytesPerPixel == 1 && left_px + surface->w <= width_px);
    for (int y = 0; y < surface->h; y++)
        memcpy(coverage + (size_t)(y + top_px) * (size_t)width_px + (size_t)left_px,
               (const uint8_t *)surface->pixels + (size_t)y * (size_t)surface->pitch,
               (size_t)surface->w);
}

/* Puts what was drawn side by side on one baseline, as high as the highest and as deep as the
 * deepest need. */
static bool put_together(struct fonts *fonts, const struct drawn_run *drawn, size_t count,
                         struct text_mask *mask)
{
    int width_px = 0, above_px = 0, below_px = 0;
    for (size_t i = 0; i < count; i++) {
        if (drawn[i].surface == NULL)
            continue;
        int below = drawn[i].surface->h - drawn[i].above_px;
        above_px = drawn[i].above_px > above_px ? drawn[i].above_px : above_px;
        below_px = below > below_px ? below : below_px;
        width_px += drawn[i].surface->w;
    }
    int height_px = above_px + below_px;
    if (width_px == 0 || height_px == 0 || !make_room(fonts, (size_t)width_px * (size_t)height_px))
        return false;
    int left_px = 0;
    for (size_t i = 0; i < count; i++) {
        if (drawn[i].surface == NULL)
            continue;
        copy_coverage(drawn[i].surface, left_px, above_px - drawn[i].above_px, width_px,
                      fonts->coverage);
        left_px += drawn[i].surface->w;
    }
    *mask = (struct text_mask){
        .width_px = width_px, .height_px = height_px, .coverage = fonts->coverage};
    return true;
}

/* The interface's mask of a line. */
static bool rasterise(void *context, struct text text, int size_px, struct text_mask *mask)
{
    struct fonts *fonts = context;
    struct line_run runs[MOST_RUNS];
    struct drawn_run drawn[MOST_RUNS];
    size_t count = cut(fonts, text, runs);
    /* A run that cannot be drawn is left out below; the others are still read. */
    for (size_t i = 0; i < count; i++)
        drawn[i] = draw_run(fonts, &runs[i], size_px);
    bool together = put_together(fonts, drawn, count, mask);
    for (size_t i = 0; i < count; i++)
        SDL_FreeSurface(drawn[i].surface);
    return together;
}

/* The interface's direction of a text. */
static bool reads_leftward(void *context, struct text text)
{
    (void)context;
    return line_reads_leftward(text);
}

struct fonts *fonts_open(struct allocator allocator, const char *path, const char **problem)
{
    assert(path != NULL && problem != NULL);
    struct fonts *fonts = allocator_allocate(allocator, 1, sizeof *fonts);
    if (fonts == NULL) {
        *problem = "there is no memory";
        return NULL;
    }
    *fonts = (struct fonts){.allocator = allocator};
    fonts->font = (struct font){.measure = measure,
                                .rasterise = rasterise,
                                .reads_leftward = reads_leftward,
                                .context = fonts};
    if (TTF_Init() != 0) {
        *problem = TTF_GetError();
        allocator_release(allocator, fonts);
        return NULL;
    }
    fonts->typefaces = typefaces_open(allocator, path, problem);
    if (fonts->typefaces == NULL) {
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
    typefaces_close(fonts->typefaces);
    TTF_Quit();
    allocator_release(fonts->allocator, fonts->coverage);
    allocator_release(fonts->allocator, fonts);
}
