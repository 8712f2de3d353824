/* A list that is searched from end to end: a page has some dozens of lines, a session two. That a
 * light still lingers is read off the tiles: one that is settled shows what the list asks for.
 */
#include "canvas/text_areas.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

void text_areas_begin(struct text_areas *areas)
{
    assert(areas->count <= TEXT_AREAS_MOST);
    memset(areas->standing, 0, sizeof areas->standing);
}

/* Words that stay where they are have the same rectangle from frame to frame. */
static bool is_same(struct rectangle a, struct rectangle b)
{
    return a.x_px == b.x_px && a.y_px == b.y_px && a.width_px == b.width_px &&
           a.height_px == b.height_px;
}

/* The place for `area`: its own from the frame before, else a new one, else one that is left over.
 * TEXT_AREAS_MOST where there is none. */
static size_t place_for(const struct text_areas *areas, struct rectangle area)
{
    size_t left_over = TEXT_AREAS_MOST;
    for (size_t i = 0; i < areas->count; i++) {
        if (is_same(areas->areas[i], area))
            return i;
        if (!areas->standing[i])
            left_over = i;
    }
    return areas->count < TEXT_AREAS_MOST ? areas->count : left_over;
}

void text_areas_add(struct text_areas *areas, struct rectangle area)
{
    assert(area.width_px > 0 && area.height_px > 0);
    size_t at = place_for(areas, area);
    /* More lines than a screen can show legibly; the meter then judges by the stricter limit. */
    if (at == TEXT_AREAS_MOST)
        return;
    if (at == areas->count)
        areas->count++;
    areas->areas[at] = area;
    areas->standing[at] = true;
}

/* The tiles of one side that a stretch of pixels lies on, within the picture. */
static void tile_range(int from_px, int length_px, int count, int *first, int *end)
{
    *first = from_px > 0 ? from_px / TILE_PX : 0;
    /* One past the tile of the last pixel, but not past the picture. */
    *end = (from_px + length_px - 1) / TILE_PX + 1;
    *end = *end < count ? *end : count;
}

/* Whether some of the area's tiles still show other light than they want. */
static bool lingers(const struct tile_grid *grid, struct rectangle area)
{
    int left;
    int right;
    int top;
    int bottom;
    tile_range(area.x_px, area.width_px, grid->columns, &left, &right);
    tile_range(area.y_px, area.height_px, grid->rows, &top, &bottom);
    for (int row = top; row < bottom; row++) {
        for (int column = left; column < right; column++) {
            if (!grid->tiles[row * grid->columns + column].settled)
                return true;
        }
    }
    return false;
}

void text_areas_settle(struct text_areas *areas, const struct tile_grid *grid)
{
    size_t kept = 0;
    for (size_t i = 0; i < areas->count; i++) {
        if (!areas->standing[i] && !lingers(grid, areas->areas[i]))
            continue;
        areas->areas[kept] = areas->areas[i];
        areas->standing[kept] = areas->standing[i];
        kept++;
    }
    areas->count = kept;
}

/* A place or a length of the old side on the new one. */
static int stretch(int value_px, int from_px, int to_px)
{
    assert(from_px > 0 && to_px > 0);
    return (int)((int64_t)value_px * to_px / from_px);
}

void text_areas_stretch(struct text_areas *areas, const struct tile_grid *from,
                        const struct tile_grid *to)
{
    for (size_t i = 0; i < areas->count; i++) {
        struct rectangle area = areas->areas[i];
        /* A pixel more on every side, for what rounding takes. */
        areas->areas[i] = (struct rectangle){
            stretch(area.x_px, from->width_px, to->width_px) - 1,
            stretch(area.y_px, from->height_px, to->height_px) - 1,
            stretch(area.width_px, from->width_px, to->width_px) + 3,
            stretch(area.height_px, from->height_px, to->height_px) + 3,
        };
    }
}
